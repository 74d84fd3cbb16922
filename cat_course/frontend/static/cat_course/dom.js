// @ts-check
/** @typedef {Record<string, string | number | boolean | undefined | ((event: any) => void)>} Attrs */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Build one HTML element. Children that are strings become text nodes, so course text can never
 * turn into markup. A function is an event listener; `false` and `undefined` leave an attribute out.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Attrs} [attrs]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attrs = {}, ...children) {
  return fillElement(document.createElement(tag), attrs, children);
}

/**
 * Build one SVG element, by the same rules as `h`.
 *
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Attrs} [attrs]
 * @param {(Node | string)[]} children
 * @returns {SVGElementTagNameMap[K]}
 */
export function svg(tag, attrs = {}, ...children) {
  return fillElement(/** @type {SVGElementTagNameMap[K]} */ (document.createElementNS(SVG, tag)), attrs, children);
}

/**
 * @template {Element} E
 * @param {E} el
 * @param {Attrs} attrs
 * @param {(Node | string)[]} children
 * @returns {E}
 */
function fillElement(el, attrs, children) {
  for (const [name, value] of Object.entries(attrs)) {
    if (typeof value === "function") el.addEventListener(name, value);
    else if (value === true) el.setAttribute(name, "");
    else if (value !== false && value !== undefined) el.setAttribute(name, String(value));
  }
  el.append(...children);
  return el;
}

/**
 * Turn an author's text into paragraphs: a blank line separates two of them.
 *
 * @param {string} text
 * @returns {HTMLParagraphElement[]}
 */
export function paragraphs(text) {
  return text.split(/\n\s*\n/).map((part) => h("p", {}, part.replace(/\s*\n\s*/g, " ").trim()));
}

/**
 * Replace each `{name}` of a label; a name that has no value stays as it is.
 * Mirrors `cat_course.labels.fill`.
 *
 * @param {string} template
 * @param {object} [values]
 */
export function fill(template, values = {}) {
  const known = /** @type {Record<string, unknown>} */ (values);
  return template.replace(/\{(\w+)\}/g, (whole, name) => String(known[name] ?? whole));
}

/**
 * Draw `children` in `root` instead of what it shows, and keep the keyboard's place: the element
 * whose `data-focus` is `focus`, else the one that had the focus and is drawn again. A heading that is
 * given the focus opens a new step: it comes to the top of the screen, at once, to be read from there.
 *
 * @param {HTMLElement} root
 * @param {(Node | string)[]} children
 * @param {string | null} [focus]
 */
export function redraw(root, children, focus = null) {
  const page = /** @type {Document | ShadowRoot} */ (root.getRootNode());
  const active = page.activeElement;
  const held = active && root.contains(active) ? active.closest("[data-focus]")?.getAttribute("data-focus") : null;
  root.replaceChildren(...children);
  const key = focus ?? held;
  if (!key) return;
  const el = [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-focus]"))].find((found) => found.dataset.focus === key);
  el?.focus();
  if (focus && el?.matches("h3, h4")) el.scrollIntoView({ behavior: "instant" });
}
