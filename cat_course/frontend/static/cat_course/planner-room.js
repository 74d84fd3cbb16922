// @ts-check
/** @import { FormatDetail, Live, Plan, Schedule } from "../../types.js" */
/** @import { Rules, Way } from "./planner-late.js" */

import { fill, h, paragraphs } from "./dom.js";
import { screenLight } from "./planner-awake.js";
import { dueAt, HALF_DAY, MINUTE, onTheWall, sinceStart } from "./planner-late.js";
import { restView } from "./planner-rest.js";
import { voiceOf } from "./planner-voice.js";
import { titleOf } from "./planner-words.js";

/**
 * @typedef {object} RoomProps
 * @prop {Schedule} schedule
 * @prop {Plan} plan
 * @prop {Rules} rules
 * @prop {Record<string, FormatDetail>} details
 * @prop {Record<string, string>} words
 * @prop {Record<string, string>} sentences
 * @prop {Live} live where the session is when the view opens
 * @prop {(live: Live | null) => void} setLive keep where it is; null leaves the view
 * @prop {(plan: Plan, live: Live) => void} replan change what is still to come; `show` brings what it makes
 * @prop {(text: string, go: boolean) => void} tell say in the page that the session is over
 * @prop {() => number} now
 */

/** Seconds left at which a screen reader is told. */
const MARKS = [0, 60, 300];
/** Where a session was when its view was left by mistake. @type {WeakMap<RoomProps["setLive"], Live>} */
const ABANDONED = new WeakMap();

/** Minutes after the start at which a session is taken for one that has begun: sooner, it is only about to. */
const BEGUN = 2;

/**
 * The session as it is led, on the whole screen: the time left, what to say now, what comes next, how late it all is
 * and how to catch up. What the facilitator reads can be hidden, where the screen is the group's. All of it follows from `now()` and `live`, so a reload or a locked phone loses nothing. It opens itself once it is
 * in the page.
 *
 * @param {RoomProps} props
 * @returns {{ el: HTMLElement, show: (live: Live, made?: { plan: Plan, schedule: Schedule }) => void, stop: () => void }} `show`: the state has changed; `stop`: the view closes
 */
