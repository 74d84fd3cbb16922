/** The planner's rules, on the vectors that the Python engine runs too. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { apply, schedule } from "../../cat_course/frontend/static/cat_course/planning-rules.js";
import { clock } from "../../cat_course/frontend/static/cat_course/planner-words.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/planning.json", import.meta.url), "utf8"));
const details = Object.fromEntries(Object.entries(vectors.details).map(([id, detail]) => [id, { id, ...detail }]));
const full = (plan) => ({ ...vectors.initial.plan, ...plan });
const pairs = (list) => list.map(({ key, values }) => [key, values]);

for (const { name, plan, expect } of vectors.cases) {
  test(`schedule: ${name}`, () => {
    const before = JSON.stringify(plan);
    const { slots, warnings, cuts, ...totals } = schedule(details, full(plan));
    assert.deepEqual(slots.map((s) => [s.of ?? s.kind, s.title, s.at, s.minutes, [s.low, s.high], s.size, s.groups, s.each, s.step, s.part]), expect.slots);
    assert.deepEqual(totals, expect.totals);
    assert.deepEqual(pairs(warnings), expect.warnings);
    assert.deepEqual(cuts.map(({ key, values, gain, op }) => [key, values, gain, op]), expect.cuts);
    assert.equal(JSON.stringify(plan), before, "the plan is not touched");
  });
}

test("every key of a warning or a cut has its sentence, and no value is left to fill", async () => {
  const { labels } = await import("./labels.js");
  for (const { expect } of vectors.cases) {
    for (const [kind, list] of [["warning", expect.warnings], ["cut", expect.cuts]]) for (const [key, values] of list) {
      const sentence = labels.session[`${kind}-${key}`];
      assert.ok(sentence, `${kind}-${key}`);
      for (const [, gap] of sentence.matchAll(/\{(\w+)\}/g)) assert.ok(gap in values, `${kind}-${key}: ${gap}`);
    }
  }
});

test("the time of day turns at midnight", () => {
  assert.deepEqual([clock("18:30", 45), clock("23:50", 15), clock("00:00", 0), clock("09:05", 1440)], ["19:15", "00:05", "00:00", "09:05"]);
});

test("each cut that is taken gains at least a minute, and the plan fits in the end", () => {
  for (const { plan } of vectors.cases) {
    let now = full(plan);
    for (let turn = 0; turn < 100; turn += 1) {
      const { missing, cuts } = schedule(details, now);
      if (!missing) break;
      const next = apply(details, now, cuts[0].op);
      assert.ok(schedule(details, next).missing < missing, cuts[0].key);
      now = next;
    }
    assert.equal(schedule(details, now).missing, 0);
  }
});
