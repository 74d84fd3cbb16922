import "./dom-setup.js";
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { gaugeText, signed } from "../../cat_course/frontend/static/cat_course/role-play-gauges.js";
import { wrapText } from "../../cat_course/frontend/static/cat_course/role-play-map.js";
import { rolePlay } from "../../cat_course/frontend/static/cat_course/role-play.js";
import { HOSTS, start } from "./hosts.js";
import { labels } from "./labels.js";

const MODULES = new URL("../../cat_course/frontend/static/cat_course/", import.meta.url);
const words = labels["role-play"];
const choice = (id, to, effects, shows, when = {}) => ({ id, to, effects, shows, when, text: `Dire <b>${id}</b> vers ${to}`, feedback: `Parce que <i>${id}</i>.` });
const table = {
  id: "essai", title: "Un essai", minutes: 12, context: "On se retrouve.\n\nIl pleut.", rev: "aaaa1111", start: "accueil",
  cast: { nadia: { name: "Nadia Ferrand", role: "bibliothécaire", concern: "Que chacun parle." } },
  competencies: { ecoute: "Écouter", cadre: "Tenir le cadre", cloture: "Clore" },
  gauges: [
    { id: "confiance", label: "Confiance", start: 2, min: 0, max: 4, low: "On se tait.", high: "On ose." },
    { id: "elan", label: "Élan", start: 0, min: -2, max: 2, low: "On traîne.", high: "On court." },
  ],
  nodes: {
    accueil: { title: "L'accueil", text: "Bonsoir.", speaker: "nadia", at: [0, 0], choices: [
      choice("a", "tour", { confiance: 1 }, { ecoute: 2 }), choice("b", "tour", { confiance: -1, elan: 1 }, { ecoute: 3, cadre: 1 })] },
    tour: { title: "Le tour", text: "Le galet circule.", at: [1, 0], choices: [
      choice("a", "fin-pleine", {}, { cadre: 2 }, { confiance: [3, 4] }), choice("b", "fin-tiede", {}, {}), choice("c", "accueil", { confiance: 1 }, {})] },
    "fin-pleine": { title: "Une parole entière", text: "On se reverra.", at: [2, 0], tone: "reussi", debrief: "Chacun a fini sa phrase." },
    "fin-tiede": { title: "Une fin tiède", text: "On se salue.", at: [2, 1], tone: "mitige", debrief: "Il manquait du temps." },
  },
};
const fresh = () => ({ rev: table.rev, path: [], seen: {} });
const open = (state = fresh(), Model = undefined) => start(rolePlay, { table, labels, state }, Model);
const button = (page, text) => page.all("button").find((b) => b.textContent.startsWith(text));
const choose = (page, id) => page.$(`[data-focus="choice/${id}"]`).click();
const path = (page) => page.model.get("state").path;
const held = () => document.activeElement?.getAttribute("data-focus");
/** Play from the opening card to an ending. */
function played(ids = ["a", "a"], state = fresh()) {
  const page = open(state);
  page.$('[data-focus="begin"]').click();
  for (const id of ids) choose(page, id);
  return page;
}

for (const Model of HOSTS) {
  test(`a whole play goes from the opening card to an ending, and nothing fails (${Model.name})`, () => {
    const page = open(fresh(), Model);
    button(page, words.begin).click();
    choose(page, "a");
    choose(page, "a");
    assert.equal(page.$(".cc-ending h3").textContent, "Une parole entière");
    assert.deepEqual(page.model.get("state"), { rev: "aaaa1111", path: ["a", "a"], seen: { accueil: ["a"], tour: ["a"] } });
    assert.deepEqual(page.errors, []);
  });
}

test("the opening card says what is known, how long it takes, who is there, and that they are fictional", () => {
  const text = open().el.textContent;
  for (const part of ["On se retrouve.", "Il pleut.", "12 min", "Nadia Ferrand", "bibliothécaire", "Que chacun parle.", "fictifs"]) assert.ok(text.includes(part), part);
});

test("the start button writes nothing, and a page opened again on an empty path shows the card again", () => {
  const page = open();
  button(page, words.begin).click();
  assert.equal(page.$(".cc-opening"), null);
  assert.deepEqual(page.model.get("state"), fresh());
  assert.ok(open(page.model.get("state")).$(".cc-opening"));
});

