/** The session as it is led: time, words, keys, screen; the room's drawing, the invitation, the sheet of paper. */
import "./dom-setup.js";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, mock, test } from "node:test";
import { HOSTS, start } from "./hosts.js";
import { labels } from "./labels.js";
import { planPaper } from "../../cat_course/frontend/static/cat_course/planner-paper.js";
import { invitation } from "../../cat_course/frontend/static/cat_course/planner-invitation.js";
import { drawRoom } from "../../cat_course/frontend/static/cat_course/planner-plan.js";
import { dueAt } from "../../cat_course/frontend/static/cat_course/planner-late.js";
import { roomView } from "../../cat_course/frontend/static/cat_course/planner-room.js";
import { apply, schedule, stepsOf } from "../../cat_course/frontend/static/cat_course/planning-rules.js";
import { sessionPlanner } from "../../cat_course/frontend/static/cat_course/session-planner.js";

const read = (name) => JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8"));
const { details: written, initial } = read("planning");
const invitations = read("invitation");
const details = Object.fromEntries(Object.entries(written).map(([id, detail]) => [id, {
  id, roles: [{ name: "Gardienne", mission: "tient le temps" }], materials: ["Un bâton de parole"], space: "Au calme.", room: "cercle", ...detail, ...invitations.more[id],
}]));
const words = { ...labels.common, ...labels["session-planner"], ...labels["plan-file"], ...labels["planner-tools"] };
const rules = { apply, schedule, stepsOf };
const AT_SIX = new Date(2027, 2, 1, 18, 0).getTime();
const MIN = 60000;

let time = AT_SIX;
let lock = null; // how the browser answers: null, it has no wake lock
const asked = [];
let visible = true;
let opened = [];

beforeEach(() => {
  mock.timers.enable({ apis: ["setInterval", "setTimeout"] });
  [time, lock, visible, opened] = [AT_SIX, null, true, []];
  asked.length = 0;
  Object.defineProperty(globalThis, "navigator", { configurable: true, value: { get wakeLock() { return lock; }, clipboard: { writeText: async () => { throw new Error("refused"); } } } });
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => (visible ? "visible" : "hidden") });
  globalThis.fetch = () => assert.fail("a request left the page");
});
afterEach(() => {
  opened.forEach((view) => view.stop());
  mock.timers.reset();
});

function grant() {
  lock = { request: async () => { const one = { released: false, release: async () => { one.released = true; } }; asked.push(one); return one; } };
}

/** Let time pass, second by second, as a browser does. */
function pass(seconds) {
  for (let i = 0; i < seconds; i += 1) {
    time += 1000;
    mock.timers.tick(1000);
  }
}
const settled = async () => { for (let i = 0; i < 5; i += 1) await null; };

/** Lead the session of a plan: the model keeps `live`, and shows it, as the planner does. */
function lead({ live = { slot: 0, since: null, spent: 0 }, plan = { formats: ["tour"], people: 8, minutes: 60 }, keepIn = { setLive: null } } = {}) {
  const whole = { ...initial.plan, ...plan };
  const made = schedule(details, whole);
  const kept = { live, plan: whole, made, told: "" };
  keepIn.setLive ??= (value) => keepIn.take(value);
  let view = null;
  keepIn.take = (value) => {
    kept.live = value && JSON.parse(JSON.stringify(value));
    if (kept.live) view?.show(kept.live);
  };
  const replan = (changed, value) => {
    Object.assign(kept, { plan: changed, live: JSON.parse(JSON.stringify(value)), made: schedule(details, changed) });
    view.show(kept.live, { plan: changed, schedule: kept.made });
  };
  view = roomView({ schedule: made, plan: whole, rules, details, words, sentences: labels.session, live, setLive: keepIn.setLive, replan, tell: (text) => (kept.told = text), now: () => time });
  opened.push(view);
  document.body.replaceChildren(view.el);
  mock.timers.tick(1);
  const $ = (selector) => view.el.querySelector(selector);
  return {
    view, kept, slots: made.slots, $,
    all: (selector) => [...view.el.querySelectorAll(selector)],
    text: (name) => $(`.cc-room-${name}`).textContent,
    press: (key) => $(`[data-focus="room/${key}"]`).click(),
    type: (key, on = view.el, more = {}) => { const event = new window.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }); on.dispatchEvent(event); return event.defaultPrevented; },
    said: () => $('[role="status"]').textContent,
  };
}

