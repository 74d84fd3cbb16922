// @ts-check
/** @import { MatchingTable, Situation } from "../../types.js" */
/** @import { Change, Words } from "./format-fields.js" */

import { fill, h } from "./dom.js";
import { countField, pick, radioRow, selectRow } from "./format-fields.js";
import { MOST } from "./format-state.js";

/**
 * The form that describes a situation: purposes first, the rest in compact rows. It is built once and
 * shown again at each change, so that nobody loses what they are typing.
 *
 * @param {{ table: MatchingTable, words: Words, change: Change, say: (text: string) => void, ask: () => void, restart: () => void }} props
 */
export function situationForm({ table, words, change, say, ask, restart }) {
  const uid = `cc-${Math.random().toString(36).slice(2, 9)}`;
  const boxes = table.purposes.map(({ id }) => h("input", { type: "checkbox", name: "purposes", value: id, change: choose }));
  const counted = h("p", { class: "cc-hint", id: `${uid}-purposes` });
  const missing = h("p", { class: "cc-error", id: `${uid}-missing`, hidden: true }, words["purposes-ask"]);
  const purposes = h("fieldset", { class: "cc-purposes", "aria-describedby": `${uid}-purposes ${uid}-missing` },
    h("legend", { tabindex: "-1" }, words.purposes), counted,
    h("div", { class: "cc-picks" }, ...table.purposes.map((term, i) => pick(boxes[i], term))), missing);
  const people = countField({ name: "people", uid, words, change, say });
  const minutes = countField({ name: "minutes", quick: [30, 60, 90, 120, 180], uid, words, change, say });
  const tension = radioRow({ name: "tension", terms: table.tensions.map((term, i) => ({ ...term, id: i })), words, change });
  const mode = selectRow({ name: "mode", terms: table.modes, words, change });
  const audience = selectRow({ name: "audience", terms: table.audiences, words, change });
  const experience = radioRow({ name: "experience", terms: table.mastery, words, change });
  let shown = false;

  function choose() {
    change({ purposes: boxes.filter((box) => box.checked).map((box) => box.value) }, true);
  }

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    if (!people.complain() && !minutes.complain()) ask();
  }

  return {
    el: h("form", { class: "cc-situation", novalidate: true, submit }, purposes,
      h("div", { class: "cc-counts" }, people.el, minutes.el),
      h("div", { class: "cc-rows" }, tension.el, mode.el, audience.el, experience.el),
      h("div", { class: "cc-actions" },
        h("button", { type: "submit" }, words.show),
        h("button", { type: "button", class: "cc-quiet", click: restart }, words.restart))),
    /** Go back to the first question. */
    focus: () => purposes.querySelector("legend")?.focus(),
    /** @param {Situation} situation @param {{ asked: boolean, again?: boolean }} how `again`: forget what was typed */
    show(situation, { asked, again = false }) {
      const count = situation.purposes.length;
      const full = count >= MOST.purposes;
      for (const box of boxes) {
        box.checked = situation.purposes.includes(box.value);
        box.disabled = full && !box.checked;
      }
      const text = full ? words["purposes-full"] : fill(words["purposes-hint"], { count });
      if (counted.textContent !== text) counted.textContent = text;
      if (!asked && (again || !shown)) tension.el.open = true; // what changes the advice most, and what one forgets to say
      shown = true;
      missing.hidden = !asked || count > 0;
      people.show(situation.people, again);
      minutes.show(situation.minutes, again);
      tension.show(situation.tension);
      mode.show(situation.mode);
      audience.show(situation.audience);
      experience.show(situation.experience);
    },
  };
}
