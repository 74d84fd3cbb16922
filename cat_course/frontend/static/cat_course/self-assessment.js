// @ts-check
/** @import { AnyModel, RenderProps } from "@anywidget/types" */
/** @import { ActivityState, AssessmentState, AssessmentTable } from "../../types.js" */
/** @import { FormActs } from "./assessment-form.js" */

import { listen, save } from "./afm.js";
import { fill, h, redraw } from "./dom.js";
import { drawDomain } from "./assessment-form.js";
import { drawResults, saySummary } from "./assessment-results.js";
import { profile, readAssessment } from "./assessment-rules.js";
import { sayDate } from "./assessment-words.js";

/** @typedef {ActivityState<AssessmentTable, AssessmentState>} AssessmentModel */

/**
 * A self-assessment by behaviours, one domain at a time, then the profile it draws.
 *
 * What is answered is in the model; which domain is on screen is the view's own business.
 *
 * @param {RenderProps<AssessmentModel>} props
 */
function renderSelfAssessment({ model, el }) {
  const table = model.get("table");
  const labels = { ...model.get("labels").common, ...model.get("labels")["self-assessment"] };
  const status = h("p", { class: "cc-sr", role: "status" });
  const body = h("div", { class: "cc-assess" });
  el.append(body, status);

  const state = () => readAssessment(table, model.get("state"));
  const levels = () => profile(table, state().answers);
  let place = Math.max(0, levels().findIndex((d) => d.answered < d.total));
  let open = false;
  /** @type {string | null} */ let focus = null;

  /** @param {Partial<AssessmentState>} changes @param {string | null} to what takes the focus @param {string} said */
  function change(changes, to = null, said = "") {
    focus = to;
    status.textContent = said;
    model.set("state", { ...state(), ...changes });
    save(model);
  }

  /** @type {FormActs} */
  const acts = {
    answer: (id, level) => change({ answers: { ...state().answers, [id]: level } }),
    erase: ({ id, title }) => {
      const answers = { ...state().answers };
      delete answers[id];
      change({ answers }, `${id}/0`, fill(labels.erased, { title }));
    },
    go: (to) => {
      [place, open, focus] = [to, false, "title"];
      status.textContent = "";
      update();
    },
    fold: (now) => { open = now; },
    finish: () => change({ done: true, on: today() }, "results", saySummary(table, labels, state().answers)),
    resume: () => {
      const { last } = state();
      if (last) change({ answers: last.answers, on: last.on, done: true, last: null }, "results", saySummary(table, labels, last.answers));
    },
  };

  const edit = () => change({ done: false }, "title");

  function again() {
    const { answers, on } = state();
    const last = { on: on ?? today(), answers };
    place = 0;
    change({ answers: {}, done: false, on: null, last }, "title", fill(labels.kept, { date: sayDate(last.on, labels) }));
  }

  function update() {
    const shown = state().done && levels().some((d) => d.answered > 0);
    const children = shown
      ? drawResults({ table, labels, state: state(), root: model.get("root"), edit, again })
      : drawDomain({ table, labels, state: state(), place, open, acts });
    redraw(body, children, focus);
    focus = null;
  }

  update();
  return listen(/** @type {AnyModel<any>} */ (model), ["state"], update);
}

/** The day where the learner is, as YYYY-MM-DD. */
function today() {
  const now = new Date();
  now.setMinutes(now.getMinutes() - now.getTimezoneOffset());
  return now.toISOString().slice(0, 10);
}

/** The self-assessment activity, as an anywidget. */
export const selfAssessment = { render: renderSelfAssessment };
export default selfAssessment;
