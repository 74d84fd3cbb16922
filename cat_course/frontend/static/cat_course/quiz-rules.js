// @ts-check
/** @import { Answer, Question, QuizState, QuizTable, Score } from "../../types.js" */

/**
 * Score one answer. Mirrors `cat_course.engine.quiz.score`; both are held to `tests/vectors/quiz.json`.
 *
 * @param {Question} question
 * @param {Answer | undefined} answer
 * @returns {Score}
 */
export function scoreAnswer(question, answer) {
  const { options } = question;
  const given = answer === null || answer === undefined ? [] : typeof answer === "string" ? [answer] : answer;
  if (question.kind === "ordering") {
    const places = given.map((id) => options.findIndex((o) => o.id === id));
    const pairs = places.filter((place, i) => i > 0 && places[i - 1] >= 0 && place === places[i - 1] + 1);
    return scored(pairs.length, options.length - 1);
  }
  const earned = options.filter((o) => given.includes(o.id)).reduce((sum, o) => sum + (o.points ?? 0), 0);
  return scored(Math.max(0, earned), options.filter((o) => (o.points ?? 0) > 0).length);
}

/**
 * Add the scores of a whole quiz.
 *
 * @param {QuizTable} table
 * @param {Record<string, Answer>} answers
 * @returns {Score}
 */
export function scoreQuiz(table, answers) {
  const scores = table.questions.map((question) => scoreAnswer(question, answers[question.id]));
  return scored(scores.reduce((sum, s) => sum + s.earned, 0), scores.reduce((sum, s) => sum + s.max, 0));
}

/** @param {number} earned @param {number} max @returns {Score} */
function scored(earned, max) {
  return { earned, max, verdict: earned >= max ? "full" : earned > 0 ? "partial" : "none" };
}

/**
 * What a page kept of a quiz, without what its questions no longer hold: nothing in it is trusted.
 *
 * @param {QuizTable} table
 * @param {any} kept
 * @returns {QuizState}
 */
export function readQuiz(table, kept) {
  const given = kept?.answers ?? {};
  const answers = Object.fromEntries(table.questions.map(({ id, kind, options }) => [id, readAnswer(kind, options.map((o) => o.id), given[id])]).filter(([, answer]) => answer !== null));
  const checked = Array.isArray(kept?.checked) ? kept.checked : [];
  return { answers, checked: table.questions.map(({ id }) => id).filter((id) => checked.includes(id) && id in answers) };
}

/** An answer that its question can still have, or none. @param {string} kind @param {string[]} ids @param {any} answer @returns {Answer} */
function readAnswer(kind, ids, answer) {
  if (kind === "single") return ids.includes(answer) ? answer : null;
  if (!Array.isArray(answer)) return null;
  const known = ids.filter((id) => answer.includes(id));
  if (kind === "multiple") return known.length ? answer.filter((id) => ids.includes(id)) : null;
  return known.length === ids.length && answer.length === ids.length ? answer : null;
}
