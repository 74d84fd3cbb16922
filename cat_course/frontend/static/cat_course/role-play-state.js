// @ts-check
/** @import { RolePlayState, RolePlayTable } from "../../types.js" */

import { isEnding, replay } from "./role-play-rules.js";

/** @typedef {ReturnType<typeof readPlay>} Play */
/** @typedef {"path" | "earlier" | "never"} BranchStatus Taken now, taken another time, never taken. */

/**
 * Read what a learner's record holds against the table of today. Nothing in it is trusted: the
 * path stops where the scenario no longer follows it, and ids that no longer exist are forgotten.
 *
 * @param {RolePlayTable} table
 * @param {RolePlayState} kept
 */
export function readPlay(table, kept) {
  const given = Array.isArray(kept?.path) ? kept.path : [];
  const { steps, state } = replay(table, given);
  /** @type {Record<string, string[]>} */ const seen = {};
  for (const [node, scene] of Object.entries(table.nodes)) {
    const before = kept?.seen && Object.hasOwn(kept.seen, node) ? kept.seen[node] : [];
    const now = steps.filter((s) => s.before.node === node).map((s) => s.choice.id);
    const ids = [...new Set([...(Array.isArray(before) ? before : []), ...now])]
      .filter((id) => scene.choices?.some((c) => c.id === id));
    if (ids.length > 0) seen[node] = ids;
  }
  return {
    steps,
    state,
    seen,
    path: steps.map((s) => s.choice.id),
    over: isEnding(table, state),
    changed: given.length > 0 && kept.rev !== table.rev,
  };
}

/**
 * The state to keep once the play stands at `path`; what was seen before is never lost.
 *
 * @param {RolePlayTable} table
 * @param {Play} play
 * @param {string[]} path
 * @returns {RolePlayState}
 */
export function playedTo(table, play, path) {
  return { rev: table.rev, path, seen: readPlay(table, { rev: table.rev, path, seen: play.seen }).seen };
}

/**
 * Whether a branch is on the path, was taken another time, or never.
 *
 * @param {Play} play
 * @param {string} node
 * @param {string} choiceId
 * @returns {BranchStatus}
 */
export function branchStatus(play, node, choiceId) {
  if (play.steps.some((s) => s.before.node === node && s.choice.id === choiceId)) return "path";
  return wasTaken(play, node, choiceId) ? "earlier" : "never";
}

/** @param {Play} play @param {string} node @param {string} choiceId */
export const wasTaken = (play, node, choiceId) => Object.hasOwn(play.seen, node) && play.seen[node].includes(choiceId);

/**
 * The scenes that some play has reached: the start, and where each branch taken leads.
 *
 * @param {RolePlayTable} table
 * @param {Play} play
 */
export function reachedScenes(table, play) {
  const reached = new Set([table.start]);
  for (const [node, ids] of Object.entries(play.seen)) {
    for (const choice of table.nodes[node].choices ?? []) if (ids.includes(choice.id)) reached.add(choice.to);
  }
  return reached;
}
