/**
 * The player's side of `tests/test_walks.py`: reads `{tables, walks}` on stdin and finishes each walk
 * `{table, path, picks}`: replays `path`, then at each step takes the open choice that the next pick
 * falls on, until an ending, a dead end, or the last pick. Prints what it went through, as JSON.
 */
import { readFileSync } from "node:fs";
import { afterChoice, evidenceOf, isEnding, openChoices, replay } from "../../cat_course/frontend/static/cat_course/role-play-rules.js";

const { tables, walks } = JSON.parse(readFileSync(0, "utf8"));

const finished = walks.map((walk) => {
  const table = tables[walk.table];
  let { steps, state } = replay(table, walk.path);
  const path = steps.map((s) => s.choice.id);
  const states = [...steps.map((s) => s.before), state];
  for (const pick of walk.picks) {
    const choices = openChoices(table, state);
    if (choices.length === 0) break;
    const choice = choices[pick % choices.length];
    path.push(choice.id);
    states.push((state = afterChoice(table, state, choice)));
  }
  return {
    path,
    states: states.map((s) => [s.node, s.gauges]),
    open: states.map((s) => openChoices(table, s).map((c) => c.id)),
    over: isEnding(table, state),
    evidence: evidenceOf(table, path),
  };
});
process.stdout.write(JSON.stringify(finished));
