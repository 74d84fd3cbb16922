// @ts-check
/** @import { Plan, PlannerTable, PlanOp, Schedule } from "../../types.js" */

import { fill, h } from "./dom.js";

const MOST_OFFERED = 4;

/**
 * What to know about the session; where time is missing, what to cut, each in one press; and where no cut is
 * enough, the formats that fit.
 *
 * @param {{ schedule: Schedule, plan: Plan, table: PlannerTable, words: Record<string, string>, sentences: Record<string, string>, cut: (op: PlanOp) => void, replace: (plan: Partial<Plan>) => void }} props
 */
export function drawAdvice({ schedule: { warnings, cuts, missing }, plan, table, words, sentences, cut, replace }) {
  const short = warnings.some((warning) => warning.key === "too-short");
  const fit = table.formats.filter(({ id, facts: [group, [least]] }) => short && !plan.formats.includes(id) && least <= plan.minutes && group[0] <= plan.people && plan.people <= group[3]);
  if (!warnings.length) return [];
  /** @param {string} key @param {() => void} click @param {(Node | string)[]} text */
  const way = (key, click, ...text) => h("li", {}, h("button", { type: "button", class: "cc-quiet", "data-focus": key, click }, ...text));
  /** @param {string} head @param {HTMLElement[]} ways */
  const ways = (head, ways) => (ways.length ? [h("p", { class: "cc-name" }, head), h("ul", { class: "cc-cuts" }, ...ways)] : []);
  return [h("div", { class: missing ? "cc-warned" : "cc-noted" },
    h("ul", {}, ...warnings.map(({ key, values }) => h("li", { class: `cc-said-${key}` }, fill(sentences[`warning-${key}`], values)))),
    ...ways(words.cuts, cuts.map(({ key, values, gain, op }, i) => way(`cut/${i}`, () => cut(op), fill(sentences[`cut-${key}`], values), ...(key === "minutes-total" ? [] : [" ", h("span", { class: "cc-gain" }, fill(words.gain, { gain }))])))),
    ...ways(words.instead, fit.slice(0, MOST_OFFERED).map(({ id, title, facts: [, [least]] }) => way(`instead/${id}`, () => replace({ formats: [id], steps: null }), fill(words["instead-of"], { title, least })))))];
}
