// @ts-check
/** @import { ChoiceState, MatchingTable } from "../../types.js" */

/** The state before anything is asked. Mirrors `cat_course.engine.matching.initial_state`. */
export const INITIAL = /** @type {ChoiceState} */ ({
  situation: { purposes: [], people: 10, minutes: 90, tension: 1, mode: "presence", audience: "citoyens", experience: 1 },
  compare: [],
  asked: false,
});

/** How many purposes one may ask for, how many formats one may compare, and the greatest numbers one may type. */
export const MOST = { purposes: 3, compare: 3, people: 10000, minutes: 1440 };

/**
 * Read a whole number that someone typed. `problem` is the end of a label's key, "" if there is none.
 *
 * @param {string} text
 * @param {number} most
 * @returns {{ value: number, problem: "" | "empty" | "whole" | "least" | "most" }}
 */
export function readCount(text, most) {
  const digits = text.replace(/\s/g, "");
  const value = Number(digits);
  const problem = !digits ? "empty" : !/^[-+]?\d+$/.test(digits) ? "whole" : value < 1 ? "least" : value > most ? "most" : "";
  return { value, problem };
}

/**
 * What was kept, fitted to this table: a course may have lost a word since, and storage may hold anything.
 *
 * @param {MatchingTable} table
 * @param {unknown} kept
 * @returns {ChoiceState}
 */
export function saneState(table, kept) {
  const state = /** @type {Partial<ChoiceState>} */ (kept ?? {});
  const given = /** @type {Record<string, unknown>} */ (state.situation ?? {});
  const start = INITIAL.situation;
  /** @param {{ id: string }[]} terms @param {unknown} ids */
  const known = (terms, ids) => terms.map((t) => t.id).filter((id) => Array.isArray(ids) && ids.includes(id));
  /** @param {{ id: string }[]} terms @param {unknown} id @param {string} usual */
  const one = (terms, id, usual) => known(terms, [id])[0] ?? known(terms, [usual])[0] ?? terms[0].id;
  /** @param {unknown} n @param {number} low @param {number} high @param {number} usual */
  const whole = (n, low, high, usual) => (Number.isInteger(n) && Number(n) >= low && Number(n) <= high ? Number(n) : usual);
  return {
    situation: {
      purposes: known(table.purposes, given.purposes),
      people: whole(given.people, 1, Infinity, start.people),
      minutes: whole(given.minutes, 1, Infinity, start.minutes),
      tension: whole(given.tension, 0, table.tensions.length - 1, start.tension),
      mode: one(table.modes, given.mode, start.mode),
      audience: one(table.audiences, given.audience, start.audience),
      experience: whole(given.experience, 1, table.mastery.length, start.experience),
    },
    compare: known(table.formats, state.compare).slice(0, MOST.compare),
    asked: state.asked === true,
  };
}
