// @ts-check
/** @import { AssessmentTable } from "../../types.js" */

import { fill, h } from "./dom.js";

/** @typedef {Record<string, string>} Words The activity's labels. */

const SHOWN = 5;

/**
 * Say a level kept in tenths: 15 -> "1,5", 20 -> "2", nothing -> "–".
 *
 * @param {number | null} tenths @param {Words} labels
 */
export const sayTenths = (tenths, labels) => (tenths === null ? "–" : String(tenths / 10).replace(".", labels.decimal));

/**
 * Say a difference in tenths, with its sign: "+0,5", "−1", "0".
 *
 * @param {number} tenths @param {Words} labels
 */
export const sayDifference = (tenths, labels) => (tenths > 0 ? "+" : tenths < 0 ? "−" : "") + sayTenths(Math.abs(tenths), labels);

/**
 * Say a date kept as YYYY-MM-DD.
 *
 * @param {string} on @param {Words} labels
 */
export function sayDate(on, labels) {
  const [year, month, day] = on.split("-").map(Number);
  return fill(labels.date, { year, month: labels.months.split(" ")[month - 1], day: day === 1 ? labels.first : day });
}

/**
 * Choose among `key-zero` (where there is one), `key-one` and `key-other`, as the language counts.
 *
 * @param {Words} labels @param {string} key @param {number} n
 */
export function sayCount(labels, key, n) {
  const zero = labels[`${key}-zero`];
  return fill(n === 0 && zero ? zero : labels[`${key}-${new Intl.PluralRules(labels.language).select(n)}`], { n });
}

/**
 * Name level `n` of a competency: 0 is "not yet".
 *
 * @param {AssessmentTable} table @param {Words} labels @param {number} n
 */
export const levelName = (table, labels, n) => (n === 0 ? labels["not-yet"] : table.mastery[n - 1].label);

/**
 * List items, with those after the first few folded away.
 *
 * @param {HTMLLIElement[]} items @param {Words} labels @param {string} [className]
 */
export function shortList(items, labels, className = "") {
  const rest = items.slice(SHOWN);
  const list = h("ul", { class: className }, ...items.slice(0, SHOWN));
  if (rest.length === 0) return [list];
  return [list, h("details", {}, h("summary", {}, sayCount(labels, "more", rest.length)), h("ul", { class: className }, ...rest))];
}
