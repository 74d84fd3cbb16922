import "./dom-setup.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { foldAccents, searchPage } from "../../cat_course/frontend/static/cat_course/search-page.js";
import { labels } from "./labels.js";

const index = () => ({ terms: { "écout": [1, 2], ecout: 3, "théâtr": 4, bocal: 5 }, titleterms: { "écout": 1 } });

/** Open the search page on a question, with what Sphinx puts there. */
function open(query) {
  window.happyDOM.setURL(`https://course.invalid/search.html${query}`);
  Object.assign(globalThis, { location: window.location, Search: { _index: index() }, Documentation: { TRANSLATIONS: {} } });
  document.body.innerHTML = '<form class="cc-search"><input type="search"></form>';
  searchPage(labels);
  return document.querySelector("input");
}

test("a word is found without its accents, and where it is written without them too", () => {
  const { terms, titleterms } = foldAccents(index());
  assert.deepEqual([terms.ecout, terms.theatr, titleterms.ecout], [[3, 1, 2], [4], [1]]);
  assert.deepEqual([terms["écout"], terms.bocal], [[1, 2], 5], "what was there stays");
});

test("what was asked stands in the field, to be asked better", () => {
  assert.equal(open("?q=l%27%C3%A9coute").value, "l'écoute");
  assert.notEqual(document.activeElement, document.querySelector("input"), "a reader of results is not sent back to the field");
  assert.deepEqual(globalThis.Search._index.terms.ecout, [3, 1, 2]);
});

test("a page opened on no question waits for one", () => {
  assert.equal(open(""), document.activeElement);
});

test("what Sphinx finds, or not, is said in our words, with its number", () => {
  open("?q=a");
  const said = Object.values(globalThis.Documentation.TRANSLATIONS);
  assert.ok(said.includes(labels.search.none));
  assert.ok(said.some((text) => text.includes("${resultCount}")), "Sphinx puts the number there");
});
