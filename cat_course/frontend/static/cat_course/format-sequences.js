// @ts-check
/** @import { Meeting, Part } from "../../types.js" */
/** @import { ListProps } from "./format-list.js" */

import { fill, h } from "./dom.js";
import { folded } from "./format-fields.js";
import { drawFixes, named, pageLink, prepareLink, verdictOf } from "./format-list.js";
import { accompany, combine } from "./sequences-rules.js";

/**
 * Formats that follow one another, in one meeting and over several; nothing where one format alone is the better advice.
 *
 * @param {ListProps} props
 */
export function drawSequences(props) {
  const { table, situation, shortest } = props;
  const parts = combine(table, situation, shortest);
  const meetings = accompany(table, situation, shortest);
  return [...(parts.length ? [drawParts(parts, props)] : []), ...(meetings.length ? [drawMeetings(meetings, props)] : [])];
}

/** @param {Part[]} parts @param {ListProps} props */
function drawParts(parts, props) {
  const { words } = props;
  const book = { ...props, where: "single/" };
  return sequence("single", words.single, props, [
    h("p", {}, words["single-hint"]),
    h("ol", { role: "list" }, ...parts.map((part) => h("li", {},
      h("p", {}, h("span", { class: "cc-moment" }, words[`moment-${part.moment}`]), " ", h("span", { class: "cc-hint" }, fill(words.min, part))), pageLink(part, book)))),
    ...prepareLink(parts.map((part) => part.format), book, words["prepare-all"])]);
}

/** @param {Meeting[]} meetings @param {ListProps} props */
function drawMeetings(meetings, props) {
  const { table, words } = props;
  return sequence("several", fill(words.several, { count: meetings.length }), props, [
    h("p", {}, words["several-hint"]),
    h("ol", { role: "list" }, ...meetings.map(({ stage, purposes, tension, fit }, i) => {
      const book = { ...props, where: `several/${i}/` };
      /** @param {{ id: string, label: string }[]} terms @param {string} id */
      const label = (terms, id) => terms.find((term) => term.id === id)?.label ?? "";
      return h("li", {},
        h("p", { class: "cc-moment" }, fill(words.meeting, { place: i + 1, stage: label(table.stages, stage) }), h("span", { class: "cc-hint" }, purposes.map((id) => label(table.purposes, id)).join(", "))),
        h("p", {}, pageLink(fit, book), " ", verdictOf(fit, words), ...drawFixes(fit, words)),
        h("p", { class: "cc-hint" }, fill(words.assumed, table.tensions[tension])),
        ...prepareLink([fit.format], book, words.prepare, named(words.prepare, fit, words)));
    }))]);
}

/** @param {string} key @param {string} title @param {ListProps} props @param {(Node | string)[]} inside */
const sequence = (key, title, props, inside) => h("section", { class: "cc-sequence" }, folded(key, [h("h4", {}, title)], () => inside, props));