test("it opens as a modal dialog on the title of the step, with what to say, who speaks, what comes next and when", () => {
  const room = lead();
  assert.equal(room.view.el.open, true);
  assert.equal(document.activeElement, room.$("h3"));
  const [first, second] = room.slots;
  assert.equal(room.$("h3").textContent, first.title);
  assert.equal(room.text("script"), first.script);
  assert.equal(room.text("place"), `Étape 1 sur ${room.slots.length}`);
  assert.equal(room.text("time"), `${first.minutes}:00`);
  assert.match(room.text("who"), /^(Parole|En silence)/);
  assert.ok(room.text("next").includes(second.title) && room.text("next").includes(`18:${first.minutes}`), room.text("next"));
  assert.equal(room.text("pace"), "Début prévu à 18:00");
  assert.ok(room.view.el.getAttribute("aria-label"));
  assert.equal(room.view.el.querySelectorAll('[role="status"]').length, 1);
  assert.equal(room.view.el.querySelectorAll('[role="timer"], [aria-live]').length, 0);
});

test("it opens where a browser has no modal dialog, and when the host puts it in the page later", () => {
  const proto = window.HTMLDialogElement.prototype;
  const modal = proto.showModal;
  proto.showModal = undefined;
  try {
    const whole = { ...initial.plan, formats: ["tour"], people: 8, minutes: 60 };
    const view = roomView({ schedule: schedule(details, whole), plan: whole, rules, details, words, sentences: labels.session, live: { slot: 0, since: null, spent: 0 }, setLive() {}, replan() {}, tell() {}, now: () => time });
    opened.push(view);
    mock.timers.tick(1);
    assert.equal(view.el.hasAttribute("open"), false);
    document.body.replaceChildren(view.el);
    pass(1);
    assert.equal(view.el.hasAttribute("open"), true);
  } finally {
    proto.showModal = modal;
  }
});

test("the time left follows the clock, so a page that slept or was loaded again has lost nothing", () => {
  const room = lead();
  room.press("start");
  pass(70);
  const left = room.text("time");
  assert.equal(left, `${room.slots[0].minutes - 2}:50`);
  const { live } = room.kept;
  assert.equal(lead({ live }).text("time"), left);
  time += 3 * MIN; // a locked phone: no tick at all
  assert.equal(lead({ live }).text("time"), `${room.slots[0].minutes - 5}:50`);
});

test("a session that nobody closed the day before does not fill the screen again", () => {
  const { kept } = lead({ live: { slot: 1, since: AT_SIX - 20 * 60 * MIN, spent: 0, begun: AT_SIX - 21 * 60 * MIN } });
  assert.equal(kept.live, null);
});

test("pause stops the time of the step, and start takes it up again", () => {
  const room = lead();
  room.press("start");
  pass(60);
  room.press("start");
  pass(120);
  assert.equal(room.text("time"), `${room.slots[0].minutes - 1}:00`);
  assert.ok(room.text("label").includes("en pause"));
  assert.equal(room.$('[data-focus="room/start"]').textContent, "Reprendre");
  room.press("start");
  pass(30);
  assert.equal(room.text("time"), `${room.slots[0].minutes - 2}:30`);
});

test("next, previous and one more minute; the way back gives the time that was left", () => {
  const room = lead();
  assert.equal(room.$('[data-focus="room/previous"]').disabled, true);
  room.press("start");
  pass(60);
  room.press("more");
  assert.equal(room.text("time"), `${room.slots[0].minutes}:00`);
  pass(60);
  room.press("next");
  assert.equal(room.$("h3").textContent, room.slots[1].title);
  assert.equal(room.text("time"), `${room.slots[1].minutes}:00`);
  room.press("previous");
  assert.equal(room.text("time"), `${room.slots[0].minutes - 1}:00`);
  for (const _ of room.slots.slice(1)) room.press("next");
  assert.equal(room.kept.live.slot, room.slots.length - 1);
  assert.ok(room.text("next").startsWith("Dernière étape, fin à "));
});

test("the last step ends the session: the page says when, how late, and what to do then", () => {
  const room = lead({ live: { slot: 3, since: AT_SIX + 60 * MIN, spent: 0, begun: AT_SIX } });
  time = AT_SIX + 67 * MIN;
  pass(1);
  assert.equal(room.$('[data-focus="room/next"]').textContent, "Terminer");
  room.type("ArrowRight");
  assert.equal(room.kept.live.slot, 3, "an arrow pressed once too often ends nothing");
  room.press("next");
  assert.equal(room.kept.live, null);
  assert.match(room.kept.told, /^Séance terminée à 19:07, 7 min de retard\. Notez/);
  const tried = lead({ live: { slot: 3, since: null, spent: 0 } });
  tried.press("next");
  assert.equal(tried.kept.told, "", "a session that never began has not ended");
});

