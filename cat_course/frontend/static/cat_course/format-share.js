// @ts-check
/** @import { Situation } from "../../types.js" */
/** @import { Words } from "./format-fields.js" */

import { h, redraw } from "./dom.js";
import { situationLink } from "./format-link.js";

/**
 * The link that carries a situation: copied in a press, or there to be copied by hand where the browser refuses.
 *
 * @param {{ situation: () => Situation, words: Words, say: (text: string) => void }} props
 */
export function shareBox({ situation, words, say }) {
  const el = h("div", { class: "cc-share" });
  let copied = "";

  /** @param {"copied" | "refused"} [shared] */
  function show(shared) {
    const hint = shared ? [h("p", { class: "cc-hint" }, words[shared])] : [];
    const field = h("input", { class: "cc-address", readonly: true, value: address(), "aria-label": words.link, "data-focus": "address" });
    redraw(el, [h("button", { type: "button", class: "cc-quiet", "data-focus": "copy", click: copy }, words.copy), ...hint, ...(shared === "refused" ? [field] : [])],
      shared === "refused" ? "address" : null);
    if (shared) say(words[shared]);
    if (shared === "refused") field.select();
  }

  const address = () => window.location.href.split("#")[0] + situationLink(situation());

  async function copy() {
    copied = situationLink(situation());
    try {
      await window.navigator.clipboard.writeText(address());
    } catch {
      return show("refused");
    }
    show("copied");
  }

  show();
  return {
    el,
    /** Where the situation is another one, what was copied is no longer it. @param {Situation} now */
    clear(now) {
      if (situationLink(now) !== copied && el.childElementCount > 1) show();
    },
  };
}