test("a scene says who speaks, and offers only the choices that the gauges leave open", () => {
  const page = played([]);
  assert.match(page.$(".cc-speaker").textContent, /Nadia Ferrand.*bibliothécaire/);
  choose(page, "b");
  assert.deepEqual(page.all(".cc-choices button").map((b) => b.dataset.focus), ["choice/b", "choice/c"]);
});

test("after a choice come the choice, why, and the gauges with their change as text, above the next scene", () => {
  const page = played(["b"]);
  const feedback = page.$(".cc-feedback");
  assert.equal(feedback.querySelector("blockquote").textContent, "Dire <b>b</b> vers tour");
  assert.ok(feedback.textContent.includes("Parce que <i>b</i>."));
  const [confiance, elan] = feedback.querySelectorAll(".cc-gauge");
  assert.match(confiance.textContent, /1 sur 4, plutôt bas.*\u22121/);
  assert.match(confiance.textContent, /On se tait\..*On ose\./);
  assert.match(elan.textContent, /1 \(entre \u22122 et 2\), plutôt haut.*\+1/);
  assert.equal(page.$(".cc-scene h3").textContent, "Le tour");
  assert.match(page.$("[role=status]").textContent, /Confiance\u202f: \u22121\. Élan\u202f: \+1\./);
});

test("an effect that its gauge holds back is shown as what really changed", () => {
  const page = played(["a", "c", "a", "c"]);
  assert.match(page.$(".cc-gauge").textContent, /4 sur 4, au plus haut.*stable/);
});

test("the gauges are shown before any choice, with no change", () => {
  const page = played([]);
  assert.equal(page.all(".cc-gauge").length, 2);
  assert.equal(page.all(".cc-change").length, 0);
});

test("the keyboard is never lost: each step holds a heading that makes sense", () => {
  const page = open();
  button(page, words.begin).click();
  assert.equal(held(), "scene");
  choose(page, "a");
  assert.equal(held(), "feedback");
  choose(page, "a");
  assert.equal(held(), "feedback");
  button(page, words.back).click();
  assert.equal(held(), "scene");
  assert.equal(document.activeElement.textContent, "Le tour");
  choose(page, "b");
  page.$('[data-focus="replay/0"]').click();
  assert.equal(document.activeElement.textContent, "L'accueil");
});

test("going back takes one choice off the path, keeps what was seen, and says what was tried", () => {
  const page = played(["b"]);
  button(page, words.back).click();
  assert.deepEqual(page.model.get("state"), { rev: table.rev, path: [], seen: { accueil: ["b"] } });
  assert.equal(page.$(".cc-opening"), null, "going back to the first scene does not go back to the card");
  assert.deepEqual(page.all(".cc-choices button").map((b) => b.querySelector(".cc-tried")?.textContent), [undefined, words.tried]);
  assert.equal(button(page, words.back), undefined, "there is nothing before the first scene");
});

test("an ending tells its tone in words, its debrief, and the evidence as points, never as a percentage", () => {
  const page = played(["a", "a"]);
  assert.equal(page.$(".cc-tone").textContent, words["tone-reussi"]);
  assert.equal(page.$(".cc-debrief").textContent, "Chacun a fini sa phrase.");
  const rows = page.all(".cc-evidence li").map((li) => li.textContent);
  assert.deepEqual(rows, ["Écouter2 sur 3", "Tenir le cadre2 sur 3", `Clore${words["evidence-none"]}`]);
  assert.ok(!page.el.textContent.includes("%"));
});

test("the map numbers and thickens the path, and tells branches taken another time from those never taken", () => {
  const page = played(["b", "b"], { rev: table.rev, path: [], seen: { accueil: ["a"], tour: ["a"] } });
  const kinds = page.all(".cc-map-scroll .cc-branch").map((b) => b.getAttribute("class").split("cc-")[2]);
  assert.deepEqual(kinds, ["never", "earlier", "path", "path"], "accueil-tour counts once, as the path");
  assert.deepEqual(page.all(".cc-spot.cc-path .cc-spot-number").map((t) => t.textContent), ["1", "2", "3"]);
  assert.match(page.$(".cc-map-scroll svg").getAttribute("aria-label"), /en tout\u202f: 4, sur votre chemin\u202f: 3.*prises\u202f: 2, prises une autre fois\u202f: 1, jamais prises\u202f: 1/);
  assert.equal(page.$(".cc-map-scroll").getAttribute("tabindex"), "0");
  const other = played(["a", "b"]).all(".cc-map-scroll .cc-branch.cc-path");
  assert.equal(other.length, 2, "a choice never taken does not hide that its neighbour to the same scene was");
});

