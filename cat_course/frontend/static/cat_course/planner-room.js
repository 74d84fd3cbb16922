// @ts-check
/** @import { FormatDetail, Live, Plan, Schedule } from "../../types.js" */

import { fill, h, paragraphs } from "./dom.js";
import { screenLight } from "./planner-awake.js";
import { clock, spoken, titleOf } from "./planner-words.js";

/**
 * @typedef {object} RoomProps
 * @prop {Schedule} schedule
 * @prop {Plan} plan
 * @prop {Record<string, FormatDetail>} details
 * @prop {Record<string, string>} words
 * @prop {Live} live where the session is when the view opens
 * @prop {(live: Live | null) => void} setLive keep where it is; null leaves the view
 * @prop {() => number} now
 */

const MINUTE = 60000;
const HALF_DAY = 720 * MINUTE;
/** Seconds left at which a screen reader is told. */
const MARKS = [0, 60, 300];
/** Where a session was when its view was left by mistake. @type {WeakMap<RoomProps["setLive"], Live>} */
const ABANDONED = new WeakMap();

/** The time of day that a clock on the wall shows. @param {number} ms */
const onTheWall = (ms) => new Date(ms).toTimeString().slice(0, 5);

/**
 * When the plan's first minute is due: its own start if the session began within an hour of it, else when it began
 * (a rehearsal, a plan whose start nobody set).
 *
 * @param {number} begun @param {string} start
 */
export function dueAt(begun, start) {
  const [hours, minutes] = start.split(":").map(Number);
  const late = begun - new Date(begun).setHours(hours, minutes, 0, 0);
  const gap = ((((late + HALF_DAY) % (2 * HALF_DAY)) + 2 * HALF_DAY) % (2 * HALF_DAY)) - HALF_DAY;
  return Math.abs(gap) <= 60 * MINUTE ? begun - gap : begun;
}

/**
 * The session as it is led, on the whole screen: the time left, what to say now, what comes next, how late it all is.
 * All of it follows from `now()` and `live`, so a reload or a locked phone loses nothing. It opens itself once it is
 * in the page.
 *
 * @param {RoomProps} props
 * @returns {{ el: HTMLElement, show: (live: Live) => void, stop: () => void }} `show`: the state has changed; `stop`: the view closes
 */
