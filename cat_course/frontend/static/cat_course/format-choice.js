// @ts-check
/** @import { AnyModel, RenderProps } from "@anywidget/types" */
/** @import { ActivityState, ChoiceState, Fit, MatchingTable } from "../../types.js" */

import { listen, save } from "./afm.js";
import { fill, h, redraw } from "./dom.js";
import { drawComparison } from "./format-compare.js";
import { situationForm } from "./format-form.js";
import { drawGroups } from "./format-list.js";
import { INITIAL, saneState } from "./format-state.js";
import { rank } from "./matching-rules.js";

/** @typedef {ActivityState<MatchingTable, ChoiceState>} ChoiceModel */

/**
 * The choice of a format: describe a situation, then see every format, best first, each with its reasons.
 *
 * @param {RenderProps<ChoiceModel>} props
 */
function renderFormatChoice({ model, el }) {
  const table = model.get("table");
  const matching = model.get("labels").matching;
  const words = { ...model.get("labels").common, ...model.get("labels")["format-choice"] };
  const status = h("p", { class: "cc-sr", role: "status" });
  const results = h("div", { class: "cc-results" });
  const form = situationForm({ table, words, change: changeSituation, say, ask, restart });
  el.append(h("div", { class: "cc-format-choice" }, form.el, results), status);

  /** @type {Set<string>} */ const opened = new Set();
  let comparing = false;
  let again = false;
  /** @type {string | null} */ let focus = null;

  const state = () => saneState(table, model.get("state"));

  /** @param {Partial<ChoiceState>} changes */
  function change(changes) {
    model.set("state", { ...state(), ...changes });
    save(model);
    if (focus || again) update(); // a host may stay silent where the state is the same as before
  }

  /** @param {string} text */
  function say(text) {
    if (status.textContent !== text) status.textContent = text;
  }

  /** @param {object} changes @param {boolean} settled */
  function changeSituation(changes, settled) {
    change({ situation: { ...state().situation, ...changes } });
    const { asked, situation } = state();
    if (asked && settled) say(found(rank(table, situation, matching)) + (situation.purposes.length ? "" : ` ${words["purposes-ask"]}`));
  }

  function ask() {
    focus = "title";
    change({ asked: true });
  }

  function restart() {
    again = true;
    comparing = false;
    opened.clear();
    change(structuredClone(INITIAL));
    say("");
    form.focus();
  }

  /** @param {string} id */
  function toggle(id) {
    const { compare } = state();
    change({ compare: compare.includes(id) ? compare.filter((other) => other !== id) : [...compare, id] });
    const count = state().compare.length;
    say(count ? counted("chosen", count) : "");
  }

  /** @param {boolean} open */
  function showComparison(open) {
    comparing = open;
    focus = open ? "comparison" : "compare";
    update();
  }

  /** @param {string} key @param {number} count */
  const counted = (key, count) => fill(words[`${key}-${count < 2 ? count : "many"}`], { count });

  /** @param {Fit[]} fits */
  function found(fits) {
    const sentence = fill(words.found, { total: counted("total", fits.length), fits: counted("fits", fits.filter((f) => f.verdict === "fits").length) });
    return fits.length ? `${sentence} ${fill(words.first, fits[0])}` : sentence;
  }

  function update() {
    const { situation, compare, asked } = state();
    form.show(situation, { asked, again });
    again = false;
    comparing &&= compare.length > 1;
    redraw(results, asked ? drawResults(rank(table, situation, matching), compare) : [], focus);
    focus = null;
  }

  /** @param {Fit[]} fits @param {string[]} compare */
  function drawResults(fits, compare) {
    const key = ["for", "watch", "out"].map((kind) => h("span", { class: `cc-sign cc-why-${kind}` }, words[kind]));
    const compared = fits.filter((fit) => compare.includes(fit.format));
    return [
      h("h3", { tabindex: "-1", "data-focus": "title" }, words.title),
      h("p", {}, found(fits)),
      h("p", { class: "cc-signs" }, ...key),
      ...(comparing ? [drawComparison({ table, fits: compared, words, close: () => showComparison(false) })] : []),
      ...drawGroups({ table, fits, words, root: model.get("root"), compare, opened, toggle }),
      ...(compare.length && !comparing ? [drawBar(compare.length)] : []),
    ];
  }

  /** @param {number} count */
  function drawBar(count) {
    const none = () => { focus = "title"; change({ compare: [] }); };
    return h("div", { class: "cc-tray" },
      h("p", {}, counted("chosen", count)),
      h("button", { type: "button", class: "cc-quiet", "data-focus": "compare/none", click: none }, words["compare-none"]),
      h("button", { type: "button", disabled: count < 2, "data-focus": "compare", click: () => showComparison(true) }, fill(words["compare-show"], { count })));
  }

  update();
  return listen(/** @type {AnyModel<any>} */ (model), ["state"], update);
}

/** The choice of a format, as an anywidget. */
export const formatChoice = { render: renderFormatChoice };
export default formatChoice;
