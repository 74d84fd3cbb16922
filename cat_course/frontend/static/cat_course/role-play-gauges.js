// @ts-check
/** @import { Gauge, RolePlayTable } from "../../types.js" */

import { fill, h, svg } from "./dom.js";

/** @typedef {Record<string, string>} Words The labels of the interface, ready to fill. */

/**
 * A whole number as French prints it: a true minus sign, and a plus where it is a change.
 *
 * @param {number} value
 * @param {boolean} [change]
 */
export const signed = (value, change = false) => `${value < 0 ? "\u2212" : change && value > 0 ? "+" : ""}${Math.abs(value)}`;

/** @param {number} change @param {Words} words */
export const changeText = (change, words) => (change === 0 ? words.stable : signed(change, true));

/**
 * Where a value stands in its gauge, 0 (lowest) to 4 (highest): the ends are named only when reached.
 *
 * @param {Gauge} gauge
 * @param {number} value
 */
export function gaugeLevel({ min, max }, value) {
  if (value === min) return 0;
  if (value === max) return 4;
  const share = (value - min) / (max - min);
  return share < 0.4 ? 1 : share > 0.6 ? 3 : 2;
}

/**
 * "4 sur 6, plutôt haut".
 *
 * @param {Gauge} gauge
 * @param {number} value
 * @param {Words} words
 */
export function gaugeText(gauge, value, words) {
  const number = fill(words[gauge.min === 0 ? "gauge-of" : "gauge-between"],
    { value: signed(value), min: signed(gauge.min), max: signed(gauge.max) });
  return `${number}, ${words[`level-${gaugeLevel(gauge, value)}`]}`;
}

/**
 * Every gauge as a labelled meter: its value in words and numbers, what its ends mean, and the
 * change since the last choice, when there was one. The drawing says nothing that the text does not,
 * and colours judge nothing: a gauge may be better low.
 *
 * @param {RolePlayTable} table
 * @param {number[]} values
 * @param {number[] | null} before
 * @param {Words} words
 */
export function drawGauges(table, values, before, words) {
  return h("ul", { class: "cc-gauges", "aria-label": words.gauges }, ...table.gauges.map((gauge, i) => {
    const value = values[i];
    const change = before ? value - before[i] : null;
    const end = gaugeLevel(gauge, value);
    return h("li", { class: "cc-gauge" },
      h("p", { class: "cc-gauge-head" }, h("strong", {}, gauge.label), h("span", {}, gaugeText(gauge, value, words)),
        ...(change === null ? [] : [h("span", { class: change === 0 ? "cc-change" : "cc-change cc-moved" },
          h("span", { class: "cc-sr" }, words["since-choice"], " "), changeText(change, words))])),
      drawBar(gauge, value, before ? before[i] : value),
      h("p", { class: "cc-gauge-ends" },
        h("span", { class: end < 2 ? "cc-here" : "" }, h("span", { class: "cc-sr" }, words.low, " "), gauge.low),
        h("span", { class: end > 2 ? "cc-here" : "" }, h("span", { class: "cc-sr" }, words.high, " "), gauge.high)));
  }));
}

/** @param {Gauge} gauge @param {number} value @param {number} before */
function drawBar({ min, max }, value, before) {
  /** @param {string} name @param {number} from @param {number} to */
  const part = (name, from, to) => svg("rect", { class: name, x: from - min, y: 0, width: to - from, height: 1 });
  return svg("svg", { class: "cc-bar", viewBox: `0 0 ${max - min} 1`, preserveAspectRatio: "none", "aria-hidden": "true" },
    part("cc-bar-room", min, max), part("cc-bar-value", min, value),
    value < before ? part("cc-bar-lost", value, before) : part("cc-bar-won", before, value));
}
