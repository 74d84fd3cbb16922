// @ts-check
/** @import { Band, Fit, FormatEntry, MatchingTable, Reason, Situation } from "../../types.js" */

import { fill } from "./dom.js";

/** Verdicts, best first. */
export const VERDICTS = /** @type {const} */ (["fits", "with-care", "out"]);
const COUNTED = /** @type {const} */ (["people", "minutes", "tension", "experience"]);
const NAMED = /** @type {const} */ (["mode", "audience"]);
const UNSERVED = /** @type {Band} */ ([null, 0, "out", "purpose-none", {}]);

/**
 * Every format of the table, best first: by verdict, then by points, then by id; none is removed.
 * Mirrors `cat_course.engine.matching.rank`; both are held to `tests/vectors/matching.json`.
 * The sentences of a format are put together the first time its `reasons` are read.
 *
 * @param {MatchingTable} table
 * @param {Situation} situation
 * @param {Record<string, string>} words the `matching` section of a catalogue of labels
 * @returns {Fit[]}
 */
export function rank(table, situation, words) {
  return table.formats.map((entry) => judge(entry, situation, words)).sort(before);
}

/** @param {Fit} a @param {Fit} b */
function before(a, b) {
  return VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) || b.points - a.points || (a.format < b.format ? -1 : 1);
}

/** @param {FormatEntry} entry @param {Situation} situation @param {Record<string, string>} words @returns {Fit} */
function judge({ id, title, bands }, situation, words) {
  /** @type {[string, Band, number?][]} */
  const found = situation.purposes.map((purpose) => ["purposes", bands.purposes[purpose]]);
  if (found.length && found.every(([, band]) => band[1] < 0)) found.push(["purposes", UNSERVED]);
  for (const name of COUNTED) {
    const value = situation[name];
    const band = bands[name].find(([upTo]) => upTo === null || value <= upTo);
    found.push([name, /** @type {Band} */ (band), value]);
  }
  for (const name of NAMED) found.push([name, bands[name][situation[name]]]);
  let points = 0, worst = 0;
  for (const [, band] of found) {
    points += band[1];
    worst = Math.max(worst, band[2] === "out" ? 2 : band[2] === "watch" ? 1 : 0);
  }
  /** @type {Reason[] | undefined} */ let reasons;
  return { format: id, title, points, verdict: VERDICTS[worst], get reasons() {
    return (reasons ??= found.map(([criterion, [, earned, kind, key, values], value]) => (
      { criterion, kind, points: earned, text: fill(words[key], value === undefined ? values : { ...values, value }) })));
  } };
}
