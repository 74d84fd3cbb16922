// @ts-check
/** @import { AnyModel, RenderProps } from "@anywidget/types" */
/** @import { RolePlayModel } from "./role-play.js" */

import { listen, save } from "./afm.js";
import { h } from "./dom.js";
import { rolePlay } from "./role-play.js";

/** @typedef {RolePlayModel & { scenario: string, menu: [id: string, title: string][] }} MenuModel */

/**
 * A role-play, under a menu of those that may be opened instead where the host offers any. The host answers
 * a choice with another table and its state; an activity reads its table once, so it is rendered again.
 *
 * @param {RenderProps<MenuModel>} props
 */
function renderRolePlayMenu(props) {
  const { model, el } = props;
  const menu = model.get("menu") ?? [];
  const place = h("div");
  const select = h("select", { change: choose }, ...menu.map(([id, title]) => h("option", { value: id }, title)));
  if (menu.length > 1) el.append(h("label", { class: "cc-menu" }, h("span", {}, model.get("labels")["role-play"].menu), select));
  el.append(place);
  /** @type {() => void} */ let stop = () => {};

  function choose() {
    model.set("scenario", select.value);
    save(model);
  }

  function show() {
    select.value = model.get("scenario");
  }

  function play() {
    stop();
    place.replaceChildren();
    stop = rolePlay.render({ ...props, el: place });
  }

  show();
  play();
  const silent = [listen(/** @type {AnyModel<any>} */ (model), ["scenario"], show), listen(/** @type {AnyModel<any>} */ (model), ["table"], play)];
  return () => {
    for (const undo of silent) undo();
    stop();
  };
}

/** The role-play activity with its menu, as an anywidget for hosts with a kernel. */
export const rolePlayMenu = { render: renderRolePlayMenu };
export default rolePlayMenu;