test("the list beside the map says the same: the path in order, the other choices, where they lead, what closed them", () => {
  const page = played(["b", "b"], { rev: table.rev, path: [], seen: { accueil: ["a"] } });
  const steps = page.all(".cc-steps > li");
  assert.deepEqual(steps.map((li) => li.querySelector("strong").textContent), ["L'accueil", "Le tour", "Fin\u202f: Une fin tiède"]);
  assert.deepEqual(steps.map((li) => li.querySelectorAll("details li").length), [1, 2, 0]);
  assert.match(steps[0].querySelector("details li").textContent, /vers tour.*mène à\u202f: Le tour · pris une autre fois/);
  assert.match(steps[1].querySelector("details li").textContent, /Une parole entière · jamais pris · fermé alors, il fallait Confiance à 3 ou plus/);
  assert.match(page.all(".cc-ending > details").at(-1).textContent, /Fin\u202f: Une parole entière jamais vue/);
});

test("a scene crossed twice carries both numbers", () => {
  const page = played(["a", "c", "a", "b"]);
  assert.deepEqual(page.all(".cc-spot-number").map((t) => t.textContent), ["1·3", "2·4", "", "5"]);
});

test("replaying from a scene cuts the path there and forgets nothing", () => {
  const page = played(["a", "a"]);
  page.$('[data-focus="replay/1"]').click();
  assert.deepEqual(page.model.get("state"), { rev: table.rev, path: ["a"], seen: { accueil: ["a"], tour: ["a"] } });
  assert.equal(page.$(".cc-scene h3").textContent, "Le tour");
  choose(page, "b");
  assert.ok(page.$(".cc-ending").textContent.includes("Fins déjà vues\u202f: 2 sur 2."));
});

test("starting again empties the path and keeps what was seen", () => {
  const page = played(["a", "b"]);
  button(page, words.again).click();
  assert.deepEqual(page.model.get("state"), { rev: table.rev, path: [], seen: { accueil: ["a"], tour: ["b"] } });
  assert.equal(page.$(".cc-scene h3").textContent, "L'accueil");
});

test("a play of another revision goes on from where it still holds, and the learner is told until they choose", () => {
  const page = open({ rev: "old", path: ["b", "a", "b"], seen: { accueil: ["b", "gone"], vanished: ["a"] } });
  assert.equal(page.$(".cc-notice").textContent, words.changed);
  assert.equal(page.$(".cc-scene h3").textContent, "Le tour", "b still leads there, then a is closed");
  choose(page, "b");
  assert.equal(page.$(".cc-notice"), null);
  assert.deepEqual(page.model.get("state"), { rev: table.rev, path: ["b", "b"], seen: { accueil: ["b"], tour: ["b"] } });
});

test("nothing is said of a revision to somebody who had not begun, nor of one that is today's", () => {
  assert.equal(open({ rev: "old", path: [], seen: {} }).$(".cc-notice"), null);
  assert.notEqual(open({ rev: table.rev, path: ["a"], seen: {} }).$(".cc-notice").textContent, words.changed);
});

test("a play found again where it was left says so until the next choice, and not at an ending", () => {
  const page = open({ rev: table.rev, path: ["a"], seen: {} });
  assert.equal(page.$(".cc-notice").textContent, words.resumed);
  choose(page, "b");
  assert.equal(page.$(".cc-notice"), null);
  assert.equal(open({ rev: table.rev, path: ["a", "a"], seen: {} }).$(".cc-notice"), null);
  assert.equal(played(["a"]).$(".cc-notice"), null, "nobody is told of what they have just done");
});

test("at an ending the ways to play again come before the long map", () => {
  const page = played();
  const places = page.all(".cc-debrief, .cc-ways, .cc-map").map((el) => el.className);
  assert.deepEqual(places, ["cc-debrief", "cc-ways", "cc-map"]);
  assert.equal(page.all(".cc-ways button").length, 2);
});

