// @ts-check
/** @import { FormatDetail, Plan, PlanRemark, Schedule } from "../../types.js" */
/** @import { Rules, Way } from "./planner-late.js" */

import { fill, h, redraw } from "./dom.js";
import { catchUp, MINUTE, onTheWall } from "./planner-late.js";
import { isShort, PLAN_MOST } from "./planner-state.js";
import { titleOf } from "./planner-words.js";

/**
 * @typedef {object} RestState
 * @prop {Plan} plan
 * @prop {Schedule["slots"]} slots
 * @prop {number} slot the one being led
 * @prop {number} at ms at which the next one begins
 * @prop {number} end ms at which the last one ends
 * @prop {number} late minutes after the hour at which the session was to end
 * @prop {number} slip minutes behind the slots
 * @prop {boolean} undoes
 */

/**
 * What is still to come while a session is led; and when it runs late, the ways to end on time, each in one press.
 *
 * @param {{ rules: Rules, details: Record<string, FormatDetail>, words: Record<string, string>, sentences: Record<string, string>, take: (way: Way, slip: number) => void, undo: () => void }} props
 */
export function restView({ rules, details, words, sentences, take, undo }) {
  const summary = h("summary", { "data-focus": "room/rest" });
  const body = h("div", {});
  let drawn = "";

  /** Whatever is pressed is drawn anew: the keyboard waits beside. @param {string} key @param {() => void} act @param {(Node | string)[]} text */
  const button = (key, act, ...text) => h("li", {}, h("button", { type: "button", class: "cc-quiet", "data-focus": `rest/${key}`, click: () => { act(); summary.focus(); } }, ...text));

  /** Elastic steps first; a cut where that is not enough. @param {RestState} state @returns {(Way & Partial<PlanRemark>)[]} */
  function waysOf({ late, slip, plan, slots, slot }) {
    if (late <= 0 || slot >= slots.length - 1) return [];
    const { short, cuts } = catchUp(rules, { details, plan, slots, slot, slip });
    const ways = [short, ...(late > short.gain ? cuts.filter(({ gain }) => gain > short.gain) : [])];
    return ways.filter(({ gain, plan }) => gain > 0 && isShort(plan) && (plan.steps ?? []).length <= PLAN_MOST.steps);
  }

  return {
    el: h("details", {}, summary, body),
    /** @param {RestState} state */
    show(state) {
      const { slots, slot, at, end, late, slip, undoes } = state;
      const coming = slots.slice(slot + 1);
      const key = [slot, onTheWall(at), late, undoes, ...coming.map(({ minutes }) => minutes)].join();
      if (drawn === key) return;
      drawn = key;
      const ways = waysOf(state);
      const presses = ways.map((way, i) => button(String(i), () => take(way, slip), way.key ? fill(sentences[`cut-${way.key}`], way.values) : words["room-shorten"], " ", h("span", { class: "cc-gain" }, fill(words.gain, way))));
      if (undoes) presses.push(button("undo", undo, words["room-undo"]));
      summary.textContent = fill(words[ways.length ? "room-rest-late" : "room-rest"], { minutes: late });
      redraw(body, [
        ...(late > 0 && !ways.length ? [h("p", {}, fill(words["room-no-way"], { clock: onTheWall(end) }))] : []),
        ...(presses.length ? [h("ul", { class: "cc-cuts" }, ...presses)] : []),
        h("ol", {}, ...coming.map((one) => h("li", {}, h("strong", {}, onTheWall(at + (one.at - coming[0].at) * MINUTE)), ` ${titleOf(one, words)} `, h("span", { class: "cc-hint" }, fill(words.min, one))))),
      ]);
    },
  };
}
