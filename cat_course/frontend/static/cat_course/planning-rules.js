// @ts-check
/** @import { FormatDetail, Plan, PlanCut, PlanOp, PlanRemark, PlanStep, Schedule, Slot } from "../../types.js" */

import { clock, DAY, minuteOf } from "./planner-words.js";

/** @typedef {Record<string, FormatDetail>} Details */
/** @typedef {Omit<Slot, "at" | "minutes" | "each" | "part" | "step"> & { step: number, typical: number, seconds: number | null, spare: number, optional: boolean }} Item a step with its bounds */
/** @typedef {[item: Item | null, minutes: number, length: number, part: [number, number]]} Stretch time in one piece; null: a break that the rule puts */

/** The most steps a plan may have. */
export const MOST_STEPS = 40;
const MOST_MINUTES = 1440;
const REST = 10;
const MOST_RUN = 90;
const LEAST_SPEECH = 180;
const LEAST_TURN = 60;

/**
 * The session that a plan makes, minute by minute; what to know about it; what to cut where time is missing.
 * Mirrors `cat_course.engine.planning.schedule`; both are held to `tests/vectors/planning.json`.
 *
 * @param {Details} details
 * @param {Plan} plan
 * @returns {Schedule}
 */
export function schedule(details, plan) {
  const { people, minutes } = plan;
  const items = itemsOf(details, plan);
  const stretches = timed(items, minutes, plan.breaks);
  let at = 0;
  const slots = stretches.map(([item, length, whole, part]) => {
    at += length;
    return slotOf(item, people, at - length, length, whole, part);
  });
  const counts = usedIn(items).map((id) => /** @type {const} */ ([id, circlesOf(details[id].group, plan)]));
  const speaking = sum(slots.map((slot) => slot.each));
  const [missing, spare] = [Math.max(0, at - minutes), Math.max(0, minutes - at)];

  /** @type {PlanRemark[]} */ const warnings = [];
  /** @param {string} key @param {PlanRemark["values"]} [values] */
  const warn = (key, values = {}) => warnings.push({ key, values });
  for (const name of unknownIn(details, plan)) warn("unknown", { name });
  if (!items.length) warn("no-format");
  else {
    for (const [id, circles] of counts) warnPeople(details[id], people, circles, warn);
    for (const [id] of counts) {
      const [low, high] = details[id].sessions;
      if (low > 1) warn(low < high ? "sessions" : "sessions-just", { format: details[id].title, low, high });
    }
    if (missing) {
      warn("missing", { missing });
      const least = leastOf(details, plan);
      if (least > minutes) warn("too-short", { least });
    }
    if (spare) warn("spare", { spare });
    const run = longestOf(stretches);
    if (!plan.breaks && run > MOST_RUN) warn("long-run", { run });
    if (counts.length && speaking < LEAST_SPEECH) warn("speaking-low", { seconds: speaking });
    if (minuteOf(plan.start) + at > DAY) warn("midnight", { end: clock(plan.start, at) });
  }
  return {
    slots, minutes, spare, missing, speaking, warnings, circles: Math.max(1, ...counts.map(([, k]) => k)),
    size: counts.length ? Math.max(...counts.map(([, k]) => Math.ceil(people / k))) : people, cuts: missing ? cutsOf(details, plan, missing) : [],
  };
}

/** The steps of a plan as it writes them: its own list, or the phases of its formats. @param {Details} details @param {Plan} plan @returns {PlanStep[]} */
export const stepsOf = (details, plan) => plan.steps ?? plan.formats.flatMap((id) => (details[id]?.phases ?? []).map((phase) => ({ of: `${id}/${phase.id}` }))).slice(0, MOST_STEPS);

/** @param {number[]} list */
const sum = (list) => list.reduce((total, n) => total + n, 0);
/** @param {Item[]} items */
const lowOf = (items) => sum(items.map((item) => item.low));
/** @param {Item[]} items the formats that have a step, in the order of the first one */
const usedIn = (items) => [...new Set(items.flatMap((item) => item.format ?? []))];
/** The format of a step, by id; "" for a step of one's own. @param {PlanStep} step */
export const formatOf = (step) => (step.of ?? "").split("/")[0];

/** The phase that a step names, if the course has it. @param {Details} details @param {string} of */
const phaseOf = (details, of) => details[of.split("/")[0]]?.phases.find((phase) => phase.id === of.split("/")[1]);

/** @param {Details} details @param {Plan} plan */
function unknownIn(details, plan) {
  const steps = stepsOf(details, plan).flatMap(({ of }) => (of && !phaseOf(details, of) ? (details[of.split("/")[0]] ? of : of.split("/")[0]) : []));
  return new Set([...plan.formats.filter((id) => !details[id]), ...steps]);
}

