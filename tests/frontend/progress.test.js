import "./dom-setup.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { progress, progressOf, whereNext } from "../../cat_course/frontend/static/cat_course/progress.js";
import { labels } from "./labels.js";

const words = labels.progress;
const scene = (id, ends) => ({ kind: "role-play", key: `role-play/${id}`, page: `book/jeux-de-role/${id}`, marks: ends, enough: 1 });
const quiz = (id, questions) => ({ kind: "quiz", key: `quiz/${id}`, page: `book/quiz/${id}`, marks: questions.map((q) => [["checked", q]]), enough: questions.length });
const modules = [
  { title: "Un", page: "book/niveau-1/un", activities: [scene("a", [[["seen", "x", "1"], ["seen", "y", "1"]], [["seen", "y", "2"]]]), scene("b", [[["seen", "z", "1"]]]), quiz("un", ["q1", "q2"])] },
  { title: "Deux", page: "book/niveau-1/deux", activities: [quiz("deux", ["q1"])] },
];
const played = { rev: "r", path: ["1"], seen: { y: ["1"] } };
const answered = { answers: { q1: "a", q2: "b" }, checked: ["q1", "q2"] };
const place = { page: "book/niveau-1/un", at: "ecouter", title: "Écouter" };
const stateOf = (states) => (key) => states[key];

class Memory {
  getItem(key) { return Object.hasOwn(this, key) ? this[key] : null; }
  setItem(key, value) { this[key] = String(value); }
  removeItem(key) { delete this[key]; }
}
Object.assign(globalThis, { Element: window.Element, location: window.location, innerHeight: 800, addEventListener: window.addEventListener.bind(window) });

const HOME = `<h1>Accueil</h1><div class="cc-play cc-start"><p><a href="../book/niveau-1/un.html">Commencer</a></p><p>Sans compte.</p></div>
  <div class="cc-path"><ol><li><a href="../book/jeux-de-role/a.html">Jouer</a></li><li><a href="../book/quiz/un.html">Quiz</a></li></ol></div>`;
const MODULE = `<section><h1>Un</h1><section id="ouvrir"><h2>Ouvrir<a class="headerlink">¶</a></h2></section>
  <section id="ecouter"><h2>Écouter <em>vraiment</em><a class="headerlink">¶</a></h2></section>
  <div class="cc-play"><p><a href="../../book/jeux-de-role/a.html">Jouer la scène</a></p></div></section>`;

/** Open a page of the book on a device that keeps `states`. */
function open(html, states = {}, { page = "", root = "../", shown = modules } = {}) {
  globalThis.localStorage = new Memory();
  if (states !== null) localStorage.setItem("cat-course", typeof states === "string" ? states : JSON.stringify({ version: 1, course: "cat-course", states }));
  window.happyDOM.setURL(`https://course.invalid/book/${page ? "niveau-1/un" : "index"}.html`);
  document.body.innerHTML = `<article>${html}<script type="application/json" class="cc-progress">${JSON.stringify({ root, page, modules: shown })}</script></article>`;
  progress(labels);
}
const openModule = (states) => open(MODULE, states, { page: "book/niveau-1/un", root: "../../", shown: modules.slice(0, 1) });
const $ = (selector) => document.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];
const kept = () => JSON.parse(localStorage.getItem("cat-course")).states;
const button = (text) => all("button").find((b) => b.textContent === text);

beforeEach(() => { document.body.innerHTML = ""; });

test("an ending counts once, whichever way led there, and one is enough for a scene", () => {
  const [a] = modules[0].activities;
  assert.deepEqual(progressOf(a, { path: [], seen: { x: ["1"], y: ["1"] } }), { count: 1, total: 2, done: true, begun: true });
  assert.deepEqual(progressOf(a, { path: ["3"], seen: { x: ["3"] } }), { count: 0, total: 2, done: false, begun: true });
  assert.deepEqual(progressOf(a, undefined), { count: 0, total: 2, done: false, begun: false });
});

test("a quiz is done with every answer, not with some", () => {
  const un = modules[0].activities[2];
  assert.equal(progressOf(un, { answers: { q1: "a" }, checked: ["q1"] }).done, false);
  assert.equal(progressOf(un, answered).done, true);
  assert.equal(progressOf(un, { answers: {}, checked: [] }).begun, false, "a new start forgets");
});

for (const broken of ["x", 7, [], { seen: 3 }, { seen: { x: "1" } }, { seen: null }]) {
  test(`a kept state that is not one counts for nothing: ${JSON.stringify(broken)}`, () => {
    assert.equal(progressOf(modules[0].activities[0], broken).count, 0);
  });
}

test("an id that every object inherits is found in nobody's record", () => {
  assert.equal(progressOf(scene("a", [[["seen", "constructor", "1"]]]), { seen: {} }).count, 0);
});

test("one goes on where one was, and with the next module when a scene is played and the quiz done", () => {
  const states = { place };
  assert.equal(whereNext(modules, stateOf({})), null);
  assert.deepEqual(whereNext(modules, stateOf(states)), { module: modules[0], next: false, at: "ecouter", section: "Écouter" });
  Object.assign(states, { "role-play/a": played });
  assert.equal(whereNext(modules, stateOf(states)).next, false, "the quiz is left");
  Object.assign(states, { "quiz/un": answered });
  assert.deepEqual(whereNext(modules, stateOf(states)).module, modules[1], "the second scene is not asked for");
  Object.assign(states, { place: { ...place, page: modules[1].page }, "quiz/deux": answered });
  assert.deepEqual([whereNext(modules, stateOf(states)).module, whereNext(modules, stateOf(states)).next], [modules[1], false], "nothing comes after the last");
  assert.equal(whereNext(modules, stateOf({ place: { page: "book/gone" } })), null);
});

