// @ts-check
/**
 * The light front end of an app page: it shows the page's anywidgets, and talks to their kernel.
 *
 * The server writes the state of a widget into the page as soon as its cell has run, so it shows at once, while
 * later cells still run and the line to the kernel opens. Any other widget is left to Voila's own front end, which
 * the server then adds to the page (see cat_course/serving/rendering.py).
 */

import { Kernel } from "./kernel.js";

/** The model of one widget, as its module sees it; the kernel holds the other end. */
class KernelModel {
  /** @param {string} id @param {Record<string, any>} state @param {Kernel} kernel */
  constructor(id, state, kernel) {
    this.id = id;
    this.state = state;
    this.kernel = kernel;
    /** @type {Map<string, Set<Function>>} */
    this.listeners = new Map();
    /** @type {Set<string>} */
    this.unsaved = new Set();
    /** @type {Set<string>} */
    this.touched = new Set();
  }

  /** @param {string} key */
  get(key) {
    return this.state[key];
  }

  /** @param {string | Record<string, any>} key @param {unknown} [value] */
  set(key, value) {
    const changes = typeof key === "string" ? { [key]: value } : key;
    for (const name of this.change(changes)) {
      this.unsaved.add(name);
      this.touched.add(name);
    }
  }

  /** What later cells changed, except where the visitor was quicker. @param {Record<string, any>} state */
  catchUp(state) {
    this.change(Object.fromEntries(Object.entries(state).filter(([name]) => !this.touched.has(name))));
  }

  save_changes() {
    if (!this.unsaved.size) return;
    const state = Object.fromEntries([...this.unsaved].map((name) => [name, this.state[name]]));
    this.unsaved.clear();
    this.kernel.send(this.id, { method: "update", state, buffer_paths: [] });
  }

  /** @param {string} event @param {Function} listener */
  on(event, listener) {
    const listeners = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, listeners.add(listener));
  }

  /** @param {string | null} [event] @param {Function | null} [listener] */
  off(event, listener) {
    for (const [name, listeners] of this.listeners) {
      if (event && event !== name) continue;
      if (listener) listeners.delete(listener);
      else listeners.clear();
    }
  }

  /** @param {unknown} content */
  send(content) {
    this.kernel.send(this.id, { method: "custom", content });
  }

  /** What the kernel says, or repeats after another front end of this page. @param {any} data */
  receive(data) {
    if (data.method === "update" || data.method === "echo_update") this.change(data.state);
    if (data.method === "custom") this.emit("msg:custom", data.content, []);
  }

  /** @param {Record<string, any>} changes @returns {string[]} the names whose value is new */
  change(changes) {
    const news = Object.keys(changes).filter(
      (name) => JSON.stringify(changes[name]) !== JSON.stringify(this.state[name]),
    );
    for (const name of news) this.state[name] = changes[name];
    for (const name of news) this.emit(`change:${name}`, this, this.state[name]);
    if (news.length) this.emit("change", this);
    return news;
  }

  /** Tell every listener, even when one of them throws. @param {string} event @param {...unknown} rest */
  emit(event, ...rest) {
    for (const listener of [...(this.listeners.get(event) ?? [])]) {
      try {
        listener(...rest);
      } catch (error) {
        reportError(error);
      }
    }
  }
}

/** @param {KernelModel} model */
async function load(model) {
  const source = URL.createObjectURL(new Blob([model.get("_esm")], { type: "text/javascript" }));
  const module = await import(source).finally(() => URL.revokeObjectURL(source));
  const widget = typeof module.default === "function" ? await module.default() : module.default ?? module;
  await widget.initialize?.({ model, signal: never, experimental });
  if (model.get("_css")) {
    document.head.append(Object.assign(document.createElement("style"), { textContent: model.get("_css") }));
  }
  return widget;
}

/** @param {KernelModel} model @param {Promise<any>} loading @param {Element} place */
async function show(model, loading, place) {
  const el = document.createElement("div");
  el.classList.add(...(model.get("_dom_classes") ?? []));
  try {
    await (await loading).render?.({ model, el, signal: never, host, experimental });
    place.replaceChildren(el);
  } catch (error) {
    reportError(error);
    const failure = /** @type {HTMLTemplateElement} */ (document.getElementById("cat-failure"));
    place.replaceChildren(document.importNode(failure.content, true));
  }
}

/** Show the widgets whose state the page holds in full; one model may be shown in several places. */
function showReady() {
  for (const place of document.querySelectorAll(".cat-widget[data-ready]")) {
    const { model: id = "" } = /** @type {HTMLElement} */ (place).dataset;
    place.removeAttribute("data-ready");
    kernel ??= openKernel();
    const model = models.get(id) ?? new KernelModel(id, json(place.querySelector("script")), kernel);
    models.set(id, model);
    loading.set(id, loading.get(id) ?? load(model));
    show(model, /** @type {Promise<any>} */ (loading.get(id)), place);
  }
  const late = document.getElementById("cat-late");
  for (const [id, state] of Object.entries(json(late) ?? {})) models.get(id)?.catchUp(state);
  late?.remove();
}

function openKernel() {
  const { baseUrl, kernelId } = json(document.getElementById("jupyter-config-data"));
  return new Kernel(
    `${baseUrl}api/kernels/${kernelId}`,
    (id, data) => models.get(id)?.receive(data),
    () => document.dispatchEvent(new Event("cat:lost")),
  );
}

/** @param {Element | null} script @returns {any} */
function json(script) {
  return JSON.parse(script?.textContent ?? "null");
}

const never = new AbortController().signal;
const refuse = () => Promise.reject(new Error("not offered by the light front end"));
const experimental = { invoke: refuse };
const host = { getModel: refuse, getWidget: refuse };

/** @type {Kernel | undefined} */
let kernel;
/** @type {Map<string, KernelModel>} */
const models = new Map();
/** @type {Map<string, Promise<any>>} */
const loading = new Map();
document.addEventListener("cat:widget", showReady);
showReady();
