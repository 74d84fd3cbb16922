// @ts-check
/** @import { ChoiceState, MatchingTable, Situation } from "../../types.js" */
/** @import { Folding, Words } from "./format-fields.js" */

import { fill, h } from "./dom.js";
import { counted, folded } from "./format-fields.js";
import { situationLink } from "./format-link.js";
import { INITIAL } from "./format-state.js";

/**
 * The last situations that were asked about, each one press away, but for the one in sight; nothing if there is none.
 *
 * @param {{ table: MatchingTable, state: ChoiceState, words: Words, resume: (situation: Situation) => void, forget: () => void } & Folding} props
 */
export function drawPast({ table, state: { past, asked, situation }, words, resume, forget, ...folding }) {
  const others = past.filter((one) => !asked || situationLink(one) !== situationLink(situation));
  const buttons = others.map((one, i) => h("li", {},
    h("button", { type: "button", class: "cc-quiet", "data-focus": `past/${i}`, click: () => resume(one) }, fill(words.resume, { situation: describe(table, one, words) }))));
  return others.length ? [folded("past", [fill(words.past, { count: others.length })], () => [h("ul", { role: "list" }, ...buttons),
    h("button", { type: "button", class: "cc-quiet", "data-focus": "past/none", click: forget }, words.forget)], folding)] : [];
}

/**
 * A situation in a few words: what was sought, how many people, how long; of the rest, what is not usual.
 *
 * @param {MatchingTable} table @param {Situation} situation @param {Words} words
 */
function describe(table, situation, words) {
  const { purposes, people, minutes, tension, mode, audience, experience } = situation;
  const usual = INITIAL.situation;
  /** @param {{ id: string | number, label: string }[]} terms @param {string | number} id */
  const label = (terms, id) => terms.find((term) => term.id === id)?.label ?? "";
  return [
    purposes.map((id) => label(table.purposes, id)).join(", ") || words["no-purpose"], counted(words, "people", people), fill(words["minutes-of"], { count: minutes }),
    tension !== usual.tension && table.tensions[tension].label, mode !== usual.mode && label(table.modes, mode),
    audience !== usual.audience && label(table.audiences, audience), experience !== usual.experience && label(table.mastery, experience),
  ].filter(Boolean).join(" · ");
}
