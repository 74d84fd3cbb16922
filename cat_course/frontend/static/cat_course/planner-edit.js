// @ts-check
/** @import { PlanStep, Slot } from "../../types.js" */

import { fill, h, paragraphs } from "./dom.js";
import { PLAN_MOST } from "./planner-state.js";

/**
 * @typedef {object} EditorProps
 * @prop {Slot} slot
 * @prop {PlanStep[]} steps
 * @prop {Record<string, string>} words
 * @prop {(how: (steps: PlanStep[]) => PlanStep[], open: number | null, focus?: string) => boolean} restep change the steps; false if they cannot be kept
 * @prop {() => void} close
 */

/**
 * The form of one step, in its place: its length a press at a time, its title, a note, its place among the others.
 *
 * @param {EditorProps} props
 */
export function drawEditor({ slot, steps, words, restep, close }) {
  const at = /** @type {number} */ (slot.step);
  const step = steps[at];
  const fixed = step.minutes !== undefined;
  const [whole, last] = [slot.part[1] === 1, steps.length - 1];
  const rest = h("input", { type: "checkbox", name: "step-break", checked: step.kind === "break", "data-focus": "edit/break" });
  const minutes = h("input", { type: "text", inputmode: "numeric", autocomplete: "off", name: "step-minutes", value: step.minutes ?? (whole ? slot.minutes : ""), "data-focus": "edit/minutes", change: () => take() });
  const title = h("input", { type: "text", maxlength: PLAN_MOST.text, autocomplete: "off", name: "step-title", value: step.title || (step.of ? slot.title : ""), placeholder: words[`untitled-${slot.kind}`], "data-focus": "edit/title" });
  const note = h("textarea", { rows: 2, maxlength: PLAN_MOST.text, name: "step-note", "data-focus": "edit/note" }, step.note ?? "");
  const error = h("p", { class: "cc-error", role: "alert", hidden: true });

  function read() {
    const typed = minutes.value.replace(/\s/g, "");
    const n = Number(typed);
    return /^\d+$/.test(typed) && n >= 1 && n <= PLAN_MOST.minutes ? n : !typed && step.of ? undefined : NaN;
  }

  /** Say what is wrong with the minutes; true if nothing is. */
  function take() {
    const wrong = Number.isNaN(read());
    error.hidden = !wrong;
    error.textContent = wrong ? fill(words["wrong-number"], { most: PLAN_MOST.minutes }) : "";
    return !wrong;
  }

  /** The step with what was typed. @param {Partial<PlanStep>} [changes] undefined takes a value out @returns {PlanStep} */
  function typed(changes = length()) {
    const own = title.value.trim();
    const text = { title: own && (step.title || !step.of || own !== slot.title) ? own : undefined, note: note.value.trim() || undefined };
    return JSON.parse(JSON.stringify({ ...step, ...text, ...(!step.of && { kind: rest.checked ? "break" : "own" }), ...changes }));
  }

  /** The minutes that were typed, where they can be used. @returns {Partial<PlanStep>} */
  const length = () => (Number.isNaN(read()) ? {} : { minutes: !fixed && read() === slot.minutes ? undefined : read() });

  /** @param {Partial<PlanStep>} [changes] */
  const edit = (changes) => restep((all) => all.map((one, i) => (i === at ? typed(changes) : one)), at);

  /** @param {"own" | "break"} kind */
  const insert = (kind) => restep((all) => [...all.slice(0, at), typed(), { kind, title: "", minutes: 10 }, ...all.slice(at + 1)], at + 1, "edit/title");

  /** @param {number} by */
  const nudge = (by) => edit({ minutes: Math.min(PLAN_MOST.minutes, Math.max(1, (read() || slot.minutes) + by)) });

  /** @param {number} by */
  function move(by) {
    const to = at + by;
    restep((all) => {
      const others = all.filter((_, i) => i !== at);
      return [...others.slice(0, to), typed(), ...others.slice(to)];
    }, to, to === 0 ? "edit/down" : to === last ? "edit/up" : undefined);
  }

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    if (!take()) return minutes.focus();
    if (edit()) close();
  }

  /** @param {string} key @param {() => void} click @param {boolean} [off] */
  const button = (key, click, off) => h("button", { type: "button", class: "cc-quiet", disabled: off, "data-focus": `edit/${key}`, click }, words[key]);
  /** @param {string} key @param {string} sign @param {number} by */
  const sign = (key, sign, by) => (whole ? [h("button", { type: "button", class: "cc-quiet", "aria-label": words[key], "data-focus": `edit/${key}`, click: () => nudge(by) }, sign)] : []);
  return h("form", { class: "cc-edit", novalidate: true, submit, keydown: (/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape") close(); } },
    h("div", { class: "cc-minutes" }, h("label", {}, h("span", { class: "cc-name" }, words["step-minutes"]), minutes), ...sign("less", "−", -1), ...sign("longer", "+", 1),
      ...(!fixed && slot.low < slot.high ? [h("span", { class: "cc-hint" }, fill(words.between, slot))] : []),
      ...(fixed && step.of ? [button("free", () => { minutes.value = ""; edit({ minutes: undefined }); })] : [])),
    error,
    h("label", {}, h("span", { class: "cc-name" }, words["step-title"]), title),
    ...(step.of ? [] : [h("label", { class: "cc-tick" }, rest, h("span", {}, words["step-break"]))]),
    h("label", {}, h("span", { class: "cc-name" }, words["step-note"]), note),
    h("div", { class: "cc-row-of" }, h("button", { type: "submit", "data-focus": "edit/done" }, words.done),
      button("up", () => move(-1), at === 0), button("down", () => move(1), at === last), button("drop", () => restep((all) => all.filter((_, i) => i !== at), null, last ? `step/${Math.min(at, last - 1)}/1` : "undo")),
      ...(last + 1 < PLAN_MOST.steps ? [button("after-own", () => insert("own")), button("after-break", () => insert("break"))] : [])),
    ...(slot.script ? [h("details", {}, h("summary", { "data-focus": "edit/script" }, words.script), ...paragraphs(slot.script))] : []));
}
