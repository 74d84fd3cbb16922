import "./dom-setup.js";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { formatChoice } from "../../cat_course/frontend/static/cat_course/format-choice.js";
import { HOSTS, start } from "./hosts.js";
import { labels } from "./labels.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/matching.json", import.meta.url), "utf8"));
const words = labels["format-choice"];
const situation = { purposes: ["parler"], people: 10, minutes: 90, tension: 1, mode: "presence", audience: "adultes", experience: 2 };
const props = (state = {}, more = {}) => ({ table: vectors.table, labels, root: "../", state: { situation, compare: [], asked: false, ...state }, ...more });
const begin = (state, Model, more) => start(formatChoice, props(state, more), Model);

const input = (page, name, value) => page.$(`[name="${name}"]${value === undefined ? "" : `[value="${value}"]`}`);
const fire = (el, type) => el.dispatchEvent(new window.Event(type, { bubbles: true, cancelable: true }));
const tick = (el) => { el.checked = !el.checked; fire(el, "change"); };
const type = (page, name, text) => { const el = input(page, name); el.value = text; fire(el, "input"); };
const write = (page, name, text) => { type(page, name, text); fire(input(page, name), "change"); };
const ask = (page) => assert.equal(fire(page.$("form"), "submit"), false, "the page stays");
const button = (page, text) => page.all("button").find((b) => b.textContent === text);
const said = (page) => page.$("[role=status]").textContent;
const titles = (page, group = "") => page.all(`${group} h5`).map((h5) => h5.textContent);
const error = (page, name) => page.$(`[id="${input(page, name).getAttribute("aria-describedby").split(" ")[1]}"]`);

for (const Model of HOSTS) {
  test(`every format is shown, best first, in three groups with their counts (${Model.name})`, () => {
    const page = begin({ asked: false }, Model);
    assert.equal(page.all(".cc-format").length, 0);
    ask(page);
    assert.deepEqual(titles(page), ["1. Cercle", "2. Trio", "3. Forum", "4. Réparation"]);
    assert.deepEqual(page.all("h4").map((h4) => h4.textContent), ["Convient (1)", "Convient avec précaution (0)", "Hors limites pour l'instant (3)"]);
    assert.deepEqual(titles(page, ".cc-out"), ["2. Trio", "3. Forum", "4. Réparation"]);
    assert.match(page.$(".cc-with-care").textContent, /Aucun format/);
    assert.match(page.$(".cc-results > p").textContent, /^4 formats, 1 convient\. En tête\s: Cercle\.$/);
    assert.equal(document.activeElement, page.$("h3"), "the keyboard goes to the list");
    assert.deepEqual(page.errors, []);
  });

  test(`a card says its verdict in words, its reasons, what would make it fit, and when to give it up (${Model.name})`, () => {
    const page = begin({ asked: true }, Model);
    const [circle, trio] = page.all(".cc-format");
    assert.match(circle.textContent, /Cercles.*Convient/);
    assert.equal(circle.querySelector(".cc-why-for").getAttribute("aria-label"), words.for);
    assert.equal(circle.querySelectorAll(".cc-why-for li").length, 7);
    assert.equal(circle.querySelector("a").getAttribute("href"), "../book/formats/cercle.html");
    assert.deepEqual([...trio.querySelectorAll(".cc-why-out li")].map((li) => li.textContent.slice(0, 20)), ["À 10, c'est plus que", "Trop tendu pour ce f"]);
    assert.equal(trio.querySelector(".cc-why-out").closest("details"), null, "what would make it fit is in sight");
    assert.equal(trio.querySelectorAll("details .cc-why-watch li").length, 1);
    assert.match(trio.querySelector("details").textContent, /Quand cela blesse/);
    assert.deepEqual(page.errors, []);
  });

  test(`once asked, every change of a field ranks again at once and is said once (${Model.name})`, () => {
    const page = begin({ asked: true }, Model);
    assert.equal(said(page), "", "nothing is said before someone acts");
    tick(input(page, "purposes", "idees"));
    assert.match(said(page), /4 formats, 1 convient/);
    write(page, "people", "3");
    write(page, "minutes", "60");
    tick(input(page, "tension", "0"));
    assert.deepEqual(titles(page), ["1. Trio", "2. Cercle", "3. Forum", "4. Réparation"]);
    assert.match(said(page), /En tête\s: Trio/);
    const mode = input(page, "mode");
    mode.value = "distance";
    fire(mode, "change");
    const audience = input(page, "audience");
    audience.value = "jeunes";
    fire(audience, "change");
    tick(input(page, "experience", "4"));
    assert.deepEqual(page.model.get("state").situation,
      { purposes: ["parler", "idees"], people: 3, minutes: 60, tension: 0, mode: "distance", audience: "jeunes", experience: 4 });
    assert.equal(page.all("[role=status]").length, 1);
    assert.deepEqual(page.errors, []);
  });

  test(`starting again gives the first values back, and forgets what was typed (${Model.name})`, () => {
    const page = begin({ asked: true, compare: ["trio", "forum"] }, Model);
    write(page, "minutes", "180");
    write(page, "people", "beaucoup");
    button(page, labels.common.restart).click();
    assert.deepEqual(page.model.get("state"), vectors.initial);
    assert.equal(input(page, "people").value, "10");
    assert.equal(input(page, "minutes").value, "90");
    assert.equal(error(page, "people").hidden, true);
    assert.equal(page.all(".cc-format").length, 0);
    assert.equal(document.activeElement, page.$("legend"));
    tick(input(page, "purposes", "idees"));
    assert.deepEqual(vectors.initial.situation.purposes, [], "the first values are a copy");
    assert.deepEqual(page.errors, []);
  });
}

