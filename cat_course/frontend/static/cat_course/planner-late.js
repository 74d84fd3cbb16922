// @ts-check
/** @import { FormatDetail, Plan, PlanCut, PlanStep, Slot } from "../../types.js" */
/** @import { apply, schedule, stepsOf } from "./planning-rules.js" */

export const MINUTE = 60000;
export const HALF_DAY = 720 * MINUTE;

/** The time of day that a clock on the wall shows. @param {number} ms */
export const onTheWall = (ms) => new Date(ms).toTimeString().slice(0, 5);

/** How long after the nearest `start` of a day an instant is, in ms; below zero before it. @param {number} ms @param {string} start */
export function sinceStart(ms, start) {
  const [hours, minutes] = start.split(":").map(Number);
  const late = ms - new Date(ms).setHours(hours, minutes, 0, 0);
  return ((((late + HALF_DAY) % (2 * HALF_DAY)) + 2 * HALF_DAY) % (2 * HALF_DAY)) - HALF_DAY;
}

/**
 * When the plan's first minute is due: its own start if the session began within an hour of it, else when it began
 * (a rehearsal, a plan whose start nobody set).
 *
 * @param {number} begun @param {string} start
 */
export function dueAt(begun, start) {
  const gap = sinceStart(begun, start);
  return Math.abs(gap) <= 60 * MINUTE ? begun - gap : begun;
}

/** @typedef {{ apply: typeof apply, schedule: typeof schedule, stepsOf: typeof stepsOf }} Rules those that the planner has loaded */
/** @typedef {{ plan: Plan, gain: number }} Way a plan that ends sooner, and by how many minutes */

/**
 * What is left of a session that runs late, planned again by the rules of any plan: steps that were led keep their
 * length, the present one takes the delay, those to come share what is left. One slot is one step from then on, so
 * the place of each stays what it was.
 *
 * @param {Rules} rules
 * @param {{ details: Record<string, FormatDetail>, plan: Plan, slots: Slot[], slot: number, slip: number }} session `slip`: minutes behind the slots
 * @returns {{ short: Way, cuts: (Way & Pick<PlanCut, "key" | "values">)[] }} elastic steps at what is left for them; then each lighter plan that cuts a step to come
 */
export function catchUp({ apply, schedule, stepsOf }, { details, plan, slots, slot, slip }) {
  const steps = stepsOf(details, plan);
  const total = slots.reduce((sum, { minutes }) => sum + minutes, 0);
  const elastic = { ...plan, breaks: false, steps: slots.map(({ step, minutes, part }, i) => {
    /** @type {PlanStep} */ const written = step === null ? { kind: "break", title: "" } : steps[step];
    return i > slot && step !== null && part[1] === 1 ? written : { ...written, minutes: minutes + (i === slot ? slip : 0) };
  }) };
  /** @param {Plan} after @returns {Way} */
  const way = (after) => ({ plan: after, gain: total + slip - schedule(details, after).slots.reduce((sum, { minutes }) => sum + minutes, 0) });
  const short = way(elastic);
  const later = schedule(details, elastic).cuts.filter(({ op }) => ("drop" in op && op.drop > slot) || ("minutes" in op && op.minutes[0] > slot));
  return { short, cuts: later.map(({ key, values, op }) => ({ key, values, ...way(apply(details, elastic, op)) })) };
}
