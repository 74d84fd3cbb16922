// @ts-check
/** @import { Fit, FormatEntry, MatchingTable, Reason } from "../../types.js" */
/** @import { Words } from "./format-fields.js" */

import { fill, h } from "./dom.js";
import { MOST } from "./format-state.js";
import { VERDICTS } from "./matching-rules.js";

/**
 * @typedef {object} ListProps
 * @prop {MatchingTable} table
 * @prop {Fit[]} fits best first
 * @prop {Words} words
 * @prop {string | undefined} root the way to the book's root; undefined where there is no book around
 * @prop {string[]} compare
 * @prop {Set<string>} opened the details that are open: a new drawing must not close them
 * @prop {(id: string) => void} toggle put a format in the comparison, or take it out
 */

/**
 * The ranked list, in one group for each verdict. Every format is in it.
 *
 * @param {ListProps} props
 * @returns {HTMLElement[]}
 */
export function drawGroups(props) {
  const { fits, table, words } = props;
  const entries = new Map(table.formats.map((entry) => [entry.id, entry]));
  return VERDICTS.map((verdict) => {
    const group = fits.filter((fit) => fit.verdict === verdict);
    const cards = group.map((fit) => drawCard(fit, /** @type {FormatEntry} */ (entries.get(fit.format)), fits.indexOf(fit) + 1, props));
    return h("section", { class: `cc-group cc-${verdict}` },
      h("h4", {}, fill(words.group, { verdict: words[`verdict-${verdict}`], count: group.length })),
      group.length ? h("ol", { class: "cc-ranked" }, ...cards) : h("p", { class: "cc-hint" }, words[`empty-${verdict}`] ?? words.empty));
  });
}

/** @param {Fit} fit @param {FormatEntry} entry @param {number} place @param {ListProps} props */
function drawCard({ format, title, verdict, reasons }, entry, place, props) {
  const { table, words, root } = props;
  const name = root === undefined ? h("span", {}, title) : h("a", { href: `${root}${entry.page}.html`, "data-focus": `link/${format}` }, title);
  const out = verdict === "out"; // what would change comes first, and the rest waits: the list stays short on a phone
  const [good, careful, blocking] = ["for", "watch", "out"].map((kind) => drawReasons(reasons, kind, words));
  return h("li", { class: "cc-format" },
    h("p", { class: "cc-eyebrow" }, h("span", {}, table.families[entry.family]), " ", h("span", { class: "cc-fit" }, words[`verdict-${verdict}`])),
    h("h5", {}, h("span", {}, fill(words.rank, { place })), " ", name),
    h("p", {}, entry.summary),
    ...(out ? blocking : [...good, ...careful]),
    h("div", { class: "cc-foot" },
      drawDetails(format, out ? words.details : words.avoid, [...(out ? [...good, ...careful, h("p", { class: "cc-name" }, words.avoid)] : []), bulleted(entry.avoid)], props),
      drawBox(format, title, props)));
}

/**
 * The sentences of one kind, as a list that says which kind it is; nothing if there is none.
 *
 * @param {Reason[]} reasons @param {string} kind @param {Words} words
 */
export function drawReasons(reasons, kind, words) {
  const texts = reasons.filter((reason) => reason.kind === kind).map((reason) => reason.text);
  return texts.length ? [bulleted(texts, { class: `cc-why cc-why-${kind}`, role: "list", "aria-label": words[kind] })] : [];
}

/** @param {string[]} texts @param {Record<string, string>} [attrs] */
export const bulleted = (texts, attrs = {}) => h("ul", attrs, ...texts.map((text) => h("li", {}, text)));

/** @param {string} format @param {string} title @param {HTMLElement[]} inside @param {ListProps} props */
function drawDetails(format, title, inside, { opened }) {
  const details = h("details", { open: opened.has(format), toggle: () => void (details.open ? opened.add(format) : opened.delete(format)) },
    h("summary", { "data-focus": `details/${format}` }, title), ...inside);
  return details;
}

/** @param {string} format @param {string} title @param {ListProps} props */
function drawBox(format, title, { compare, words, toggle }) {
  const on = compare.includes(format);
  const box = h("input", { type: "checkbox", value: format, disabled: !on && compare.length >= MOST.compare,
    "aria-label": fill(words["compare-of"], { title }), "data-focus": `compare/${format}`, change: () => toggle(format) });
  box.checked = on;
  return h("label", { class: "cc-pick cc-compare" }, box, h("span", {}, words.compare));
}
