// @ts-check
/** @import { AssessedCompetency, AssessmentState, AssessmentTable, DomainLevel, Gap } from "../../types.js" */

/** @typedef {Record<string, number>} Levels For each answered competency, 0 (none yet) to 4. */
/** @typedef {{ competency: string, before: number, level: number }} Change */

// Mirrors `cat_course.engine.assessment`; both are held to `tests/vectors/assessment.json`.

const MOST_READING = 3;

/**
 * The mean of whole numbers in tenths, halves rounded up; `null` for no number.
 *
 * @param {number[]} numbers
 */
export function meanTenths(numbers) {
  const sum = numbers.reduce((total, n) => total + n, 0);
  return numbers.length ? Math.floor((20 * sum + numbers.length) / (2 * numbers.length)) : null;
}

/**
 * Each domain's mean level (of what is answered) and mean aim (of all), in tenths.
 *
 * @param {AssessmentTable} table @param {Levels} answers
 * @returns {DomainLevel[]}
 */
export function profile(table, answers) {
  return table.domains.map(({ id, competencies }) => {
    const given = competencies.filter((c) => Object.hasOwn(answers, c.id)).map((c) => answers[c.id]);
    const aim = meanTenths(competencies.map((c) => c.aim)) ?? 0;
    return { domain: id, level: meanTenths(given), aim, answered: given.length, total: competencies.length };
  });
}

/**
 * The answered competencies below their aim: widest gap first, then the framework's order.
 *
 * @param {AssessmentTable} table @param {Levels} answers
 * @returns {Gap[]}
 */
export function gaps(table, answers) {
  return answeredOf(table, answers)
    .map((c) => ({ competency: c.id, level: answers[c.id], aim: c.aim, reading: c.reading }))
    .filter((gap) => gap.level < gap.aim)
    .sort((a, b) => a.level - a.aim - (b.level - b.aim));
}

/**
 * The answered competencies at their aim or above: furthest above first, then the framework's order.
 *
 * @param {AssessmentTable} table @param {Levels} answers
 */
export function strengths(table, answers) {
  return answeredOf(table, answers)
    .map((c) => ({ id: c.id, above: answers[c.id] - c.aim }))
    .filter((s) => s.above >= 0)
    .sort((a, b) => b.above - a.above)
    .map((s) => s.id);
}

/**
 * The competencies answered both times, in the framework's order. One answered only once is left
 * out: a first answer is no progress, a missing one no loss.
 *
 * @param {AssessmentTable} table @param {Levels} answers @param {Levels} last
 * @returns {Change[]}
 */
export function changesSince(table, answers, last) {
  return answeredOf(table, answers)
    .filter((c) => Object.hasOwn(last, c.id))
    .map((c) => ({ competency: c.id, before: last[c.id], level: answers[c.id] }));
}

/**
 * At most three pages to read next: those of the widest gaps, each once.
 *
 * @param {AssessmentTable} table @param {Levels} answers
 */
export function nextReading(table, answers) {
  return [...new Set(gaps(table, answers).flatMap((gap) => gap.reading))].slice(0, MOST_READING);
}

/**
 * @param {AssessmentTable} table @param {Levels} answers
 * @returns {AssessedCompetency[]}
 */
function answeredOf(table, answers) {
  return table.domains.flatMap((d) => d.competencies).filter((c) => Object.hasOwn(answers, c.id));
}

/**
 * What a page kept of a self-assessment, without what the framework no longer holds: nothing in it is trusted.
 *
 * @param {AssessmentTable} table
 * @param {any} kept
 * @returns {AssessmentState}
 */
export function readAssessment(table, kept) {
  /** @param {any} given */
  const levels = (given) => Object.fromEntries(table.domains.flatMap((d) => d.competencies).filter(({ id, behaviours }) => Number.isInteger(given?.[id]) && given[id] >= 0 && given[id] <= behaviours.length).map(({ id }) => [id, given[id]]));
  /** @param {any} day */
  const date = (day) => (/^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null);
  const last = date(kept?.last?.on) && { on: kept.last.on, answers: levels(kept.last.answers) };
  return { answers: levels(kept?.answers), done: kept?.done === true, on: date(kept?.on), last: last || null };
}
