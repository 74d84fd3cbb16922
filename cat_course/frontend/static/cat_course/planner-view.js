// @ts-check
/** @import { FormatDetail, Labels, Plan, PlannerTable, PlanOp, Schedule, Slot } from "../../types.js" */

import { fill, h } from "./dom.js";
import { drawAdvice } from "./planner-advice.js";
import { PLAN_MOST } from "./planner-state.js";
import { drawStrip, drawTimeline, endOf } from "./planner-timeline.js";
import { clock, spoken } from "./planner-words.js";
import { stepsOf } from "./planning-rules.js";

/**
 * @typedef {object} PlanProps
 * @prop {{ plan: Plan, schedule: Schedule, title: string, words: Record<string, string> }} made
 * @prop {string[]} waiting formats whose details are on their way
 * @prop {string[]} failed formats whose details could not come
 * @prop {number | null} opened the step being edited
 * @prop {boolean} undoes whether there is something to undo
 * @prop {{ undo: () => void, open: (step: number | null) => void, insert: (kind: "own" | "break") => void, cut: (op: PlanOp) => void, replace: (plan: Partial<Plan>) => void, live: () => void, retry: () => void }} act
 * @prop {PlannerTable} table
 * @prop {Record<string, FormatDetail>} details
 * @prop {Labels} labels
 * @prop {(slot: Slot) => HTMLElement} editor
 */

/**
 * The plan as it stands: its figures, its strip, what to know, and the steps.
 *
 * @param {PlanProps} props
 */
export function drawPlan({ made: { plan, schedule, title, words }, waiting, failed, opened, undoes, act, table, details, labels, editor }) {
  const { slots, warnings } = schedule;
  const absent = [...waiting, ...failed];
  /** @param {string} key @param {() => void} click @param {string} [kind] @param {boolean} [off] */
  const button = (key, click, kind = "cc-quiet", off = false) => h("button", { type: "button", class: kind, "data-focus": key, disabled: off, click }, words[key]);
  const names = failed.map((id) => table.formats.find((format) => format.id === id)?.title).join(", ");
  const head = [
    h("h3", { tabindex: "-1", "data-focus": "title" }, title),
    ...(waiting.length ? [h("p", {}, words.loading)] : []),
    ...(names ? [h("div", { class: "cc-warned" }, h("p", {}, fill(words["load-failed"], { names })), button("retry", act.retry))] : []),
  ];
  const back = button("undo", act.undo, "cc-quiet", !undoes);
  if (!slots.length) return [...head, ...(absent.length ? [] : [h("p", {}, words.empty)]), ...(undoes ? [back] : [])];
  const end = endOf(slots);
  const figures = [`${plan.start} → ${clock(plan.start, end)}`, fill(words.min, { minutes: end }), fill(words.speaking, { time: spoken(schedule.speaking) }), ...(schedule.circles > 1 ? [fill(words.circled, schedule)] : [])];
  const props = { schedule, plan, words, opened, open: act.open, editor, insert: stepsOf(details, plan).length < PLAN_MOST.steps ? act.insert : null };
  return [
    ...head, h("p", { class: "cc-figures" }, ...figures.map((text) => h("span", {}, text))), drawStrip(props),
    h("div", { class: "cc-row-of" }, button("live", act.live, ""), back, ...(plan.steps && plan.formats.length ? [button("as-written", () => act.replace({ steps: null }))] : [])),
    ...drawAdvice({ schedule: { ...schedule, warnings: warnings.filter(({ values }) => !absent.includes(String(values.name))) }, plan, table, words, sentences: labels.session, replace: act.replace, cut: act.cut }),
    drawTimeline(props),
  ];
}
