import "./dom-setup.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { enhance, plain } from "../../cat_course/frontend/static/cat_course/format-index.js";
import { labels } from "./labels.js";

globalThis.history = window.history;
const ROWS = [
  ["Bocal", "Faire entendre une assemblée. Dit aussi : Fishbowl, Cercle samoan (variante).", "Grand groupe", "Délibérer, Explorer un sujet", "10–75", "60–120", "Controverse polarisée"],
  ["Cercle d'apprentissage", "Apprendre entre pairs.", "Entre pairs", "Apprendre entre pairs", "5–12", "90–180", "Divergences ordinaires"],
  ["1-2-4-Tous", "Faire naître des idées.", "Micro-structure", "Faire naître des idées", "4–200", "12–30", "Tensions perceptibles"],
  ["Forum ouvert", "Un agenda composé ensemble. Dit aussi : Open Space.", "Grand groupe", "Faire naître des idées, Passer à l'action", "10–1000", "210–840", "Controverse polarisée"],
];

/** The page that the directive writes, with these rows. */
function page(rows = ROWS, around = null) {
  const heads = ["Format", "Famille", "Sert surtout à", "Personnes", "Minutes", "Tension supportée"];
  const cells = ([title, summary, ...rest]) => [`<a href="#">${title}</a> ${summary}`, ...rest.map((c, i) => `<span class="cc-cell">${heads[i + 1]}\u202f: </span>${c}`)].map((c) => `<td><p>${c}</p></td>`).join("");
  document.body.innerHTML = `<div class="cc-activity" data-activity="format-index"><script type="application/json">${JSON.stringify({ labels })}</script>
    <div class="cc-fallback"><div class="table-wrapper"><table><thead><tr>${heads.map((t) => `<th><p>${t}</p></th>`).join("")}</tr></thead><tbody>${rows.map((r) => `<tr>${cells(r)}</tr>`).join("")}</tbody></table></div></div></div>`;
  if (around) document.body.append(around);
  const root = document.querySelector(".cc-activity");
  enhance(root);
  const [family, purpose] = root.querySelectorAll("select");
  const [search, people] = root.querySelectorAll("input");
  return { root, search, family, purpose, people, all: root.querySelector("button"), count: root.querySelector("[role=status]"),
    shown: () => [...root.querySelectorAll("tbody tr")].filter((tr) => !tr.hidden).map((tr) => tr.querySelector("a").textContent) };
}
function set(el, value) {
  el.value = value;
  el.dispatchEvent(new window.Event(el.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
}

beforeEach(() => window.history.replaceState(null, ""));

test("before anyone asks, the table is whole, in sight, and counted", () => {
  const p = page();
  assert.equal(p.shown().length, 4);
  assert.equal(p.root.querySelector(".cc-fallback").hidden, false);
  assert.equal(p.count.textContent, "4 formats sur 4.");
  assert.equal(p.all.hidden, true);
  assert.equal(p.root.hasAttribute("data-ready"), true);
});

test("what names a cell on a phone is no part of what the row says", () => {
  const p = page();
  set(p.search, "sert surtout");
  assert.deepEqual(p.shown(), []);
  set(p.search, "supportée");
  assert.deepEqual(p.shown(), []);
  assert.equal([...p.family.options].some((o) => o.textContent.includes(":")), false);
});

test("a format is found by another of its names", () => {
  const p = page();
  for (const [text, found] of [["fishbowl", ["Bocal"]], ["cercle samoan", ["Bocal"]], ["open space", ["Forum ouvert"]]]) {
    set(p.search, text);
    assert.deepEqual(p.shown(), found, text);
  }
});

test("a word that no row holds may be looked for in the whole book", () => {
  const bar = document.createElement("div");
  const p = page();
  const elsewhere = () => p.root.querySelector(".cc-filter-end a");
  set(p.search, "tirage & sort");
  assert.equal(elsewhere().hidden, true, "where there is no such search, nothing is promised");
  bar.innerHTML = '<form class="sidebar-search-container" action="../../search.html"></form>';
  const q = page(ROWS, bar);
  set(q.search, "forum");
  assert.equal(q.root.querySelector(".cc-filter-end a").hidden, true);
  set(q.search, "tirage & sort");
  const link = q.root.querySelector(".cc-filter-end a");
  assert.equal(link.hidden, false);
  assert.equal(link.getAttribute("href"), "../../search.html?q=tirage%20%26%20sort");
  assert.match(link.textContent, /«\s?tirage & sort\s?»/);
  set(q.search, "");
  set(q.people, "9999");
  assert.equal(link.hidden, true, "without a word there is nothing to look for");
});

test("a search finds words without their accents and capitals, in any order, in any column", () => {
  const p = page();
  for (const [text, found] of [["deliberer", ["Bocal"]], ["IDÉES naitre", ["1-2-4-Tous", "Forum ouvert"]], ["l’action", ["Forum ouvert"]], ["  ", ROWS.map((r) => r[0])]]) {
    set(p.search, text);
    assert.deepEqual(p.shown(), found, text);
  }
  assert.equal(plain("  L’Été À\u00a0Œuvrer "), "l'ete a œuvrer");
});

test("families and purposes are those of the table, each once, in alphabetical order", () => {
  const p = page();
  assert.deepEqual([...p.family.options].map((o) => o.textContent), ["Toutes les familles", "Entre pairs", "Grand groupe", "Micro-structure"]);
  assert.deepEqual([...p.purpose.options].map((o) => o.textContent),
    ["Toutes les intentions", "Apprendre entre pairs", "Délibérer", "Explorer un sujet", "Faire naître des idées", "Passer à l'action"]);
});

test("filters add up, and the count says how many are left", () => {
  const p = page();
  set(p.family, "Grand groupe");
  assert.equal(p.count.textContent, "2 formats sur 4.");
  set(p.purpose, "Faire naître des idées");
  assert.deepEqual(p.shown(), ["Forum ouvert"]);
  assert.equal(p.count.textContent, "1 format sur 4.");
  set(p.people, "9");
  assert.deepEqual(p.shown(), []);
  assert.match(p.count.textContent, /^Aucun format/);
});

test("a number of people keeps the formats whose bounds hold it, bounds included", () => {
  const p = page();
  for (const [n, found] of [["4", ["1-2-4-Tous"]], ["10", ["Bocal", "Cercle d'apprentissage", "1-2-4-Tous", "Forum ouvert"]], ["12", ["Bocal", "Cercle d'apprentissage", "1-2-4-Tous", "Forum ouvert"]],
    ["13", ["Bocal", "1-2-4-Tous", "Forum ouvert"]], ["1 000", ["Forum ouvert"]]]) {
    set(p.people, n);
    assert.deepEqual(p.shown(), found, n);
  }
});

test("a number that is not one is told, and does not count", () => {
  const p = page();
  for (const text of ["0", "-2", "1,5", "dix"]) {
    set(p.people, text);
    assert.equal(p.people.getAttribute("aria-invalid"), "true", text);
    assert.equal(p.root.querySelector(".cc-filter-problem").hidden, false);
    assert.equal(p.shown().length, 4);
  }
  set(p.people, "20");
  assert.equal(p.people.hasAttribute("aria-invalid"), false);
  assert.equal(p.root.querySelector(".cc-filter-problem").hidden, true);
});

test("one button shows everything again and hands the keyboard to the search", () => {
  const p = page();
  set(p.search, "bocal");
  set(p.family, "Grand groupe");
  assert.equal(p.all.hidden, false);
  p.all.click();
  assert.equal(p.shown().length, 4);
  assert.deepEqual([p.search.value, p.family.value], ["", ""]);
  assert.equal(document.activeElement, p.search);
  assert.equal(p.all.hidden, true);
});

test("the back button finds the filter again, and only text is taken from the history", () => {
  set(page().search, "forum");
  assert.deepEqual(page().shown(), ["Forum ouvert"]);
  window.history.replaceState({ formatIndex: { search: 3, family: "Perdue", people: "5" } }, "");
  const p = page();
  assert.equal(p.search.value, "");
  assert.equal(p.family.value, "", "a family that is gone is not asked for");
  assert.deepEqual(p.shown(), ["Cercle d'apprentissage", "1-2-4-Tous"]);
});

test("a page restored with its fields filled shows what they ask", () => {
  const p = page();
  p.search.value = "bocal";
  window.dispatchEvent(new window.Event("pageshow"));
  assert.deepEqual(p.shown(), ["Bocal"]);
});

test("a history that refuses does not stop the filter", () => {
  const real = globalThis.history;
  globalThis.history = { get state() { throw new Error("refused"); }, replaceState() { throw new Error("refused"); } };
  try {
    const p = page();
    set(p.search, "bocal");
    assert.deepEqual(p.shown(), ["Bocal"]);
  } finally {
    globalThis.history = real;
  }
});

test("the filter is put once, and a page without a table is left alone", () => {
  const p = page();
  enhance(p.root);
  assert.equal(p.root.querySelectorAll("form").length, 1);
  const bare = document.createElement("div");
  enhance(bare);
  assert.equal(bare.children.length, 0);
});
