// @ts-check

import { fill, h } from "./dom.js";

/** @typedef {{ search: string, family: string, purpose: string, people: string }} Filter */
/** @typedef {{ el: HTMLElement, text: string, family: string, purposes: string[], least: number, most: number }} Row */

const NOTHING = /** @type {Filter} */ ({ search: "", family: "", purpose: "", people: "" });

/** Letters without case, accents or typographic apostrophes, so that « decider » finds « Décider ». @param {string} text */
export const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/’/g, "'").replace(/\s+/g, " ").trim().toLowerCase();

/**
 * Put a filter above the index of formats. The table is whole without it; a row that does not match
 * is hidden, never taken out. What was asked is kept with the page's place in the browser's history,
 * so that the back button finds it again.
 *
 * @param {Element} root the `.cc-activity` around the table
 */
export function enhance(root) {
  const table = root.querySelector("table");
  if (!table || root.hasAttribute("data-ready")) return;
  /** @type {Record<string, string>} */
  const words = JSON.parse(root.querySelector('script[type="application/json"]')?.textContent ?? "{}").labels["format-index"];
  const rows = [...table.querySelectorAll("tbody tr")].map((el) => readRow(/** @type {HTMLElement} */ (el)));
  const problem = h("p", { class: "cc-filter-problem", hidden: true }, words["people-problem"]);
  const count = h("p", { class: "cc-filter-count", role: "status" });
  const fields = {
    search: h("input", { type: "search", autocomplete: "off", input: refresh }),
    family: choice(words["any-family"], rows.map((row) => row.family)),
    purpose: choice(words["any-purpose"], rows.flatMap((row) => row.purposes)),
    people: h("input", { type: "text", inputmode: "numeric", autocomplete: "off", input: refresh }),
  };
  const all = h("button", { type: "button", click: showAll }, words.all);
  const search = document.querySelector(".sidebar-search-container")?.getAttribute("action");
  const elsewhere = h("a", { hidden: true });
  const labels = { search: words.search, family: words.family, purpose: words.purposes, people: words.people };
  const bar = h("form", { class: "cc-filter", role: "search", "aria-label": words.filter, submit: (event) => event.preventDefault() },
    ...names().map((name) => h("label", {}, h("span", {}, labels[name]), fields[name], ...(name === "people" ? [problem] : []))),
    h("div", { class: "cc-filter-end" }, count, all, elsewhere));

  /** @param {string} any @param {string[]} values */
  function choice(any, values) {
    const sorted = [...new Set(values)].sort((a, b) => a.localeCompare(b, "fr"));
    return h("select", { autocomplete: "off", change: refresh }, h("option", { value: "" }, any), ...sorted.map((value) => h("option", { value }, value)));
  }

  /** @returns {Filter} */
  const asked = () => ({ search: fields.search.value, family: fields.family.value, purpose: fields.purpose.value, people: fields.people.value });

  function refresh() {
    apply();
    keep(asked());
  }

  function showAll() {
    fillIn(NOTHING);
    refresh();
    fields.search.focus();
  }

  /** @param {Filter} filter */
  function fillIn(filter) {
    for (const name of names()) fields[name].value = filter[name];
  }

  function apply() {
    const filter = asked();
    const digits = filter.people.replace(/\s/g, "");
    const wrong = digits !== "" && !/^0*[1-9]\d*$/.test(digits);
    const people = wrong || !digits ? null : Number(digits);
    const parts = plain(filter.search).split(" ");
    let shown = 0;
    for (const row of rows) {
      const fits = parts.every((part) => row.text.includes(part))
        && (!filter.family || row.family === filter.family)
        && (!filter.purpose || row.purposes.includes(filter.purpose))
        && (people === null || (row.least <= people && people <= row.most));
      row.el.hidden = !fits;
      if (fits) shown += 1;
    }
    problem.hidden = !wrong;
    if (wrong) fields.people.setAttribute("aria-invalid", "true");
    else fields.people.removeAttribute("aria-invalid");
    const word = filter.search.trim();
    elsewhere.hidden = !search || !word || shown > 0; // a word that no row holds may stand in a page
    elsewhere.textContent = fill(words["whole-book"], { search: word });
    elsewhere.setAttribute("href", `${search}?q=${encodeURIComponent(word)}`);
    all.hidden = names().every((name) => !filter[name].trim());
    const text = fill(words[`count-${shown < 2 ? shown : "many"}`], { count: shown, total: rows.length });
    if (count.textContent !== text) count.textContent = text;
  }

  fillIn({ ...NOTHING, ...kept() });
  root.querySelector(".cc-fallback")?.before(bar);
  apply();
  window.addEventListener("pageshow", apply);
  root.setAttribute("data-ready", "");
}

/** @returns {(keyof Filter)[]} */
const names = () => ["search", "family", "purpose", "people"];

/**
 * Read a row of the table: the format, its summary and its other names, family, purposes, people. What names a cell on a phone is not in it.
 *
 * @param {HTMLElement} el
 * @returns {Row}
 */
function readRow(el) {
  const cells = [...el.children].map((cell) => (cell.textContent ?? "").slice(cell.querySelector(".cc-cell")?.textContent?.length ?? 0).replace(/\s+/g, " ").trim());
  const [least = 0, most = Infinity] = (cells[3] ?? "").match(/\d+/g)?.map(Number) ?? [];
  return { el, text: plain(cells.join(" ")), family: cells[1], purposes: (cells[2] ?? "").split(", ").filter(Boolean), least, most };
}

/** What this place in the history remembers. @returns {Partial<Filter>} */
function kept() {
  try {
    const found = history.state?.formatIndex ?? {};
    return Object.fromEntries(names().filter((name) => typeof found[name] === "string").map((name) => [name, found[name]]));
  } catch {
    return {};
  }
}

/** @param {Filter} filter */
function keep(filter) {
  try {
    history.replaceState({ ...history.state, formatIndex: filter }, "");
  } catch (error) {
    console.debug("[cat-course] this page keeps no filter", error);
  }
}

if (typeof document !== "undefined") {
  for (const root of document.querySelectorAll('.cc-activity[data-activity="format-index"]')) enhance(root);
}
