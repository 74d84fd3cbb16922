import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { accompany, combine } from "../../cat_course/frontend/static/cat_course/sequences-rules.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/sequences.json", import.meta.url), "utf8"));
const words = JSON.parse(readFileSync(new URL("../vectors/matching.json", import.meta.url), "utf8")).words;

for (const { name, situation, parts } of vectors.combine) {
  test(`combine: ${name}`, () => assert.deepEqual(combine(vectors.table, situation, words).map((p) => [p.moment, p.format, p.minutes]), parts));
}

for (const { name, situation, meetings } of vectors.accompany) {
  test(`accompany: ${name}`, () => {
    const found = accompany(vectors.table, situation, words);
    assert.deepEqual(found.map((m) => [m.stage, m.purposes, m.tension, m.fit.format, m.fit.verdict]), meetings);
  });
}
