import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readQuiz, scoreAnswer, scoreQuiz } from "../../cat_course/frontend/static/cat_course/quiz-rules.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/quiz.json", import.meta.url), "utf8"));

for (const { name, question, answer, expect } of vectors) {
  test(`scoreAnswer: ${name}`, () => assert.deepEqual(scoreAnswer(question, answer), expect));
}

test("a whole quiz adds what each question earns", () => {
  const questions = vectors.slice(0, 5).map(({ question }, i) => ({ ...question, id: `q${i}` }));
  const answers = Object.fromEntries(vectors.slice(0, 5).map(({ answer }, i) => [`q${i}`, answer]));
  assert.deepEqual(scoreQuiz({ questions }, answers), { earned: 3, max: 6, verdict: "partial" });
});

const options = [{ id: "a", text: "A" }, { id: "b", text: "B" }, { id: "c", text: "C" }];
const kept = { questions: [{ id: "one", kind: "single", options }, { id: "many", kind: "multiple", options }, { id: "order", kind: "ordering", options }] };

test("an answer that its question can no longer have is forgotten, the others are kept", () => {
  const whole = { answers: { one: "a", many: ["c", "a"], order: ["c", "a", "b"] }, checked: ["one", "order"] };
  assert.deepEqual(readQuiz(kept, whole), whole);
  const stale = { answers: { one: "gone", many: ["gone", "a"], order: ["a", "gone", "c"], left: "a" }, checked: ["one", "many", "order", "left"] };
  assert.deepEqual(readQuiz(kept, stale), { answers: { many: ["a"] }, checked: ["many"] });
  assert.deepEqual(readQuiz(kept, { answers: { order: ["a", "b"], one: ["a"], many: "a" }, checked: [] }).answers, {});
});

test("what is no state of a quiz is a quiz not begun", () => {
  for (const broken of [null, {}, [], "a", { answers: null, checked: "one" }, { answers: [], checked: null }]) assert.deepEqual(readQuiz(kept, broken), { answers: {}, checked: [] });
});
