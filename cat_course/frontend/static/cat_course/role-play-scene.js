// @ts-check
/** @import { RolePlayTable } from "../../types.js" */
/** @import { Play } from "./role-play-state.js" */
/** @import { Words } from "./role-play-gauges.js" */

import { fill, h, paragraphs } from "./dom.js";
import { drawGauges } from "./role-play-gauges.js";
import { openChoices } from "./role-play-rules.js";
import { wasTaken } from "./role-play-state.js";

/**
 * What a learner knows before the first choice: the situation, who is there, how long it takes.
 *
 * @param {RolePlayTable} table
 * @param {Words} words
 * @param {() => void} begin
 */
export function drawOpening(table, words, begin) {
  return h("section", { class: "cc-opening" },
    h("p", { class: "cc-eyebrow" }, fill(words.kind, table)),
    heading("h3", "opening", table.title),
    ...paragraphs(table.context),
    h("h4", {}, words.cast),
    drawCast(table, words),
    h("button", { type: "button", class: "cc-main", "data-focus": "begin", click: begin }, words.begin));
}

/** @param {RolePlayTable} table @param {Words} words */
function drawCast(table, words) {
  return h("div", {}, h("p", { class: "cc-muted" }, words.fictional), h("ul", { class: "cc-cast" },
    ...Object.values(table.cast).map((person) => h("li", {}, portrait(person.name),
      h("div", {}, nameAndRole(person), h("p", { class: "cc-muted" }, person.concern))))));
}

/**
 * The initials of a person in a circle: an ornament, the name stands beside it.
 *
 * @param {string} name
 */
function portrait(name) {
  const initials = name.split(/[\s-]+/).map((part) => part.slice(0, 1)).filter((letter) => letter !== letter.toLowerCase());
  return h("span", { class: "cc-portrait", "aria-hidden": "true" }, initials.slice(0, 2).join(""));
}

/**
 * A heading that can take the focus after a step.
 *
 * @param {"h3" | "h4"} tag
 * @param {string} key
 * @param {string} text
 */
export const heading = (tag, key, text) => h(tag, { tabindex: "-1", "data-focus": key }, text);

/**
 * The choice just taken, why it does what it does, and where it leaves the gauges. It stands above the scene
 * that follows: on a phone the two read as one conversation, and nothing has to be tapped to go on.
 *
 * @param {RolePlayTable} table
 * @param {Play} play
 * @param {Words} words
 */
export function drawFeedback(table, play, words) {
  const last = play.steps[play.steps.length - 1];
  if (!last) return [];
  return [h("section", { class: "cc-feedback" },
    heading("h3", "feedback", words["your-choice"]),
    h("blockquote", {}, ...paragraphs(last.choice.text)),
    h("h4", {}, words.why), ...paragraphs(last.choice.feedback),
    drawGauges(table, play.state.gauges, last.before.gauges, words))];
}

/**
 * A scene to play: who speaks, what happens, and a button for each choice that the gauges leave open.
 * The first scene, which no feedback precedes, holds the gauges too.
 *
 * @param {RolePlayTable} table
 * @param {Play} play
 * @param {Words} words
 * @param {(choiceId: string) => void} choose
 */
export function drawScene(table, play, words, choose) {
  const node = play.state.node;
  const scene = table.nodes[node];
  const choices = openChoices(table, play.state);
  return h("section", { class: "cc-scene" },
    h("p", { class: "cc-eyebrow" }, fill(words.scene, { place: play.steps.length + 1 })),
    heading("h3", "scene", scene.title),
    ...drawSpeaker(table, scene.speaker),
    ...paragraphs(scene.text),
    ...(play.steps.length === 0 ? [drawGauges(table, play.state.gauges, null, words)] : []),
    h("h4", {}, choices.length > 0 ? words.ask : words.stuck),
    h("ul", { class: "cc-choices" }, ...choices.map((choice) => h("li", {},
      h("button", { type: "button", "data-focus": `choice/${choice.id}`, click: () => choose(choice.id) },
        choice.text, ...(wasTaken(play, node, choice.id) ? [" ", h("small", { class: "cc-tried" }, words.tried)] : []))))));
}

/** @param {RolePlayTable} table @param {string | undefined} id */
export function drawSpeaker(table, id) {
  if (!id || !Object.hasOwn(table.cast, id)) return [];
  return [h("div", { class: "cc-speaker" }, portrait(table.cast[id].name), nameAndRole(table.cast[id]))];
}

/** @param {{ name: string, role: string }} person */
const nameAndRole = ({ name, role }) => h("p", {}, h("strong", {}, name), " ", h("span", { class: "cc-role" }, role));

/**
 * What stays at hand during a play: the situation, the people, and a way to start again.
 *
 * @param {RolePlayTable} table
 * @param {Words} words
 * @param {(() => void) | null} restart
 */
export function drawReminder(table, words, restart) {
  return h("details", { class: "cc-reminder" }, h("summary", { "data-focus": "reminder" }, words.reminder),
    ...paragraphs(table.context), drawCast(table, words),
    ...(restart ? [h("button", { type: "button", class: "cc-quiet", click: restart }, words.again)] : []));
}
