// @ts-check
/** @import { Plan, PlannerFormat, Schedule, } from "../../types.js" */

import { fill, h } from "./dom.js";
import { isShort, PLAN_MOST, READ_PLAN, readPlan, readStep } from "./planner-state.js";
import { clock, spoken, titleOf } from "./planner-words.js";

/** @typedef {{ plan: Plan, schedule: Schedule, title: string, words: Record<string, string> }} Saved */

const PLAN_VERSION = 1;
const PLAN_KIND = "cat-course-plan";

/** What the names of a plan's files begin with. @param {Plan} plan */
const stemOf = ({ title, formats: [first = "seance"] }) => title.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase().replace(/[^a-z\d]+/g, "-").slice(0, 60).replace(/^-+|-+$/g, "") || first;

/** How each kind of file is written: its end, its type, its text. @type {Record<string, [end: string, type: string, write: (saved: Saved) => string]>} */
export const PLAN_FILES = {
  plan: ["plan.json", "application/json", ({ plan }) => JSON.stringify({ version: PLAN_VERSION, kind: PLAN_KIND, plan }, null, 2) + "\n"],
  markdown: ["md", "text/markdown", toMarkdown],
  csv: ["csv", "text/csv", toCsv],
  ics: ["ics", "text/calendar", toCalendar],
};

/** Hand a file to the person. @param {string} kind @param {Saved} saved */
export function savePlan(kind, saved) {
  const [end, type, write] = PLAN_FILES[kind];
  hand(`${stemOf(saved.plan)}.${end}`, new Blob([write(saved)], { type: `${type};charset=utf-8` }));
}

/** @param {string} name @param {Blob} blob */
export function hand(name, blob) {
  const href = URL.createObjectURL(blob);
  const link = h("a", { href, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), 60000);
}

/**
 * Read the text of a plan file: a plan and a remark if there is one to make, or the reason why it cannot be opened.
 *
 * @param {string} text
 * @param {PlannerFormat[]} formats
 * @param {Record<string, string>} words
 * @returns {{ plan?: Plan, told: string }}
 */
export function openPlan(text, formats, words) {
  /** @type {any} */ let file;
  if (text.length > PLAN_MOST.file) return { told: words["too-large"] };
  try {
    file = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return { told: words["not-json"] };
  }
  const { version, kind, plan: raw } = file ?? {};
  if (kind !== PLAN_KIND || !Number.isInteger(version) || version < 1 || !raw || typeof raw !== "object") return { told: words["other-kind"] };
  if (version > PLAN_VERSION) return { told: fill(words.later, { version }) };
  const { plan: whole, wrong: [wrong], unknown } = readPlan(formats, raw);
  if (wrong === "steps" && Array.isArray(raw.steps)) return { told: fill(words["bad-step"], { place: 1 + raw.steps.findIndex((/** @type {any} */ step) => !readStep(step)) }) };
  if (wrong) return { told: fill(words[`bad-${wrong}`], { value: JSON.stringify(raw[wrong]).slice(0, 60) }) };
  const extra = Object.keys(raw).filter((key) => !(key in READ_PLAN));
  const plan = fitted(whole);
  const cut = JSON.stringify(plan) !== JSON.stringify(whole);
  const remarks = [extra.length && fill(words.ignored, { names: extra.join(", ") }), unknown.length && fill(words.aside, { names: unknown.join(", ") }), cut && words.shortened];
  return { plan, told: [words["file-opened"], ...remarks.filter(Boolean)].join(" ") };
}

/** The plan with notes, then the other texts, as short as they must be; then with fewer steps. Mirrors `cat_course.content.plans.fitted`. @param {Plan} plan @returns {Plan} */
function fitted(plan) {
  let out = { ...plan, steps: plan.steps && plan.steps.slice(0, PLAN_MOST.steps) };
  for (const [notes, texts] of [[200, 200], [100, 200], [60, 200], [40, 200], [20, 200], [0, 200], [0, 100], [0, 60], [0, 40], [0, 20], [0, 0]]) {
    /** @param {string} text @param {number} most */
    const cut = (text, most) => Array.from(text).slice(0, most).join("");
    const keys = { title: texts, place: texts, host: texts, note: notes };
    out = JSON.parse(JSON.stringify(out), (key, value) => (key in keys ? cut(value, keys[/** @type {"note"} */ (key)]) || (key === "note" ? undefined : "") : value));
    if (isShort(out)) return out;
  }
  while (out.steps?.length && !isShort(out)) out.steps.pop();
  return out;
}

