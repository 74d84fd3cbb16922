// @ts-check

/**
 * Put an activity's data together again: `{"$": 3}` in the island of JSON stands for the fourth
 * text that the reading marks with `data-s`. Each text is in the page once.
 * Mirrors `cat_course.sphinxext.mounts.Reading.island`.
 *
 * @param {HTMLElement} root
 * @returns {any}
 */
export function readIsland(root) {
  const texts = [...root.querySelectorAll("[data-s]")].map(textOf);
  /** @param {string} _ @param {any} value */
  const revive = (_, value) => (value !== null && typeof value === "object" && "$" in value ? texts[value.$] ?? "" : value);
  return JSON.parse(root.querySelector('script[type="application/json"]')?.textContent ?? "{}", revive);
}

/** @param {Element} el */
function textOf(el) {
  const parts = [...el.querySelectorAll("p")];
  return (parts.length > 0 ? parts.map((p) => p.textContent) : [el.textContent]).join("\n\n");
}
