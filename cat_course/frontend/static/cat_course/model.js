// @ts-check
/** @import { AnyModel } from "@anywidget/types" */

/**
 * @typedef {object} ModelPort Where a page keeps what a widget saves.
 * @prop {(changes: Record<string, unknown>) => void} [onSave]
 * @prop {(content: unknown) => void} [onSend]
 */

/**
 * The AFM `model` for a page with no kernel: plain state, plus a port that
 * decides what "save" means here (localStorage, SCORM, nothing).
 *
 * @template {Record<string, any>} T
 * @implements {AnyModel<T>}
 */
export class StaticModel {
  /** @type {T} */ #state;
  /** @type {ModelPort} */ #port;
  /** @type {Set<keyof T>} */ #dirty = new Set();
  /** @type {Map<string, Set<(...args: any[]) => void>>} */ #listeners = new Map();

  /** @param {T} state @param {ModelPort} [port] */
  constructor(state, port = {}) {
    this.#state = structuredClone(state);
    this.#port = port;
  }

  /** @template {keyof T} K @param {K} key @returns {T[K]} */
  get(key) {
    return this.#state[key];
  }

  /** @template {keyof T} K @param {K} key @param {T[K]} value */
  set(key, value) {
    if (Object.is(this.#state[key], value)) return;
    this.#state[key] = value;
    this.#dirty.add(key);
    this.#emit(`change:${String(key)}`);
    this.#emit("change");
  }

  save_changes() {
    if (this.#dirty.size === 0) return;
    const changes = Object.fromEntries([...this.#dirty].map((key) => [key, this.#state[key]]));
    this.#dirty.clear();
    this.#port.onSave?.(changes);
  }

  /** @param {string} name @param {(...args: any[]) => void} callback */
  on(name, callback) {
    if (name.includes(" ")) throw new Error(`one event per call, got "${name}"`);
    this.#listeners.set(name, (this.#listeners.get(name) ?? new Set()).add(callback));
  }

  /** @param {string | null} [name] @param {((...args: any[]) => void) | null} [callback] */
  off(name, callback) {
    if (!name) this.#listeners.clear();
    else if (!callback) this.#listeners.delete(name);
    else this.#listeners.get(name)?.delete(callback);
  }

  /** @param {unknown} content */
  send(content) {
    this.#port.onSend?.(content);
  }

  widget_manager = {
    /** @returns {Promise<never>} */
    get_model: () => Promise.reject(new Error("no kernel on this page")),
  };

  /** @param {string} name */
  #emit(name) {
    for (const callback of [...(this.#listeners.get(name) ?? [])]) {
      try {
        callback();
      } catch (error) {
        console.error(`[cat-course] listener for "${name}" failed`, error);
      }
    }
  }
}
