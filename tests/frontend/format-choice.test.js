import "./dom-setup.js";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { formatChoice } from "../../cat_course/frontend/static/cat_course/format-choice.js";
import { HOSTS, start } from "./hosts.js";
import { labels } from "./labels.js";

const { location, history } = window;
const vectors = JSON.parse(readFileSync(new URL("../vectors/matching.json", import.meta.url), "utf8"));
const words = { ...labels["format-choice"], ...labels["format-advice"] };
const situation = { purposes: ["parler"], people: 10, minutes: 90, tension: 1, mode: "presence", audience: "adultes", experience: 2 };
const props = (state = {}, more = {}) => ({ table: vectors.table, labels, root: "../", state: { situation, compare: [], asked: false, past: [], ...state }, ...more });
const begin = (state, Model, more) => start(formatChoice, props(state, more), Model);

const input = (page, name, value) => page.$(`[name="${name}"]${value === undefined ? "" : `[value="${value}"]`}`);
const fire = (el, type) => el.dispatchEvent(new window.Event(type, { bubbles: true, cancelable: true }));
const tick = (el) => { el.checked = !el.checked; fire(el, "change"); };
const type = (page, name, text) => { const el = input(page, name); el.value = text; fire(el, "input"); };
const write = (page, name, text) => { type(page, name, text); fire(input(page, name), "change"); };
const ask = (page) => assert.equal(fire(page.$("form"), "submit"), false, "the page stays");
const button = (page, text) => page.all("button").find((b) => b.textContent === text);
const said = (page) => page.$("[role=status]").textContent;
const titles = (page, group = "") => page.all(`${group} h5, ${group} .cc-line summary .cc-name`).map((title) => title.textContent);
const open = (page, key) => { const details = page.$(`[data-focus="${key}"]`).parentElement; details.open = true; fire(details, "toggle"); return page.$(`[data-focus="${key}"]`).parentElement; };
/** What goes beyond the list is loaded when there is a list: wait for it. */
const loaded = async (page) => { for (let i = 0; i < 100 && !page.$(".cc-share, .cc-past details, .cc-past button"); i++) await new Promise((go) => setTimeout(go)); return page; };
const whole = (state, more) => loaded(begin({ asked: true, ...state }, undefined, more));
const error = (page, name) => page.$(`[id="${input(page, name).getAttribute("aria-describedby").split(" ")[1]}"]`);

