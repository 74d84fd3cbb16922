// @ts-check
/** @import { Band, Fit, FormatEntry, MatchingTable, Reason, Situation } from "../../types.js" */

import { fill } from "./dom.js";

/** Verdicts, best first. */
export const VERDICTS = /** @type {const} */ (["fits", "with-care", "out"]);
const KINDS = ["for", "watch", "out"]; // each as good as the verdict at its place
const COUNTED = /** @type {const} */ (["people", "minutes", "tension", "experience"]);
const NAMED = /** @type {const} */ (["mode", "audience"]);
const UNSERVED = /** @type {Band} */ ([null, 0, "out", "purpose-none", {}]);

/**
 * Every format of the table, best first: by verdict, by obstacles, by points, by id; none is removed.
 * Mirrors `cat_course.engine.matching.rank`; both are held to `tests/vectors/matching.json`.
 * The sentences of a format are put together the first time its `reasons` are read.
 *
 * @param {MatchingTable} table
 * @param {Situation} situation
 * @param {Record<string, string>} words the `matching` section of a catalogue of labels
 * @returns {Fit[]}
 */
export function rank(table, situation, words) {
  const fits = table.formats.map((entry) => judge(entry, situation, words));
  return VERDICTS.flatMap((verdict) => fits.filter((fit) => fit.verdict === verdict).sort(before));
}

/** @param {Fit} a @param {Fit} b */
const before = (a, b) => a.obstacles - b.obstacles || b.points - a.points || (a.format < b.format ? -1 : 1);

/** @param {FormatEntry} entry @param {Situation} situation @param {Record<string, string>} words @returns {Fit} */
function judge({ id, title, bands }, situation, words) {
  let points = 0, worst = 0, obstacles = 0;
  eachBand(bands, situation, (_, [, earned, kind]) => {
    points += earned;
    worst = Math.max(worst, KINDS.indexOf(kind));
    if (kind === "out") obstacles += 1;
  });
  /** @type {Reason[] | undefined} */ let reasons;
  return { format: id, title, points, verdict: VERDICTS[worst], obstacles, get reasons() {
    return (reasons ??= explain(bands, situation, words));
  } };
}

/** @param {FormatEntry["bands"]} bands @param {Situation} situation @param {Record<string, string>} words */
function explain(bands, situation, words) {
  /** @type {Reason[]} */ const reasons = [];
  eachBand(bands, situation, (criterion, [, points, kind, key, values], value) => {
    reasons.push({ criterion, kind, points, text: fill(words[key], value === undefined ? values : { ...values, value }) });
  });
  return reasons;
}

/**
 * Call `see` with each band that the situation falls into. Nothing is built on the way: a list of a
 * thousand formats is ranked between two frames.
 *
 * @param {FormatEntry["bands"]} bands
 * @param {Situation} situation
 * @param {(criterion: string, band: Band, value?: number) => void} see
 */
function eachBand(bands, situation, see) {
  let served = false;
  for (const purpose of situation.purposes) {
    const band = bands.purposes[purpose];
    served ||= band[1] >= 0;
    see("purposes", band);
  }
  if (situation.purposes.length && !served) see("purposes", UNSERVED);
  for (const name of COUNTED) see(name, bandOf(bands[name], situation[name]), situation[name]);
  for (const name of NAMED) see(name, bands[name][situation[name]]);
}

/** The first band that the value does not exceed; the last one has no limit. @param {Band[]} bands @param {number} value */
function bandOf(bands, value) {
  for (const band of bands) if (band[0] === null || value <= band[0]) return band;
  return bands[bands.length - 1];
}
