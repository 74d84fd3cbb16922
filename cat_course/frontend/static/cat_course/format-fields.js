// @ts-check
/** @import { Term } from "../../types.js" */

import { fill, h } from "./dom.js";
import { MOST, readCount } from "./format-state.js";

/** @typedef {Record<string, string>} Words */
/** @typedef {{ opened: Set<string>, flip: (key: string) => void }} Folding What is open: a new drawing must not close it. */
/** @typedef {(changes: object, settled: boolean) => void} Change `settled`: worth saying aloud, not a digit on the way. */

/**
 * A field for a whole number. What is not one gets a kind sentence, and changes nothing: the list keeps
 * the last good number. The sentence waits until the learner leaves the field.
 *
 * @param {{ name: "people" | "minutes", quick?: number[], uid: string, words: Words, change: Change, say: (text: string) => void }} props
 */
export function countField({ name, quick = [], uid, words, change, say }) {
  let last = NaN;
  const [hintId, errorId] = [`${uid}-${name}-hint`, `${uid}-${name}-error`];
  const error = h("p", { class: "cc-error", id: errorId, hidden: true });
  const input = h("input", { type: "text", inputmode: "numeric", autocomplete: "off", name, "aria-describedby": `${hintId} ${errorId}`,
    input: () => take(false), change: () => take(true) });
  const buttons = quick.map((count) => h("button", { type: "button", class: "cc-quick", "aria-label": fill(words[`${name}-of`], { count }),
    click: () => { input.value = String(count); take(true); } }, String(count)));

  /** @param {boolean} settled */
  function take(settled) {
    const { value, problem } = readCount(input.value, MOST[name]);
    if (!problem || settled || !error.hidden) tell(problem);
    if (!problem) change({ [name]: value }, settled);
    else if (settled) say(error.textContent ?? "");
  }

  /** @param {string} problem */
  function tell(problem) {
    error.hidden = !problem;
    error.textContent = problem ? `${fill(words[`number-${problem}`], { most: MOST[name] })} ${fill(words["number-kept"], { value: last })}` : "";
    if (problem) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }

  return {
    el: h("div", { class: "cc-count" },
      h("label", {}, h("span", { class: "cc-name" }, words[name]), input),
      h("p", { class: "cc-hint", id: hintId }, words[`${name}-hint`]),
      ...(buttons.length ? [h("div", { class: "cc-quicks", role: "group", "aria-label": words[`${name}-quick`] }, ...buttons)] : []),
      error),
    /** Tell what is wrong now, and go there; false if nothing is. */
    complain() {
      tell(readCount(input.value, MOST[name]).problem);
      if (!error.hidden) input.focus();
      return !error.hidden;
    },
    /** @param {number} value @param {boolean} again overwrite what was typed, even if the number has not changed */
    show(value, again) {
      if (again || (value !== last && readCount(input.value, MOST[name]).value !== value)) {
        input.value = String(value);
        tell("");
      }
      last = value;
      buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(quick[i] === value)));
    },
  };
}

/**
 * A row that shows what is chosen, and opens on radios.
 *
 * @param {{ name: string, terms: { id: string | number, label: string, hint?: string }[], words: Words, change: Change }} props
 */
export function radioRow({ name, terms, words, change }) {
  const chosen = h("span", { class: "cc-chosen" });
  const inputs = terms.map(({ id }) => h("input", { type: "radio", name, value: id, change: () => change({ [name]: id }, true) }));
  return {
    el: h("details", { class: "cc-row" },
      h("summary", {}, h("span", { class: "cc-name" }, words[name]), " ", chosen),
      h("fieldset", {}, h("legend", { class: "cc-sr" }, words[name]), ...terms.map((term, i) => pick(inputs[i], term)))),
    /** @param {string | number} value */
    show(value) {
      terms.forEach(({ id, label }, i) => {
        inputs[i].checked = id === value;
        if (id === value) chosen.textContent = label;
      });
    },
  };
}

/**
 * A row with a list of words to choose one from.
 *
 * @param {{ name: string, terms: Term[], words: Words, change: Change }} props
 */
export function selectRow({ name, terms, words, change }) {
  const select = h("select", { name, change: () => change({ [name]: select.value }, true) },
    ...terms.map(({ id, label }) => h("option", { value: id }, label)));
  return {
    el: h("label", { class: "cc-row" }, h("span", { class: "cc-name" }, words[name]), " ", select),
    /** @param {string} value */
    show(value) {
      select.value = value;
    },
  };
}

/**
 * A box to tick or a radio, with its words: the whole of it is the target.
 *
 * @param {HTMLInputElement} input
 * @param {{ label: string, hint?: string }} term
 */
export function pick(input, { label, hint }) {
  return h("label", { class: "cc-pick" }, input,
    h("span", {}, h("span", { class: "cc-name" }, label), ...(hint ? [" ", h("span", { class: "cc-hint" }, hint)] : [])));
}

/**
 * A line that opens on more. What is inside is built when it is open: sixty formats are drawn at once.
 *
 * @param {string} key @param {(Node | string)[]} summary @param {() => (Node | string)[]} inside @param {Folding} folding
 */
export function folded(key, summary, inside, { opened, flip }) {
  const open = opened.has(key);
  const details = h("details", { open, toggle: () => void (details.open !== opened.has(key) && flip(key)) },
    h("summary", { "data-focus": key }, ...summary), ...(open ? inside() : []));
  return details;
}

/** The label for a count: `key-0`, `key-1` or `key-many`. @param {Words} words @param {string} key @param {number} count */
export const counted = (words, key, count) => fill(words[`${key}-${count < 2 ? count : "many"}`], { count });
