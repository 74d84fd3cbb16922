// @ts-check
/** @import { AnyWidget } from "@anywidget/types" */
/** @import { Labels } from "../../types.js" */

import { h } from "./dom.js";
import { readIsland } from "./island.js";
import { StaticModel } from "./model.js";
import { openRecord } from "./record.js";

/**
 * Mount one `.cc-activity` element: read the JSON beside it, take in what the learner kept, render, and follow
 * what another tab keeps of the same activity. On any failure the reading without JavaScript stays on the page.
 *
 * @param {HTMLElement} root
 * @param {AnyWidget} activity
 * @param {ReturnType<typeof openRecord>} record
 * @param {Labels} labels
 * @returns {Promise<() => Promise<void>>} dispose
 */
export async function mount(root, activity, record, labels) {
  const key = root.dataset.key ?? "";
  const json = readIsland(root);
  const note = h("p", { class: "cc-note", role: "status" });
  const model = new StaticModel(
    { ...json, labels, state: record.get(key) ?? json.state, root: root.dataset.root ?? "" },
    { onSave: (changes) => { if ("state" in changes) record.set(key, changes.state); tell(); } },
  );
  /** Say once what happened to the learner's record, where there is something to say. */
  function tell() {
    const text = record.trouble ? labels.common[`record-${record.trouble}`] : "";
    if (note.textContent !== text) note.textContent = text;
  }
  /** Two tabs of one activity go on together: the last one to save would else wipe what the other has seen. */
  function follow() {
    const kept = record.get(key);
    if (kept && JSON.stringify(kept) !== JSON.stringify(model.get("state"))) model.set("state", kept);
  }
  const definition = typeof activity === "function" ? await activity() : activity;
  const el = h("div");
  const controller = new AbortController();
  const stop = await definition.render?.(/** @type {any} */ ({ model, el, signal: controller.signal }));
  const fallback = root.querySelector(".cc-fallback");
  fallback?.setAttribute("hidden", "");
  root.append(note, el); // what is not kept is said before it is done, not under ten screens of questions
  tell();
  // a page that Back brings out of the cache of the browser heard nothing meanwhile
  for (const name of ["storage", "pageshow"]) window.addEventListener(name, follow, { signal: controller.signal });
  return async () => {
    controller.abort();
    await stop?.();
    el.remove();
    note.remove();
    fallback?.removeAttribute("hidden");
  };
}

/**
 * Mount every activity `name` of the page; one that fails never stops the others.
 *
 * @param {string} name
 * @param {AnyWidget} activity
 * @param {Labels} labels
 */
export async function mountAll(name, activity, labels) {
  const record = openRecord();
  globalThis.navigator?.serviceWorker?.ready.then(tellWorker);
  for (const root of document.querySelectorAll(`.cc-activity[data-activity="${name}"]`)) {
    try {
      await mount(/** @type {HTMLElement} */ (root), activity, record, labels);
      root.setAttribute("data-ready", "");
    } catch (error) {
      console.error(`[cat-course] ${name} did not start`, error);
    }
  }
}

/** What a page loaded on its own before its worker came is kept too, and so is what was still on its way. @param {ServiceWorkerRegistration} registration */
function tellWorker({ active }) {
  const tell = () => active?.postMessage(performance.getEntriesByType("resource").map((entry) => entry.name));
  tell();
  setTimeout(tell, 5000);
}
