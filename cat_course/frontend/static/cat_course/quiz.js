// @ts-check
/** @import { AnyModel, RenderProps } from "@anywidget/types" */
/** @import { ActivityState, Answer, Option, Question, QuizState, QuizTable } from "../../types.js" */

import { listen, save } from "./afm.js";
import { fill, h, paragraphs, redraw } from "./dom.js";
import { readQuiz, scoreAnswer, scoreQuiz } from "./quiz-rules.js";

/** @typedef {ActivityState<QuizTable, QuizState>} QuizModel */

/**
 * A quiz, one question after the other on one page. An answer is checked when the learner asks;
 * then every option says why it is right or not.
 *
 * @param {RenderProps<QuizModel>} props
 */
function renderQuiz({ model, el }) {
  const table = model.get("table");
  const labels = { ...model.get("labels").common, ...model.get("labels").quiz };
  const status = h("p", { class: "cc-sr", role: "status" });
  const body = h("div", { class: "cc-quiz" });
  el.append(body, status);

  const state = () => readQuiz(table, model.get("state"));

  /** @param {Partial<QuizState>} changes */
  function change(changes) {
    model.set("state", { ...state(), ...changes });
    save(model);
  }

  /** @param {string[]} checked */
  const allChecked = (checked) => table.questions.every((q) => checked.includes(q.id));

  /** @param {Question} question @param {Answer} answer */
  const answerWith = (question, answer) => change({ answers: { ...state().answers, [question.id]: answer } });

  /** @param {Question} question */
  function check(question) {
    const result = scoreAnswer(question, state().answers[question.id]);
    const checked = [...state().checked, question.id];
    const said = [fill(labels[`verdict-${result.verdict}`], result)];
    if (allChecked(checked)) said.push(fill(labels.total, scoreQuiz(table, state().answers)));
    status.textContent = said.join(" ");
    focus = `${question.id}/result`;
    change({ checked });
  }

  /** @param {Question} question */
  function retry(question) {
    const answers = { ...state().answers };
    delete answers[question.id];
    focus = `${question.id}/title`;
    change({ answers, checked: state().checked.filter((id) => id !== question.id) });
  }

  /** @type {string | null} */ let focus = null;

  function update() {
    const { answers, checked } = state();
    const questions = table.questions.map((question, i) =>
      drawQuestion({ question, place: i + 1, count: table.questions.length, answer: answers[question.id] ?? null, checked: checked.includes(question.id), labels, answerWith, check, retry }),
    );
    redraw(body, [...questions, ...(allChecked(checked) ? [drawTotal()] : [])], focus);
    focus = null;
  }

  function drawTotal() {
    const total = scoreQuiz(table, state().answers);
    const again = () => { focus = `${table.questions[0].id}/title`; change({ answers: {}, checked: [] }); };
    return h("section", { class: "cc-total" },
      h("p", {}, fill(labels.total, total)),
      h("button", { type: "button", click: again }, labels.restart));
  }

  update();
  return listen(/** @type {AnyModel<any>} */ (model), ["state"], update);
}

/**
 * @param {{ question: Question, place: number, count: number, answer: Answer, checked: boolean, labels: Record<string, string>,
 *   answerWith: (q: Question, a: Answer) => void, check: (q: Question) => void, retry: (q: Question) => void }} props
 */
function drawQuestion({ question, place, count, answer, checked, labels, answerWith, check, retry }) {
  const title = h("legend", { tabindex: "-1", "data-focus": `${question.id}/title` },
    h("span", { class: "cc-eyebrow" }, fill(labels[`kind-${question.kind}`], { place, count })), ...paragraphs(question.prompt));
  const given = question.kind === "ordering" ? /** @type {string[]} */ (answer ?? question.shown ?? []) : answer;
  const list = question.kind === "ordering"
    ? drawOrdering(question, /** @type {string[]} */ (given), checked, labels, answerWith)
    : drawOptions(question, answer, checked, labels, answerWith);
  const field = h("fieldset", { class: "cc-question", "data-question": question.id }, title, list);
  if (checked) {
    const result = scoreAnswer(question, answer);
    field.append(h("p", { class: `cc-verdict cc-${result.verdict}`, tabindex: "-1", "data-focus": `${question.id}/result` },
      fill(labels[`verdict-${result.verdict}`], result)));
    field.append(h("button", { type: "button", class: "cc-quiet", click: () => retry(question) }, labels.retry));
  } else {
    const empty = question.kind !== "ordering" && (answer === null || answer.length === 0);
    const submit = () => {
      if (question.kind === "ordering" && answer === null) answerWith(question, given);
      check(question);
    };
    field.append(h("button", { type: "button", "data-focus": `${question.id}/check`, disabled: empty, click: submit }, labels.check));
  }
  return field;
}

/**
 * @param {Question} question @param {Answer} answer @param {boolean} checked
 * @param {Record<string, string>} labels @param {(q: Question, a: Answer) => void} answerWith
 */
function drawOptions(question, answer, checked, labels, answerWith) {
  const many = question.kind === "multiple";
  const picked = answer === null ? [] : typeof answer === "string" ? [answer] : answer;
  return h("ul", { class: "cc-options" }, ...question.options.map((option) => {
    const on = picked.includes(option.id);
    const pick = () => answerWith(question, many ? (on ? picked.filter((id) => id !== option.id) : [...picked, option.id]) : option.id);
    const input = h("input", { type: many ? "checkbox" : "radio", name: question.id, value: option.id, disabled: checked,
      "data-focus": `${question.id}/${option.id}`, change: pick });
    input.checked = on;
    return h("li", { class: checked ? mark(option, on) : "" }, h("label", {}, input, h("span", {}, option.text)),
      ...(checked ? [because(option, labels[(option.points ?? 0) > 0 ? "right" : "wrong"])] : []));
  }));
}

/** @param {Option} option @param {boolean} on */
const mark = (option, on) => ((option.points ?? 0) > 0 ? "cc-right" : on ? "cc-wrong" : "cc-left");

/** @param {Option} option @param {string} word */
const because = (option, word) => h("p", { class: "cc-because" }, h("strong", {}, word), " ", option.because);

/**
 * @param {Question} question @param {string[]} order @param {boolean} checked
 * @param {Record<string, string>} labels @param {(q: Question, a: Answer) => void} answerWith
 */
function drawOrdering(question, order, checked, labels, answerWith) {
  /** @param {number} from @param {number} to */
  function move(from, to) {
    const next = [...order];
    next.splice(to, 0, ...next.splice(from, 1));
    answerWith(question, next);
  }
  return h("ol", { class: "cc-order" }, ...order.map((id, i) => {
    const option = /** @type {Option} */ (question.options.find((o) => o.id === id));
    if (checked) {
      const right = question.options.indexOf(option) + 1;
      return h("li", { class: right === i + 1 ? "cc-right" : "cc-wrong" }, h("span", {}, option.text),
        because(option, fill(labels.place, { place: right })));
    }
    /** @param {"up" | "down"} way @param {number} to */
    const button = (way, to) => h("button", { type: "button", class: "cc-move", "aria-disabled": String(to < 0 || to >= order.length),
      "aria-label": fill(labels[way], { text: option.text }), "data-focus": `${question.id}/${id}/${way}`,
      click: () => { if (to >= 0 && to < order.length) move(i, to); } }, way === "up" ? "↑" : "↓");
    return h("li", {}, h("span", {}, option.text), h("span", { class: "cc-moves" }, button("up", i - 1), button("down", i + 1)));
  }));
}

/** The quiz activity, as an anywidget. */
export const quiz = { render: renderQuiz };
export default quiz;