for (const Model of HOSTS) {
  test(`every format is shown, best first, in three groups with their counts (${Model.name})`, () => {
    const page = begin({ asked: false }, Model);
    assert.equal(page.all(".cc-format").length, 0);
    ask(page);
    assert.equal(page.all(".cc-format").length, 1, "what is out of bounds takes a line");
    assert.deepEqual(titles(page), ["1. Cercle", "2. Forum", "3. Trio", "4. Réparation"]);
    assert.deepEqual(page.all("h4").map((h4) => h4.textContent), ["Convient (1)", "Convient avec précaution (0)", "Hors limites pour l'instant (3)"]);
    assert.deepEqual(titles(page, ".cc-out"), ["2. Forum", "3. Trio", "4. Réparation"]);
    assert.match(page.$(".cc-with-care").textContent, /Aucun format/);
    assert.match(page.$(".cc-found").textContent, /^4 formats\s: 1 convient\. En tête\s: Cercle\.$/);
    assert.equal(document.activeElement, page.$("h3"), "the keyboard goes to the list");
    assert.deepEqual(page.errors, []);
  });

  test(`a card says its verdict in words and its reasons; a line, what would bring the format in (${Model.name})`, async () => {
    const page = await loaded(begin({ asked: true }, Model));
    const circle = page.$(".cc-format");
    assert.match(circle.textContent, /Cercles.*Convient/);
    assert.equal(circle.querySelector(".cc-why-for").getAttribute("aria-label"), words.for);
    assert.equal(circle.querySelectorAll(".cc-why-for li").length, 7);
    assert.equal(circle.querySelector("a").getAttribute("href"), "../book/formats/cercle.html");
    assert.match(open(page, "details/cercle").textContent, /Quand cela blesse/);
    assert.deepEqual(page.all(".cc-line summary .cc-fix").map((fix) => fix.textContent.replace(/\s/g, " ")), [
      "Il faudrait : 120 min au moins.", "Il faudrait : 3 personnes au plus · une tension jusqu'à « Calme ».", "Il faudrait : une autre intention · le niveau 4 pour animer."]);
    assert.equal(page.$(".cc-line .cc-why"), null, "the rest is drawn when it is opened");
    const trio = open(page, "line/trio");
    assert.deepEqual([...trio.querySelectorAll(".cc-why-out li")].map((li) => li.textContent.slice(0, 20)), ["À 10, c'est plus que", "Trop tendu pour ce f"]);
    assert.equal(trio.querySelectorAll(".cc-why-watch li").length, 1);
    assert.equal(trio.querySelector("a").getAttribute("href"), "../book/formats/trio.html");
    assert.equal(trio.querySelector(".cc-compare input").value, "trio");
    assert.deepEqual(page.errors, []);
  });

  test(`once asked, every change of a field ranks again at once and is said once (${Model.name})`, () => {
    const page = begin({ asked: true }, Model);
    assert.equal(said(page), "", "nothing is said before someone acts");
    tick(input(page, "purposes", "idees"));
    assert.match(said(page), /4 formats\s: 1 convient/);
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

  test(`starting again gives the first values back, forgets what was typed, and remembers the situation (${Model.name})`, () => {
    const page = begin({ asked: true, compare: ["trio", "forum"] }, Model);
    write(page, "minutes", "180");
    write(page, "people", "beaucoup");
    button(page, labels.common.restart).click();
    assert.deepEqual(page.model.get("state"), { ...vectors.initial, past: [{ ...situation, minutes: 180 }] });
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
  assert.match(page.$(".cc-line").textContent, /60 min au moins/);
  assert.equal(said(page), "", "digits on the way are not said");
  fire(input(page, "minutes"), "change");
  assert.match(said(page), /4 formats/);
});

test("leaving a field draws nothing again: a press that leaves it is not lost", () => {
  const page = begin({ asked: true });
  type(page, "people", "11");
  const card = page.$(".cc-format");
  fire(input(page, "people"), "change");
  assert.equal(page.$(".cc-format"), card);
  assert.match(said(page), /En tête/, "and what was typed is said");
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

test("two formats or three are compared in a table, and the keyboard goes there and back", async () => {
  const page = await whole();
  assert.equal(page.$(".cc-tray"), null);
  open(page, "line/forum");
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

test("Escape closes the comparison, and a fourth format waits until one is taken out", async () => {
  const page = await whole({ compare: ["cercle", "trio", "forum"] });
  for (const id of ["trio", "forum", "reparation"]) open(page, `line/${id}`);
  assert.deepEqual(page.all(".cc-compare input").filter((box) => box.disabled).map((box) => box.value), ["reparation"]);
  page.$('[data-focus="compare"]').click();
  assert.equal(page.all(".cc-sides thead th").length, 3);
  page.$('[data-focus="comparison"]').dispatchEvent(new window.KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  assert.equal(page.$(".cc-sides"), null);
  page.$('[data-focus="compare/none"]').click();
  assert.deepEqual(page.model.get("state").compare, []);
  assert.equal(document.activeElement, page.$("h3"));
});

test("the comparison follows the situation, and closes when too few formats are left in it", async () => {
  const page = await whole({ compare: ["cercle", "trio"] });
  page.$('[data-focus="compare"]').click();
  write(page, "people", "3");
  assert.match(page.$(".cc-sides").textContent, /À 3, la taille du groupe est exactement la bonne/);
  open(page, "line/trio");
  tick(page.$(".cc-compare input[value=trio]"));
  assert.equal(page.$(".cc-sides"), null);
  assert.equal(document.activeElement === document.body, true);
});

test("where there is no book around, a title is a title and not a link", () => {
  const page = start(formatChoice, { ...props({ asked: true }), root: undefined });
  assert.equal(page.$("h5 a"), null);
  open(page, "line/trio");
  assert.equal(page.$(".cc-results a"), null, "nor is there a planner to go to");
  assert.deepEqual(titles(page)[0], "1. Cercle");
  const top = start(formatChoice, { ...props({ asked: true }), root: "" });
  assert.equal(top.$("h5 a").getAttribute("href"), "book/formats/cercle.html", "a page at the root of the book is one");
});

test("what someone opened stays open when the list is drawn again, and what they close stays closed", async () => {
  const page = await whole();
  open(page, "details/cercle");
  open(page, "line/forum");
  write(page, "people", "11");
  const state = () => Object.fromEntries(page.all(".cc-group details").map((d) => [d.firstChild.getAttribute("data-focus"), d.open]));
  assert.deepEqual(state(), { "details/cercle": true, "line/trio": false, "line/forum": true, "details/forum": false, "line/reparation": false });
  const line = page.$('[data-focus="line/forum"]').parentElement;
  line.open = false;
  fire(line, "toggle");
  assert.equal(state()["line/forum"], false);
});

test("counts agree: none fits, one fits, two fit; some with care; one format, no format", () => {
  const none = begin({ asked: true, situation: { ...situation, mode: "distance", tension: 4 } });
  assert.match(none.$(".cc-found").textContent, /^4 formats\s: aucun n'est dans ses limites pour l'instant\.$/);
  const care = begin({ asked: true, situation: { ...situation, tension: 2 } });
  assert.match(care.$(".cc-found").textContent, /^4 formats\s: aucun ne convient tel quel, 1 avec précaution\. En tête\s: Cercle\.$/);
  const two = begin({ asked: true, situation: { ...situation, purposes: [], people: 8, minutes: 120, experience: 4 } });
  assert.match(two.$(".cc-found").textContent, /^4 formats\s: 2 conviennent\./);
  const one = begin({ asked: true }, undefined, { table: { ...vectors.table, formats: vectors.table.formats.slice(0, 1) } });
  assert.match(one.$(".cc-found").textContent, /^1 format\s: 1 convient\./);
  const empty = begin({ asked: true }, undefined, { table: { ...vectors.table, formats: [] } });
  assert.equal(empty.$(".cc-found").textContent, "Aucun format\u202f: aucun ne convient tel quel.");
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

test("course text is shown as text, two activities share no id, and a stopped one no longer listens", async () => {
  const formats = vectors.table.formats.map((f) => ({ ...f, title: "<b>gras</b>", avoid: ["<img src=x>"] }));
  const page = await whole({ asked: true }, { table: { ...vectors.table, formats } });
  open(page, "details/cercle");
  assert.equal(page.$("b"), null);
  assert.equal(page.$("img"), null);
  const other = document.createElement("div");
  document.body.append(other);
  formatChoice.render({ model: page.model, el: other });
  await loaded({ $: (selector) => other.querySelector(selector) });
  const ids = [...document.querySelectorAll("[id]")].map((el) => el.id);
  assert.equal(new Set(ids).size, ids.length);
  page.stop();
  page.model.set("state", { ...page.model.get("state"), asked: false });
  assert.equal(page.all(".cc-format").length, 1);
  assert.equal(other.querySelectorAll(".cc-format").length, 0);
});

// --- many formats

/** The vectors' table with `count` copies of its circle. */
const many = (count) => ({ ...vectors.table, formats: [...Array(count).keys()].map((i) => ({ ...vectors.table.formats[0], id: `f${String(i).padStart(2, "0")}` })) });

test("of sixty formats that fit, eight are drawn whole and the others are a line each that opens", async () => {
  const page = await whole({}, { table: many(60) });
  assert.equal(page.all(".cc-format").length, 8);
  assert.equal(page.all(".cc-line").length, 52);
  assert.equal(page.all(".cc-line details[open]").length, 0);
  assert.equal(titles(page, ".cc-fits").length, 60);
  const focus = page.$('[data-focus="line/f30"]');
  focus.focus();
  const line = open(page, "line/f30");
  assert.match(line.textContent, /c'est ce pour quoi ce format est fait/);
  assert.equal(document.activeElement, page.$('[data-focus="line/f30"]'), "the keyboard keeps its place");
});

// --- sequences and trade-offs

test("a meeting long enough shows its moments with their minutes, and leads to the planner with all three", async () => {
  const moments = { cercle: ["travailler"], forum: ["travailler"], trio: ["ouvrir", "clore"], reparation: ["clore"] };
  const formats = vectors.table.formats.map((f) => ({ ...f, moments: moments[f.id] }));
  const table = { ...vectors.table, formats };
  const short = await whole({ situation: { ...situation, people: 3, tension: 0, minutes: 119 } }, { table });
  assert.equal(short.$(".cc-sequence"), null);
  const page = await whole({ situation: { ...situation, people: 3, tension: 0, minutes: 120 } }, { table });
  const [single] = page.all(".cc-sequence");
  assert.match(single.textContent, /^En une rencontre/);
  const found = [...single.querySelectorAll("li")].map((li) => li.textContent.replace(/\s/g, " "));
  assert.deepEqual(found, ["Ouvrir avec 10 minTrio", "Travailler avec 110 minCercle"]);
  assert.equal(single.querySelector(".cc-prepare").getAttribute("href"), "../book/ressources/preparer-une-seance.html#formats=trio,cercle&people=3&minutes=120");
  assert.deepEqual(page.errors, []);
});

test("a process shows its meetings in order, says the tension it supposes, and what to change where nothing holds", async () => {
  const page = await whole({ situation: { ...situation, purposes: ["idees", "reparer"], tension: 3, experience: 4 } });
  const details = open(page, "several");
  assert.match(details.querySelector("summary").textContent, /^En plusieurs rencontres \(2\)$/);
  assert.match(details.textContent, /chaque rencontre qui se passe bien fait baisser la tension d'un degré/);
  const [first, second] = [...details.querySelectorAll("li")].map((li) => li.textContent.replace(/\s/g, " "));
  assert.match(first, /^1\. Se rencontrerRéparerRéparation Convient avec précaution.*Tension supposée : « Controverse »/);
  assert.match(second, /^2\. ChercherTrouver des idéesCercle Convient avec précaution.*Tension supposée : « Tensions »/);
  const hard = await whole({ situation: { ...situation, purposes: ["idees", "reparer"], tension: 4, experience: 1 } });
  assert.match(open(hard, "several").querySelector("li").textContent.replace(/\s/g, " "), /Hors limites pour l'instant Il faudrait : le niveau 4 pour animer\./);
  assert.equal((await whole()).$('[data-focus="several"]'), null, "one meeting is enough");
});

test("one sentence says what the second format gains and loses beside the first", async () => {
  const formats = ["a", "b"].map((id) => ({ ...structuredClone(vectors.table.formats[0]), id, title: id.toUpperCase() }));
  const sentence = async () => (await whole({}, { table: { ...vectors.table, formats } })).$(".cc-trade")?.textContent.replace(/\s/g, " ");
  assert.equal(await sentence(), "B plutôt que A : d'après vos réponses, rien ne les sépare.");
  formats[1].bands.people[2] = [12, 1, "watch", "people-below", { low: 12, high: 14 }];
  assert.equal(await sentence(), "B plutôt que A : vous perdez sur la taille du groupe.");
  formats[0].bands.purposes.parler = [null, 4, "for", "purpose-2", { purpose: "Parler" }];
  assert.equal(await sentence(), "B plutôt que A : vous gagnez sur « Parler », mais vous perdez sur la taille du groupe.");
  assert.equal((await whole()).$(".cc-trade"), null, "nothing is said of a second that is out of bounds");
});

// --- what to know before reading the list

test("a tense situation gets a word of caution before the list, with the way to the page that says when to stop, and it is said aloud", async () => {
  const page = await whole({ situation: { ...situation, people: 3, minutes: 60, tension: 0 } });
  assert.equal(page.$(".cc-caution"), null, "a calm one gets none");
  tick(input(page, "tension", "4"));
  const box = page.$(".cc-caution");
  assert.match(box.textContent.replace(/\s/g, " "), /^« Conflit » : une réunion peut aggraver les choses/);
  assert.equal(box.querySelector("a").getAttribute("href"), "../book/niveau-1/07-tensions-et-pouvoirs.html");
  assert.match(said(page), /une réunion peut aggraver/);
  assert.deepEqual(page.errors, []);
  const widget = await whole({ situation: { ...situation, tension: 3 } }, { root: undefined });
  assert.match(widget.$(".cc-results").textContent, /rencontrez une à une/);
  assert.equal(widget.$(".cc-caution a"), null, "where there is no book around, there is nowhere to go");
});

test("where nothing is in bounds, no format is said to come first, and what keeps the most out is counted", async () => {
  const page = await whole({ situation: { ...situation, people: 900, minutes: 5, tension: 4, experience: 1 } });
  assert.match(page.$(".cc-found").textContent, /^4 formats\s: aucun n'est dans ses limites/);
  assert.doesNotMatch(page.$(".cc-results").textContent, /En tête/);
  const sentence = () => page.all(".cc-results > p").map((p) => p.textContent).find((text) => text.startsWith("Ce qui met"))?.replace(/\s/g, " ");
  assert.equal(sentence(), "Ce qui met le plus de formats hors limites : la taille du groupe (4), la durée (4), la tension (3).");
  write(page, "people", "10");
  assert.match(sentence(), /la durée \(4\), la tension \(3\), l'expérience \(2\)/, "the heaviest first");
  assert.match(said(page), /la durée \(4\)/);
});

test("where three formats are in bounds, nobody is told what keeps the others out", async () => {
  const formats = ["a", "b", "c"].map((id) => ({ ...structuredClone(vectors.table.formats[0]), id }));
  const page = await whole({}, { table: { ...vectors.table, formats: [...formats, vectors.table.formats[3]] } });
  assert.doesNotMatch(page.$(".cc-results").textContent, /hors limites\s:/);
  const few = await whole({}, { table: { ...vectors.table, formats: [...formats.slice(1), vectors.table.formats[3]] } });
  assert.match(few.$(".cc-results").textContent, /hors limites\s: la taille du groupe \(1\), la tension \(1\)\./);
});

test("the tension is there to be answered until results are asked for, then it takes a line", () => {
  const row = (page) => input(page, "tension").closest("details");
  const page = begin();
  assert.equal(row(page).open, true);
  row(page).open = false;
  tick(input(page, "purposes", "idees"));
  assert.equal(row(page).open, false, "who closed it is not made to close it again");
  assert.equal(row(begin({ asked: true })).open, false);
  button(page, labels.common.restart).click();
  assert.equal(row(page).open, true);
});

// --- the link

const hash = (text) => { history.replaceState(null, "", `https://course.invalid/page.html?x=1${text}`); };

test("a link fills the form and shows the results, and the address is left once the situation is another one", async () => {
  hash("#purposes=idees,parler&people=24&minutes=120&tension=2&mode=distance&audience=jeunes&experience=3");
  const page = await loaded(begin({ situation: { ...situation, people: 5 }, asked: true }));
  await new Promise((go) => setTimeout(go));
  const wanted = { purposes: ["parler", "idees"], people: 24, minutes: 120, tension: 2, mode: "distance", audience: "jeunes", experience: 3 };
  assert.deepEqual(page.model.get("state").situation, wanted);
  assert.deepEqual(page.model.get("state").past, [wanted, { ...situation, people: 5 }], "what was there is not lost");
  assert.equal(input(page, "people").value, "24");
  assert.equal(page.$(".cc-error:not([hidden])"), null);
  assert.equal(document.activeElement, page.$("h3"));
  assert.match(location.hash, /people=24/);
  write(page, "people", "25");
  assert.equal(location.href, "https://course.invalid/page.html?x=1");
  page.stop();
});

test("what a link says badly is ignored, value by value, and said once", async () => {
  hash("#purposes=parler,lune&people=-4&minutes=120&tension=9&mode=&audience=adultes&experience=2&autre=1");
  const page = await loaded(begin());
  await new Promise((go) => setTimeout(go));
  assert.deepEqual(page.model.get("state").situation, { ...situation, minutes: 120 });
  const told = page.all(".cc-results .cc-error");
  assert.equal(told.length, 1);
  assert.match(told[0].textContent.replace(/\s/g, " "), /: les intentions, la taille du groupe, la tension, la présence ou la distance\.$/);
  assert.equal(said(page), told[0].textContent);
  write(page, "people", "11");
  assert.equal(page.$(".cc-results .cc-error"), null);
  page.stop();
});

test("an address that carries no situation changes nothing, nor does one where there is no book around", async () => {
  for (const [text, more] of [["#votre-situation", {}], ["#formats=trio&people=30", {}], ["#x=1", {}], ["#people=30", { root: undefined }]]) {
    hash(text);
    const page = begin({}, undefined, more);
    await new Promise((go) => setTimeout(go, 20));
    assert.deepEqual(page.model.get("state"), props().state, text);
    assert.equal(location.hash, text);
    page.stop();
  }
  hash("");
});

test("the link is copied in a press; where the browser refuses, it is there to be copied by hand", async () => {
  hash("");
  const page = await whole();
  let copied = "";
  Object.defineProperty(window.navigator, "clipboard", { configurable: true, value: { writeText: async (text) => { copied = text; } } });
  button(page, words.copy).click();
  await new Promise((go) => setTimeout(go));
  assert.equal(copied, "https://course.invalid/page.html?x=1#purposes=parler&people=10&minutes=90&tension=1&mode=presence&audience=adultes&experience=2");
  assert.equal(said(page), words.copied);
  assert.equal(location.hash, "", "the address is left alone");
  write(page, "people", "11");
  assert.equal(page.$(".cc-share p"), null, "what was copied is another situation");
  Object.defineProperty(window.navigator, "clipboard", { configurable: true, value: { writeText: async () => { throw new Error("refused"); } } });
  button(page, words.copy).click();
  await new Promise((go) => setTimeout(go));
  const field = page.$(".cc-address");
  assert.match(field.value, /people=11/);
  assert.equal(document.activeElement, field);
  assert.equal(field.readOnly, true);
  assert.equal(said(page), words.refused);
  assert.deepEqual(page.errors, []);
});

// --- the last situations

test("a situation is remembered once results were asked, five at most, each once, the most recent first", async () => {
  const page = await loaded(begin());
  write(page, "people", "2");
  assert.deepEqual(page.model.get("state").past, [], "nothing was asked yet");
  for (const people of [3, 4, 5, 6, 7, 8, 4]) { write(page, "people", String(people)); ask(page); }
  assert.deepEqual(page.model.get("state").past.map((one) => one.people), [4, 8, 7, 6, 5]);
  const longest = { purposes: ["parler", "idees", "reparer"], people: 10000, minutes: 1440, tension: 4, mode: "distance", audience: "adultes", experience: 4 };
  assert.ok(JSON.stringify({ situation: longest, compare: Array(3).fill("x".repeat(60)), asked: true, past: Array(5).fill(longest) }).length < 4096);
});

test("a past situation is taken again in a press, and all can be forgotten", async () => {
  const other = { ...situation, purposes: [], people: 1, minutes: 45, tension: 3, mode: "distance", experience: 4 };
  const page = await loaded(begin({ past: [situation, other] }));
  const texts = page.all(".cc-past li button").map((b) => b.textContent.replace(/\s/g, " "));
  assert.deepEqual(texts, ["Reprendre : Parler · 10 personnes · 90 minutes · Adultes · Pratiquer", "Reprendre : sans intention · 1 personne · 45 minutes · Controverse · À distance · Adultes · Transmettre"]);
  page.all(".cc-past li button")[1].click();
  assert.deepEqual(page.model.get("state").situation, other);
  assert.equal(input(page, "people").value, "1");
  assert.equal(document.activeElement, page.$("h3"));
  assert.deepEqual(page.model.get("state").past, [other, situation]);
  assert.equal(open(page, "past").querySelectorAll("li").length, 1, "the one in sight is not offered again");
  button(page, words.forget).click();
  assert.deepEqual(page.model.get("state").past, []);
  assert.equal(page.$(".cc-past details"), null);
  assert.equal(said(page), words.forgotten);
  assert.equal(document.activeElement, page.$("legend"));
  assert.deepEqual(page.errors, []);
});

// --- what is read format by format

test("in a page, when to give a format up is read when it is opened; a failed reading says so and can be tried again", async () => {
  const formats = vectors.table.formats.map(({ avoid, needs, produces, ...rest }) => rest);
  const asked = [];
  let broken = true;
  globalThis.fetch = async (url) => { asked.push(url); if (broken) throw new Error("offline"); return { ok: true, json: async () => ({ phases: [], avoid_when: ["Quand tout brûle"], conditions: ["De l'eau"], produces: ["Une trace"] }) }; };
  const page = await whole({ compare: ["cercle", "trio"] }, { table: { ...vectors.table, formats } });
  assert.deepEqual(asked, [], "nothing is read before it is asked for");
  open(page, "details/cercle");
  assert.match(page.$(".cc-format").textContent, /Lecture de la fiche/);
  await new Promise((go) => setTimeout(go));
  assert.match(page.$(".cc-format .cc-error").textContent, /n'a pas pu être lue/);
  broken = false;
  button(page, words.retry).click();
  await new Promise((go) => setTimeout(go));
  assert.match(page.$(".cc-format").textContent, /Quand tout brûle/);
  page.$('[data-focus="compare"]').click();
  await new Promise((go) => setTimeout(go));
  assert.match(page.$(".cc-sides").textContent, /Quand tout brûle.*Une trace/s);
  assert.deepEqual(asked, ["../donnees/formats/cercle.json", "../donnees/formats/cercle.json", "../donnees/formats/trio.json"]);
  delete globalThis.fetch;
});
