// @ts-check
/** @import { ChoiceState, MatchingTable, Situation } from "../../types.js" */

/** The state before anything is asked. Mirrors `cat_course.engine.matching.initial_state`. */
export const INITIAL = /** @type {ChoiceState} */ ({
  situation: { purposes: [], people: 10, minutes: 90, tension: 1, mode: "presence", audience: "citoyens", experience: 1 },
  compare: [],
  asked: false,
  past: [],
});

/** How many purposes one may ask for, how many formats one may compare, the greatest numbers one may type, and how many situations are remembered. */
export const MOST = { purposes: 3, compare: 3, people: 10000, minutes: 1440, past: 5 };

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

/** @param {{ id: string }[]} terms @param {unknown} ids */
const known = (terms, ids) => terms.map((t) => t.id).filter((id) => Array.isArray(ids) && ids.includes(id));

/**
 * A situation fitted to this table: a course may have lost a word since, and storage or a link may hold anything.
 *
 * @param {MatchingTable} table
 * @param {unknown} kept
 * @returns {Situation}
 */
export function saneSituation(table, kept) {
  const given = /** @type {Record<string, unknown>} */ (kept ?? {});
  const start = INITIAL.situation;
  /** @param {{ id: string }[]} terms @param {"mode" | "audience"} name */
  const one = (terms, name) => known(terms, [given[name]])[0] ?? known(terms, [start[name]])[0] ?? terms[0].id;
  /** @param {"people" | "minutes" | "tension" | "experience"} name @param {number} low @param {number} [high] */
  const whole = (name, low, high = Infinity) => {
    const n = given[name];
    return Number.isInteger(n) && Number(n) >= low && Number(n) <= high ? Number(n) : start[name];
  };
  return {
    purposes: known(table.purposes, given.purposes),
    people: whole("people", 1),
    minutes: whole("minutes", 1),
    tension: whole("tension", 0, table.tensions.length - 1),
    mode: one(table.modes, "mode"),
    audience: one(table.audiences, "audience"),
    experience: whole("experience", 1, table.mastery.length),
  };
}

/**
 * What was kept, fitted to this table.
 *
 * @param {MatchingTable} table
 * @param {unknown} kept
 * @returns {ChoiceState}
 */
export function saneState(table, kept) {
  const { situation, compare, asked, past } = /** @type {Partial<ChoiceState>} */ (kept ?? {});
  return {
    situation: saneSituation(table, situation),
    compare: known(table.formats, compare).slice(0, MOST.compare),
    asked: asked === true,
    past: distinct(Array.isArray(past) ? past.map((one) => saneSituation(table, one)) : []),
  };
}

/**
 * The situations to remember from now on, the most recent first: `next` if there is one, the one in sight, those of before.
 *
 * @param {ChoiceState} state @param {Situation[]} next
 */
export const remembered = ({ situation, asked, past }, ...next) => distinct([...next, ...(asked ? [situation] : []), ...past]);

/** @param {Situation[]} situations */
const distinct = (situations) => [...new Map(situations.map((one) => [JSON.stringify(one), one])).values()].slice(0, MOST.past);
