// @ts-check
/** @import { Fit, MatchingTable, Situation } from "../../types.js" */
/** @import { Words } from "./format-fields.js" */

import { fill, h } from "./dom.js";
import { alertsOf } from "./matching-alerts.js";

/** Where fewer formats than this are in bounds, a sentence says what keeps the others out, the heaviest first. */
const FEW = 3;
const MOST_NAMED = 3;

/** @typedef {{ fits: Fit[], table: MatchingTable, situation: Situation, words: Words }} Asked `fits`: best first */

/** What to know before reading the list, as sentences. @param {Asked} asked */
export const cautions = (asked) => [...alerted(asked), ...blocked(asked)];

/** The same, to be read; with the way to the page that says when to stop, where there is a book. @param {Asked & { root: string | undefined }} props */
export function drawCautions({ root, ...asked }) {
  const alerts = alerted(asked);
  const more = alerts.length && root !== undefined ? [h("a", { href: `${root}book/niveau-1/07-tensions-et-pouvoirs.html`, "data-focus": "caution" }, asked.words["alerts-page"])] : [];
  return [
    ...(alerts.length ? [h("div", { class: "cc-caution" }, ...alerts.map((text) => h("p", {}, text)), ...more)] : []),
    ...blocked(asked).map((text) => h("p", {}, text)),
  ];
}

/** @param {Asked} asked */
const alerted = ({ table, situation, words }) => alertsOf(table, situation).map((id) => fill(words[`alert-${id}`], table.tensions[situation.tension]));

/** What keeps the most formats out, of what one may change: a count of what the reasons say, no rule of its own. @param {Asked} asked */
function blocked({ fits, words }) {
  if (fits[FEW - 1]?.verdict !== "out") return [];
  /** @type {Map<string, Set<string>>} */ const kept = new Map();
  for (const { format, reasons } of fits) {
    for (const { criterion } of reasons.filter(({ kind, criterion }) => kind === "out" && criterion !== "purposes")) kept.set(criterion, (kept.get(criterion) ?? new Set()).add(format));
  }
  const names = [...kept].sort(([, a], [, b]) => b.size - a.size).slice(0, MOST_NAMED).map(([name, { size }]) => `${words[`name-${name}`]} (${size})`);
  return names.length ? [fill(words.blocked, { names: names.join(", ") })] : [];
}