test("a bad number gets a kind sentence by its field, and the list keeps its last good state", () => {
  const page = begin({ asked: true });
  for (const [text, sentence] of [["", /même à peu près/], ["0", /1 au moins/], ["-3", /1 au moins/], ["12,5", /nombre entier/], ["douze", /nombre entier/], ["99999999", /10000 au plus/]]) {
    write(page, "people", text);
    assert.match(error(page, "people").textContent, sentence, text);
    assert.match(error(page, "people").textContent, /s'appuie sur 10\./);
    assert.equal(input(page, "people").getAttribute("aria-invalid"), "true");
    assert.equal(said(page), error(page, "people").textContent);
    assert.equal(page.model.get("state").situation.people, 10);
    assert.equal(input(page, "people").value, text, "what was typed stays, to be corrected");
    assert.equal(titles(page).length, 4);
  }
  write(page, "people", "1 2");
  assert.equal(error(page, "people").hidden, true);
  assert.equal(input(page, "people").hasAttribute("aria-invalid"), false);
  assert.equal(page.model.get("state").situation.people, 12);
});

test("the sentence waits for the end of the typing, and the list does not", () => {
  const page = begin({ asked: true });
  type(page, "minutes", "");
  assert.equal(error(page, "minutes").hidden, true);
  type(page, "minutes", "4");
  assert.match(page.$(".cc-format").textContent, /vous en avez 4/);
  assert.equal(said(page), "", "digits on the way are not said");
  fire(input(page, "minutes"), "change");
  assert.match(said(page), /En tête/);
});

test("the list cannot be asked for with a number that is not one: the keyboard goes there", () => {
  const page = begin();
  type(page, "minutes", "");
  ask(page);
  assert.equal(document.activeElement, input(page, "minutes"));
  assert.match(error(page, "minutes").textContent, /même à peu près/);
  assert.equal(page.model.get("state").asked, false);
});

test("a usual length is one press away, shows that it is chosen, and mends a bad one", () => {
  const page = begin({ asked: true });
  write(page, "minutes", "x");
  const ninety = page.all(".cc-quick").find((b) => b.textContent === "90");
  assert.equal(ninety.getAttribute("aria-label"), "90 minutes");
  ninety.click();
  assert.equal(input(page, "minutes").value, "90");
  assert.equal(error(page, "minutes").hidden, true);
  page.all(".cc-quick")[0].click();
  assert.equal(page.model.get("state").situation.minutes, 30);
  assert.deepEqual(page.all(".cc-quick").map((b) => b.getAttribute("aria-pressed")), ["true", "false", "false", "false", "false"]);
});

test("with no purpose a sentence asks for one, and the list ranks on the rest", () => {
  const page = begin({ situation: { ...situation, purposes: [] } });
  const sentence = () => page.all(".cc-purposes .cc-error")[0];
  assert.equal(sentence().hidden, true, "nobody is scolded before asking");
  ask(page);
  assert.equal(sentence().hidden, false);
  assert.equal(titles(page).length, 4);
  tick(input(page, "purposes", "parler"));
  assert.equal(sentence().hidden, true);
  tick(input(page, "purposes", "parler"));
  assert.ok(said(page).endsWith(words["purposes-ask"]));
});

test("three purposes at most: the others wait, and say why", () => {
  const purposes = ["a", "b", "c", "d"].map((id) => ({ id, label: id }));
  const bands = Object.fromEntries(purposes.map(({ id }) => [id, [null, 6, "for", "purpose-3", { purpose: id }]]));
  const formats = vectors.table.formats.map((f) => ({ ...f, bands: { ...f.bands, purposes: bands } }));
  const page = begin({ situation: { ...situation, purposes: ["a", "b"] } }, undefined, { table: { ...vectors.table, purposes, formats } });
  tick(input(page, "purposes", "d"));
  assert.deepEqual(page.all("[name=purposes]").map((box) => box.disabled), [false, false, true, false]);
  assert.match(page.$(".cc-purposes .cc-hint").textContent, /Trois au plus/);
  tick(input(page, "purposes", "a"));
  assert.deepEqual(page.all("[name=purposes]").map((box) => box.disabled), [false, false, false, false]);
});

test("two formats or three are compared in a table, and the keyboard goes there and back", () => {
  const page = begin({ asked: true });
  assert.equal(page.$(".cc-tray"), null);
  tick(page.$(".cc-compare input[value=forum]"));
  assert.equal(page.$('[data-focus="compare"]').disabled, true);
  tick(page.$(".cc-compare input[value=cercle]"));
  assert.equal(said(page), "2 formats choisis, 3 au plus.");
  page.$('[data-focus="compare"]').click();
  assert.equal(document.activeElement, page.$('[data-focus="comparison"]'));
  const region = page.$(".cc-sides");
  assert.equal(region.getAttribute("tabindex"), "0");
  assert.equal(region.getAttribute("role"), "region");
  assert.match(region.getAttribute("aria-label"), /Cercle, Forum/, "best first");
  const rows = Object.fromEntries(page.all(".cc-sides tbody tr").map((tr) => [tr.querySelector('th[scope="row"]').textContent, [...tr.querySelectorAll("td")].map((td) => td.textContent)]));
  assert.equal(Object.keys(rows).length, 11);
  assert.deepEqual(rows[words["row-people"]].map((t) => t.replace(/\s/g, " ")), ["3 à 20 personnes ; l'idéal : 8 à 12", "10 à 200 personnes ; l'idéal : 20 à 50"]);
  assert.deepEqual(rows[words["row-experience"]], ["Niveau 2 (Pratiquer)", "Niveau 3 (Maîtriser)"]);
  assert.deepEqual(rows[words.out][0], words.nothing);
  page.$('[data-focus="comparison/close"]').click();
  assert.equal(page.$(".cc-sides"), null);
  assert.equal(document.activeElement, page.$('[data-focus="compare"]'));
});

test("Escape closes the comparison, and a fourth format waits until one is taken out", () => {
  const page = begin({ asked: true, compare: ["cercle", "trio", "forum"] });
  assert.deepEqual(page.all(".cc-compare input").filter((box) => box.disabled).map((box) => box.value), ["reparation"]);
  page.$('[data-focus="compare"]').click();
  assert.equal(page.all(".cc-sides thead th").length, 3);
  page.$('[data-focus="comparison"]').dispatchEvent(new window.KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  assert.equal(page.$(".cc-sides"), null);
  page.$('[data-focus="compare/none"]').click();
  assert.deepEqual(page.model.get("state").compare, []);
  assert.equal(document.activeElement, page.$("h3"));
});

test("the comparison follows the situation, and closes when too few formats are left in it", () => {
  const page = begin({ asked: true, compare: ["cercle", "trio"] });
  page.$('[data-focus="compare"]').click();
  write(page, "people", "3");
  assert.match(page.$(".cc-sides").textContent, /À 3, la taille du groupe est exactement la bonne/);
  tick(page.$(".cc-compare input[value=trio]"));
  assert.equal(page.$(".cc-sides"), null);
  assert.equal(document.activeElement === document.body, true);
});

test("where there is no book around, a title is a title and not a link", () => {
  const page = start(formatChoice, { ...props({ asked: true }), root: undefined });
  assert.equal(page.$("h5 a"), null);
  assert.deepEqual(titles(page)[0], "1. Cercle");
  const top = start(formatChoice, { ...props({ asked: true }), root: "" });
  assert.equal(top.$("h5 a").getAttribute("href"), "book/formats/cercle.html", "a page at the root of the book is one");
});

test("what someone opened stays open when the list is drawn again", () => {
  const page = begin({ asked: true });
  const details = page.$(".cc-format details");
  details.open = true;
  fire(details, "toggle");
  write(page, "people", "11");
  assert.deepEqual(page.all(".cc-format details").map((d) => d.open), [true, false, false, false]);
});

test("counts agree: none fits, one fits, two fit; one format, no format", () => {
  const none = begin({ asked: true, situation: { ...situation, mode: "distance", tension: 4 } });
  assert.match(none.$(".cc-results > p").textContent, /^4 formats, aucun ne convient tel quel\. En tête/);
  const two = begin({ asked: true, situation: { ...situation, purposes: [], people: 8, minutes: 120, experience: 4 } });
  assert.match(two.$(".cc-results > p").textContent, /^4 formats, 2 conviennent\./);
  const one = begin({ asked: true }, undefined, { table: { ...vectors.table, formats: vectors.table.formats.slice(0, 1) } });
  assert.match(one.$(".cc-results > p").textContent, /^1 format, 1 convient\./);
  const empty = begin({ asked: true }, undefined, { table: { ...vectors.table, formats: [] } });
  assert.equal(empty.$(".cc-results > p").textContent, "Aucun format, aucun ne convient tel quel.");
});

test("a broken or older state does not stop the activity", () => {
  for (const state of [null, {}, { situation: { mode: "lune" }, compare: ["perdu", "trio"], asked: true }]) {
    const page = start(formatChoice, { ...props(), state });
    ask(page);
    assert.equal(titles(page).length, 4);
    assert.deepEqual(page.errors, []);
  }
});

test("a host that stays silent when nothing changes still moves the keyboard to the list", () => {
  const silent = { state: props({ asked: true }), listeners: [], get(k) { return this.state[k]; }, on(_, f) { this.listeners.push(f); }, off() {}, save_changes() {},
    set(k, v) { if (JSON.stringify(v) !== JSON.stringify(this.state[k])) { this.state[k] = v; this.listeners.forEach((f) => f()); } } };
  const el = document.createElement("div");
  document.body.replaceChildren(el);
  formatChoice.render({ model: silent, el });
  fire(el.querySelector("form"), "submit");
  assert.equal(document.activeElement, el.querySelector("h3"));
});

test("course text is shown as text, two activities share no id, and a stopped one no longer listens", () => {
  const formats = vectors.table.formats.map((f) => ({ ...f, title: "<b>gras</b>", avoid: ["<img src=x>"] }));
  const page = begin({ asked: true }, undefined, { table: { ...vectors.table, formats } });
  assert.equal(page.$("b"), null);
  assert.equal(page.$("img"), null);
  const other = document.createElement("div");
  document.body.append(other);
  formatChoice.render({ model: page.model, el: other });
  const ids = [...document.querySelectorAll("[id]")].map((el) => el.id);
  assert.equal(new Set(ids).size, ids.length);
  page.stop();
  page.model.set("state", { ...page.model.get("state"), asked: false });
  assert.equal(page.all(".cc-format").length, 4);
  assert.equal(other.querySelectorAll(".cc-format").length, 0);
});
