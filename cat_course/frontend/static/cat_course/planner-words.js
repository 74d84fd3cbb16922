// @ts-check
/** @import { Slot } from "../../types.js" */

/** Minutes of a day. */
export const DAY = 1440;

/** Seconds of speech under which nobody takes a turn: not worth saying. Mirrors `cat_course.export.sheet.SHORTEST_TURN`. */
export const SHORTEST_TURN = 30;

/** The minute of the day of a time. @param {string} time */
export const minuteOf = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The time of day, `at` minutes after the start. Mirrors `cat_course.engine.planning.clock`. @param {string} start @param {number} at */
export function clock(start, at) {
  const minute = (minuteOf(start) + at) % DAY;
  return [Math.floor(minute / 60), minute % 60].map((n) => String(n).padStart(2, "0")).join(":");
}

/** What a step is called: its title, its place among its parts, "Pause" for a break without a name. @param {Slot} slot @param {Record<string, string>} words */
export const titleOf = ({ title, kind, part }, words) => (title || words[`untitled-${kind}`]) + (part[1] > 1 ? ` (${part.join("/")})` : "");

/** Minutes and seconds, as one says them. @param {number} seconds */
export function spoken(seconds) {
  const [min, s] = [Math.floor(seconds / 60), seconds % 60];
  return [...(min || !s ? [`${min}\u00a0min`] : []), ...(s ? [`${s}\u00a0s`] : [])].join("\u00a0");
}
