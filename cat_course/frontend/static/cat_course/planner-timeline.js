// @ts-check
/** @import { Plan, Schedule, Slot } from "../../types.js" */

import { fill, h, svg } from "./dom.js";
import { clock, SHORTEST_TURN, spoken, titleOf } from "./planner-words.js";

/**
 * @typedef {object} TimelineProps
 * @prop {Schedule} schedule
 * @prop {Plan} plan
 * @prop {Record<string, string>} words
 * @prop {number | null} opened the step that is being edited, by its index among the steps
 * @prop {(step: number | null) => void} open
 * @prop {((kind: "own" | "break") => void) | null} insert null when there are steps enough
 * @prop {(slot: Slot) => HTMLElement} editor
 */

/** The session at a glance: one block for each step, as long as it lasts. @param {TimelineProps} props */
export function drawStrip({ schedule: { slots, minutes, missing }, plan, words }) {
  const total = endOf(slots);
  const width = Math.max(total, minutes);
  const label = fill(words.strip, { count: slots.length, total, minutes, start: plan.start, end: clock(plan.start, total) });
  const blocks = slots.map((slot) => svg("rect", { class: `cc-block-${slot.voice ?? slot.kind}`, x: slot.at, width: slot.minutes - width / 250, height: 10 }));
  const end = missing ? [svg("rect", { class: "cc-block-end", x: minutes - width / 125, y: -3, width: width / 125, height: 16 })] : [];
  return svg("svg", { class: "cc-strip", viewBox: `0 -3 ${width} 16`, preserveAspectRatio: "none", role: "img", "aria-label": label }, ...blocks, ...end);
}

/** When the last slot ends, in minutes after the start. @param {Slot[]} slots */
export const endOf = (slots) => slots.reduce((_, slot) => slot.at + slot.minutes, 0);

/** The session line by line; a step that is open is edited in its place. @param {TimelineProps} props */
export function drawTimeline(props) {
  const { schedule, words, opened, editor, insert } = props;
  const rows = schedule.slots.flatMap((slot) => {
    const open = slot.step !== null && slot.step === opened && slot.part[0] === 1;
    return [drawSlot(slot, open, props), ...(open ? [h("tr", { class: "cc-editor" }, h("td", { colspan: 3 }, editor(slot)))] : [])];
  });
  const heads = ["start", "step", "minutes"].map((key) => h("th", { scope: "col" }, words[`col-${key}`]));
  return h("div", { class: "cc-timeline" },
    h("table", {}, h("caption", { class: "cc-sr" }, words.timeline), h("thead", {}, h("tr", {}, ...heads)), h("tbody", {}, ...rows)),
    h("div", { class: "cc-row-of" }, ...(/** @type {const} */ (["own", "break"])).map((kind) =>
      h("button", { type: "button", class: "cc-quiet", disabled: !insert, "data-focus": `add/${kind}`, click: () => insert?.(kind) }, words[`add-${kind}`]))));
}

/** @param {Slot} slot @param {boolean} isOpen @param {TimelineProps} props */
function drawSlot(slot, isOpen, { plan, words, open }) {
  const { step, groups, each, note } = slot;
  const name = step === null ? h("span", { class: "cc-name" }, words.rest)
    : h("button", { type: "button", class: "cc-step", "aria-expanded": String(isOpen), "data-focus": `step/${step}/${slot.part[0]}`, click: () => open(step) }, titleOf(slot, words));
  const facts = [groups > 1 && fill(words.groups, slot), each >= SHORTEST_TURN && fill(words.each, { time: spoken(each) })].filter(Boolean).join(" · ");
  return h("tr", { class: `cc-slot cc-slot-${slot.voice ?? slot.kind}` }, h("td", {}, clock(plan.start, slot.at)),
    h("th", { scope: "row" }, name, ...(facts ? [h("span", { class: "cc-hint" }, facts)] : []), ...(note ? [h("span", { class: "cc-said-note" }, note)] : [])),
    h("td", {}, fill(words.min, slot)));
}