test("each step begins at the top of the screen, and no button moves the page", (t) => {
  const moved = [];
  t.mock.method(window.HTMLElement.prototype, "scrollIntoView", function (options) { moved.push([this.getAttribute("data-focus"), options]); });
  const page = open();
  button(page, words.begin).click();
  choose(page, "a");
  assert.deepEqual(moved, [["scene", { behavior: "instant" }], ["feedback", { behavior: "instant" }]]);
});

for (const broken of [null, {}, [], "x", { rev: 3, path: "aa", seen: [] }, { path: [null, 7, {}], seen: { accueil: "a", tour: [null] } }]) {
  test(`a kept state that is not one shows the opening card: ${JSON.stringify(broken)}`, () => {
    const page = open(broken);
    assert.ok(page.$(".cc-opening"));
    button(page, words.begin).click();
    choose(page, "a");
    assert.deepEqual(path(page), ["a"]);
    assert.deepEqual(page.errors, []);
  });
}

test("a scene that leaves no choice says the way out", () => {
  const closed = structuredClone(table);
  closed.nodes.tour.choices = closed.nodes.tour.choices.slice(0, 1);
  const page = start(rolePlay, { table: closed, labels, state: { ...fresh(), path: ["b"] } });
  assert.ok(page.$(".cc-scene").textContent.includes(words.stuck));
  assert.ok(button(page, words.back));
});

test("the situation and the people stay at hand during a play", () => {
  const reminder = played(["a"]).$(".cc-reminder");
  assert.ok(reminder.textContent.includes("Il pleut."));
  assert.ok(reminder.textContent.includes("Que chacun parle."));
});

test("course text is shown as text, never as markup, and no id can clash with another activity's", () => {
  for (const ids of [[], ["a"], ["a", "a"]]) {
    const page = played(ids);
    assert.equal(page.$("b, i"), null);
    assert.equal(page.all("[id]").length, 0);
  }
});

test("no label is missing, left unfilled, or never asked for", () => {
  for (const state of [fresh(), { rev: "old", path: ["b"], seen: {} }, { ...fresh(), path: ["a", "a"] }]) {
    const page = open(state);
    assert.ok(!page.el.innerHTML.includes("undefined"));
    assert.ok(!/\{\w+\}/.test(page.el.innerHTML));
  }
  const code = readdirSync(MODULES).filter((name) => /^role-play.*\.js$/.test(name)).map((name) => readFileSync(new URL(name, MODULES), "utf8")).join("");
  const asked = (key) => code.includes(`words.${key}`) || code.includes(`"${key}"`) || code.includes(`words[\`${key.replace(/[^-]+$/, "${")}`);
  assert.deepEqual(Object.keys(words).filter((key) => !asked(key)), []);
});

test("after its cleanup the activity no longer listens", () => {
  const page = played([]);
  page.stop();
  page.model.set("state", { ...fresh(), path: ["a", "a"] });
  assert.equal(page.$(".cc-ending"), null);
});

test("a state that the host changes is drawn again", () => {
  const page = open();
  page.model.set("state", { ...fresh(), path: ["a", "a"] });
  assert.ok(page.$(".cc-ending"));
});

test("a gauge is said in words and numbers, its ends only when reached", () => {
  const gauge = { min: 0, max: 6 };
  const said = [0, 1, 2, 3, 4, 5, 6].map((value) => gaugeText(gauge, value, words).split(", ")[1]);
  assert.deepEqual(said, ["au plus bas", "plutôt bas", "plutôt bas", "au milieu", "plutôt haut", "plutôt haut", "au plus haut"]);
  assert.equal(gaugeText({ min: -2, max: 2 }, -1, words), "\u22121 (entre \u22122 et 2), plutôt bas");
  assert.deepEqual([signed(2), signed(2, true), signed(-2, true), signed(0, true)], ["2", "+2", "\u22122", "0"]);
});

test("titles on the map are broken between words and keep every word", () => {
  const title = "La troisième réunion publique, anticonstitutionnellement";
  assert.equal(wrapText(title, 12).join(" "), title);
  assert.deepEqual(wrapText("Le dernier quart d'heure", 21), ["Le dernier quart", "d'heure"]);
});