export function roomView({ schedule: { slots }, plan, words, live, setLive, now }) {
  /** @type {number | undefined} */ let begun;
  let [before, gone] = [0, false];
  const left = ABANDONED.get(setLive);
  const back = left && slots[left.slot] ? left : null;
  ABANDONED.delete(setLive);
  /** Time spent in the slots that were left: the way back gives it again. @type {Record<number, number>} */ const spentIn = {};

  const title = h("h3", { tabindex: "-1", "data-focus": "room" });
  const [place, wall, pace, label, time, who, next] = ["place", "wall", "pace", "label", "time", "who", "next"].map((name) => h("p", { class: `cc-room-${name}` }));
  const bar = h("progress", { "aria-hidden": "true" });
  const script = h("div", { class: "cc-room-script" });
  const dark = h("p", { class: "cc-room-dark", hidden: true }, words["room-dark"]);
  const status = h("p", { class: "cc-sr", role: "status" });
  const resume = button("back", () => back && setLive(back));
  const play = button("start", toggle);
  const previous = button("previous", () => go(-1));
  const on = button("next", () => go(1));
  const light = screenLight((refused) => (dark.hidden = !refused));
  const el = h("dialog", { class: "cc-room", "aria-label": words.live, "data-lm-suppress-shortcuts": "true", keydown, cancel: quit },
    h("header", {}, place, pace, wall), title,
    h("div", { class: "cc-room-clock" }, label, time, bar, who), script,
    h("footer", {}, next, h("div", { class: "cc-row-of" }, play, resume, on, previous, button("more", () => keep({ spent: live.spent - MINUTE })), button("quit", quit)),
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
  /** @param {Partial<Live>} changes */
  const keep = (changes) => setLive({ ...live, ...(begun !== undefined && { begun }), ...changes });

  function toggle() {
    if (live.since !== null) return keep({ since: null, spent: spent() });
    begun ??= now();
    keep({ since: now() });
  }

  /** @param {number} by */
  function go(by) {
    const slot = live.slot + by;
    if (!slots[slot]) return;
    spentIn[live.slot] = spent();
    keep({ slot, since: live.since === null ? null : now(), spent: (by < 0 && spentIn[slot]) || 0 });
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
    if (event.key === " " && /** @type {Element} */ (event.target).closest("button")) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) act();
  }

  /** How late the end of the session will be, in words. @param {number} rest ms left to the end */
  function paceOf(rest) {
    if (begun === undefined) return fill(words["room-due"], { clock: plan.start });
    const last = slots[slots.length - 1];
    const late = Math.round((now() + rest - dueAt(begun, plan.start)) / MINUTE) - last.at - last.minutes;
    return fill(words[late > 0 ? "room-late" : late < 0 ? "room-early" : "room-on-time"], { minutes: Math.abs(late) });
  }

  function tick() {
    open();
    const { minutes } = slots[live.slot];
    const ms = minutes * MINUTE - spent();
    const seconds = Math.ceil(ms / 1000);
    const size = Math.abs(seconds);
    const over = seconds < 0;
    const follow = slots[live.slot + 1];
    const rest = slots.slice(live.slot + 1).reduce((total, slot) => total + slot.minutes, 0) * MINUTE + Math.max(0, ms);
    el.classList.toggle("cc-over", over);
    time.textContent = `${over ? "+" : ""}${Math.floor(size / 60)}:${String(size % 60).padStart(2, "0")}`;
    label.textContent = words[over ? "room-over" : "room-left"] + (live.since === null && begun !== undefined ? words["room-paused"] : "");
    bar.max = minutes * MINUTE;
    bar.value = Math.max(0, Math.min(spent(), bar.max));
    wall.textContent = fill(words["room-wall"], { clock: onTheWall(now()) });
    pace.textContent = paceOf(rest);
    const at = begun === undefined ? clock(plan.start, slots[live.slot].at + minutes) : onTheWall(now() + Math.max(0, ms));
    next.textContent = follow ? fill(words["room-then"], { clock: at, title: titleOf(follow, words), minutes: follow.minutes }) : fill(words["room-last"], { clock: at });
    const mark = MARKS.find((seen) => seconds <= seen && before > seen);
    before = seconds;
    if (mark !== undefined) status.textContent = mark ? fill(words["room-remain"], { minutes: mark / 60 }) : words["room-ended"];
  }

  /** @param {Live} value */
  function show(value) {
    const was = live;
    live = { ...value, slot: Math.min(value.slot, slots.length - 1) };
    begun ??= live.begun ?? live.since ?? undefined;
    const slot = slots[live.slot];
    const { voice, each, groups, size, minutes } = slot;
    const running = live.since !== null;
    place.textContent = fill(words["room-place"], { place: live.slot + 1, count: slots.length });
    title.textContent = titleOf(slot, words);
    who.textContent = [voice && fill(words[`room-${voice}${each ? "-each" : ""}`], { time: spoken(each) }), voice && groups > 1 && fill(words.groups, { groups, size })].filter(Boolean).join(" · ");
    if (was === value || was.slot !== live.slot) {
      script.replaceChildren(...[slot.note, slot.script].filter(Boolean).flatMap(paragraphs));
      el.scrollTop = 0;
    }
    if (was.slot !== live.slot) status.textContent = fill(words["room-said"], { place: place.textContent, title: title.textContent, minutes, who: who.textContent });
    else if ((was.since === null) === running) status.textContent = words[running ? "room-running" : "room-stopped"];
    play.textContent = words[running ? "room-pause" : begun === undefined ? "room-start" : "room-resume"];
    play.className = running ? "cc-quiet" : "";
    on.className = running ? "" : "cc-quiet";
    resume.hidden = !back || begun !== undefined;
    previous.disabled = live.slot === 0;
    on.disabled = live.slot === slots.length - 1;
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
