import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { INITIAL, MOST, readCount, saneState } from "../../cat_course/frontend/static/cat_course/format-state.js";
import { alertsOf } from "../../cat_course/frontend/static/cat_course/matching-alerts.js";
import { rank } from "../../cat_course/frontend/static/cat_course/matching-rules.js";

const { table, words, cases, alerts, edges, initial } = JSON.parse(readFileSync(new URL("../vectors/matching.json", import.meta.url), "utf8"));

for (const { name, situation, order, reasons } of cases) {
  test(`rank: ${name}`, () => {
    const fits = rank(table, situation, words);
    assert.deepEqual(fits.map((f) => [f.format, f.verdict, f.points]), order);
    for (const [id, expected] of Object.entries(reasons)) {
      const found = fits.find((f) => f.format === id).reasons.map((r) => `${r.kind} ${r.points} ${r.text}`);
      assert.deepEqual(found, expected, id);
    }
  });
}

for (const { name, situation, alerts: expected } of alerts.cases) {
  test(`a word of caution: ${name}`, () => assert.deepEqual(alertsOf({ alerts: alerts.table }, situation), expected));
}

test("each number falls in the band that the rule gives it", () => {
  for (const [id, criterion, value, key] of edges) {
    const fit = rank(table, { ...cases[0].situation, [criterion]: value }, words).find((f) => f.format === id);
    assert.deepEqual(fit.reasons.filter((r) => r.criterion === criterion).map((r) => r.text.split(" ")[0]), [key], `${id} ${criterion} ${value}`);
  }
});

test("equal points follow the code of the letters, not a language's alphabet", () => {
  const formats = ["b", "a1", "a-b", "a", "B"].map((id) => ({ ...table.formats[0], id }));
  assert.deepEqual(rank({ ...table, formats }, cases[0].situation, words).map((f) => f.format), ["B", "a", "a-b", "a1", "b"]);
});

test("ranking leaves the table as it was, and sentences wait until they are read", () => {
  const before = JSON.stringify(table);
  let read = 0;
  const watched = new Proxy(words, { get: (all, key) => (read++, all[key]) });
  const [first] = rank(table, cases[0].situation, watched);
  assert.equal(read, 0);
  assert.equal(first.reasons, first.reasons, "and are put together once");
  assert.equal(read, first.reasons.length);
  assert.equal(JSON.stringify(table), before);
});

test("a thousand formats are ranked, none lost", () => {
  const formats = Array.from({ length: 1000 }, (_, i) => ({ ...table.formats[i % 4], id: `f-${i}` }));
  const fits = rank({ ...table, formats }, cases[1].situation, words);
  assert.equal(new Set(fits.map((fit) => fit.format)).size, 1000);
});

test("the activity starts from the state that the engine gives", () => {
  assert.deepEqual(INITIAL, initial);
});

test("a number is read as people write it, and what is not one says why", () => {
  for (const text of ["12", " 12 ", "012", "+12", "1 2", "1\u202f2"]) assert.deepEqual(readCount(text, 100), { value: 12, problem: "" }, text);
  for (const [text, problem] of [["", "empty"], ["  ", "empty"], ["0", "least"], ["-3", "least"], ["12,5", "whole"], ["12.0", "whole"], ["douze", "whole"],
    ["1e3", "whole"], ["0x10", "whole"], ["--1", "whole"], ["101", "most"], ["9".repeat(400), "most"]]) assert.equal(readCount(text, 100).problem, problem, text);
});

test("whatever was kept becomes a state that this table can show", () => {
  const good = { situation: { ...initial.situation, purposes: ["parler"], people: 12, audience: "jeunes" }, compare: ["trio"], asked: true, past: [{ ...initial.situation, audience: "jeunes" }] };
  assert.deepEqual(saneState(table, good), good);
  const kept = { situation: { purposes: ["parti", "idees", "parler", "idees"], people: "douze", minutes: -4, tension: 9, mode: "lune", audience: null, experience: 1.5 },
    compare: ["perdu", "trio", "trio"], asked: "oui", past: [null, { mode: "lune" }, 7] };
  const fixed = { situation: { purposes: ["parler", "idees"], people: 10, minutes: 90, tension: 1, mode: "presence", audience: "jeunes", experience: 1 }, compare: ["trio"], asked: false, past: [{ ...initial.situation, audience: "jeunes" }] };
  assert.deepEqual(saneState(table, kept), fixed, "an audience that the course has not becomes its first");
  for (const broken of [null, undefined, 7, "texte", [], { situation: 3, compare: 3 }, { situation: null }]) {
    assert.deepEqual(saneState(table, broken).situation, { ...initial.situation, audience: "jeunes" });
  }
  assert.equal(saneState(table, { compare: table.formats.map((f) => f.id) }).compare.length, MOST.compare);
});
