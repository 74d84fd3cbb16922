// @ts-check
/** @import { Live, Plan, PlannerFormat, PlannerState, PlanStep } from "../../types.js" */

/** The greatest numbers one may type, and what keeps a state small enough for any host. */
export const PLAN_MOST = { people: 10000, minutes: 1440, circles: 1000, text: 200, steps: 40, formats: 12, state: 3900, file: 100000 };

/** The plan before anything is asked. Mirrors `cat_course.engine.planning.initial_state`. */
export const FIRST_PLAN = /** @type {Plan} */ ({
  title: "", date: "", start: "18:00", minutes: 90, people: 10, formats: [], place: "", host: "", breaks: true, circles: null, steps: null,
});

/** @typedef {{ plan: Plan, wrong: (keyof Plan)[], unknown: string[] }} Reading `wrong`: keys whose value cannot be used; `unknown`: what the course has not. */

/** @param {unknown} value */
const proseOf = (value) => (typeof value === "string" ? value.replace(/[\x00-\x09\x0b-\x1f\x7f]/g, " ") : undefined);
/** @param {unknown} value */
const lineOf = (value) => proseOf(value)?.replace(/\n/g, " ");
/** @param {unknown} value @param {number} most */
const wholeOf = (value, most) => (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most ? Number(value) : undefined);
/** @param {unknown} value @param {RegExp} shape */
const shaped = (value, shape) => (typeof value === "string" && shape.test(value) ? value : undefined);
/** A day that exists, or none. @param {unknown} value */
function dayOf(value) {
  const day = shaped(value, /^(\d{4}-\d\d-\d\d)?$/);
  const date = new Date(day || 0);
  return Number.isNaN(date.getTime()) || (day && date.toISOString().slice(0, 10) !== day) ? undefined : day;
}
/** @param {unknown} value */
const idsOf = (value) => (Array.isArray(value) && value.length <= PLAN_MOST.formats && value.every((id) => typeof id === "string") ? [...new Set(/** @type {string[]} */ (value))] : undefined);

/** How each value of a plan is read; undefined where it cannot be. @type {{ [K in keyof Plan]: (value: unknown) => Plan[K] | undefined }} */
export const READ_PLAN = {
  title: lineOf,
  date: dayOf,
  start: (value) => shaped(value, /^([01]\d|2[0-3]):[0-5]\d$/),
  minutes: (value) => wholeOf(value, PLAN_MOST.minutes),
  people: (value) => wholeOf(value, PLAN_MOST.people),
  formats: idsOf,
  place: lineOf,
  host: lineOf,
  breaks: (value) => (typeof value === "boolean" ? value : undefined),
  circles: (value) => (value === null ? null : wholeOf(value, PLAN_MOST.circles)),
  steps: (value) => (value === null ? null : Array.isArray(value) && value.every(readStep) ? value.map((step) => /** @type {PlanStep} */ (readStep(step))) : undefined),
};

/** @param {Record<string, unknown> | null} step @returns {PlanStep | undefined} undefined if it cannot be one */
export function readStep(step) {
  if (typeof step !== "object" || step === null) return undefined;
  const minutes = step.minutes === undefined || step.minutes === null ? null : wholeOf(step.minutes, PLAN_MOST.minutes);
  const of = step.of ? shaped(step.of, /^[a-z\d-]+\/[a-z\d-]+$/) : "";
  if (minutes === undefined || of === undefined) return undefined;
  const [title, note] = [lineOf(step.title ?? ""), proseOf(step.note ?? "")];
  if (title === undefined || note === undefined) return undefined;
  const kind = step.kind === "break" ? "break" : "own";
  return { ...(of ? { of } : { kind, title, minutes: minutes ?? 10 }), ...(minutes && { minutes }), ...(title && { title }), ...(note && { note }) };
}

/**
 * Read a plan that a file, a link or storage holds. What cannot be used keeps the value of `base`.
 *
 * @param {PlannerFormat[]} formats those of the course
 * @param {unknown} raw
 * @param {Plan} [base]
 * @returns {Reading}
 */
export function readPlan(formats, raw, base = FIRST_PLAN) {
  const given = /** @type {Record<string, unknown>} */ (raw !== null && typeof raw === "object" ? raw : {});
  const known = formats.map((format) => format.id);
  /** @type {Reading} */ const reading = { plan: { ...base }, wrong: [], unknown: [] };
  const plan = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (reading.plan));
  for (const [key, read] of Object.entries(READ_PLAN)) {
    const value = key in given ? read(given[key]) : plan[key];
    if (value === undefined) reading.wrong.push(/** @type {keyof Plan} */ (key));
    else plan[key] = value;
  }
  /** @param {string | undefined} id */
  const keep = (id) => !id || known.includes(id) || !reading.unknown.push(id);
  reading.plan.formats = reading.plan.formats.filter(keep);
  reading.plan.steps = reading.plan.steps && reading.plan.steps.filter((step) => keep(step.of?.split("/")[0]));
  reading.unknown = [...new Set(reading.unknown)];
  return reading;
}

/** Whether a host can keep this plan. @param {Plan} plan */
export const isShort = (plan) => JSON.stringify(plan).length <= PLAN_MOST.state;

/**
 * What was kept, fitted to this course: storage may hold anything.
 *
 * @param {PlannerFormat[]} formats @param {unknown} kept @returns {PlannerState}
 */
export function plannerState(formats, kept) {
  const { plan, live } = /** @type {{ plan?: unknown, live?: Live | null }} */ (kept ?? {});
  const { slot, since, spent, begun, total, quiet } = live ?? /** @type {Live} */ ({});
  const going = Number.isInteger(slot) && slot >= 0 && Number.isFinite(spent) && (since === null || Number.isFinite(since));
  const more = { ...(Number.isFinite(begun) && { begun }), ...(Number.isFinite(total) && { total }), ...(quiet === true && { quiet }) };
  return { plan: readPlan(formats, plan).plan, live: going ? { slot, since, spent, ...more } : null };
}

/** What a link says of a plan, `#formats=a,b&people=12&minutes=120&start=18:30`; null if nothing. @param {string} hash */
export function readLink(hash) {
  const asked = new URLSearchParams(hash.slice(1));
  if (!asked.has("formats")) return null;
  /** @type {Record<string, unknown>} */ const raw = { formats: asked.get("formats")?.split(",").filter(Boolean) };
  for (const key of ["people", "minutes"]) if (asked.has(key)) raw[key] = Number(asked.get(key));
  if (asked.has("start")) raw.start = asked.get("start");
  return raw;
}
