import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { changesSince, gaps, meanTenths, nextReading, profile, readAssessment, strengths } from "../../cat_course/frontend/static/cat_course/assessment-rules.js";

const { means, table, cases } = JSON.parse(readFileSync(new URL("../vectors/assessment.json", import.meta.url), "utf8"));

for (const { name, numbers, expect } of means) {
  test(`mean: ${name}`, () => assert.equal(meanTenths(numbers), expect));
}

for (const { name, answers, last, ...expect } of cases) {
  test(`assessment: ${name}`, () => {
    assert.deepEqual(profile(table, answers).map((d) => [d.domain, d.level, d.aim, d.answered, d.total]), expect.profile);
    assert.deepEqual(gaps(table, answers).map((g) => [g.competency, g.level, g.aim]), expect.gaps);
    assert.deepEqual(strengths(table, answers), expect.strengths);
    assert.deepEqual(nextReading(table, answers), expect.reading);
    assert.deepEqual(changesSince(table, answers, last).map((c) => [c.competency, c.before, c.level]), expect.changes);
  });
}

test("an id that every object carries is no answer", () => {
  const [domain] = table.domains;
  const odd = { ...table, domains: [{ ...domain, competencies: [{ ...domain.competencies[0], id: "constructor" }] }] };
  assert.equal(profile(odd, {})[0].level, null);
  assert.deepEqual(gaps(odd, {}), []);
});

test("what a framework no longer holds is forgotten, and what is no state is one not begun", () => {
  const [first] = table.domains[0].competencies;
  const whole = { answers: { [first.id]: 4 }, done: true, on: "2026-11-01", last: { on: "2026-10-01", answers: { [first.id]: 0 } } };
  assert.deepEqual(readAssessment(table, whole), whole);
  const stale = { answers: { [first.id]: 7, gone: 2 }, done: "yes", on: "hier", last: { on: null, answers: null } };
  const fresh = { answers: {}, done: false, on: null, last: null };
  for (const broken of [stale, null, {}, [], "a", { answers: [], last: 3 }]) assert.deepEqual(readAssessment(table, broken), fresh);
});
