// @ts-check
/** @import { Labels } from "../../types.js" */

/** @typedef {Record<string, number | number[]>} Terms A word, and the pages that hold it. */
/** @typedef {{ terms: Terms, titleterms: Terms }} SearchIndex */

// What Sphinx says, before it looks for a translation.
const FOUND = "Search finished, found ${resultCount} page(s) matching the search query.";
const NONE = "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.";

/** @param {string} text */
const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "");

/**
 * Let each word be found without its accents too: on a phone many people type « ecoute » for « écoute ».
 *
 * @template {SearchIndex} T
 * @param {T} index the index of Sphinx, changed in place
 */
export function foldAccents(index) {
  for (const terms of [index.terms, index.titleterms]) {
    for (const [term, pages] of Object.entries(terms)) {
      const plain = bare(term);
      if (plain !== term) terms[plain] = [...new Set([terms[plain] ?? [], pages].flat())];
    }
  }
  return index;
}

/**
 * What was asked stands in the field, to be asked better; a page opened on no question waits for one. What Sphinx
 * finds, it says in our words.
 *
 * @param {Labels} labels
 */
export function searchPage(labels) {
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector(".cc-search input"));
  if (!field) return;
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (!field.value) field.focus();
  // these two, and the index, come with scripts of their own, before this one
  if (typeof Search !== "undefined" && Search._index) foldAccents(Search._index);
  if (typeof Documentation !== "undefined") Object.assign(Documentation.TRANSLATIONS, { [FOUND]: labels.search.found.replace("{count}", "${resultCount}"), [NONE]: labels.search.none });
}
