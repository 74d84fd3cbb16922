// @ts-check
/** @import { Fit, FormatEntry } from "../../types.js" */
/** @import { ListProps } from "./format-list.js" */

import { fill, h } from "./dom.js";
import { counted } from "./format-fields.js";
import { drawReasons } from "./format-list.js";

/**
 * Formats side by side, best first: a table that scrolls in its own region on a narrow screen.
 *
 * @param {ListProps} props
 * @param {() => void} close
 */
export function drawComparison(props, close) {
  const { table, entries, words, detail } = props;
  const fits = props.fits.filter((fit) => props.compare.includes(fit.format));
  const columns = fits.map((fit) => ({ fit, entry: /** @type {FormatEntry} */ (entries.get(fit.format)) }));
  const title = fill(words["compare-table"], { titles: fits.map((fit) => fit.title).join(", ") });
  /** @param {number} low @param {number} high */
  const range = (low, high) => (low === high ? String(low) : fill(words.range, { low, high }));
  /** @param {string} name @param {(column: typeof columns[number]) => (Node | string)[]} cell */
  const row = (name, cell) => h("tr", {}, h("th", { scope: "row" }, words[name]), ...columns.map((column) => h("td", {}, ...cell(column))));
  /** @param {string} kind @returns {(column: typeof columns[number]) => (Node | string)[]} */
  const why = (kind) => ({ fit }) => {
    const list = drawReasons(fit.reasons, kind, words);
    return list.length ? list : [words.nothing];
  };
  const blocked = fits.some(({ verdict }) => verdict === "out");
  /** @param {KeyboardEvent} event */
  const keydown = (event) => { if (event.key === "Escape") close(); };
  return h("section", { class: "cc-comparison", keydown },
    h("header", {}, h("h4", { tabindex: "-1", "data-focus": "comparison" }, words.compare),
      h("button", { type: "button", class: "cc-quiet", "aria-label": words["compare-close"], "data-focus": "comparison/close", click: close }, words.close)),
    h("div", { class: "cc-sides", role: "region", tabindex: "0", "aria-label": title, "data-focus": "comparison/table" },
      h("table", {},
        h("thead", {}, h("tr", {}, h("td", {}), ...fits.map((fit) => h("th", { scope: "col" }, fit.title)))),
        h("tbody", {},
          row("row-verdict", ({ fit }) => [words[`verdict-${fit.verdict}`]]),
          row("row-people", ({ entry: { facts: [[min, low, high, max]] } }) => [fill(words["people-value"], { span: range(min, max), ideal: range(low, high) })]),
          row("row-minutes", ({ entry: { facts: [, [min, typical, max]] } }) => [fill(words["minutes-value"], { span: range(min, max), typical })]),
          row("tension", ({ entry }) => [fill(words["tension-value"], table.tensions[entry.facts[2]])]),
          row("row-experience", ({ entry }) => [fill(words["experience-value"], { needed: entry.facts[3], ...table.mastery[entry.facts[3] - 1] })]),
          row("for", why("for")),
          row("watch", why("watch")),
          ...(blocked ? [row("out", why("out"))] : []),
          row("row-needs", ({ entry }) => detail(entry.id, "conditions")),
          row("avoid", ({ entry }) => detail(entry.id, "avoid_when")),
          row("row-produces", ({ entry }) => detail(entry.id, "produces"))))));
}

/** What is chosen to be compared, always in sight. @param {ListProps} props @param {() => void} show @param {() => void} none */
export function drawTray({ compare: { length: count }, words }, show, none) {
  return h("div", { class: "cc-tray" },
    h("p", {}, counted(words, "chosen", count)),
    h("button", { type: "button", class: "cc-quiet", "data-focus": "compare/none", click: none }, words["compare-none"]),
    h("button", { type: "button", disabled: count < 2, "data-focus": "compare", click: show }, fill(words["compare-show"], { count })));
}
