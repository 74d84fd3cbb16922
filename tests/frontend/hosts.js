/** The hosts that an activity must survive, and how to build an activity for a test. */
import { StaticModel } from "../../cat_course/frontend/static/cat_course/model.js";

/** A host as unhelpful as hosts in the wild: no save, no off, events instead of values. */
export class MeanModel {
  #state; #target = new EventTarget();
  constructor(state) { this.#state = structuredClone(state); }
  get(name) { return this.#state[name]; }
  set(name, value) {
    this.#state[name] = value;
    this.#target.dispatchEvent(new Event(`change:${name}`));
  }
  on(name, callback) { this.#target.addEventListener(name, callback); }
  off() { throw new Error("off not implemented"); }
  save_changes() { throw new Error("save_changes not implemented"); }
  send() { throw new Error("send not implemented"); }
  get widget_manager() { throw new Error("widget_manager does not exist"); }
}

export const HOSTS = [StaticModel, MeanModel];

/** Render `activity` on a fresh host; a DOM emulator swallows errors in handlers, so they are collected. */
export function start(activity, state, Model = StaticModel) {
  const errors = [];
  window.addEventListener("error", (event) => errors.push(event.message));
  const model = new Model(state);
  const el = document.createElement("div");
  document.body.replaceChildren(el);
  const stop = activity.render({ model, el });
  return { model, el, stop, errors, $: (selector) => el.querySelector(selector), all: (selector) => [...el.querySelectorAll(selector)] };
}
