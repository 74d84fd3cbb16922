// @ts-check
/** @import { AnyModel, RenderProps } from "@anywidget/types" */
/** @import { ActivityState, RolePlayState, RolePlayTable } from "../../types.js" */

import { listen, save } from "./afm.js";
import { fill, h, redraw } from "./dom.js";
import { drawEnding } from "./role-play-ending.js";
import { changeText } from "./role-play-gauges.js";
import { drawFeedback, drawOpening, drawReminder, drawScene } from "./role-play-scene.js";
import { playedTo, readPlay } from "./role-play-state.js";

/** @typedef {ActivityState<RolePlayTable, RolePlayState>} RolePlayModel */

/**
 * A role-play: an opening card, then one scene after the other, each under the feedback on the
 * choice before, until an ending. All that is kept is the path; everything shown is folded from it.
 *
 * @param {RenderProps<RolePlayModel>} props
 */
function renderRolePlay({ model, el }) {
  const table = model.get("table");
  const words = { ...model.get("labels").common, ...model.get("labels")["role-play"] };
  const status = h("p", { class: "cc-sr", role: "status" });
  const body = h("div", { class: "cc-role-play" });
  el.append(body, status);

  // Whether anything was played since the page opened: on an empty path the opening card comes first, on another a word of welcome.
  let begun = false;
  /** @type {string | null} */ let focus = null;

  const current = () => readPlay(table, model.get("state"));

  /** @param {string[]} path @param {string} to where the keyboard goes */
  function go(path, to) {
    begun = true;
    focus = to;
    status.textContent = "";
    model.set("state", playedTo(table, current(), path));
    save(model);
  }

  /** @param {string} choiceId */
  function choose(choiceId) {
    go([...current().path, choiceId], "feedback");
    const { steps, state } = current();
    const before = steps[steps.length - 1]?.before.gauges ?? state.gauges;
    const changes = table.gauges.map((gauge, i) => fill(words.announce, { label: gauge.label, change: changeText(state.gauges[i] - before[i], words) }));
    status.textContent = changes.join(" ");
  }

  function begin() {
    begun = true;
    focus = "scene";
    update();
  }

  function update() {
    const play = current();
    const restart = () => go([], "scene");
    const place = play.path.length;
    const notice = play.changed ? words.changed : place > 0 && !begun && !play.over ? words.resumed : "";
    /** @type {HTMLElement[]} */ const parts = notice ? [h("p", { class: "cc-notice" }, notice)] : [];
    if (place === 0 && !begun) parts.push(drawOpening(table, words, begin));
    else {
      const back = h("button", { type: "button", class: "cc-quiet", "data-focus": "back", click: () => go(play.path.slice(0, -1), "scene") }, words.back);
      const again = h("button", { type: "button", class: "cc-main", "data-focus": "again", click: restart }, words.again);
      const ways = h("div", { class: "cc-ways" }, ...(play.over ? [again] : []), ...(place > 0 ? [back] : []));
      parts.push(...drawFeedback(table, play, words), ...(play.over
        ? [drawEnding(table, play, words, ways, (from) => go(play.path.slice(0, from), "scene"))]
        : [drawScene(table, play, words, choose), ways, drawReminder(table, words, place > 0 ? restart : null)]));
    }
    redraw(body, parts, focus);
    focus = null;
  }

  update();
  return listen(/** @type {AnyModel<any>} */ (model), ["state"], update);
}

/** The role-play activity, as an anywidget. */
export const rolePlay = { render: renderRolePlay };
export default rolePlay;
