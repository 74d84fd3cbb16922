// @ts-check
/** @import { MatchingTable, Situation } from "../../types.js" */
/** @import { Words } from "./format-fields.js" */

import { fill } from "./dom.js";
import { INITIAL, MOST, saneSituation } from "./format-state.js";

const USUAL = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (INITIAL.situation));

/** The end of an address that carries a situation. @param {Situation} situation */
export const situationLink = (situation) => `#${Object.entries(situation).map(([name, value]) => `${name}=${value}`).join("&")}`;

/**
 * The situation that the end of an address carries; null if it carries none. A value that cannot be
 * read leaves the usual one, and is named in `notice`.
 *
 * @param {MatchingTable} table
 * @param {string} hash
 * @param {Words} words
 */
export function readSituation(table, hash, words) {
  const given = new URLSearchParams(hash.slice(1));
  const names = Object.keys(USUAL).filter((name) => given.has(name));
  if (!names.length || given.has("formats")) return null; // a link that names formats is for the session planner
  const raw = /** @type {Record<string, any>} */ (Object.fromEntries(names.map((name) => [name, valueOf(name, given.get(name) ?? "")])));
  const situation = saneSituation(table, { ...raw, purposes: raw.purposes?.slice(0, MOST.purposes) });
  const read = /** @type {Record<string, any>} */ (situation);
  const ignored = names.filter((name) => sorted(raw[name]) !== sorted(read[name])).map((name) => words[`name-${name}`]);
  return { situation, notice: ignored.length ? fill(words.ignored, { names: ignored.join(", ") }) : "" };
}

/** @param {string} name @param {string} text @returns {unknown} */
function valueOf(name, text) {
  if (name === "purposes") return text.split(",").filter(Boolean);
  if (typeof USUAL[name] === "string") return text;
  const most = /** @type {Record<string, number>} */ (MOST)[name] ?? Infinity;
  return /^\d+$/.test(text) && Number(text) <= most ? Number(text) : NaN;
}

/** @param {unknown} value */
const sorted = (value) => (Array.isArray(value) ? [...value].sort() : [value]).join();
