// @ts-check
/** @import { AnyModel } from "@anywidget/types" */
/** @import { Plan, PlannerFormat } from "../../types.js" */
/** @import { Saved } from "./planner-files.js" */

import { listen, save } from "./afm.js";
import { fill, h } from "./dom.js";
import { hand, openPlan, PLAN_FILES, savePlan } from "./planner-files.js";
import { linkOf } from "./planner-state.js";

/**
 * @typedef {object} ShareProps
 * @prop {AnyModel<any>} model a kernel makes the PDF: `wanted` asks for it, `document` brings it; a page prints instead
 * @prop {boolean} isPage whether there is an address to share
 * @prop {PlannerFormat[]} formats
 * @prop {() => Saved} saved the plan as it is now
 * @prop {(plan: Plan) => void} replace
 * @prop {(text: string, go?: boolean) => void} tell
 * @prop {() => void} askDate
 * @prop {() => void} print
 */

/**
 * What takes a plan away and brings it back: files, paper, a link. It is built once.
 *
 * @param {ShareProps} props
 */
export function shareBox({ model, isPage, formats, saved, replace, tell, askDate, print }) {
  const { words } = saved();
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
    if (!saved().schedule.slots.length) return tell(words.empty);
    if (kind === "ics" && !saved().plan.date) {
      tell(words["no-date"]);
      return askDate();
    }
    savePlan(kind, saved());
    tell(words.saved);
  }

  async function copy() {
    const link = `${location.href.split("#")[0]}${linkOf(saved().plan)}`;
    try {
      await navigator.clipboard.writeText(link);
      tell(words.copied);
    } catch {
      tell(fill(words["copy-yourself"], { link }));
    }
  }

  function ask() {
    tell(words["pdf-wait"]);
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
    if (problem) return tell(problem);
    hand(name, new Blob([bytes]));
    tell(words.saved);
  }

  /** @param {string} key @param {() => void} click */
  const button = (key, click) => h("button", { type: "button", class: "cc-quiet", click }, words[key]);
  return {
    el: h("div", { class: "cc-row-of" }, model.get("wanted") === undefined ? button("print", print) : button("pdf", ask),
      ...Object.keys(PLAN_FILES).map((kind) => button(`save-${kind}`, () => take(kind))), ...(isPage ? [button("copy", copy)] : []), button("open", () => chooser.click()), chooser),
    stop: listen(model, ["document"], receive),
  };
}