test("the end of a step is told before it comes, in words", () => {
  const room = lead();
  room.press("start");
  const { minutes } = room.slots[0];
  pass(minutes * 48 - 1);
  assert.equal(room.text("label"), "Temps restant");
  pass(1);
  assert.equal(room.text("label"), "Bientôt la fin");
});

test("a step that runs over counts up, and says so in words", () => {
  const room = lead();
  room.press("start");
  pass(room.slots[0].minutes * 60);
  assert.deepEqual([room.text("time"), room.text("label")], ["0:00", "Bientôt la fin"]);
  pass(72);
  assert.deepEqual([room.text("time"), room.text("label")], ["+1:12", "Temps dépassé"]);
});

test("a screen reader is told at each step, at 5 minutes, at 1 minute and at the end, and at no other second", () => {
  const room = lead();
  room.press("start");
  const told = [];
  let last = room.said();
  for (let i = 0; i < room.slots[0].minutes * 60 + 90; i += 1) {
    pass(1);
    if (room.said() !== last) told.push([room.text("time"), (last = room.said())]);
  }
  assert.deepEqual(told, [["5:00", "Il reste 5 min."], ["1:00", "Il reste 1 min."], ["0:00", "Le temps de cette étape est écoulé."]]);
  room.press("next");
  assert.ok(room.said().startsWith("Étape 2 sur") && room.said().includes(room.slots[1].title), room.said());
});

