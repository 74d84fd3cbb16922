// @ts-check
/** @import { Fit, FormatEntry, MatchingTable, Reason, Situation } from "../../types.js" */
/** @import { Folding, Words } from "./format-fields.js" */

import { fill, h } from "./dom.js";
import { folded } from "./format-fields.js";
import { MOST } from "./format-state.js";
import { rank, VERDICTS } from "./matching-rules.js";

/** How many formats are shown whole; the others are lines that open. */
const WHOLE = 8;

/**
 * @typedef {Folding & Book & {
 *   table: MatchingTable, words: Words, shortest: Words, fits: Fit[], compare: string[], toggle: (id: string) => void,
 *   detail: (id: string, what: "avoid_when" | "conditions" | "produces") => HTMLElement[],
 * }} ListProps
 * `fits`: best first; `shortest`: the words of a reason in a line; `root`: the way to the book's root, undefined where there is no
 * book around; `toggle`: put a format in the comparison, or take it out; `detail`: what is read format by format.
 */

/**
 * The ranked list, in one group for each verdict. Every format is in it.
 *
 * @param {ListProps} props
 * @returns {HTMLElement[]}
 */
export function drawGroups(props) {
  const { table, situation, fits, words, shortest } = props;
  const short = new Map(rank(table, situation, shortest).map((fit) => [fit.format, fit]));
  return VERDICTS.map((verdict) => {
    const group = fits.filter((fit) => fit.verdict === verdict);
    const items = group.map((fit) => {
      const place = fits.indexOf(fit) + 1;
      return verdict !== "out" && place <= WHOLE ? drawCard(fit, place, props) : drawLine(fit, short.get(fit.format) ?? fit, place, props);
    });
    return h("section", { class: `cc-group cc-${verdict}` },
      h("h4", {}, fill(words.group, { verdict: words[`verdict-${verdict}`], count: group.length })),
      group.length ? h("ol", { class: "cc-ranked" }, ...items) : h("p", { class: "cc-hint" }, words[`empty-${verdict}`] ?? words.empty));
  });
}

/** @param {Fit} fit @param {number} place @param {ListProps} props */
function drawCard(fit, place, props) {
  return h("li", { class: "cc-format" },
    h("p", { class: "cc-eyebrow" }, familyOf(fit, props), " ", verdictOf(fit, props.words)),
    h("h5", {}, h("span", {}, fill(props.words.rank, { place })), " ", pageLink(fit, props)),
    ...drawBody(fit, props, []));
}

/** @param {Fit} fit @param {Fit} short @param {number} place @param {ListProps} props */
function drawLine(fit, short, place, props) {
  const name = h("span", { class: "cc-name" }, fill(props.words.rank, { place }), " ", fit.title);
  return h("li", { class: "cc-line" }, folded(`line/${fit.format}`, [name, ...drawFixes(short, props.words)],
    () => drawBody(fit, props, props.root === undefined ? [] : [pageLink(fit, props, props.words.page, named(props.words.page, fit, props.words))]), props));
}

/** What tells a link from the others that say the same. @param {string} text @param {{ title: string }} fit @param {Words} words */
export const named = (text, { title }, words) => fill(words.of, { text, title });
/** @param {Fit} fit @param {ListProps} props */
const familyOf = ({ format }, { table, entries }) => h("span", {}, table.families[entries.get(format)?.family ?? ""]);
/** @param {Fit} fit @param {Words} words */
export const verdictOf = ({ verdict }, words) => h("span", { class: `cc-fit cc-${verdict}` }, words[`verdict-${verdict}`]);

/** What would bring a format in, in a line; nothing where it is in. @param {Fit} fit in the shortest words @param {Words} words */
export function drawFixes({ reasons, verdict }, words) {
  const fixes = reasons.filter((reason) => reason.kind === "out").map((reason) => reason.text);
  return verdict === "out" ? [" ", h("span", { class: "cc-fix" }, fill(words.fixes, { fixes: fixes.join(" · ") }))] : [];
}

/** @typedef {{ root: string | undefined, entries: Map<string, FormatEntry>, situation: Situation, where?: string }} Book `where`: a prefix for the keyboard's place */

/** Words that lead to the page of a format, its title unless told otherwise. @param {Pick<Fit, "format" | "title">} fit @param {Book} book @param {string} [text] @param {string} [name] */
export function pageLink({ format, title }, { root, entries, where = "" }, text = title, name) {
  return root === undefined ? h("span", {}, text)
    : h("a", { href: `${root}${entries.get(format)?.page}.html`, "data-focus": `${where}link/${format}`, "aria-label": name }, text);
}

/** A link to the planner, with these formats in it; nothing where there is no book. @param {string[]} formats @param {Book} book @param {string} text @param {string} [name] */
export function prepareLink(formats, { root, situation: { people, minutes }, where = "" }, text, name) {
  const href = `${root}book/ressources/preparer-une-seance.html#formats=${formats}&people=${people}&minutes=${minutes}`;
  return root === undefined ? [] : [h("a", { class: "cc-prepare", href, "aria-label": name, "data-focus": `${where}prepare/${formats}` }, text)];
}

/** @param {Fit} fit @param {ListProps} props @param {HTMLElement[]} links */
function drawBody(fit, props, links) {
  const { format, title, reasons } = fit;
  const { entries, words, detail } = props;
  return [
    h("p", {}, entries.get(format)?.summary ?? ""),
    ...["out", "for", "watch"].flatMap((kind) => drawReasons(reasons, kind, words)),
    h("div", { class: "cc-foot" },
      folded(`details/${format}`, [words.avoid], () => detail(format, "avoid_when"), props), ...links,
      ...prepareLink([format], props, words.prepare, named(words.prepare, fit, words)), drawBox(format, title, props)),
  ];
}

/**
 * The sentences of one kind, as a list that says which kind it is; nothing if there is none.
 *
 * @param {Reason[]} reasons @param {string} kind @param {Words} words
 */
export function drawReasons(reasons, kind, words) {
  const texts = reasons.filter((reason) => reason.kind === kind).map((reason) => reason.text);
  return texts.length ? [bulleted(texts, { class: `cc-why cc-why-${kind}`, role: "list", "aria-label": words[kind] })] : [];
}

/** @param {string[]} texts @param {Record<string, string>} [attrs] */
export const bulleted = (texts, attrs = {}) => h("ul", attrs, ...texts.map((text) => h("li", {}, text)));

/** What could not be loaded, and a button to try again, known to the keyboard as `focus`. @param {string} focus @param {() => void} retry @param {Words} words */
export function drawFailure(focus, retry, words) {
  return [h("p", { class: "cc-error" }, words["load-failed"], " ", h("button", { type: "button", class: "cc-quiet", "data-focus": focus, click: retry }, words.retry))];
}

/** @param {string} format @param {string} title @param {ListProps} props */
function drawBox(format, title, { compare, words, toggle }) {
  const on = compare.includes(format);
  const box = h("input", { type: "checkbox", value: format, disabled: !on && compare.length >= MOST.compare,
    "aria-label": fill(words["compare-of"], { title }), "data-focus": `compare/${format}`, change: () => toggle(format) });
  box.checked = on;
  return h("label", { class: "cc-pick cc-compare" }, box, h("span", {}, words.compare));
}
