// @ts-check
/** @import { Answer, Question, QuizTable, Score } from "../../types.js" */

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
