import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { afterChoice, closedBy, evidenceOf, isEnding, openChoices, replay, startOf, stepTo } from "../../cat_course/frontend/static/cat_course/role-play-rules.js";

const { table, paths, steps } = JSON.parse(readFileSync(new URL("../vectors/roleplay.json", import.meta.url), "utf8"));

for (const { name, path, expect } of paths) {
  test(`replay: ${name}`, () => {
    const { steps: held, state } = replay(table, path);
    const evidence = Object.entries(evidenceOf(table, path)).map(([id, { earned, possible }]) => [id, [earned, possible]]);
    assert.deepEqual({
      holds: held.length, node: state.node, gauges: state.gauges, open: openChoices(table, state).map((c) => c.id),
      ending: isEnding(table, state), evidence: Object.fromEntries(evidence),
    }, expect);
  });
}

for (const { name, node, gauges, choice, expect } of steps) {
  test(`stepTo: ${name}`, () => assert.deepEqual(stepTo(table, { node, gauges }, choice), expect));
}

test("each step holds the state before it and the choice as the table holds it", () => {
  const [first, second] = replay(table, ["b", "b"]).steps;
  assert.deepEqual(first, { before: startOf(table), choice: table.nodes.accueil.choices[1] });
  assert.deepEqual(second.before, afterChoice(table, first.before, first.choice));
});

test("a closed choice names the gauges that keep it closed", () => {
  const choice = table.nodes.accueil.choices[3];
  assert.deepEqual(closedBy(table, { node: "accueil", gauges: [3, 0] }, choice), ["constructor"]);
  assert.deepEqual(closedBy(table, { node: "accueil", gauges: [0, 0] }, choice), ["confiance", "constructor"]);
});
