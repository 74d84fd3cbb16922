// @ts-check
/** @import { Labels, ProgressActivity, ProgressModule } from "../../types.js" */

import { fill, h } from "./dom.js";
import { openRecord } from "./record.js";

/** @typedef {{ page: string, at: string, title: string }} Place The module read last, and the section that was on the screen. */
/** @typedef {(key: string) => any} StateOf What the record keeps of an activity. */

/**
 * How far an activity went: how many of its marks its state holds, whether that is enough, whether it was begun.
 * A mark is reached by any of its ways; a way leads into the state, to a list that holds its last step.
 *
 * @param {ProgressActivity} activity
 * @param {any} state
 */
export function progressOf({ marks, enough }, state) {
  /** @param {string[]} way */
  const reached = (way) => {
    const list = way.slice(0, -1).reduce((value, key) => value?.[key], state);
    return Array.isArray(list) && list.includes(way[way.length - 1]);
  };
  const count = marks.filter((ways) => ways.some(reached)).length;
  const begun = Object.values(state ?? {}).some((part) => part && typeof part === "object" && Object.keys(part).length > 0);
  return { count, total: marks.length, done: count >= enough, begun };
}

/**
 * Where to go on: the section that was on the screen or, once its module has nothing left to do, the next module.
 * One activity of each kind is enough: a module with three scenes asks for one. `null` where nothing was read.
 *
 * @param {ProgressModule[]} modules
 * @param {StateOf} stateOf
 */
export function whereNext(modules, stateOf) {
  /** @type {Place | undefined} */ const place = stateOf("place");
  const found = modules.findIndex((module) => module.page === place?.page);
  if (!place || found < 0) return null;
  const { activities } = modules[found];
  const done = (/** @type {ProgressActivity} */ activity) => progressOf(activity, stateOf(activity.key)).done;
  const over = activities.every(({ kind }) => activities.some((other) => other.kind === kind && done(other)));
  const next = over && found + 1 < modules.length;
  const module = modules[next ? found + 1 : found];
  return { module, next, at: next ? "" : String(place.at ?? ""), section: String(place.title ?? "") };
}

/**
 * Show a learner where they stand, from what this device keeps: beside each activity of the page what was done of
 * it, and a way back to the section that was read last. In a module, keep that section when the page is left.
 *
 * @param {Labels} labels
 */
export function progress(labels) {
  const data = document.querySelector("script.cc-progress")?.textContent;
  if (!data) return;
  /** @type {{ root: string, page: string, modules: ProgressModule[] }} */
  const { root, page, modules } = JSON.parse(data);
  const words = { ...labels.common, ...labels.progress };
  const article = /** @type {HTMLElement} */ (document.querySelector("article"));
  const start = document.querySelector(".cc-start"), list = document.querySelector(".cc-path");
  const asWritten = [...(start?.childNodes ?? [])];
  const status = h("p", { class: "cc-sr", role: "status" });
  article.append(status);
  let asking = false;

  function draw() {
    const record = openRecord();
    for (const el of article.querySelectorAll(".cc-mine")) el.remove();
    start?.replaceChildren(...asWritten);
    if (record.trouble === "set-aside") article.prepend(h("p", { class: "cc-mine cc-note" }, words["record-set-aside"]));
    for (const activity of modules.flatMap((module) => module.activities)) {
      const far = progressOf(activity, record.get(activity.key));
      if (!far.done && !far.begun) continue;
      const key = `${activity.kind}-${far.done ? "done" : "begun"}`;
      for (const link of linksTo(activity.page)) {
        link.after(h("span", { class: far.done ? "cc-mine cc-done" : "cc-mine" }, h("span", { class: "cc-sr" }, ", "), fill(words[key], far)));
      }
    }
    const way = whereNext(modules, record.get);
    if (start && way) drawStart(start, way);
    if (page && way && way.at && !way.next && !location.hash) article.querySelector("h1")?.after(drawBack(way));
    if (list && traces().length > 0) list.append(drawKept());
  }

  /** @param {string} target @returns {HTMLAnchorElement[]} the links of the text that lead to a page of the book */
  function linksTo(target) {
    const { href } = new URL(`${root}${target}.html`, location.href);
    return [...article.querySelectorAll("a")].filter((a) => a.href === href && a.closest(".cc-path, .cc-play:not(.cc-start)"));
  }

  /** @param {Element} el @param {NonNullable<ReturnType<typeof whereNext>>} way */
  function drawStart(el, { module, next, at, section }) {
    const number = modules.indexOf(module) + 1;
    const note = !next && at ? fill(words["resume-note"], { section }) : fill(words["next-note"], { number, count: modules.length });
    el.replaceChildren(
      h("p", {}, h("a", { href: `${root}${module.page}.html${at ? `#${at}` : ""}` }, fill(words[next ? "next" : "resume"], module))),
      h("p", {}, note));
  }

  /** @param {{ at: string, section: string }} way */
  const drawBack = ({ at, section }) => h("p", { class: "cc-mine" }, h("a", { href: `#${at}` }, fill(words.back, { section })));

  /** What is kept is on this device only, and may be erased: the device may not be one's own. */
  function drawKept() {
    /** @param {boolean} now @param {string} [said] */
    const ask = (now, said = "") => {
      asking = now;
      draw();
      status.textContent = said;
      /** @type {HTMLElement | null} */ (list?.querySelector(".cc-mine button") ?? article.querySelector(".cc-start a"))?.focus();
    };
    const button = (/** @type {string} */ key, /** @type {() => void} */ click) => h("button", { type: "button", click }, words[key]);
    return h("div", { class: "cc-mine cc-kept" }, h("p", {}, words[asking ? "erase-sure" : "kept"]), ...(asking
      ? [button("erase-no", () => ask(false)), button("erase-yes", () => { traces().forEach((key) => localStorage.removeItem(key)); ask(false, words.erased); })]
      : [button("erase", () => ask(true))]));
  }

  if (page) {
    addEventListener("pagehide", () => keepPlace(page));
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keepPlace(page));
  }
  draw();
  addEventListener("pageshow", (event) => event.persisted && draw());
  addEventListener("storage", draw);
}

/**
 * Keep the section on the screen. A page that was opened again and left at its top keeps the place it had.
 *
 * @param {string} page
 */
function keepPlace(page) {
  const heads = [...document.querySelectorAll("article section section[id] > h2")].filter((head) => head.getBoundingClientRect().top < innerHeight / 2);
  const head = heads[heads.length - 1];
  const record = openRecord();
  const before = /** @type {Place | undefined} */ (record.get("place"));
  if (!head && before?.page === page) return;
  const title = [...(head?.childNodes ?? [])].filter((node) => !(node instanceof Element && node.matches(".headerlink"))).map((node) => node.textContent).join("").trim();
  record.set("place", { page, at: head?.parentElement?.id ?? "", title });
}

/** The keys under which the course keeps something on this device; none where storage is refused. */
function traces() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith("cat-course"));
  } catch {
    return [];
  }
}
