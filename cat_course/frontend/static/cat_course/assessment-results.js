// @ts-check
/** @import { AssessmentState, AssessmentTable, Gap } from "../../types.js" */
/** @import { Series } from "./assessment-charts.js" */
/** @import { Words } from "./assessment-words.js" */

import { fill, h } from "./dom.js";
import { drawCharts, drawTable } from "./assessment-charts.js";
import { changesSince, gaps, nextReading, profile, strengths } from "./assessment-rules.js";
import { levelName, sayCount, sayDate, shortList } from "./assessment-words.js";

/**
 * Draw the profile: in a sentence, as charts, then in words: strengths, next steps, chapters, and
 * what moved since last time.
 *
 * @param {{ table: AssessmentTable, labels: Words, state: AssessmentState, root: string | undefined, edit: () => void, again: () => void }} props
 */
export function drawResults({ table, labels, state, root, edit, again }) {
  const { answers, on, last } = state;
  const now = profile(table, answers);
  const before = last && { date: sayDate(last.on, labels), levels: profile(table, last.answers) };
  /** @type {Series[]} */
  const series = [
    { kind: "level", label: labels["series-level"], values: now.map((d) => d.level) },
    { kind: "aim", label: labels["series-aim"], values: now.map((d) => d.aim) },
  ];
  if (before) series.splice(1, 0, { kind: "last", label: fill(labels["series-last"], before), values: before.levels.map((d) => d.level) });
  const answered = now.reduce((sum, d) => sum + d.answered, 0);
  const total = now.reduce((sum, d) => sum + d.total, 0);
  return [
    h("h3", { tabindex: "-1", "data-focus": "results" }, h("span", { class: "cc-eyebrow" }, on ? sayDate(on, labels) : ""), labels.results),
    h("p", {}, saySummary(table, labels, answers), " ", fill(labels["answers-of"], { answered, total }), "."),
    h("h4", {}, labels["by-domain"]),
    h("p", { class: "cc-muted" }, fill(labels["scale-line"], { levels: [0, 1, 2, 3, 4].map((n) => `${n}\u00a0${levelName(table, labels, n)}`).join(", ") })),
    drawCharts(table, labels, series),
    drawTable(table, labels, now, before),
    ...drawStrengths(table, labels, answers),
    ...drawGaps(table, labels, answers),
    ...drawReading(table, labels, nextReading(table, answers), root),
    ...(last ? drawChanges(table, labels, answers, last) : []),
    h("div", { class: "cc-assess-nav" },
      h("button", { type: "button", class: "cc-quiet", click: edit }, labels.edit),
      h("button", { type: "button", class: "cc-quiet", click: again }, labels.again)),
    h("p", { class: "cc-muted" }, labels["again-hint"], " ", labels.private),
  ];
}

/**
 * How many competencies are at their aim, and how many below.
 *
 * @param {AssessmentTable} table @param {Words} labels @param {Record<string, number>} answers
 */
export const saySummary = (table, labels, answers) =>
  `${sayCount(labels, "reached", strengths(table, answers).length)} ${sayCount(labels, "below", gaps(table, answers).length)}`;

/** @param {AssessmentTable} table @param {string} id */
const competencyOf = (table, id) => table.domains.flatMap((d) => d.competencies).filter((c) => c.id === id)[0];

/** @param {AssessmentTable} table @param {Words} labels @param {Record<string, number>} answers */
function drawStrengths(table, labels, answers) {
  const items = strengths(table, answers).map((id) => {
    const { title, aim } = competencyOf(table, id);
    const level = answers[id];
    return h("li", {}, h("strong", {}, title), " ", fill(labels.strength, { level, name: levelName(table, labels, level), aim }));
  });
  return items.length ? [h("h4", {}, labels.strengths), ...shortList(items, labels, "cc-assess-strengths")] : [];
}

/** @param {AssessmentTable} table @param {Words} labels @param {Record<string, number>} answers */
function drawGaps(table, labels, answers) {
  const items = gaps(table, answers).map((/** @type {Gap} */ { competency, level, aim }) => {
    const { title, behaviours } = competencyOf(table, competency);
    return h("li", {}, h("strong", {}, title), " ",
      fill(labels.gap, { level, name: levelName(table, labels, level), aim, target: levelName(table, labels, aim) }),
      h("p", {}, fill(labels.step, { name: levelName(table, labels, level + 1) })),
      h("ul", {}, ...behaviours[level].map((line) => h("li", {}, line))));
  });
  return [h("h4", {}, labels.gaps), ...(items.length ? shortList(items, labels, "cc-assess-steps") : [h("p", {}, labels["gaps-none"])])];
}

/**
 * Chapters are links in a page, which knows its way to the root, and titles anywhere else.
 *
 * @param {AssessmentTable} table @param {Words} labels @param {string[]} pages @param {string | undefined} root
 */
function drawReading(table, labels, pages, root) {
  const items = pages.map((page) => h("li", {}, typeof root === "string" ? h("a", { href: `${root}${page}.html` }, table.pages[page]) : table.pages[page]));
  return items.length ? [h("h4", {}, labels.reading), h("ul", { class: "cc-assess-reading" }, ...items)] : [];
}

/**
 * @param {AssessmentTable} table @param {Words} labels @param {Record<string, number>} answers
 * @param {{ on: string, answers: Record<string, number> }} last
 */
function drawChanges(table, labels, answers, last) {
  const all = changesSince(table, answers, last.answers);
  const moved = all.filter((c) => c.level !== c.before);
  const up = moved.filter((c) => c.level > c.before).length;
  const items = moved.map((c) => h("li", {}, h("strong", {}, competencyOf(table, c.competency).title), " ", fill(labels[c.level > c.before ? "went-up" : "went-down"], c)));
  const counts = fill(labels["change-counts"], { up, down: moved.length - up, same: all.length - moved.length });
  return [h("h4", {}, fill(labels.changes, { date: sayDate(last.on, labels) })),
    h("p", {}, all.length ? counts : labels["changes-none"]), ...(items.length ? shortList(items, labels, "cc-assess-moved") : [])];
}
