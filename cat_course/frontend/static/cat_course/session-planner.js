// @ts-check
/** @import { AnyModel, RenderProps } from "@anywidget/types" */
/** @import { plannerTools } from "./planner-tools.js" */
/** @import { ActivityState, Live, Plan, PlannerState, PlannerTable, PlanStep, Slot } from "../../types.js" */

import { listen, save } from "./afm.js";
import { fill, h, redraw } from "./dom.js";
import { formatDetails } from "./planner-details.js";
import { plannerForm } from "./planner-form.js";
import { isShort, PLAN_MOST, plannerState, readLink, readPlan } from "./planner-state.js";
import { endOf } from "./planner-timeline.js";
import { drawPlan } from "./planner-view.js";
import { clock } from "./planner-words.js";
import { apply, formatOf, schedule, stepsOf } from "./planning-rules.js";

/** @typedef {ActivityState<PlannerTable, PlannerState>} PlannerModel */

const MOST_UNDO = 50;
const SOON = 3000;

/**
 * The planner of a session: formats, people and a length of time make a plan minute by minute, edited in its place.
 * What comes after the first look (edit, share, lead) is loaded apart, while the person reads.
 *
 * @param {RenderProps<PlannerModel>} props
 */
function renderSessionPlanner({ model, el }) {
  const table = model.get("table");
  const root = model.get("root");
  const labels = model.get("labels");
  const words = { ...labels.common, ...labels["session-planner"] };
  const status = h("p", { class: "cc-sr", role: "status" });
  const told = h("p", { class: "cc-told", tabindex: "-1", hidden: true });
  const results = h("div", { class: "cc-plan" });
  const share = h("details", { class: "cc-share", toggle: () => void using(({ shareBox }) => {
    box ??= shareBox({ model: /** @type {AnyModel<any>} */ (model), isPage: root !== undefined, formats: table.formats, saved, replace: adopt, tell, ask: form.ask });
    share.append(box.el);
  }) }, h("summary", {}, words.share));
  const prepare = h("details", { class: "cc-share", hidden: true, toggle: () => void using(() => {
    if (paper) prepare.append(paper.el);
    paper?.show();
  }) }, h("summary", {}, words.prepare));
  const details = formatDetails({ table, root, done: arrive });
  const form = plannerForm({ table, words, change, settle, say, add, remove: (id) => cut({ "drop-format": id }, "") });
  const main = h("div", { class: "cc-plan-main" }, form.el, told, results, prepare, share);
  const page = h("div", { class: "cc-session-planner" }, main);
  el.append(page, status);

  /** @type {Set<string>} */ const awaited = new Set();
  /** @type {Plan[]} */ const past = [];
  /** @type {string | null} */ let last = null; // the field that changed last: typing on is one change to undo
  /** @type {number | null} */ let opened = null;
  /** @type {string | null} */ let focus = null;
  /** @type {ReturnType<typeof plannerTools.roomView> | null} */ let room = null;
  /** @type {ReturnType<typeof plannerTools.shareBox> | null} */ let box = null;
  /** @type {typeof plannerTools | null} */ let tools = null;
  /** @type {ReturnType<typeof plannerTools.planPaper> | null} */ let paper = null;
  let [again, drawn] = [false, false];

  const state = () => plannerState(table.formats, model.get("state"));
  /** @param {string} id */
  const titleOfFormat = (id) => table.formats.find((format) => format.id === id)?.title ?? id;

  /** The plan and all that is made of it. */
  function saved() {
    const { plan } = state();
    return { plan, schedule: schedule(details.all, plan), title: plan.title || plan.formats.map(titleOfFormat).join(" + ") || words.untitled, words };
  }

  /** @param {Partial<PlannerState>} changes */
  function keep(changes) {
    drawn = false;
    model.set("state", { ...state(), ...changes });
    save(model);
    if (!drawn) update(); // a host may stay silent where the state is the same as before
  }

  /** Change the plan; false if it would be too long to keep. @param {Partial<Plan>} changes @param {string | null} [field] the one being typed in */
  function change(changes, field = null) {
    const { plan } = state();
    const after = { ...plan, ...changes };
    if (!isShort(after) || after.formats.length > PLAN_MOST.formats) {
      tell(words["too-much"]);
      return false;
    }
    if (JSON.stringify(after) !== JSON.stringify(plan) && (field === null || field !== last)) past.push(plan);
    if (past.length > MOST_UNDO) past.shift();
    last = field;
    tell("");
    keep({ plan: after });
    if (field === null) settle();
    return true;
  }

  function undo() {
    const plan = past.pop();
    [last, opened, again] = [null, null, true];
    if (!past.length) focus = "title";
    keep({ plan });
    say(`${words.undone} ${summary()}`);
  }

  /** Take a plan that comes from elsewhere. @param {Partial<Plan>} plan @param {string | null} [to] */
  function adopt(plan, to = null) {
    [opened, again, focus] = [null, true, to];
    change(plan);
  }

  /** @param {import("../../types.js").PlanOp} op @param {string} to where the keyboard goes */
  const cut = (op, to = "title") => adopt(apply(details.all, state().plan, op), to);

  /** @param {string} id */
  function add(id) {
    const { formats, steps } = state().plan;
    if (steps) awaited.add(id);
    if (change({ formats: [...formats, id] })) arrive();
  }

  /** Put the phases of a format at the end of steps that were edited, once its details are here. */
  function arrive() {
    for (const id of awaited) {
      const { formats, steps } = state().plan;
      if (!details.all[id]) continue;
      awaited.delete(id);
      if (!steps || !formats.includes(id)) continue;
      const longer = [...steps, ...stepsOf(details.all, { ...state().plan, formats: [id], steps: null })].slice(0, PLAN_MOST.steps);
      if (!change({ steps: longer })) keep({ plan: { ...state().plan, formats: formats.filter((one) => one !== id) } });
    }
    update();
  }

  /** Change the list of steps; from now on it is the plan's own. @param {(steps: PlanStep[]) => PlanStep[]} how @param {number | null} open @param {string | null} [to] */
  function restep(how, open, to = null) {
    const steps = stepsOf(details.all, state().plan);
    const after = how(steps);
    [opened, focus] = [open, to];
    return JSON.stringify(after) === JSON.stringify(steps) || change({ steps: after });
  }

  /** Edit a step; what was typed in another is kept, and the one that is open closes. @param {number | null} step */
  function open(step) {
    if (step !== null) {
      results.querySelector("form")?.requestSubmit();
      if (step === opened) return;
    }
    void using(() => {
      if (step === null) focus = `step/${opened}/1`;
      opened = step;
      update();
    });
  }

  /** @param {"own" | "break"} kind */
  function insert(kind) {
    void using(() => restep((steps) => [...steps, { kind, title: "", minutes: 10 }], stepsOf(details.all, state().plan).length, "edit/title"));
  }

  /** @param {string} text */
  function say(text) {
    if (status.textContent !== text) status.textContent = text;
  }

  /** Say something that stays in sight. @param {string} text @param {boolean} [go] */
  function tell(text, go) {
    told.hidden = !text;
    told.textContent = text;
    if (text) go ? told.focus() : say(text);
  }

  /** What was typed is done: say what it makes. */
  function settle() {
    last = null;
    say(summary());
  }

  function summary() {
    const { plan, schedule } = saved();
    const { slots, missing, spare } = schedule;
    if (!slots.length) return "";
    const gap = missing ? "warning-missing" : spare ? "warning-spare" : "";
    return fill(words.summary, { count: slots.length, start: plan.start, end: clock(plan.start, endOf(slots)) }) + (gap && ` ${fill(labels.session[gap], schedule)}`);
  }

  /** Do something with what is loaded apart. @param {(tools: typeof plannerTools) => unknown} [use] nothing: only have it here */
  async function using(use) {
    /** @type {any} */ let loaded;
    try {
      loaded = await import("./planner-tools.js");
    } catch {
      return use && tell(words["tools-failed"]);
    }
    const more = loaded.laterLabels ?? labels;
    Object.assign(words, more["plan-file"], more["planner-tools"]);
    tools = loaded.plannerTools;
    paper ??= loaded.plannerTools.planPaper({ saved, details: details.all, labels: { ...labels, ...more } });
    use?.(loaded.plannerTools);
  }

  function followLink() {
    const raw = root === undefined ? null : readLink(location.hash);
    if (!raw) return;
    history.replaceState(null, "", location.href.split("#")[0]); // what is edited next must survive a reload
    const { plan, wrong, unknown } = readPlan(table.formats, raw);
    adopt(plan);
    const names = [...wrong, ...unknown].join(", ");
    tell(fill(words[names ? "link-lost" : "link-followed"], { names }));
  }

  /** @param {Slot} slot */
  const editor = (slot) => tools?.drawEditor({ slot, steps: stepsOf(details.all, state().plan), words, restep, close: () => open(null) }) ?? h("div");

  /** What the plan's own buttons do. */
  const act = {
    undo, open, insert, cut,
    /** @param {Partial<Plan>} plan */
    replace: (plan) => adopt(plan, "title"),
    live: () => void using(() => setLive({ slot: 0, since: null, spent: 0 })),
    retry() {
      focus = "title";
      details.retry();
    },
  };

  /** @param {Live | null} live */
  function setLive(live) {
    focus = live ? "room" : "live";
    keep({ live });
  }

  /** Change what is still to come of a session that is led. @param {Plan} plan @param {Live} live */
  function replan(plan, live) {
    past.push(state().plan);
    last = null;
    keep({ plan, live });
  }

  function update() {
    drawn = true;
    const { plan, live } = state();
    form.show(plan, again);
    again = false;
    const { waiting, failed } = details.need([...new Set([...plan.formats, ...(plan.steps ?? []).map(formatOf)])].filter(Boolean));
    const made = saved();
    const leads = live && !waiting.length && made.schedule.slots.length ? live : null;
    if (leads && !tools) void using(update);
    if (leads && tools && !room) {
      room = tools.roomView({ schedule: made.schedule, plan, rules: { apply, schedule, stepsOf }, details: details.all, words, sentences: labels.session, live: leads, setLive, replan, tell, now: Date.now });
      page.append(room.el);
      /** @type {HTMLElement | null} */ (room.el.querySelector('[data-focus="room"]'))?.focus();
    }
    if (leads) room?.show(leads, made);
    else if (room) {
      room.stop();
      room.el.remove();
      room = null;
    }
    main.hidden = !!room;
    prepare.hidden = !made.schedule.slots.length;
    if (prepare.open) paper?.show();
    if (!room) redraw(results, drawPlan({ made, waiting, failed, opened, undoes: past.length > 0, act, table, details: details.all, labels, editor }), focus);
    focus = null;
  }

  update();
  followLink();
  const soon = setTimeout(() => void using(), SOON);
  const stop = listen(/** @type {AnyModel<any>} */ (model), ["state"], update);
  return () => {
    clearTimeout(soon);
    room?.stop();
    box?.stop();
    paper?.stop();
    stop();
  };
}

/** The planner of a session, as an anywidget. */
export const sessionPlanner = { render: renderSessionPlanner };
export default sessionPlanner;