export function roomView({ schedule: { slots }, plan, rules, details, words, sentences, live, setLive, replan, tell, now }) {
  /** @type {number | undefined} */ let begun;
  /** The plan before it was shortened, for as long as the step is the same. @type {{ plan: Plan, slot: number, slip: number } | null} */ let unhurried = null;
  let [before, gone] = [0, false];
  const left = ABANDONED.get(setLive);
  const back = left && slots[left.slot] ? left : null;
  ABANDONED.delete(setLive);
  /** Time spent in the slots that were left: the way back gives it again. @type {Record<number, number>} */ const spentIn = {};

  const title = h("h3", { tabindex: "-1", "data-focus": "room" });
  const [place, wall, pace, label, time, who, next] = ["place", "wall", "pace", "label", "time", "who", "next"].map((name) => h("p", { class: `cc-room-${name}` }));
  const bar = h("progress", { "aria-hidden": "true" });
  const script = h("div", { class: "cc-room-script" });
  const rest = restView({ rules, details, words, sentences, take: hurry, undo: unhurry });
  const dark = h("p", { class: "cc-room-dark", hidden: true }, words["room-dark"]);
  const status = h("p", { class: "cc-sr", role: "status" });
  const resume = button("back", () => back && setLive(back));
  const join = button("join", () => joinAt(sinceStart(now(), plan.start)));
  const play = button("start", toggle);
  const previous = button("previous", () => go(-1));
  const on = button("next", () => (live.slot < slots.length - 1 ? go(1) : finish()));
  const hide = button("hide", () => keep({ quiet: !live.quiet }));
  const light = screenLight((refused) => (dark.hidden = !refused));
  const el = h("dialog", { class: "cc-room", "aria-label": words.live, "data-lm-suppress-shortcuts": "true", keydown, cancel: quit },
    h("header", {}, place, pace, wall), title,
    h("div", { class: "cc-room-clock" }, label, time, bar, who),
    h("div", { class: "cc-room-mine" }, script, rest.el),
    h("footer", {}, next, h("div", { class: "cc-row-of" }, resume, join, play, on, previous, button("more", () => keep({ spent: live.spent - MINUTE })), hide, button("quit", quit)),
      dark, h("p", { class: "cc-hint cc-room-keys" }, words["room-keys"])), status);

  /** @param {string} key @param {() => void} act */
  function button(key, act) {
    /** A mouse leaves the focus on the title, where the space bar means pause. @param {MouseEvent} event */
    const click = (event) => {
      act();
      if (event.detail && !gone) title.focus();
    };
    return h("button", { type: "button", class: "cc-quiet", "data-focus": `room/${key}`, click }, words[`room-${key}`]);
  }

  const spent = () => live.spent + (live.since === null ? 0 : now() - live.since);
  /** @param {Partial<Live>} changes @returns {Live} */
  const after = (changes) => ({ ...live, ...(begun !== undefined && { begun }), ...changes });
  /** @param {Partial<Live>} changes */
  const keep = (changes) => setLive(after(changes));

  function toggle() {
    if (live.since !== null) return keep({ since: null, spent: spent() });
    begun ??= now();
    keep({ since: now() });
  }

  /** The session began without this view: at its hour, `ms` ago. @param {number} ms */
  function joinAt(ms) {
    const slot = slots.findIndex(({ at, minutes }) => ms < (at + minutes) * MINUTE);
    begun = now() - ms;
    keep({ slot, since: now(), spent: ms - slots[slot].at * MINUTE });
  }

  /** @param {number} by */
  function go(by) {
    const slot = live.slot + by;
    if (!slots[slot]) return;
    spentIn[live.slot] = spent();
    keep({ slot, since: live.since === null ? null : now(), spent: (by < 0 && spentIn[slot]) || 0 });
  }

  /** The last step is over: the view closes on what there is to do then. */
  function finish() {
    const text = begun === undefined ? "" : fill(words["room-finished"], { clock: onTheWall(now()), pace: paceOf(0).said.toLowerCase() });
    setLive(null);
    tell(text, true);
  }

  /** @param {Way} way @param {number} slip */
  function hurry(way, slip) {
    unhurried = { plan, slot: live.slot, slip };
    replan(way.plan, after({ spent: live.spent + slip * MINUTE, total: live.total ?? Math.max(length(), plan.minutes) }));
    status.textContent = pace.textContent;
  }

  function unhurry() {
    if (!unhurried) return;
    const { plan: before, slip } = unhurried;
    unhurried = null;
    replan(before, after({ spent: live.spent - slip * MINUTE }));
  }

  /** @param {Event} [event] */
  function quit(event) {
    event?.preventDefault();
    if (gone) return;
    if (begun !== undefined) ABANDONED.set(setLive, { ...live, begun });
    setLive(null);
  }

  /** @param {KeyboardEvent} event */
  function keydown(event) {
    const act = /** @type {Record<string, () => void>} */ ({ " ": toggle, ArrowRight: () => go(1), ArrowLeft: () => go(-1), Escape: quit })[event.key];
    if (!act || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === " " && /** @type {Element} */ (event.target).closest("button, summary")) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) act();
  }

  /** Minutes of all the steps. */
  const length = () => slots.reduce((total, { minutes }) => total + minutes, 0);

  /** How late the session will end, in words and in minutes; and how far it is behind its slots. @param {number} left ms left to the end */
  function paceOf(left) {
    if (begun === undefined) return { said: fill(words["room-due"], { clock: plan.start }), late: 0, slip: 0 };
    const real = Math.round((now() + left - dueAt(begun, plan.start)) / MINUTE);
    const most = live.total ?? Math.max(length(), plan.minutes);
    const late = real > most ? real - most : Math.min(0, real - Math.min(length(), most));
    return { said: fill(words[late > 0 ? "room-late" : late < 0 ? "room-early" : "room-on-time"], { minutes: Math.abs(late) }), late, slip: real - length() };
  }

  function tick() {
    open();
    const { minutes } = slots[live.slot];
    const ms = minutes * MINUTE - spent();
    const seconds = Math.ceil(ms / 1000);
    const size = Math.abs(seconds);
    const over = seconds < 0;
    const follow = slots[live.slot + 1];
    const left = slots.slice(live.slot + 1).reduce((total, slot) => total + slot.minutes, 0) * MINUTE + Math.max(0, ms);
    const soon = !over && begun !== undefined && seconds <= Math.min(300, minutes * 12);
    el.classList.toggle("cc-over", over);
    el.classList.toggle("cc-soon", soon);
    time.textContent = `${over ? "+" : ""}${Math.floor(size / 60)}:${String(size % 60).padStart(2, "0")}`;
    label.textContent = words[over ? "room-over" : soon ? "room-soon" : "room-left"] + (live.since === null && begun !== undefined ? words["room-paused"] : "");
    bar.max = minutes * MINUTE;
    bar.value = Math.max(0, Math.min(spent(), bar.max));
    wall.textContent = fill(words["room-wall"], { clock: onTheWall(now()) });
    who.textContent = voice();
    const { said, late, slip } = paceOf(left);
    pace.textContent = begun === undefined ? said : fill(words["room-pace"], { pace: said, clock: onTheWall(now() + left) });
    const elapsed = sinceStart(now(), plan.start);
    join.hidden = begun !== undefined || elapsed < BEGUN * MINUTE || elapsed >= length() * MINUTE;
    join.textContent = fill(words["room-join"], { clock: plan.start });
    const at = begun === undefined ? now() - elapsed + (slots[live.slot].at + minutes) * MINUTE : now() + Math.max(0, ms);
    rest.show({ plan, slots, slot: live.slot, at, end: now() + left, late, slip, undoes: !!unhurried });
    next.textContent = follow ? fill(words["room-then"], { clock: onTheWall(at), title: titleOf(follow, words), minutes: follow.minutes }) : fill(words["room-last"], { clock: onTheWall(at) });
    const mark = MARKS.find((seen) => seconds <= seen && before > seen);
    before = seconds;
    if (mark !== undefined) status.textContent = mark ? fill(words["room-remain"], { minutes: mark / 60 }) : words["room-ended"];
  }

  const voice = () => voiceOf(slots[live.slot], details, words, begun === undefined ? null : spent() / 1000);

  /** @param {Live} value @param {{ plan: Plan, schedule: Schedule }} [made] */
  function show(value, made) {
    const was = live;
    if (made) ({ plan, schedule: { slots } } = made);
    if (unhurried?.slot !== value.slot) unhurried = null;
    live = { ...value, slot: Math.min(value.slot, slots.length - 1) };
    begun ??= live.begun ?? live.since ?? undefined;
    const slot = slots[live.slot];
    const { minutes } = slot;
    const running = live.since !== null;
    place.textContent = fill(words["room-place"], { place: live.slot + 1, count: slots.length });
    title.textContent = titleOf(slot, words);
    if (was === value || was.slot !== live.slot) {
      script.replaceChildren(...[slot.note, slot.script].filter(Boolean).flatMap(paragraphs));
      el.scrollTop = 0;
    }
    if (was.slot !== live.slot) status.textContent = fill(words["room-said"], { place: place.textContent, title: title.textContent, minutes, who: voice() });
    else if ((was.since === null) === running) status.textContent = words[running ? "room-running" : "room-stopped"];
    play.textContent = words[running ? "room-pause" : begun === undefined ? "room-start" : "room-resume"];
    play.className = running ? "cc-quiet" : "";
    on.className = running ? "" : "cc-quiet";
    resume.hidden = !back || begun !== undefined;
    previous.disabled = live.slot === 0;
    on.textContent = words[live.slot < slots.length - 1 ? "room-next" : "room-end"];
    el.classList.toggle("cc-room-quiet", !!live.quiet);
    hide.textContent = words[live.quiet ? "room-reveal" : "room-hide"];
    const held = /** @type {HTMLButtonElement | null} */ (/** @type {Document | ShadowRoot} */ (el.getRootNode()).activeElement ?? null);
    if (held && el.contains(held) && (held.disabled || held.hidden)) title.focus();
    before = Math.ceil((minutes * MINUTE - spent()) / 1000);
    light.keep(running);
    tick();
  }

  /** A modal dialog must be in the page before it opens; a host may put it there later. A session that nobody closed yesterday does not open. */
  function open() {
    if (el.open || gone || !el.isConnected) return;
    if (spent() > HALF_DAY) return quit();
    if (el.showModal) el.showModal();
    else el.setAttribute("open", "");
    title.focus();
  }

  show(live);
  setTimeout(open);
  const clockwork = setInterval(tick, 1000);
  return {
    el,
    show,
    stop() {
      gone = true;
      clearInterval(clockwork);
      light.stop();
      if (el.open) el.close?.();
    },
  };
}
