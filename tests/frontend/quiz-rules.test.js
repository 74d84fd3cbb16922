import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { scoreAnswer, scoreQuiz } from "../../cat_course/frontend/static/cat_course/quiz-rules.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/quiz.json", import.meta.url), "utf8"));

for (const { name, question, answer, expect } of vectors) {
  test(`scoreAnswer: ${name}`, () => assert.deepEqual(scoreAnswer(question, answer), expect));
}

test("a whole quiz adds what each question earns", () => {
  const questions = vectors.slice(0, 5).map(({ question }, i) => ({ ...question, id: `q${i}` }));
  const answers = Object.fromEntries(vectors.slice(0, 5).map(({ answer }, i) => [`q${i}`, answer]));
  assert.deepEqual(scoreQuiz({ questions }, answers), { earned: 3, max: 6, verdict: "partial" });
});
