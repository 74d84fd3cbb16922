// @ts-check
/** @import { AnyModel } from "@anywidget/types" */
/** @import { Plan, PlannerFormat } from "../../types.js" */
/** @import { Saved } from "./planner-files.js" */

import { listen, save } from "./afm.js";
import { fill, h } from "./dom.js";
import { hand, openPlan, PLAN_FILES, savePlan } from "./planner-files.js";

/**
 * @typedef {object} ShareProps
 * @prop {AnyModel<any>} model a kernel makes the PDF: `wanted` asks for it, `document` brings it; a page prints instead
 * @prop {boolean} isPage whether there is an address to share
 * @prop {PlannerFormat[]} formats
 * @prop {() => Saved} saved the plan as it is now
 * @prop {(plan: Plan) => void} replace
 * @prop {(text: string, go?: boolean) => void} tell
 * @prop {(field: "date", why: string) => void} ask
 */

/** The link that fills the form as it is. @param {Plan} plan */
const linkOf = ({ formats, people, minutes, start }) => `#formats=${formats.join(",")}&people=${people}&minutes=${minutes}&start=${start}`;

/**
 * What takes a plan away and brings it back: files, paper, a link. It is built once.
 *
 * @param {ShareProps} props
 */
export function shareBox({ model, isPage, formats, saved, replace, tell, ask }) {
  const { words } = saved();
  const told = h("p", { class: "cc-hint", role: "status" });

  /** Answer beside what was pressed. @param {string} text */
  function answer(text) {
    told.textContent = text;
  }
  const chooser = h("input", { type: "file", hidden: true, accept: ".json,application/json", change: open });

  async function open() {
    const file = chooser.files?.[0];
    if (!file) return;
    const { plan, told } = openPlan(await file.text(), formats, words);
    chooser.value = "";
    if (plan) replace(plan);
    tell(told, true);
  }

  /** @param {string} kind */
  function take(kind) {
    if (!saved().schedule.slots.length) return answer(words.empty);
    if (kind === "ics" && !saved().plan.date) return ask("date", words["no-date"]);
    savePlan(kind, saved());
    answer(words.saved);
  }

  async function copy() {
    const link = `${location.href.split("#")[0]}${linkOf(saved().plan)}`;
    try {
      await navigator.clipboard.writeText(link);
      answer(words[saved().plan.steps ? "copied-part" : "copied"]);
    } catch {
      answer(fill(words["copy-yourself"], { link }));
    }
  }

  function order() {
    answer(words["pdf-wait"]);
    model.set("document", {});
    model.set("wanted", "pdf");
    save(model);
  }

  /** A document comes once for each demand: the demand is taken back, so that the same may be asked again. */
  function receive() {
    const { name, bytes, problem } = model.get("document") ?? {};
    if (!(problem || (name && bytes)) || !model.get("wanted")) return;
    model.set("wanted", "");
    save(model);
    if (problem) return answer(problem);
    hand(name, new Blob([bytes]));
    answer(words.saved);
  }

  /** @param {string} key @param {() => void} click */
  const button = (key, click) => h("button", { type: "button", class: "cc-quiet", click }, words[key]);
  return {
    el: h("div", { class: "cc-prepare" }, h("div", { class: "cc-row-of" }, model.get("wanted") === undefined ? button("print", () => (saved().schedule.slots.length ? window.print() : answer(words.empty))) : button("pdf", order),
      ...Object.keys(PLAN_FILES).map((kind) => button(`save-${kind}`, () => take(kind))), ...(isPage ? [button("copy", copy)] : []), button("open", () => chooser.click()), chooser), told),
    stop: listen(model, ["document"], receive),
  };
}
