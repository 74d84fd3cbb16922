// @ts-check
/** @import { FormatDetail, Plan, Schedule } from "../../types.js" */

import { fill } from "./dom.js";
import { usedFormats } from "./planner-plan.js";
import { clock } from "./planner-words.js";

/** @typedef {Record<string, string>} InvitationWords the `invitation` section of the labels */

/**
 * The invitation to a session: plain text to paste in a message, for those who are invited; what is still to be written stands in
 * square brackets.
 * Mirrors `cat_course.engine.invitation.invitation`; both are held to `tests/vectors/invitation.json`.
 *
 * @param {Record<string, FormatDetail>} details
 * @param {Plan} plan
 * @param {Schedule} schedule
 * @param {InvitationWords} words
 */
export function invitation(details, plan, schedule, words) {
  const formats = usedFormats(schedule, details);
  const [place, host] = [plan.place.trim(), plan.host.trim()];
  const names = plan.formats.filter((id) => details[id]).map((id) => details[id].title);
  const added = schedule.slots.filter(({ kind, part, title }) => kind !== "phase" && part[0] === 1 && title).map(({ title }) => title);
  const how = [...formats.map(({ title, summary }) => fill(words["how-of"], { format: title, summary: summary.slice(0, 1).toLowerCase() + summary.slice(1) })), ...(added.length ? [fill(words.also, { steps: added.join(", ") })] : [])];
  /** @param {"rules" | "produces"} key */
  const together = (key) => {
    const lines = [...new Set(formats.flatMap((detail) => detail[key]).map((line) => `- ${line.replace(/\.$/, "")}`))];
    return lines.length ? [[words[key], ...lines]] : [];
  };
  const parts = [
    [fill(words.title, { title: plan.title.trim() || names.join(words.then) || words.untitled })],
    [words.hello],
    [spokenWhen(plan, plan.minutes + schedule.missing, words), place ? fill(words.where, { place }) : words["where-open"], ...(host ? [fill(words.host, { host })] : []), fill(words.people, plan)],
    ...(how.length ? [[words.how, ...how]] : []),
    ...together("rules"), ...together("produces"),
    [words.open, words.promise], [words.come],
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
  /** @param {number} at */
  const hour = (at) => {
    const [hours, minutes] = clock(start, at).split(":");
    return fill(words[minutes === "00" ? "hour-sharp" : "hour"], { hours: Number(hours), minutes });
  };
  return fill(words[date ? "when" : "when-undated"], { date: said, start: hour(0), end: hour(minutes) });
}
