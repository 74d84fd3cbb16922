// @ts-check
/** @import { FormatDetail, Labels } from "../../types.js" */
/** @import { Saved } from "./planner-files.js" */

import { fill, h, paragraphs } from "./dom.js";
import { invitation, spokenWhen } from "./planner-invitation.js";
import { drawRoom, usedFormats } from "./planner-plan.js";
import { clock, SHORTEST_TURN, spoken, titleOf } from "./planner-words.js";

/** @typedef {{ saved: () => Saved, details: Record<string, FormatDetail>, labels: Labels }} PaperProps */

/**
 * What prepares the room and brings people to it: the plan of the room, the invitation, and the whole session on paper.
 * Whoever prints the page prints the sheet, and nothing else.
 *
 * @param {PaperProps} props
 */
export function planPaper({ saved, details, labels }) {
  const { invitation: words, "session-export": said, session, "planner-tools": own } = labels;
  const rooms = h("div", { class: "cc-rooms" });
  const text = h("p", { class: "cc-invitation" });
  const told = h("p", { class: "cc-hint", role: "status" });
  /** @type {HTMLElement | null} */ let sheet = null;

  const invite = () => {
    const { plan, schedule } = saved();
    return invitation(details, plan, schedule, words);
  };

  async function copy() {
    try {
      await navigator.clipboard.writeText(invite());
      told.textContent = own["invite-copied"];
    } catch {
      window.getSelection()?.selectAllChildren(text);
      told.textContent = own["invite-select"];
    }
  }

  /** Each format that has a step, with the drawing of its room. */
  const drawn = () => {
    const { plan, schedule } = saved();
    return usedFormats(schedule, details).map((detail) => ({ detail, figure: drawRoom(detail, schedule, plan, { ...said, ...own }) }));
  };

  function drawSheet() {
    const { plan, schedule, title, words: seen } = saved();
    const { slots, warnings, missing } = schedule;
    /** @param {string[]} lines */
    const list = (lines) => h("ul", {}, ...lines.map((line) => h("li", {}, line)));
    /** @param {string} key @param {string[]} lines */
    const part = (key, lines) => (lines.length ? [h("h3", {}, said[key]), list(lines)] : []);
    const facts = [spokenWhen(plan, plan.minutes + missing, words), ...(/** @type {const} */ (["place", "host"])).flatMap((key) => (plan[key].trim() ? fill(said[key], plan) : [])),
      fill(said[schedule.circles > 1 ? "people-circles" : "people"], { ...schedule, people: plan.people })];
    const rows = slots.map((slot) => h("tr", {}, h("th", { scope: "row" }, clock(plan.start, slot.at)), h("td", {}, String(slot.minutes)),
      h("td", {}, h("strong", {}, titleOf(slot, seen)), ...(slot.groups > 1 ? [h("br"), fill(said["in-groups"], slot)] : []), ...(slot.each < SHORTEST_TURN ? [] : [h("br"), fill(seen.each, { time: spoken(slot.each) })]), ...(slot.note ? [h("br"), h("em", {}, slot.note)] : [])),
      h("td", {}, ...(slot.part[0] === 1 && slot.script ? paragraphs(slot.script) : []))));
    return h("section", { class: "cc-sheet" }, h("h1", {}, title), list(facts), ...part("remarks", warnings.map(({ key, values }) => fill(session[`warning-${key}`], values))),
      h("h2", {}, said.run),
      h("table", {}, h("thead", {}, h("tr", {}, ...["time", "minutes", "step", "say"].map((key) => h("th", { scope: "col" }, said[key])))), h("tbody", {}, ...rows)),
      ...drawn().flatMap(({ detail, figure }) => [h("h2", {}, detail.title), ...part("roles", detail.roles.map(({ name, mission }) => fill(own.role, { name, mission }))), ...part("rules", detail.rules),
        ...part("materials", detail.materials), h("h3", {}, said.space), h("p", {}, detail.space), figure]),
      h("h2", { class: "cc-new-page" }, said.invitation), h("p", { class: "cc-invitation" }, invite()));
  }

  function before() {
    if (sheet || !saved().schedule.slots.length) return;
    sheet = drawSheet();
    document.body.append(sheet);
  }

  function after() {
    sheet?.remove();
    sheet = null;
  }

  window.addEventListener("beforeprint", before);
  window.addEventListener("afterprint", after);
  return {
    el: h("div", { class: "cc-prepare" }, rooms, h("h4", {}, said.invitation), h("p", { class: "cc-hint" }, own["invite-hint"]), text, h("div", { class: "cc-row-of" }, h("button", { type: "button", class: "cc-quiet", click: copy }, own["invite-copy"])), told),
    /** The plan has changed. */
    show() {
      rooms.replaceChildren(...drawn().map(({ detail, figure }) => h("div", {}, h("h4", {}, detail.title), figure, h("p", {}, detail.space))));
      text.textContent = invite();
      told.textContent = "";
    },
    stop() {
      after();
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    },
  };
}
