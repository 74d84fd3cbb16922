// @ts-check
/** @import { FormatDetail, Plan, Schedule } from "../../types.js" */

import { fill, h, svg } from "./dom.js";
import { MOST_DRAWN, places, seatSize, tableSize } from "./room-rules.js";

/** The formats that have a step, in order. @param {Schedule} schedule @param {Record<string, FormatDetail>} details */
export const usedFormats = ({ slots }, details) => [...new Set(slots.flatMap((slot) => slot.format ?? []))].map((id) => details[id]);

/**
 * How many groups to draw for a format. Mirrors `cat_course.export.sheet.Sheet.room`.
 *
 * @param {FormatDetail} detail @param {Schedule} schedule
 */
export function groupsIn({ id, room }, schedule) {
  const slots = schedule.slots.filter((slot) => slot.format === id);
  if (!["tables", "petits-cercles", "dehors"].includes(room)) return Math.min(...slots.map((slot) => slot.groups));
  const small = slots.filter((slot) => slot.size < schedule.size);
  return (small.length ? small : slots).reduce((longest, slot) => (slot.minutes > longest.minutes ? slot : longest)).groups;
}

/**
 * The plan of the room of a format, with the sentence that says the same.
 *
 * @param {FormatDetail} detail @param {Schedule} schedule @param {Plan} plan @param {Record<string, string>} words
 */
export function drawRoom(detail, schedule, { people }, words) {
  const { room, title } = detail;
  const groups = groupsIn(detail, schedule);
  const most = people > MOST_DRAWN;
  const said = fill(words[most ? "room-most" : "room-of"], { room: words[`room-${room}`], people, most: MOST_DRAWN })
    + (groups > 1 ? `, ${fill(words["in-groups"], { groups, size: Math.ceil(people / groups) })}` : "");
  const found = places(room, people, groups);
  const [seat, table] = [seatSize(found), tableSize(found)];
  /** One path for all the things of a kind. @param {string} kind @param {(x: number, y: number) => string} draw */
  const all = (kind, draw) => {
    const d = found.filter((place) => place.kind === kind).map(({ x, y }) => draw(x, y)).join("");
    return d ? [svg("path", { class: `cc-${kind}`, d })] : [];
  };
  /** @param {number} r @returns {(x: number, y: number) => string} */
  const round = (r) => (x, y) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
  return h("figure", { class: "cc-plan-of" },
    /** @type {any} */ (svg("svg", { viewBox: "-20 -20 1040 740", role: "img" }, svg("title", {}, fill(words["room-plan"], { title })), svg("desc", {}, said),
      ...all("table", round(table)), ...all("seat", round(seat)), ...all("free-seat", round(seat)), ...all("board", (x, y) => `M${x - 150} ${y}h300`),
      ...all("screen", (x, y) => `M${x - seat} ${y - Math.floor((seat * 2) / 3)}h${2 * seat}v${Math.floor((seat * 4) / 3)}h${-2 * seat}z`))),
    h("figcaption", {}, `${said}.`));
}
