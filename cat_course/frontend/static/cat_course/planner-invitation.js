// @ts-check
/** @import { FormatDetail, Plan, Schedule } from "../../types.js" */

import { fill } from "./dom.js";
import { usedFormats } from "./planner-plan.js";
import { clock } from "./planner-words.js";

/** @typedef {Record<string, string>} InvitationWords the `invitation` section of the labels */

/**
 * The invitation to a session: plain text to paste in a message, without breaks or private notes.
 * Mirrors `cat_course.engine.invitation.invitation`; both are held to `tests/vectors/invitation.json`.
 *
 * @param {Record<string, FormatDetail>} details
 * @param {Plan} plan
 * @param {Schedule} schedule
 * @param {InvitationWords} words
 */
export function invitation(details, plan, schedule, words) {
  const formats = usedFormats(schedule, details);
  const minutes = plan.minutes + schedule.missing;
  const [place, host] = [plan.place.trim(), plan.host.trim()];
  const names = plan.formats.filter((id) => details[id]).map((id) => details[id].title);
  const steps = schedule.slots.filter(({ kind, part, title }) => kind !== "break" && part[0] === 1 && title)
    .map(({ title, step }) => fill(words.step, { title, minutes: schedule.slots.reduce((sum, slot) => sum + (slot.step === step ? slot.minutes : 0), 0) }));
  /** @param {string} key @param {"rules" | "produces" | "avoid_when"} section */
  const together = (key, section) => {
    const lines = [...new Set(formats.flatMap((detail) => detail[section]))].map((line) => `- ${line}`);
    return lines.length ? [[words[key], ...lines]] : [];
  };
  const parts = [
    [fill(words.title, { title: plan.title.trim() || names.join(words.then) || words.untitled })],
    [spokenWhen(plan, minutes, words), place ? fill(words.where, { place }) : words["where-open"], ...(host ? [fill(words.host, { host })] : []), fill(words.length, { minutes, people: plan.people })],
    ...(steps.length ? [[words.how, ...formats.map(({ title, summary }) => fill(words["how-of"], { format: title, summary })), fill(words.steps, { steps: steps.join(", ") })]] : []),
    ...together("rules", "rules"), ...together("produces", "produces"), ...together("not", "avoid_when"),
    [words.come],
  ];
  return parts.map((lines) => lines.join("\n")).join("\n\n") + "\n";
}

/** The day and the hours, as one says them. @param {Plan} plan @param {number} minutes @param {InvitationWords} words */
export function spokenWhen({ date, start }, minutes, words) {
  const day = new Date(`${date}T00:00Z`);
  const number = day.getUTCDate();
  const said = date && fill(words.date, {
    weekday: words.weekdays.split(" ")[(day.getUTCDay() + 6) % 7], day: number === 1 ? words.first : number, month: words.months.split(" ")[day.getUTCMonth()], year: day.getUTCFullYear(),
  });
  return fill(words[date ? "when" : "when-undated"], { date: said, start, end: clock(start, minutes) });
}
