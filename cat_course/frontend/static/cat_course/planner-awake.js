// @ts-check

/**
 * Keep the screen lit while a session runs. The browser takes the lock back whenever the page is hidden: it is
 * asked again when the page comes back.
 *
 * @param {(refused: boolean) => void} told whether the screen may go dark, each time it is asked
 */
export function screenLight(told) {
  let wanted = false;
  let asking = false;
  /** @type {WakeLockSentinel | null} */ let lock = null;

  async function ask() {
    if (!wanted || asking || (lock && !lock.released) || document.visibilityState === "hidden") return;
    asking = true;
    try {
      lock = await navigator.wakeLock.request("screen");
      told(false);
    } catch {
      told(wanted);
    }
    asking = false;
    if (!wanted) free();
  }

  function free() {
    lock?.release().catch(() => {});
    lock = null;
  }

  document.addEventListener("visibilitychange", ask);
  return {
    /** @param {boolean} on */
    keep(on) {
      wanted = on;
      if (on) return void ask();
      free();
      told(false);
    },
    stop() {
      document.removeEventListener("visibilitychange", ask);
      wanted = false;
      free();
    },
  };
}