/** @param {Saved} saved */
function facts({ plan, schedule, words }) {
  const parts = [plan.date && plan.date.split("-").reverse().join("/"), `${plan.start} – ${clock(plan.start, plan.minutes + schedule.missing)}`, plan.place, plan.host, fill(words[`count-${plan.people < 2 ? 1 : "many"}`], { count: plan.people })];
  return parts.filter(Boolean);
}

/** @param {Saved} saved */
function toMarkdown(saved) {
  const { plan, schedule, title, words } = saved;
  /** @param {string} text */
  const plain = (text) => text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>|#]/g, "\\$&").trim();
  const rows = schedule.slots.map((slot) => `| ${clock(plan.start, slot.at)} | ${plain(titleOf(slot, words))} | ${slot.minutes} min | ${slot.each ? spoken(slot.each) : ""} |`);
  const said = schedule.slots.filter((slot) => slot.script || slot.note).map((slot) => [`## ${clock(plan.start, slot.at)} ${plain(titleOf(slot, words))}`, ...(slot.note ? [`> ${plain(slot.note)}`] : []), ...(slot.script ? [plain(slot.script)] : [])].join("\n\n"));
  const head = [words["col-start"], words["col-step"], words["col-minutes"], words["col-each"]];
  return [`# ${plain(title)}`, facts(saved).map((fact) => `- ${plain(String(fact))}`).join("\n"), [`| ${head.join(" | ")} |`, "| --- | --- | --- | --- |", ...rows].join("\n"), ...said].join("\n\n") + "\n";
}

/**
 * One row for each stretch of time; nothing in it is ever a formula. Cells part at semicolons: a French spreadsheet opens
 * a file on a double click that way, where commas leave all in one column. Mirrors `cat_course.export.session_text.csv_files`.
 *
 * @param {Saved} saved
 */
function toCsv({ plan, schedule, words }) {
  /** @param {string | number} value */
  const cell = (value) => `"${String(value).replace(/^(?=\s*[=+\-@]|[\t\r])/, "'").replace(/"/g, '""')}"`;
  const head = ["start", "end", "step", "minutes", "groups", "size", "each", "note", "script"].map((key) => words[key === "minutes" ? "csv-minutes" : `col-${key}`]);
  const rows = schedule.slots.map((s) => [clock(plan.start, s.at), clock(plan.start, s.at + s.minutes), titleOf(s, words), s.minutes, s.groups, s.size, s.each ? spoken(s.each) : "", s.note, s.script]);
  return "\uFEFF" + [head, ...rows].map((row) => row.map(cell).join(";") + "\r\n").join("");
}

/** One event, in the time of the place where people meet: no time zone. @param {Saved} saved */
function toCalendar(saved) {
  const { plan, schedule, title, words } = saved;
  /** @param {string} text */
  const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
  /** @param {number} at */
  const moment = (at) => {
    const date = new Date(`${plan.date}T${plan.start}:00Z`);
    date.setUTCMinutes(date.getUTCMinutes() + at);
    return date.toISOString().replace(/[-:]|\.\d+Z/g, "");
  };
  const steps = schedule.slots.map((slot) => `${clock(plan.start, slot.at)} ${titleOf(slot, words)} (${slot.minutes} min)`);
  const lines = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//cat-course//session//FR", "BEGIN:VEVENT", `UID:${uidOf(plan)}`,
    `DTSTAMP:${plan.date.replace(/-/g, "")}T000000Z`, `DTSTART:${moment(0)}`, `DTEND:${moment(plan.minutes + schedule.missing)}`, `SUMMARY:${escaped(title)}`,
    ...(plan.place ? [`LOCATION:${escaped(plan.place)}`] : []), `DESCRIPTION:${escaped(steps.join("\n"))}`, "END:VEVENT", "END:VCALENDAR",
  ];
  return lines.map(folded).join("\r\n") + "\r\n";
}

/** The same meeting keeps its name, here and in `cat_course.export.session_ics`. @param {Plan} plan */
const uidOf = ({ date, start, formats }) => `${[date, start.replace(":", ""), ...formats, "session"].join(".")}@cat-course`;

/** A line of a calendar holds 75 bytes at most. @param {string} line */
function folded(line) {
  let [out, room] = ["", 75];
  for (const letter of line) {
    const size = new TextEncoder().encode(letter).length;
    if (size > room) [out, room] = [`${out}\r\n `, 74];
    out += letter;
    room -= size;
  }
  return out;
}