/** @param {FormatDetail} detail @param {number} people @param {number} circles @param {(key: string, values: PlanRemark["values"]) => void} warn */
function warnPeople({ group, title }, people, circles, warn) {
  const [small, large] = [Math.floor(people / circles), Math.ceil(people / circles)];
  if (people < group.min) warn("people-few", { format: title, people, min: group.min });
  else if (group.parallel && people > group.max) warn("people-many", { format: title, people, max: group.max });
  else if (circles > 1) {
    warn(small < large ? "circles" : "circles-just", { format: title, circles, small, large });
    if (small < group.min) warn("circle-few", { format: title, small, min: group.min });
  }
}

/** How many circles these people make in a format of this group. @param {FormatDetail["group"]} group @param {Plan} plan */
function circlesOf(group, { people, circles }) {
  const fewest = Math.ceil(people / group.max);
  if (group.parallel) return 1;
  if (circles === null) return fewest === 1 ? 1 : Math.ceil(people / group.ideal[1]);
  return Math.min(Math.max(circles, fewest), Math.max(Math.floor(people / group.min), fewest));
}

/** The steps of a plan with their bounds, without those that the course does not know. @param {Details} details @param {Plan} plan @returns {Item[]} */
function itemsOf(details, plan) {
  const { people } = plan;
  return stepsOf(details, plan).flatMap(({ of, title = "", note = "", kind = "own", minutes = of ? 0 : REST }, step) => {
    const fixed = { low: minutes, typical: minutes, high: minutes };
    if (!of) return { ...fixed, of: null, format: null, title, kind, voice: null, size: people, groups: 1, seconds: null, spare: 0, optional: false, script: "", note, step };
    const phase = phaseOf(details, of);
    if (!phase) return [];
    const format = of.split("/")[0];
    const circles = circlesOf(details[format].group, plan);
    const largest = Math.ceil(people / circles);
    const together = phase.groups_of ?? largest;
    const size = Math.min(together, largest);
    const [small, larger] = [Math.floor(people / circles), people % circles];
    const span = phase.minutes;
    const given = span ? 0 : Math.floor((phase.minutes_per_person ?? 0) * 60 + 0.5);
    const round = Math.ceil((given * size) / 60);
    const left = Math.floor(((minutes || round) * 60) / size) - Math.max(LEAST_TURN, Math.floor(given / 2));
    const bounds = minutes ? fixed : span ? { low: span.min, typical: span.typical, high: span.max } : { low: round, typical: round, high: round };
    return {
      ...bounds, of, format, title: title || phase.title, kind: "phase", voice: phase.voice, size,
      groups: larger * Math.ceil((small + 1) / together) + (circles - larger) * Math.ceil(small / together),
      seconds: minutes || span ? null : given, spare: span ? 0 : Math.max(0, Math.floor(left / 60)), optional: phase.optional, script: phase.script, note, step,
    };
  });
}

/** @param {Item | null} item @param {number} people @param {number} at @param {number} minutes @param {number} whole @param {[number, number]} part @returns {Slot} */
function slotOf(item, people, at, minutes, whole, part) {
  if (!item) return { of: null, format: null, title: "", kind: "break", at, minutes, low: minutes, high: minutes, voice: null, size: people, groups: 1, each: 0, script: "", note: "", step: null, part };
  const { typical, seconds, spare, optional, ...slot } = item;
  const each = slot.voice !== "groupe" ? 0 : Math.floor(seconds === null ? (minutes * 60) / slot.size : (seconds * minutes) / whole);
  return { ...slot, at, minutes, each, part };
}

/**
 * Share the minutes, with the fewest breaks that leave no run too long. A break takes time from the steps,
 * which may then need fewer of them: each number is tried, from none.
 *
 * @param {Item[]} items @param {number} minutes @param {boolean} breaks
 */
function timed(items, minutes, breaks) {
  for (let planned = 0; ; planned += 1) {
    const lengths = shared(items, minutes - REST * planned);
    const stretches = breaks ? walked(items, lengths) : items.map((item, i) => /** @type {Stretch} */ ([item, lengths[i], lengths[i], [1, 1]]));
    if (stretches.filter(([item]) => !item).length <= planned) return stretches;
  }
}

