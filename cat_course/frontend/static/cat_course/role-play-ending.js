// @ts-check
/** @import { Choice, RolePlayTable } from "../../types.js" */
/** @import { Play } from "./role-play-state.js" */
/** @import { PlayStep } from "./role-play-rules.js" */
/** @import { Words } from "./role-play-gauges.js" */

import { fill, h, paragraphs, svg } from "./dom.js";
import { signed } from "./role-play-gauges.js";
import { drawMap } from "./role-play-map.js";
import { closedBy, evidenceOf } from "./role-play-rules.js";
import { drawSpeaker, heading } from "./role-play-scene.js";
import { branchStatus, reachedScenes } from "./role-play-state.js";

/**
 * The end of a play: how it ended, what to think about, what the path showed, the ways back in, and every
 * path there was: the map is long, and nobody should have to cross it to play again.
 *
 * @param {RolePlayTable} table
 * @param {Play} play
 * @param {Words} words
 * @param {HTMLElement} ways
 * @param {(place: number) => void} replayFrom
 */
export function drawEnding(table, play, words, ways, replayFrom) {
  const scene = table.nodes[play.state.node];
  return h("section", { class: "cc-ending" },
    h("p", { class: `cc-tone cc-${scene.tone}` }, words[`tone-${scene.tone}`]),
    heading("h3", "scene", scene.title),
    ...drawSpeaker(table, scene.speaker),
    ...paragraphs(scene.text),
    h("h4", {}, words.debrief), h("div", { class: "cc-debrief" }, ...paragraphs(scene.debrief ?? "")),
    h("h4", {}, words.evidence), h("p", { class: "cc-muted" }, words["evidence-note"]), drawEvidence(table, play, words), ways,
    h("h4", {}, words.map), h("p", {}, endingsSeen(table, play, words)),
    h("div", { class: "cc-trail" }, drawMap(table, play, words), drawTrail(table, play, words, replayFrom)),
    drawElsewhere(table, play, words));
}

/** @param {RolePlayTable} table @param {Play} play @param {Words} words */
function endingsSeen(table, play, words) {
  const endings = Object.keys(table.nodes).filter((id) => table.nodes[id].tone);
  const reached = reachedScenes(table, play);
  return fill(words["endings-seen"], { seen: endings.filter((id) => reached.has(id)).length, total: endings.length });
}

/**
 * Points of this path on each competency, out of what it could have shown. Bars share one scale.
 *
 * @param {RolePlayTable} table
 * @param {Play} play
 * @param {Words} words
 */
function drawEvidence(table, play, words) {
  const found = evidenceOf(table, play.path);
  const most = Math.max(1, ...Object.values(found).map((e) => e.possible));
  return h("ul", { class: "cc-evidence" }, ...Object.entries(found).map(([id, { earned, possible }]) => h("li", {},
    h("span", {}, table.competencies[id]),
    h("strong", {}, possible > 0 ? fill(words["evidence-of"], { earned, possible }) : words["evidence-none"]),
    svg("svg", { class: "cc-bar", viewBox: `0 0 ${most} 1`, preserveAspectRatio: "none", "aria-hidden": "true" },
      svg("rect", { class: "cc-bar-room", width: possible, height: 1 }), svg("rect", { class: "cc-bar-value", width: earned, height: 1 })))));
}

/**
 * The path in text, scene by scene, with the branches not taken at each: what the map shows, and a way back in.
 *
 * @param {RolePlayTable} table
 * @param {Play} play
 * @param {Words} words
 * @param {(place: number) => void} replayFrom
 */
function drawTrail(table, play, words, replayFrom) {
  const scenes = play.steps.map((step, place) => {
    const { title } = table.nodes[step.before.node];
    const others = (table.nodes[step.before.node].choices ?? []).filter((choice) => choice.id !== step.choice.id);
    return h("li", {}, h("strong", {}, title), h("blockquote", {}, step.choice.text),
      h("button", { type: "button", class: "cc-quiet", "data-focus": `replay/${place}`, click: () => replayFrom(place) },
        words.replay, h("span", { class: "cc-sr" }, " ", fill(words["in-scene"], { title }))),
      ...(others.length === 0 ? [] : [h("details", {},
        h("summary", {}, words.others, h("span", { class: "cc-sr" }, " ", fill(words["in-scene"], { title }))),
        h("ul", {}, ...others.map((choice) => drawBranch(table, play, step, choice, words))))]));
  });
  const last = fill(words.ending, table.nodes[play.state.node]);
  return h("ol", { class: "cc-steps", "aria-label": words.trail }, ...scenes, h("li", {}, h("strong", {}, last)));
}

/** @param {RolePlayTable} table @param {Play} play @param {PlayStep} step @param {Choice} choice @param {Words} words */
function drawBranch(table, play, step, choice, words) {
  const notes = [fill(words["leads-to"], table.nodes[choice.to]), words[`branch-${branchStatus(play, step.before.node, choice.id)}`]];
  const needs = closedBy(table, step.before, choice).map((id) => needText(table, choice, id, words));
  if (needs.length > 0) notes.push(fill(words.closed, { needs: needs.join(", ") }));
  return h("li", {}, choice.text, h("span", { class: "cc-notes" }, ` ${notes.join(" · ")}`));
}

/** @param {RolePlayTable} table @param {Choice} choice @param {string} id @param {Words} words */
function needText(table, choice, id, words) {
  const gauge = table.gauges.find((g) => g.id === id);
  const [low, high] = choice.when[id];
  const kind = low === gauge?.min ? "most" : high === gauge?.max ? "least" : "between";
  return fill(words[`need-${kind}`], { label: gauge?.label, low: signed(low), high: signed(high) });
}

/**
 * The scenes that the path did not cross, whether another play did, and where each leads.
 *
 * @param {RolePlayTable} table
 * @param {Play} play
 * @param {Words} words
 */
function drawElsewhere(table, play, words) {
  const crossed = new Set([...play.steps.map((s) => s.before.node), play.state.node]);
  const reached = reachedScenes(table, play);
  const others = Object.keys(table.nodes).filter((id) => !crossed.has(id));
  if (others.length === 0) return "";
  return h("details", {}, h("summary", {}, words.elsewhere), h("ul", {}, ...others.map((id) => {
    const scene = table.nodes[id];
    const titles = [...new Set((scene.choices ?? []).map((c) => table.nodes[c.to].title))];
    const notes = [words[reached.has(id) ? "scene-seen" : "scene-new"]];
    if (titles.length > 0) notes.push(fill(words["leads-to"], { title: titles.join(", ") }));
    return h("li", {}, scene.tone ? fill(words.ending, scene) : scene.title, h("span", { class: "cc-notes" }, ` ${notes.join(" · ")}`));
  })));
}
