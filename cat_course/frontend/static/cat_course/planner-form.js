// @ts-check
/** @import { Plan, PlannerTable } from "../../types.js" */

import { fill, h } from "./dom.js";
import { PLAN_MOST, READ_PLAN } from "./planner-state.js";
import { clock } from "./planner-words.js";

/** @typedef {Record<string, string>} Words */
/** @typedef {"people" | "minutes" | "start" | "date" | "title" | "place" | "host" | "circles"} FieldName */

/**
 * The form of a session: formats, people, length and start first, the rest folded. It is built once and shown
 * again at each change, so that nobody loses what they are typing. What cannot be used changes nothing.
 *
 * @param {{ table: PlannerTable, words: Words, change: (changes: Partial<Plan>, what: string) => void, settle: () => void,
 *   say: (text: string) => void, add: (format: string) => void, remove: (format: string) => void }} props
 */
export function plannerForm({ table, words, change, settle, say, add, remove }) {
  const uid = `cc-${Math.random().toString(36).slice(2, 9)}`;
  const title = /** @param {string} id */ (id) => table.formats.find((format) => format.id === id)?.title ?? id;
  const chosen = h("ol", { class: "cc-chosen-formats" });
  const select = h("select", {});
  const fields = [
    field("people", { inputmode: "numeric" }), field("minutes", { inputmode: "numeric" }), field("start", { type: "time" }),
    field("title", { maxlength: 200 }), field("date", { type: "date" }), field("place", { maxlength: 200 }), field("host", { maxlength: 200 }), field("circles", { inputmode: "numeric" }),
  ];
  const breaks = h("input", { type: "checkbox", change: () => { change({ breaks: breaks.checked }, "breaks"); settle(); } });
  const more = h("details", {}, h("summary", {}, words.more), h("div", { class: "cc-fields" }, ...fields.slice(3).map((f) => f.el)),
    h("label", { class: "cc-tick" }, breaks, h("span", {}, words.breaks)));
  /** @type {string | null} */ let shown = null;

  /** @param {FieldName} name @param {Record<string, string | number>} attrs */
  function field(name, attrs) {
    let last = "";
    const errorId = `${uid}-${name}`;
    const error = h("p", { class: "cc-error", id: errorId, hidden: true });
    const hint = words[`${name}-hint`];
    const told = h("span", { class: "cc-hint" });
    const input = h("input", { type: "text", autocomplete: "off", name, "aria-describedby": errorId, ...attrs, input: () => take(false), change: () => take(true) });

    /** @param {boolean} settled */
    function take(settled) {
      const text = input.value.trim();
      const number = name in PLAN_MOST;
      const digits = text.replace(/\s/g, "");
      const value = READ_PLAN[name](number ? (digits ? Number(digits) : null) : text);
      const wrong = value === undefined || input.validity?.badInput;
      if (!wrong || settled) tell(wrong ? `${fill(words[`wrong-${number ? "number" : name}`], { most: PLAN_MOST[/** @type {"people"} */ (name)] })} ${fill(words.kept, { value: last || words.none })}` : "");
      if (!wrong) change({ [name]: value }, name);
      if (settled) wrong ? say(error.textContent ?? "") : settle();
    }

    /** @param {string} problem */
    function tell(problem) {
      error.hidden = !problem;
      error.textContent = problem;
      problem ? input.setAttribute("aria-invalid", "true") : input.removeAttribute("aria-invalid");
    }

    return {
      name, input, tell,
      el: h("div", { class: `cc-field cc-field-${name}` }, h("label", {}, h("span", { class: "cc-name" }, words[name]), ...(hint ? [" ", told] : []), input), error),
      /** @param {Plan} plan @param {boolean} again whatever was typed */
      show(plan, again) {
        const value = String(plan[name] ?? "");
        if (hint) told.textContent = fill(hint, { end: clock(plan.start, plan.minutes) });
        if (again || value !== last) {
          if (again || input.value.trim().replace(/\s/g, "") !== value.replace(/\s/g, "")) input.value = value;
          tell("");
        }
        last = value;
      },
    };
  }

  /** @param {string[]} formats */
  function showFormats(formats) {
    if (shown === formats.join()) return;
    shown = formats.join();
    chosen.replaceChildren(...formats.map((id) => h("li", {}, h("span", {}, title(id)),
      h("button", { type: "button", class: "cc-quiet", "aria-label": fill(words["remove-format"], { title: title(id) }), click: () => { remove(id); select.focus(); } }, words.remove))));
    select.replaceChildren(h("option", { value: "" }, words["choose-format"]), ...table.formats.filter((format) => !formats.includes(format.id)).map(({ id, title, facts: [, [least, , most]] }) => h("option", { value: id }, fill(words["format-option"], { title, least, most }))));
  }

  return {
    el: h("form", { class: "cc-plan-form", novalidate: true, submit: (/** @type {Event} */ event) => event.preventDefault() },
      h("fieldset", {}, h("legend", {}, words.formats), chosen,
        h("div", { class: "cc-add-format" }, h("label", {}, h("span", { class: "cc-sr" }, words["add-format"]), select),
          h("button", { type: "button", click: () => { select.value ? add(select.value) : select.focus(); } }, words.add))),
      h("div", { class: "cc-fields" }, ...fields.slice(0, 3).map((f) => f.el)), more),
    /** Ask for what is missing, in its place. @param {FieldName} name @param {string} why */
    ask(name, why) {
      more.open = true;
      const asked = fields.find((f) => f.name === name);
      asked?.tell(why);
      asked?.input.focus();
    },
    /** @param {Plan} plan @param {boolean} again forget what was typed */
    show(plan, again) {
      showFormats(plan.formats);
      for (const f of fields) f.show(plan, again);
      breaks.checked = plan.breaks;
    },
  };
}
