// @ts-check
/** @import { AssessedCompetency, AssessmentState, AssessmentTable } from "../../types.js" */
/** @import { Words } from "./assessment-words.js" */

import { fill, h, svg } from "./dom.js";
import { profile } from "./assessment-rules.js";
import { levelName, sayDate } from "./assessment-words.js";

/**
 * @typedef {object} FormActs What the learner may do while answering.
 * @prop {(id: string, level: number) => void} answer
 * @prop {(competency: AssessedCompetency) => void} erase
 * @prop {(place: number) => void} go to another domain
 * @prop {(open: boolean) => void} fold remember whether the list of domains is open
 * @prop {() => void} finish
 * @prop {() => void} resume show the profile of last time again
 */

/**
 * Draw one domain: where it stands among the others, its competencies, and the ways out.
 *
 * A form only so that the radios of two activities on one page never mix: it sends nothing.
 *
 * @param {{ table: AssessmentTable, labels: Words, state: AssessmentState, place: number, open: boolean, acts: FormActs }} props
 */
export function drawDomain({ table, labels, state, place, open, acts }) {
  const { answers, last } = state;
  const domain = table.domains[place];
  const count = table.domains.length;
  const levels = profile(table, answers);
  const answered = levels.reduce((sum, d) => sum + d.answered, 0);
  const total = levels.reduce((sum, d) => sum + d.total, 0);

  const jumps = levels.map((d, i) => h("li", {}, h("button", { type: "button", class: "cc-quiet", "aria-current": i === place ? "step" : undefined,
    "data-focus": `jump/${i}`, click: () => acts.go(i) },
    h("span", {}, `${i + 1}. ${table.domains[i].title}`),
    h("span", { class: "cc-muted" }, fill(labels["answers-of"], { answered: d.answered, total: d.total })))));
  /** @param {Event} event */
  const toggled = (event) => acts.fold(/** @type {HTMLDetailsElement} */ (event.currentTarget).open);
  const list = h("details", { open, toggle: toggled }, h("summary", { "data-focus": "jumps" }, labels.domains), h("ol", { class: "cc-assess-jumps" }, ...jumps));

  /** @param {string} label @param {string} key @param {() => void} click @param {boolean} quiet @param {boolean} [disabled] */
  const button = (label, key, click, quiet, disabled = false) =>
    h("button", { type: "button", class: quiet ? "cc-quiet" : "", "data-focus": key, disabled, click }, label);
  const atEnd = place === count - 1;
  const nav = h("div", { class: "cc-assess-nav" },
    ...(place > 0 ? [button(labels.previous, "previous", () => acts.go(place - 1), true)] : []),
    ...(atEnd ? [] : [button(labels.next, "next", () => acts.go(place + 1), false)]),
    button(labels.finish, "finish", acts.finish, !atEnd, answered === 0));

  return [
    h("h3", { tabindex: "-1", "data-focus": "title" }, h("span", { class: "cc-eyebrow" }, fill(labels.progress, { place: place + 1, count })), domain.title),
    h("div", { class: "cc-assess-progress" }, svg("svg", { height: 8, "aria-hidden": "true" },
      svg("rect", { class: "cc-assess-track", width: "100%", height: 8, rx: 4 }), svg("rect", { class: "cc-assess-fill", width: `${(100 * answered) / total}%`, height: 8, rx: 4 })),
      h("span", { class: "cc-muted" }, fill(labels["answers-of"], { answered, total }))),
    ...(last && answered === 0 ? [drawKept(labels, last.on, acts.resume)] : []),
    list,
    h("p", {}, labels.how),
    drawScale(table, labels),
    h("form", { submit: (/** @type {Event} */ event) => event.preventDefault() },
      ...domain.competencies.map((c) => drawCompetency(table, labels, c, answers[c.id], acts))),
    nav,
    ...(answered === 0 ? [h("p", { class: "cc-muted" }, labels["finish-when"])] : []),
    h("p", { class: "cc-muted" }, labels.private),
  ];
}

/** @param {Words} labels @param {string} on @param {() => void} resume */
const drawKept = (labels, on, resume) => h("div", { class: "cc-assess-kept" }, h("p", {}, fill(labels.kept, { date: sayDate(on, labels) })),
  h("button", { type: "button", class: "cc-quiet", "data-focus": "resume", click: resume }, labels.resume));

/** @param {AssessmentTable} table @param {Words} labels */
const drawScale = (table, labels) => h("details", {}, h("summary", {}, labels.scale),
  h("dl", {}, ...table.mastery.flatMap((m, i) => [h("dt", {}, `${i + 1}. ${m.label}`), h("dd", {}, m.meaning)])));

/**
 * @param {AssessmentTable} table @param {Words} labels
 * @param {AssessedCompetency} competency @param {number | undefined} answer @param {FormActs} acts
 */
function drawCompetency(table, labels, competency, answer, acts) {
  const { id, title, behaviours } = competency;
  const rungs = [[labels["not-yet-behaviour"]], ...behaviours].map((lines, level) => {
    const input = h("input", { type: "radio", name: id, value: level, "data-focus": `${id}/${level}`, change: () => acts.answer(id, level) });
    input.checked = answer === level;
    return h("label", {}, input, h("span", { class: "cc-assess-rung" },
      h("strong", {}, level === 0 ? levelName(table, labels, 0) : `${level}. ${levelName(table, labels, level)}`),
      ...lines.flatMap((line) => [" ", h("span", { class: "cc-assess-gesture" }, line, h("span", { class: "cc-sr" }, "."))])));
  });
  return h("fieldset", { "data-competency": id },
    h("legend", {}, title),
    h("p", { class: "cc-assess-person" }, h("span", {}, labels.person),
      h("button", { type: "button", class: "cc-quiet", hidden: answer === undefined, "aria-label": fill(labels["erase-one"], { title }),
        click: () => acts.erase(competency) }, labels.erase)),
    ...rungs);
}