test("the whole plan's lateness is said in words, from the plan's own start", () => {
  time = AT_SIX + 3 * MIN;
  const room = lead();
  room.press("start");
  assert.equal(room.text("pace"), "3 min de retard, fin à 19:03");
  pass(60);
  assert.equal(room.text("pace"), "3 min de retard, fin à 19:03");
  room.press("start");
  pass(120);
  assert.equal(room.text("pace"), "5 min de retard, fin à 19:05");
  const { live } = room.kept;
  assert.equal(lead({ live }).text("pace"), "5 min de retard, fin à 19:05");
  room.press("next");
  assert.match(room.text("pace"), /^\d+ min d'avance, fin à 18:\d\d$/);
});

test("minutes that the plan left over make up for a late start", () => {
  time = AT_SIX + 7 * MIN;
  const room = lead({ plan: { formats: ["tour"], people: 8, minutes: 90 } });
  assert.equal(room.kept.made.spare > 7, true);
  room.press("start");
  assert.match(room.text("pace"), /^À l'heure, fin à 19:/);
});

test("what is still to come is listed with its hours, which follow the clock", () => {
  const room = lead();
  const listed = () => room.all(".cc-room-mine li").map((li) => li.textContent);
  assert.deepEqual(listed(), room.slots.slice(1).map((slot) => `18:${String(slot.at).padStart(2, "0")} ${slot.title} ${slot.minutes} min`));
  assert.equal(room.$("summary").textContent, "La suite");
  time = AT_SIX + 5 * MIN;
  room.press("start");
  assert.ok(listed().some((text) => text.startsWith(`18:${room.slots[1].at + 5} ${room.slots[1].title}`)));
  room.press("next");
  assert.equal(listed().filter((text) => /^1[89]:/.test(text)).length, room.slots.length - 2);
  assert.equal(room.type(" ", room.$("summary")), false, "the space bar unfolds it");
});

test("a session that runs late shortens what is still to come in a press, and takes it back in another", () => {
  time = AT_SIX + 18 * MIN;
  const room = lead({ live: { slot: 1, since: time, spent: 0, begun: AT_SIX } });
  const before = room.kept.plan;
  const late = Number.parseInt(room.text("pace"), 10);
  assert.match(room.$("summary").textContent, /^La suite, et comment rattraper \d+ min$/);
  const ways = () => room.all(".cc-room-mine button").map((button) => button.textContent);
  assert.ok(ways().some((text) => text.startsWith("Retirer «\u202fSecond tour\u202f»")), ways().join());
  assert.ok(!ways().some((text) => text.includes("cercles")), "nobody splits a circle while it sits");
  const [time0, title] = [room.text("time"), room.$("h3").textContent];
  room.all(".cc-room-mine button").find((button) => button.textContent.startsWith("Retirer")).click();
  assert.deepEqual([room.text("time"), room.$("h3").textContent], [time0, title], "the present step goes on as it was");
  assert.ok(!room.all(".cc-room-mine li").some((li) => /^\d\d:\d\d Second tour/.test(li.textContent)));
  assert.ok(!(Number.parseInt(room.text("pace"), 10) >= late), room.text("pace"));
  assert.equal(room.said(), room.text("pace"));
  assert.ok(document.activeElement === room.$("summary"));
  assert.equal(lead({ live: room.kept.live, plan: room.kept.plan }).text("pace"), room.text("pace"), "a reload knows the hour that was announced");
  const again = ways().indexOf("Revenir aux durées d'avant");
  room.all(".cc-room-mine button")[again].click();
  assert.deepEqual(room.kept.plan, before);
  assert.deepEqual([room.text("time"), Number.parseInt(room.text("pace"), 10)], [time0, late]);
  time = AT_SIX + 70 * MIN;
  const last = lead({ live: { slot: 2, since: time, spent: 0, begun: AT_SIX } });
  assert.match(last.text("pace"), /retard/);
  assert.ok(!last.all(".cc-room-mine button").some((button) => button.textContent.startsWith("Retirer")), "what is being led cannot be left out");
});

test("elastic steps are shortened first; where nothing more can be, that is said with the hour of the end", () => {
  time = AT_SIX + 50 * MIN;
  const room = lead({ plan: { formats: ["tables"], people: 20, minutes: 75 } });
  room.press("start");
  const led = room.slots[0].minutes;
  const [, gain] = /^Raccourcir les étapes qui s'y prêtent gagne (\d+) min$/.exec(room.all(".cc-room-mine button")[0].textContent);
  const late = Number.parseInt(room.text("pace"), 10);
  assert.ok(late > gain);
  room.all(".cc-room-mine button")[0].click();
  assert.equal(Number.parseInt(room.text("pace"), 10), late - gain, "late on the hour that was announced, not on a new one");
  for (let presses = 0; room.all(".cc-room-mine button").some((button) => button.textContent.includes("gagne")); presses += 1) {
    assert.ok(presses < 10, "each press leaves less to gain");
    room.all(".cc-room-mine button")[0].click();
  }
  assert.equal(room.text("time"), `${led}:00`);
  assert.equal(/retard/.test(room.text("pace")), room.$(".cc-room-mine").textContent.includes("Plus rien ne se raccourcit"));
  const room2 = lead({ plan: { formats: ["tables"], people: 20, minutes: 75 } });
  time += 300 * MIN;
  room2.press("start");
  assert.doesNotMatch(room2.text("pace"), /retard/, "far from its hour, it is a rehearsal");
});

test("in a round, the person whose turn it would be is named by their place", () => {
  const room = lead({ live: { slot: 1, since: AT_SIX, spent: 0, begun: AT_SIX } });
  const { each, size } = room.slots[1];
  assert.ok(room.text("who").endsWith(`personne 1 sur ${size}`), room.text("who"));
  pass(each * 2 + 1);
  assert.ok(room.text("who").endsWith(`personne 3 sur ${size}`), room.text("who"));
  pass(each * size);
  assert.ok(room.text("who").endsWith(`personne ${size} sur ${size}`), room.text("who"));
  assert.doesNotMatch(lead({ live: { slot: 1, since: null, spent: 0 } }).text("who"), /repère/, "nobody has a turn before it begins");
  assert.doesNotMatch(lead({ live: { slot: 0, since: AT_SIX, spent: 0, begun: AT_SIX } }).text("who"), /repère/);
});

test("what the facilitator reads is hidden where the screen is the group's, also after a reload", () => {
  const room = lead();
  room.press("hide");
  assert.ok(room.view.el.classList.contains("cc-room-quiet"));
  assert.equal(room.$('[data-focus="room/hide"]').textContent, "Montrer mon texte");
  assert.ok(lead({ live: room.kept.live }).view.el.classList.contains("cc-room-quiet"));
  room.press("hide");
  assert.ok(!room.view.el.classList.contains("cc-room-quiet"));
});

test("a session that began without the view is joined at its hour", () => {
  time = AT_SIX + 13 * MIN;
  const room = lead();
  const join = room.$('[data-focus="room/join"]');
  assert.equal(join.textContent, "Déjà commencé à 18:00");
  join.click();
  const slot = room.slots.findIndex(({ at, minutes }) => 13 < at + minutes);
  assert.equal(room.kept.live.slot, slot);
  assert.equal(room.text("time"), `${room.slots[slot].at + room.slots[slot].minutes - 13}:00`);
  assert.match(room.text("pace"), /^À l'heure/);
  assert.equal(join.hidden, true);
  for (const away of [-30, 0, 1, 61]) {
    time = AT_SIX + away * MIN;
    assert.equal(lead().$('[data-focus="room/join"]').hidden, true, String(away));
  }
});

test("a session that begins far from its hour is on time from when it began", () => {
  time = AT_SIX - 8 * 60 * MIN;
  const room = lead();
  room.press("start");
  assert.equal(room.text("pace"), "À l'heure, fin à 11:00");
  assert.ok(room.text("next").includes(`10:${room.slots[0].minutes}`), room.text("next"));
  const eve = new Date(2027, 2, 1, 23, 50).getTime();
  assert.equal(dueAt(eve + 20 * MIN, "23:50"), eve);
  assert.equal(dueAt(eve, "00:10"), eve + 20 * MIN);
  assert.equal(dueAt(eve, "18:00"), eve);
});

test("space starts and pauses, arrows change the step, and a browser's own shortcuts stay its own", () => {
  const room = lead();
  assert.equal(room.type(" "), true);
  assert.equal(room.kept.live.since, time);
  room.type("ArrowRight");
  assert.equal(room.kept.live.slot, 1);
  room.type("ArrowRight", room.view.el, { repeat: true });
  assert.equal(room.type("ArrowLeft", room.view.el, { altKey: true }), false);
  assert.equal(room.kept.live.slot, 1);
  room.type("ArrowLeft");
  assert.equal(room.kept.live.slot, 0);
  assert.equal(room.type(" ", room.$('[data-focus="room/more"]')), false, "a button keeps its space bar");
  assert.equal(room.type("a"), false);
  for (const name of ["espace", "→", "←", "Échap"]) assert.ok(room.text("keys").includes(name));
});

test("Escape leaves; the same session may be taken up where it was, its clock still running", () => {
  const keepIn = { setLive: null };
  const room = lead({ keepIn });
  room.press("start");
  room.press("next");
  pass(60);
  assert.equal(room.type("Escape"), true);
  assert.equal(room.kept.live, null);
  room.view.stop();
  pass(30);
  const again = lead({ keepIn });
  assert.equal(again.$("h3").textContent, room.slots[0].title);
  again.press("back");
  assert.equal(again.$("h3").textContent, room.slots[1].title);
  assert.equal(again.text("time"), `${room.slots[1].minutes - 2}:30`);
  assert.equal(again.$('[data-focus="room/back"]').hidden, true);
  assert.equal(lead().$('[data-focus="room/back"]').hidden, true, "another session has nothing to take up");
});

test("the screen is kept lit from start to pause, again when the page comes back, and let go at the end", async () => {
  grant();
  const room = lead();
  await settled();
  assert.equal(asked.length, 0);
  room.press("start");
  await settled();
  assert.equal(asked.length, 1);
  assert.equal(room.$(".cc-room-dark").hidden, true);
  visible = false;
  asked[0].released = true;
  document.dispatchEvent(new window.Event("visibilitychange"));
  await settled();
  assert.equal(asked.length, 1);
  visible = true;
  document.dispatchEvent(new window.Event("visibilitychange"));
  await settled();
  assert.equal(asked.length, 2);
  room.press("start");
  await settled();
  assert.equal(asked[1].released, true);
  room.press("start");
  await settled();
  room.view.stop();
  await settled();
  assert.equal(asked[2].released, true);
  document.dispatchEvent(new window.Event("visibilitychange"));
  await settled();
  assert.equal(asked.length, 3);
});

test("where the screen cannot be kept lit, one line says it may go dark", async () => {
  for (const answer of [null, { request: async () => { throw new Error("refused"); } }]) {
    lock = answer;
    const room = lead();
    room.press("start");
    await settled();
    assert.equal(room.$(".cc-room-dark").hidden, false);
    assert.ok(room.text("dark").includes("éteindre"));
  }
});

test("nothing runs once the view is stopped", () => {
  const room = lead();
  room.press("start");
  room.view.stop();
  const shown = room.text("time");
  pass(60);
  assert.equal(room.text("time"), shown);
  assert.equal(room.view.el.open, false);
});

for (const { name, plan, expect } of invitations.cases) {
  test(`invitation: ${name}`, () => {
    const whole = { ...initial.plan, ...plan };
    assert.deepEqual(invitation(details, whole, schedule(details, whole), labels.invitation).split("\n"), expect);
  });
}

test("the drawing of a room has a name, and the sentence beside it says the same", () => {
  const plan = { ...initial.plan, formats: ["tour"], people: 8, minutes: 60 };
  const figure = drawRoom({ ...details.tour, room: "bocal" }, schedule(details, plan), plan, { ...labels["session-export"], ...labels["planner-tools"] });
  const svg = figure.querySelector("svg");
  assert.equal(svg.getAttribute("role"), "img");
  assert.ok(svg.querySelector("title").textContent.includes(details.tour.title));
  assert.equal(`${svg.querySelector("desc").textContent}.`, figure.querySelector("figcaption").textContent);
  assert.ok(svg.querySelector("desc").textContent.includes("8 places"));
  assert.equal(svg.querySelector(".cc-seat").getAttribute("d").match(/M/g).length, 8);
  assert.equal(svg.querySelector(".cc-free-seat").getAttribute("d").match(/M/g).length, 1);
});

function paper(plan = { formats: ["tour"], people: 8, minutes: 60, place: "Salle <b>des fêtes</b>" }) {
  const whole = { ...initial.plan, ...plan };
  const page = document.createElement("div");
  document.body.replaceChildren(page);
  const made = planPaper({ saved: () => ({ plan: whole, schedule: schedule(details, whole), title: "Le tour", words }), details, labels });
  opened.push(made);
  page.append(made.el);
  return { made, page };
}

test("whoever prints the page prints the sheet alone, and it goes away after", () => {
  paper();
  window.dispatchEvent(new window.Event("beforeprint"));
  const sheet = document.querySelector("body > .cc-sheet");
  const text = sheet.textContent;
  for (const part of ["Le tour", "18:00", details.tour.phases[0].title, details.tour.phases[0].script, "Gardienne", "Un bâton de parole", "On passe si l'on veut", "Invitation", "4\u00a0min de parole chacun", "Salle <b>des fêtes</b>"]) assert.ok(text.includes(part), part);
  assert.ok(sheet.querySelector("svg") && !sheet.querySelector("button, input, b"));
  window.dispatchEvent(new window.Event("afterprint"));
  assert.equal(document.querySelector(".cc-sheet"), null);
});

test("an empty plan is not printed: the page is, as it is", () => {
  paper({});
  window.dispatchEvent(new window.Event("beforeprint"));
  assert.equal(document.querySelector(".cc-sheet"), null);
});

test("the invitation is copied, or selected where copying is refused, and either is said", async () => {
  const { made } = paper();
  made.show();
  const button = made.el.querySelector("button");
  assert.ok(made.el.querySelector(".cc-invitation").textContent.startsWith("Invitation"));
  button.click();
  await settled();
  assert.equal(made.el.querySelector('[role="status"]').textContent, labels["planner-tools"]["invite-select"]);
  const copied = [];
  navigator.clipboard.writeText = async (text) => void copied.push(text);
  button.click();
  await settled();
  assert.deepEqual(copied, [made.el.querySelector(".cc-invitation").textContent]);
  assert.equal(made.el.querySelector('[role="status"]').textContent, labels["planner-tools"]["invite-copied"]);
});

for (const Model of HOSTS) {
  test(`on ${Model.name}, the session is led from the planner and given back its focus`, async () => {
    mock.timers.reset();
    const formats = Object.values(details).map(({ id, title, group, sessions }) => ({ id, title, page: id, summary: "", facts: [[group.min, ...group.ideal, group.max], [1, 2, 3], 0], moments: [], sessions }));
    const page = start(sessionPlanner, { table: { formats, details }, labels, state: { plan: { ...initial.plan, formats: ["tour"], people: 8, minutes: 60 }, live: null }, root: undefined }, Model);
    const until = async (ready) => { for (let i = 0; i < 100 && !ready(); i += 1) await new Promise((done) => setTimeout(done, 10)); assert.ok(ready()); };
    try {
      page.$('[data-focus="live"]').click();
      await until(() => page.$("dialog")?.open);
      page.$('[data-focus="room/start"]').click();
      assert.ok(page.model.get("state").live.begun > 0);
      page.$('[data-focus="room/next"]').click();
      assert.equal(page.model.get("state").live.slot, 1);
      page.$("dialog").dispatchEvent(new window.KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
      assert.equal(page.model.get("state").live, null);
      assert.equal(page.$("dialog"), null);
      assert.equal(document.activeElement, page.$('[data-focus="live"]'));
    } finally {
      page.stop();
    }
    assert.deepEqual(page.errors, []);
  });
}
