// @ts-check
/** @import { Choice, PlayState, RolePlayTable } from "../../types.js" */
/** @typedef {{ before: PlayState, choice: Choice }} PlayStep One choice taken, and the state before it. */
/** @typedef {{ earned: number, possible: number }} Evidence */

// Mirrors `cat_course.engine.roleplay`; both are held to `tests/vectors/roleplay.json` and to random walks.

/**
 * Read a number that an author gave under `key`, 0 where there is none: an id such as "constructor"
 * must not find what every object inherits.
 *
 * @param {Record<string, number>} numbers
 * @param {string} key
 */
const numberAt = (numbers, key) => (Object.hasOwn(numbers, key) ? numbers[key] : 0);

/** @param {RolePlayTable} table @returns {PlayState} the state before any choice */
export function startOf(table) {
  return { node: table.start, gauges: table.gauges.map((gauge) => gauge.start) };
}

/**
 * The choices that the gauges leave open, in the author's order; none at an ending.
 *
 * @param {RolePlayTable} table
 * @param {PlayState} state
 */
export function openChoices(table, state) {
  return (table.nodes[state.node].choices ?? []).filter((choice) => closedBy(table, state, choice).length === 0);
}

/**
 * The gauges whose value keeps a choice closed, in the author's order.
 *
 * @param {RolePlayTable} table
 * @param {PlayState} state
 * @param {Choice} choice
 */
export function closedBy(table, state, choice) {
  return Object.keys(choice.when).filter((id) => {
    const value = state.gauges[table.gauges.findIndex((gauge) => gauge.id === id)];
    const [low, high] = choice.when[id];
    return value < low || value > high;
  });
}

/**
 * The state after an open choice: each effect is added, then held within its gauge.
 *
 * @param {RolePlayTable} table
 * @param {PlayState} state
 * @param {Choice} choice
 * @returns {PlayState}
 */
export function afterChoice(table, state, choice) {
  const gauges = table.gauges.map((gauge, i) =>
    Math.min(gauge.max, Math.max(gauge.min, state.gauges[i] + numberAt(choice.effects, gauge.id))));
  return { node: choice.to, gauges };
}

/**
 * The state after a choice, or `null` where that choice is unknown or closed.
 *
 * @param {RolePlayTable} table
 * @param {PlayState} state
 * @param {unknown} choiceId
 */
export function stepTo(table, state, choiceId) {
  const choice = openChoices(table, state).find((c) => c.id === choiceId);
  return choice ? afterChoice(table, state, choice) : null;
}

/**
 * Fold a path from the start. The first choice that no longer exists, or is no longer open, ends
 * the fold there: the learner goes on from that point.
 *
 * @param {RolePlayTable} table
 * @param {readonly unknown[]} path
 */
export function replay(table, path) {
  let state = startOf(table);
  /** @type {PlayStep[]} */ const steps = [];
  for (const choiceId of path) {
    const choice = openChoices(table, state).find((c) => c.id === choiceId);
    if (!choice) break;
    steps.push({ before: state, choice });
    state = afterChoice(table, state, choice);
  }
  return { steps, state };
}

/** @param {RolePlayTable} table @param {PlayState} state whether the play is over */
export const isEnding = (table, state) => "tone" in table.nodes[state.node];

/**
 * What a path shows of each competency: points earned, out of the most that an open choice showed
 * at each step. A path is compared with what it could have shown, never with another path.
 *
 * @param {RolePlayTable} table
 * @param {readonly unknown[]} path
 */
export function evidenceOf(table, path) {
  const { steps } = replay(table, path);
  /** @type {Record<string, Evidence>} */ const found = {};
  for (const competency of Object.keys(table.competencies)) {
    const sum = { earned: 0, possible: 0 };
    for (const { before, choice } of steps) {
      sum.earned += numberAt(choice.shows, competency);
      sum.possible += Math.max(0, ...openChoices(table, before).map((c) => numberAt(c.shows, competency)));
    }
    found[competency] = sum;
  }
  return found;
}
