// @ts-check
/** @import { Fit, MatchingTable, Situation } from "../../types.js" */
/** @import { Words } from "./format-fields.js" */

import { fill } from "./dom.js";

/**
 * What one gains and loses with the second format rather than the first, criterion by criterion; "" where the
 * second is out of bounds, or absent. It says in a sentence what the points say: no rule of its own.
 *
 * @param {Fit[]} fits best first
 * @param {MatchingTable} table @param {Situation} situation @param {Words} words
 */
export function tradeOff([first, second], table, { purposes }, words) {
  if (!second || second.verdict === "out") return "";
  const names = first.reasons.map(({ criterion }, i) => (i < purposes.length ? fill(words["trade-purpose"], table.purposes.find(({ id }) => id === purposes[i])) : words[`name-${criterion}`]));
  const change = [["trade-gain", 1], ["trade-loss", -1]].flatMap(([key, sign]) => {
    const found = names.filter((_, i) => Math.sign(second.reasons[i].points - first.reasons[i].points) === sign);
    return found.length ? [fill(words[key], { names: found.join(", ") })] : [];
  });
  return fill(words.trade, { first: first.title, second: second.title, change: change.join(words["trade-and"]) || words["trade-none"] });
}
