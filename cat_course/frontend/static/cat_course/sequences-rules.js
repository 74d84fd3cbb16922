// @ts-check
/** @import { Fit, MatchingTable, Meeting, Part, Situation } from "../../types.js" */

import { rank } from "./matching-rules.js";

const LONG_ENOUGH = 120, SHARE = 4, TENSE = 2;
const MOMENTS = /** @type {const} */ ([["ouvrir", ["interconnaissance", "confiance"]], ["clore", ["decider", "agir"]]]);

/**
 * The parts of one meeting, in order; none if one format alone is the better advice.
 * Mirrors `cat_course.engine.sequences.combine`.
 *
 * @param {MatchingTable} table @param {Situation} situation @param {Record<string, string>} words
 * @returns {Part[]}
 */
export function combine(table, situation, words) {
  if (situation.minutes < LONG_ENOUGH) return [];
  const entries = new Map(table.formats.map((entry) => [entry.id, entry]));
  /** @type {Record<string, Part>} */ const taken = {};
  const used = () => Object.values(taken).map((part) => part.format);
  /** @param {Situation} asked @param {string} moment */
  const first = (asked, moment) => rank(table, asked, words).find((fit) =>
    fit.verdict !== "out" && entries.get(fit.format)?.moments.includes(moment) && !used().includes(fit.format));
  for (const [moment, wanted] of MOMENTS) {
    const asked = wanted.filter((purpose) => situation.purposes.includes(purpose));
    const minutes = Math.floor(situation.minutes / SHARE);
    const sought = asked.length ? asked : moment === "ouvrir" ? wanted : situation.purposes;
    const fit = first({ ...situation, purposes: knownPurposes(table, sought), minutes }, moment);
    if (fit) taken[moment] = { moment, format: fit.format, title: fit.title, minutes: Math.min(minutes, entries.get(fit.format)?.facts[1][1] ?? minutes) };
  }
  const rest = Object.values(taken).reduce((left, part) => left - part.minutes, situation.minutes);
  const work = first({ ...situation, minutes: rest }, "travailler");
  if (!work || !used().length) return [];
  taken.travailler = { moment: "travailler", format: work.format, title: work.title, minutes: rest };
  return ["ouvrir", "travailler", "clore"].filter((moment) => moment in taken).map((moment) => taken[moment]);
}

/**
 * The meetings of a process, in order; none if one meeting is enough.
 * Mirrors `cat_course.engine.sequences.accompany`.
 *
 * @param {MatchingTable} table @param {Situation} situation @param {Record<string, string>} words
 * @returns {Meeting[]}
 */
export function accompany(table, situation, words) {
  const stages = stagesOf(table, situation);
  if (stages.length < 2) return [];
  /** @type {Meeting[]} */ const meetings = [];
  for (const [place, { stage, purposes }] of stages.entries()) {
    const tension = Math.max(0, situation.tension - place);
    const fits = rank(table, { ...situation, purposes, tension }, words);
    if (!fits.length) return [];
    const fresh = fits.find((fit) => fit.verdict !== "out" && meetings.every((meeting) => meeting.fit.format !== fit.format));
    meetings.push({ stage, purposes, tension, fit: fresh ?? fits[0] });
  }
  return meetings;
}

/** @param {MatchingTable} table @param {Situation} situation */
function stagesOf(table, situation) {
  /** @param {string[]} purposes */
  const asked = (purposes) => situation.purposes.filter((purpose) => purposes.includes(purpose));
  const chooses = table.stages.some(({ id, purposes }) => id === "choisir" && asked(purposes).length);
  return table.stages.map(({ id, purposes }) => {
    const found = asked(purposes);
    if (!found.length && id === "relier" && situation.tension >= TENSE) found.push("confiance");
    if (!found.length && id === "comprendre" && chooses) found.push("explorer");
    return { stage: id, purposes: knownPurposes(table, found), wanted: found.length > 0 };
  }).filter(({ wanted }) => wanted);
}

/** @param {MatchingTable} table @param {readonly string[]} purposes */
const knownPurposes = (table, purposes) => purposes.filter((purpose) => table.purposes.some(({ id }) => id === purpose));
