// @ts-check
/** @import { FormatDetail, Slot } from "../../types.js" */

import { fill } from "./dom.js";
import { SHORTEST_TURN, spoken } from "./planner-words.js";

/**
 * Who speaks during a slot, for how long, in how many groups; and in a round that runs, whose turn it is when each
 * person keeps to that.
 *
 * @param {Slot} slot @param {Record<string, FormatDetail>} details @param {Record<string, string>} words
 * @param {number | null} spent seconds since the slot began; null before the session begins
 */
export function voiceOf({ of, voice, each, groups, size, part }, details, words, spent) {
  if (!voice) return "";
  const [format, id] = (of ?? "").split("/");
  const round = spent !== null && each && part[1] === 1 && details[format]?.phases.find((phase) => phase.id === id)?.minutes_per_person;
  const turn = Math.min(size, 1 + Math.floor(Math.max(0, spent ?? 0) / (each || 1)));
  return [fill(words[`room-${voice}${each < SHORTEST_TURN ? "" : "-each"}`], { time: spoken(each) }), groups > 1 && fill(words.groups, { groups, size }), round && fill(words["room-turn"], { turn, size })].filter(Boolean).join(" · ");
}
