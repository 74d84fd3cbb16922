// @ts-check
/** @import { AnyModel, RenderProps } from "@anywidget/types" */
/** @import { ActivityState, ChoiceState, Fit, MatchingTable, PackedTable, Situation } from "../../types.js" */
/** @import { ListProps } from "./format-list.js" */

import { listen, save } from "./afm.js";
import { fill, h, redraw } from "./dom.js";
import { counted } from "./format-fields.js";
import { situationForm } from "./format-form.js";
import { drawFailure, drawGroups } from "./format-list.js";
import { INITIAL, remembered, saneState } from "./format-state.js";
import { rank } from "./matching-rules.js";
import { unpack } from "./packing.js";

/** @typedef {ActivityState<MatchingTable | PackedTable, ChoiceState>} ChoiceModel */

/**
 * The choice of a format: describe a situation, then see every format, best first, each with its reasons.
 *
 * @param {RenderProps<ChoiceModel>} props
 */
function renderFormatChoice({ model, el }) {
  const table = unpack(model.get("table"));
  const labels = model.get("labels");
  const root = model.get("root");
  const matching = labels.matching;
  const words = { ...labels.common, ...labels["format-choice"] };
  const shortest = { ...matching, ...labels["format-fixes"] };
  const entries = new Map(table.formats.map((entry) => [entry.id, entry]));
  const status = h("p", { class: "cc-sr", role: "status" });
  const past = h("div", { class: "cc-past" });
  const results = h("div", { class: "cc-results" });
  const form = situationForm({ table, words, change: changeSituation, say, ask: () => show(state().situation), restart });
  el.append(h("div", { class: "cc-format-choice" }, form.el, past, results), status);

  /** @type {Set<string>} */ const opened = new Set(["past", "single"]);
  /** @type {typeof import("./format-advice.js").formatAdvice | null} */ let advice = null;
  /** @type {ReturnType<typeof import("./format-share.js").shareBox> | null} */ let share = null;
  /** @type {ListProps["detail"]} */ let detail = () => [h("p", { class: "cc-hint" }, words.loading)];
  let [comparing, again, asking, failed, linked, notice] = [false, false, false, false, false, ""];
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

  /** The situation is no longer the one of a link: what is changed next must survive a reload. */
  function leaveLink() {
    notice = "";
    if (linked) window.history.replaceState(null, "", window.location.href.split("#")[0]);
    linked = false;
  }

  /** @param {object} changes @param {boolean} settled */
  function changeSituation(changes, settled) {
    const { asked, situation: before } = state();
    const situation = { ...before, ...changes };
    if (JSON.stringify(situation) !== JSON.stringify(before)) { // leaving a field changes nothing: a press elsewhere must not miss a list drawn again
      leaveLink();
      change({ situation });
    }
    const fits = rank(table, situation, matching);
    if (asked && settled) say([found(fits), ...(advice?.cautions({ fits, table, situation, words }) ?? []), ...(situation.purposes.length ? [] : [words["purposes-ask"]])].join(" "));
  }

  function restart() {
    const kept = remembered(state());
    leaveLink();
    [again, comparing] = [true, false];
    opened.clear();
    opened.add("past").add("single");
    change({ ...structuredClone(INITIAL), past: kept });
    say("");
    form.focus();
  }

  /** @param {Situation} situation */
  function resume(situation) {
    leaveLink();
    show(situation);
  }

  /** Show the results for a situation, and remember it beside the one it replaces. @param {Situation} situation */
  function show(situation) {
    [again, focus] = [true, "title"];
    opened.delete("past");
    change({ situation, asked: true, past: remembered(state(), situation) });
  }

  function forget() {
    again = true;
    change({ past: [] });
    say(words.forgotten);
    form.focus();
  }

  /** Show the situation that the address carries, if it carries one. */
  function followLink() {
    if (!advice) return update();
    const read = carried() ? advice.readSituation(table, window.location.hash, words) : null;
    if (!read) return;
    linked = true;
    notice = read.notice;
    show(read.situation);
    say(notice);
  }

  /** Whether the address carries something: in a page only, another host's address is its own. */
  const carried = () => root !== undefined && window.location.hash.includes("=");

  /** @param {string} id */
  function toggle(id) {
    const { compare } = state();
    change({ compare: compare.includes(id) ? compare.filter((other) => other !== id) : [...compare, id] });
    const count = state().compare.length;
    say(count && advice ? counted(words, "chosen", count) : "");
  }

  function leaveComparison() {
    focus = "title";
    change({ compare: [] });
  }

  /** @param {string} key */
  function flip(key) {
    if (!opened.delete(key)) opened.add(key);
    update();
  }

  /** @param {boolean} open */
  function showComparison(open) {
    comparing = open;
    focus = open ? "comparison" : "compare";
    update();
  }

  /** Load what goes beyond the list. What fails says so, and offers to try again. */
  async function load() {
    [asking, failed] = [true, false];
    try {
      const loaded = /** @type {any} */ (await import("./format-advice.js"));
      Object.assign(words, (loaded.laterLabels ?? labels)["format-advice"]);
      advice = loaded.formatAdvice;
      detail = loaded.formatAdvice.detailReader({ table, root, words, done: update });
      share = root === undefined ? null : loaded.formatAdvice.shareBox({ situation: () => state().situation, words, say });
    } catch {
      failed = true;
    }
    if (comparing) focus = "comparison";
    update();
    followLink();
  }

  /** @param {Fit[]} fits */
  function found(fits) {
    const total = counted(words, "total", fits.length);
    /** @param {string} name @param {Fit["verdict"]} verdict */
    const count = (name, verdict) => counted(words, name, fits.filter((fit) => fit.verdict === verdict).length);
    if (fits[0]?.verdict === "out") return fill(words["found-none"], { total });
    const sentence = fill(words.found, { total, fits: count("fits", "fits"), care: count("care", "with-care") });
    return fits.length ? `${sentence} ${fill(words.first, fits[0])}` : sentence;
  }

  function update() {
    const { situation, compare, asked, past: { length } } = state();
    if (!asking && (asked || length || carried())) void load();
    form.show(situation, { asked, again });
    again = false;
    comparing &&= compare.length > 1;
    share?.clear(situation);
    redraw(past, failed ? drawFailure("retry", () => void load(), words) : advice?.drawPast({ table, state: state(), words, resume, forget, opened, flip }) ?? []);
    redraw(results, asked ? drawResults({ table, entries, fits: rank(table, situation, matching), words, shortest, root, situation, compare, toggle, opened, flip, detail }) : [], focus);
    focus = null;
  }

  /** @param {ListProps} props */
  function drawResults(props) {
    const { fits, compare, situation } = props;
    const key = ["for", "watch", "out"].map((kind) => h("span", { class: `cc-sign cc-why-${kind}` }, words[kind]));
    const trade = advice?.tradeOff(fits, table, situation, words);
    return [
      h("h3", { tabindex: "-1", "data-focus": "title" }, words.title),
      ...(notice ? [h("p", { class: "cc-error" }, notice)] : []),
      h("p", { class: "cc-found" }, found(fits)),
      ...(advice?.drawCautions(props) ?? []),
      ...(trade ? [h("p", { class: "cc-trade" }, trade)] : []),
      ...(share ? [share.el] : []),
      ...(comparing && failed ? drawFailure("comparison", () => void load(), words) : []),
      ...(comparing && advice ? [advice.drawComparison(props, () => showComparison(false))] : advice?.drawSequences(props) ?? []),
      h("p", { class: "cc-signs" }, ...key),
      ...drawGroups(props),
      ...(advice && compare.length && !comparing ? [advice.drawTray(props, () => showComparison(true), leaveComparison)] : []),
    ];
  }

  update();
  const stop = listen(/** @type {AnyModel<any>} */ (model), ["state"], update);
  window.addEventListener("hashchange", followLink);
  return () => {
    window.removeEventListener("hashchange", followLink);
    stop();
  };
}

/** The choice of a format, as an anywidget. */
export const formatChoice = { render: renderFormatChoice };
export default formatChoice;
