// @ts-check
/** @typedef {{ version: 1, course: string, states: Record<string, unknown> }} LearnerRecord */
/** @typedef {"refused" | "set-aside" | null} Trouble What a learner should be told about their record. */

const KEY = "cat-course";
const VERSION = 1;

/**
 * What a learner keeps on their own device: one JSON text, the state of each activity by key.
 * No name, no identifier, nothing leaves the browser.
 *
 * A record that cannot be read, or that a later version wrote, is moved aside whole, never written
 * over. Where storage is refused, the record lives as long as the page.
 *
 * @param {() => Storage} [open] how to reach the storage; reading `localStorage` itself may throw
 */
export function openRecord(open = () => globalThis.localStorage) {
  /** @type {Storage | null} */ let storage = null;
  /** @type {Trouble} */ let trouble = null;
  /** @type {LearnerRecord} */ let record = { version: VERSION, course: KEY, states: {} };
  try {
    storage = open();
    storage.setItem(`${KEY}.test`, "1");
    storage.removeItem(`${KEY}.test`);
  } catch {
    refuse();
  }
  read();

  /** Go on without a storage, as long as the page lives. */
  function refuse() {
    storage = null;
    trouble = "refused";
  }

  /** Take in what the storage holds: another tab may have written since. */
  function read() {
    const text = storage?.getItem(KEY);
    if (!text) return;
    try {
      const found = JSON.parse(text);
      if (found?.version === VERSION && found.states && typeof found.states === "object" && !Array.isArray(found.states)) {
        record = found;
        return;
      }
    } catch {
      // set aside, like what is JSON and not ours
    }
    try {
      storage?.setItem(`${KEY}.aside.${Date.now()}`, text);
      storage?.removeItem(KEY);
      trouble = "set-aside";
    } catch {
      refuse(); // no room for a copy: what is there stays there
    }
  }

  return {
    get trouble() {
      return trouble;
    },
    /** @param {string} key @returns {unknown} */
    get(key) {
      read();
      return record.states[key];
    },
    /** @param {string} key @param {unknown} state */
    set(key, state) {
      read();
      record.states[key] = state;
      try {
        storage?.setItem(KEY, JSON.stringify(record));
      } catch {
        refuse();
      }
    },
  };
}