test("a first visit shows the page as it was written, and nothing to erase", () => {
  open(HOME, null);
  assert.equal($(".cc-start a").textContent, "Commencer");
  assert.equal($(".cc-mine"), null);
});

test("home leads back to the section that was on the screen", () => {
  open(HOME, { place });
  assert.equal($(".cc-start a").textContent, words.resume.replace("{title}", "Un"));
  assert.equal($(".cc-start a").getAttribute("href"), "../book/niveau-1/un.html#ecouter");
  assert.match($(".cc-start").textContent, /Écouter/);
});

test("what was done is said beside its link, and what was begun too", () => {
  open(HOME, { "role-play/a": played, "quiz/un": { answers: { q1: "a" }, checked: ["q1"] } });
  assert.deepEqual(all("li").map((li) => li.textContent), ["Jouer, joué, fins vues\u202f: 1 sur 2", "Quiz, commencé, 1 sur 2"]);
  assert.equal(all(".cc-done").length, 1);
});

test("a page that Back brings out of the cache shows what was done meanwhile", () => {
  openModule({});
  assert.equal($(".cc-mine"), null);
  localStorage.setItem("cat-course", JSON.stringify({ version: 1, course: "cat-course", states: { "role-play/a": played } }));
  const event = new window.Event("pageshow");
  event.persisted = true;
  window.dispatchEvent(event);
  assert.equal(all(".cc-play .cc-done").length, 1);
  window.dispatchEvent(new window.Event("storage"));
  assert.equal(all(".cc-play .cc-done").length, 1, "drawn again, not twice");
});

test("a module keeps the section on the screen when it is left, by its name and without its mark", (t) => {
  openModule({});
  const tops = { ouvrir: -200, ecouter: 100 };
  t.mock.method(window.Element.prototype, "getBoundingClientRect", function () { return { top: tops[this.parentElement.id] }; });
  window.dispatchEvent(new window.Event("pagehide"));
  assert.deepEqual(kept().place, { page: "book/niveau-1/un", at: "ecouter", title: "Écouter vraiment" });
  tops.ecouter = 700;
  window.dispatchEvent(new window.Event("pagehide"));
  assert.deepEqual(kept().place.at, "ouvrir", "what waits at the foot of the screen was not read");
});

test("a module opened again and left at its top keeps its place, and offers it", (t) => {
  openModule({ place });
  t.mock.method(window.Element.prototype, "getBoundingClientRect", () => ({ top: 900 }));
  window.dispatchEvent(new window.Event("pagehide"));
  assert.deepEqual(kept().place, place);
  assert.equal($("h1 + .cc-mine a").getAttribute("href"), "#ecouter");
  openModule({ place: { ...place, page: "book/niveau-1/deux" } });
  window.dispatchEvent(new window.Event("pagehide"));
  assert.deepEqual(kept().place, { page: "book/niveau-1/un", at: "", title: "" }, "another module is another place");
});

test("all that a device keeps is erased when the learner says so twice, and the page starts again", () => {
  open(HOME, { place, "role-play/a": played });
  localStorage.setItem("cat-course.aside.1", "{oops");
  localStorage.setItem("theme", "dark");
  button(words.erase).click();
  assert.equal(document.activeElement, button(words["erase-no"]), "the first thing at hand changes nothing");
  button(words["erase-no"]).click();
  assert.ok(kept()["role-play/a"]);
  button(words.erase).click();
  button(words["erase-yes"]).click();
  assert.deepEqual(Object.keys(localStorage), ["theme"]);
  assert.equal($(".cc-start a").textContent, "Commencer");
  assert.equal($(".cc-mine"), null);
  assert.equal(document.activeElement, $(".cc-start a"));
  assert.equal($("[role=status]").textContent, words.erased);
});

test("a record that cannot be read is set aside, and the page that finds it says so", () => {
  open(HOME, "{oops");
  assert.equal($("article > .cc-note").textContent, labels.common["record-set-aside"]);
  assert.ok(Object.keys(localStorage).some((key) => key.startsWith("cat-course.aside.")));
});

test("where storage is refused the page stays as it was written", () => {
  open(HOME, null);
  Object.defineProperty(globalThis, "localStorage", { configurable: true, get() { throw new Error("SecurityError"); } });
  try {
    window.dispatchEvent(new window.Event("storage"));
    assert.equal($(".cc-start a").textContent, "Commencer");
  } finally {
    Object.defineProperty(globalThis, "localStorage", { configurable: true, writable: true, value: new Memory() });
  }
});

test("what was kept by an activity that is not of the level may be erased too", () => {
  open(HOME, { "session-planner": { plan: {} } });
  assert.ok(button(words.erase));
});

test("what a section is called is text, never markup", () => {
  open(HOME, { place: { ...place, title: "<b>gras</b>" } });
  assert.equal($(".cc-start b"), null);
});

test("a page with nothing to tell is left alone", () => {
  document.body.innerHTML = "<article></article>";
  progress(labels);
  assert.equal($("article").children.length, 0);
});