/** All at their least, then all growing to the usual, then to the most; the greatest remainders are served first. @param {Item[]} items @param {number} minutes */
function shared(items, minutes) {
  for (const [from, to] of /** @type {const} */ ([["low", "typical"], ["typical", "high"]])) {
    const rooms = items.map((item) => item[to] - item[from]);
    const room = sum(rooms);
    const extra = minutes - sum(items.map((item) => item[from]));
    if (extra <= 0) return items.map((item) => item[from]);
    if (extra > room) continue;
    const parts = rooms.map((r) => Math.floor((extra * r) / room));
    const order = rooms.map((_, i) => i).sort((a, b) => ((extra * rooms[b]) % room) - ((extra * rooms[a]) % room) || a - b);
    for (const i of order.slice(0, extra - sum(parts))) parts[i] += 1;
    return items.map((item, i) => item[from] + parts[i]);
  }
  return items.map((item) => item.high);
}

/** The steps in order with the breaks they need. @param {Item[]} items @param {number[]} lengths */
function walked(items, lengths) {
  /** @type {Stretch[]} */ const out = [];
  let run = 0;
  function rest() {
    out.push([null, REST, REST, [1, 1]]);
    run = 0;
  }
  items.forEach((item, i) => {
    const length = lengths[i];
    const count = item.kind === "break" ? 1 : Math.ceil(length / MOST_RUN);
    if (item.kind !== "break" && run > 0 && run + length > MOST_RUN) rest();
    for (let place = 0; place < count; place += 1) {
      if (place) rest();
      const part = Math.floor(length / count) + (place < length % count ? 1 : 0);
      out.push([item, part, length, [place + 1, count]]);
      run = item.kind === "break" ? 0 : run + part;
    }
  });
  return out;
}

/** @param {Stretch[]} stretches */
function longestOf(stretches) {
  let [longest, run] = [0, 0];
  for (const [item, minutes] of stretches) {
    run = !item || item.kind === "break" ? 0 : run + minutes;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** Every way out of a plan that lacks minutes, from the lightest to a longer session. @param {Details} details @param {Plan} plan @param {number} missing */
function cutsOf(details, plan, missing) {
  const items = itemsOf(details, plan);
  const used = usedIn(items);
  /** @type {PlanCut[]} */ const cuts = [];
  /** @param {string} key @param {PlanRemark["values"]} values @param {number} gain @param {PlanOp} op */
  const cut = (key, values, gain, op) => cuts.push({ key, values, gain, op });
  for (const { optional, title, low, step } of items) if (optional) cut("drop", { title }, low, { drop: step });
  for (const item of items) {
    const left = item.low - item.size;
    if (item.spare && left <= MOST_MINUTES) cut("per-person", { title: item.title, minutes: left }, item.size, { minutes: [item.step, left] });
  }
  const circles = 1 + Math.max(0, ...used.map((id) => circlesOf(details[id].group, plan)));
  const gain = lowOf(items) - lowOf(itemsOf(details, { ...plan, circles }));
  if (gain > 0) cut("circles", { circles }, gain, { circles });
  if (used.length > 1) for (const id of used) cut("drop-format", { title: details[id].title }, lowOf(items.filter((item) => item.format === id)), { "drop-format": id });
  const total = plan.minutes + missing;
  if (total <= MOST_MINUTES) cut("minutes-total", { minutes: total }, missing, { "minutes-total": total });
  return cuts;
}

/** The shortest session, every cut but a longer session taken; of a sequence, the format that needs the least is kept. @param {Details} details @param {Plan} plan */
function leastOf(details, plan) {
  const used = usedIn(itemsOf(details, plan));
  const alone = used.map((kept) => used.filter((id) => id !== kept).reduce((left, id) => apply(details, left, { "drop-format": id }), plan));
  return Math.min(...(alone.length ? alone : [plan]).map((one) => {
    const items = itemsOf(details, { ...one, circles: one.people }).filter((item) => !item.optional);
    const lows = items.map((item) => item.low - item.size * item.spare);
    return sum(lows) + (plan.breaks ? REST * walked(items, lows).filter(([item]) => !item).length : 0);
  }));
}

/** The plan once a cut is taken. @param {Details} details @param {Plan} plan @param {PlanOp} op @returns {Plan} */
export function apply(details, plan, op) {
  if ("circles" in op) return { ...plan, circles: op.circles };
  if ("minutes-total" in op) return { ...plan, minutes: op["minutes-total"] };
  const steps = stepsOf(details, plan);
  if ("drop" in op) return { ...plan, steps: steps.filter((_, i) => i !== op.drop) };
  if ("minutes" in op) return { ...plan, steps: steps.map((step, i) => (i === op.minutes[0] ? { ...step, minutes: op.minutes[1] } : step)) };
  const id = op["drop-format"];
  return { ...plan, formats: plan.formats.filter((other) => other !== id), steps: plan.steps && steps.filter((step) => formatOf(step) !== id) };
}
