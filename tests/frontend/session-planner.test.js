/** The planner of a session, from outside: what a trainer sees, presses and keeps. */
import "./dom-setup.js";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, test } from "node:test";
import "../../cat_course/frontend/static/cat_course/planner-tools.js"; // here before a test waits for it
import { openPlan, PLAN_FILES } from "../../cat_course/frontend/static/cat_course/planner-files.js";
import { isShort, plannerState, readLink } from "../../cat_course/frontend/static/cat_course/planner-state.js";
import { schedule } from "../../cat_course/frontend/static/cat_course/planning-rules.js";
import { sessionPlanner } from "../../cat_course/frontend/static/cat_course/session-planner.js";
import { HOSTS, start } from "./hosts.js";
import { labels } from "./labels.js";

Object.assign(globalThis, { location: window.location, history: window.history });
const vectors = JSON.parse(readFileSync(new URL("../vectors/planning.json", import.meta.url), "utf8"));
const more = { roles: [], rules: [], materials: [], space: "", room: "cercle", produces: [], avoid_when: [], risks: [], conditions: [], summary: "", duration: { min: 20, typical: 60, max: 90 } };
const details = Object.fromEntries(Object.entries(vectors.details).map(([id, detail]) => [id, { id, ...more, ...detail }]));
const entry = (id, { title, group, sessions }, least) => ({ id, title, page: `book/formats/${id}`, summary: "", facts: [[group.min, ...group.ideal, group.max], [least, 60, 120], Number(group.parallel)], moments: [], sessions });
const formats = [entry("tour", details.tour, 45), entry("tables", details.tables, 45), entry("chantier", details.chantier, 75)];
const first = vectors.initial.plan;
const words = { ...labels.common, ...labels["plan-file"], ...labels["planner-tools"], ...labels["session-planner"] };
const full = (plan) => ({ ...first, ...plan });

const running = [];
function begin(plan = {}, { Model, whole = true, live = null, ...props } = {}) {
  const page = start(sessionPlanner, { table: { formats, ...(whole && { details }) }, labels, state: { plan: full(plan), live }, root: "", ...props }, Model);
  running.push(page);
  return page;
}
afterEach(() => running.splice(0).forEach((page) => page.stop()));

const soon = () => new Promise((done) => setTimeout(done, 30));
const fire = (el, type, init = {}) => el.dispatchEvent(Object.assign(new window.Event(type, { bubbles: true, cancelable: true }), init));
const field = (page, name) => page.$(`[name="${name}"]`);
const type = (page, name, text) => { const el = field(page, name); el.value = text; fire(el, "input"); };
const write = (page, name, text) => { type(page, name, text); fire(field(page, name), "change"); };
const button = (page, text) => page.all("button").find((b) => (b.getAttribute("aria-label") ?? b.textContent) === text);
const hit = async (el) => { el.focus(); el.click(); await soon(); };
const press = (page, text) => hit(button(page, text));
const plan = (page) => page.model.get("state").plan;
const rows = (page) => page.all(".cc-slot").map((tr) => [...tr.children].map((cell) => (cell.querySelector("button, .cc-name") ?? cell).textContent));
const said = (page) => page.el.querySelector(":scope > [role=status]").textContent;
const plain = (text) => text.replace(/\s/g, " ");
const edit = (page, n) => hit(page.all(".cc-step")[n]);
const answers = (files) => { globalThis.fetch = async (url) => ({ ok: url in files, json: async () => files[url] }); };

for (const Model of HOSTS) {
  test(`a format, people and minutes make a plan, line by line (${Model.name})`, async () => {
    const page = begin({ minutes: 70 }, { Model });
    assert.match(page.$(".cc-plan").textContent, /Ajoutez un format/);
    page.$("select").value = "tour";
    await press(page, "Ajouter");
    assert.deepEqual(rows(page), [["18:00", "Ouvrir", "10 min"], ["18:10", "Premier tour", "40 min"], ["18:50", "Second tour", "15 min"], ["19:05", "Clore", "5 min"]]);
    assert.deepEqual(page.all(".cc-figures span").map((s) => plain(s.textContent)), ["18:00 → 19:10", "70 min", "5 min 30 s de parole par personne"]);
    assert.equal(page.all(".cc-strip rect").length, 4);
    assert.match(page.$(".cc-strip").getAttribute("aria-label"), /4, de 18:00 à 19:10/);
    assert.deepEqual(plan(page).formats, ["tour"]);
    assert.equal(plan(page).steps, null);
    assert.deepEqual(page.errors, []);
  });

  test(`where time is missing, a press on a cut takes it, and another takes it back (${Model.name})`, async () => {
    const page = begin({ formats: ["tour"], minutes: 60 }, { Model });
    const cuts = () => page.all(".cc-cuts button").map((b) => plain(b.textContent));
    assert.match(page.$(".cc-warned").textContent, /Il manque 3 min/);
    assert.match(cuts()[0], /Second tour.*gagne 15 min/);
    assert.match(cuts().at(-1), /63 min$/);
    page.all(".cc-cuts button")[0].click();
    assert.equal(rows(page).length, 3);
    assert.equal(page.$(".cc-warned"), null);
    assert.ok(document.activeElement === page.$("h3"), "the keyboard goes to the plan");
    assert.match(said(page), /3, de 18:00 à/);
    await press(page, words.undo);
    assert.equal(rows(page).length, 4);
    assert.equal(plan(page).steps, null);
    assert.match(said(page), /^Changement annulé/);
    assert.equal(button(page, words.undo).disabled, true);
    assert.ok(document.activeElement === page.$("h3"), "a button that is off does not keep the keyboard");
    assert.deepEqual(page.errors, []);
  });

  test(`a step is edited in its place: its minutes, its title, a note (${Model.name})`, async () => {
    const page = begin({ formats: ["tour"], minutes: 70 }, { Model });
    await edit(page, 0);
    assert.equal(page.all(".cc-step")[0].getAttribute("aria-expanded"), "true");
    assert.ok(document.activeElement === page.all(".cc-step")[0]);
    assert.match(page.$(".cc-edit").textContent, /Dites : Ouvrir\./);
    field(page, "step-note").value = "Galet";
    await press(page, "Une minute de plus");
    assert.deepEqual(plan(page).steps[0], { of: "tour/ouvrir", minutes: 11, note: "Galet" });
    field(page, "step-title").value = "Accueil";
    field(page, "step-minutes").value = "12";
    fire(page.$(".cc-edit"), "submit");
    await soon();
    assert.deepEqual(plan(page).steps[0], { of: "tour/ouvrir", minutes: 12, title: "Accueil", note: "Galet" });
    assert.deepEqual(rows(page)[0], ["18:00", "Accueil", "12 min"]);
    assert.equal(page.$(".cc-said-note").textContent, "Galet");
    assert.equal(page.$(".cc-edit"), null);
    assert.ok(document.activeElement === page.all(".cc-step")[0]);
    await edit(page, 0);
    await press(page, "Laisser le plan décider");
    assert.deepEqual(plan(page).steps[0], { of: "tour/ouvrir", title: "Accueil", note: "Galet" });
    assert.deepEqual(page.errors, []);
  });

  test(`steps move, leave and come, and the plan as it was written comes back (${Model.name})`, async () => {
    const page = begin({ formats: ["tour"] }, { Model });
    await edit(page, 0);
    await press(page, "Descendre");
    assert.deepEqual(rows(page).map((r) => r[1]), ["Premier tour", "Ouvrir", "Second tour", "Clore"]);
    assert.equal(document.activeElement.textContent, "Descendre", "it may be pressed again");
    await press(page, "Monter");
    assert.equal(document.activeElement.textContent, "Descendre", "at the top, the other way is left");
    await press(page, "Retirer l'étape");
    assert.deepEqual(rows(page).map((r) => r[1]), ["Premier tour", "Second tour", "Clore"]);
    assert.ok(document.activeElement === page.all(".cc-step")[0], "the keyboard stays where the step was");
    await edit(page, 0);
    field(page, "step-note").value = "Galet";
    await press(page, "Ajouter une pause après");
    assert.equal(plan(page).steps[0].note, "Galet", "what was typed is kept");
    assert.deepEqual(plan(page).steps[1], { kind: "break", title: "", minutes: 10 });
    assert.deepEqual(rows(page)[1].slice(1), ["Pause", "10 min"]);
    assert.ok(document.activeElement === field(page, "step-title"));
    assert.deepEqual([field(page, "step-title").value, field(page, "step-title").placeholder], ["", "Pause"], "one types a title, not after one");
    await press(page, "Ajouter une étape");
    assert.deepEqual(plan(page).steps.at(-1), { kind: "own", title: "", minutes: 10 }, "the button below the plan adds at its end");
    assert.equal(rows(page).at(-1)[1], "Nouvelle étape");
    await press(page, "Reprendre le déroulé d'origine");
    assert.equal(plan(page).steps, null);
    assert.deepEqual(page.errors, []);
  });
}

test("a bad number is told beside its field, and the plan keeps the last good one", () => {
  const page = begin({ formats: ["tour"] });
  const error = (name) => page.$(`[id="${field(page, name).getAttribute("aria-describedby")}"]`);
  for (const [name, texts] of [["people", ["", "0", "-4", "douze", "1,5", "10001"]], ["minutes", ["", "0", "abc", "1441"]], ["circles", ["0", "x"]]]) for (const text of texts) {
    write(page, name, text);
    assert.match(error(name).textContent, /nombre entier, de 1 à/, `${name} ${text}`);
    assert.equal(said(page), error(name).textContent);
    assert.equal(field(page, name).getAttribute("aria-invalid"), "true");
    assert.equal(plan(page)[name], first[name]);
    assert.equal(field(page, name).value, text, "what was typed stays");
  }
  write(page, "start", "");
  assert.match(error("start").textContent, /18:30.*garde.: 18:00/);
  write(page, "people", "1 2");
  assert.equal(plan(page).people, 12);
  assert.equal(error("people").hidden, true);
  write(page, "circles", "");
  assert.equal(plan(page).circles, null, "an empty number of circles is one the plan decides");
  assert.equal(rows(page).length, 4);
});

test("what is typed in one field is one change to undo", async () => {
  const page = begin({ formats: ["tour"] });
  for (const text of ["1", "12", "120"]) type(page, "minutes", text);
  fire(field(page, "minutes"), "change");
  assert.equal(plan(page).minutes, 120);
  await press(page, words.undo);
  assert.equal(plan(page).minutes, 90);
  assert.equal(field(page, "minutes").value, "90");
});

test("a bad length in a step is told in its form, which stays open", async () => {
  const page = begin({ formats: ["tour"] });
  await edit(page, 1);
  field(page, "step-minutes").value = "deux";
  fire(page.$(".cc-edit"), "submit");
  assert.match(page.$(".cc-edit .cc-error").textContent, /nombre entier, de 1 à 1440/);
  assert.ok(document.activeElement === field(page, "step-minutes"));
  assert.equal(plan(page).steps, null);
  fire(page.$(".cc-edit"), "keydown", { key: "Escape" });
  await soon();
  assert.equal(page.$(".cc-edit"), null);
  assert.ok(document.activeElement === page.all(".cc-step")[1]);
});

test("a step of one's own becomes a break, and a move keeps what was typed", async () => {
  const page = begin({ formats: ["tour"] });
  await press(page, "Ajouter une étape");
  field(page, "step-title").value = "Soupe";
  field(page, "step-minutes").value = "45";
  field(page, "step-break").checked = true;
  await press(page, "Monter");
  assert.deepEqual(plan(page).steps.at(-2), { kind: "break", title: "Soupe", minutes: 45 });
  await edit(page, 0);
  assert.equal(field(page, "step-break"), null, "a phase of a format is work");
});

test("another step is opened, or the same one closed, without losing what was typed", async () => {
  const page = begin({ formats: ["tour"] });
  await edit(page, 0);
  field(page, "step-note").value = "Galet";
  await edit(page, 1);
  assert.equal(plan(page).steps[0].note, "Galet");
  assert.equal(page.all(".cc-step")[1].getAttribute("aria-expanded"), "true");
  field(page, "step-note").value = "Écouter";
  await edit(page, 1);
  assert.equal(plan(page).steps[1].note, "Écouter");
  assert.equal(page.$(".cc-edit"), null);
});

test("the button prints the plan; without one, it says what is missing", async () => {
  let printed = 0;
  window.print = () => { printed += 1; };
  for (const formats of [["tour"], []]) {
    const page = begin({ formats });
    const share = page.all(".cc-share").at(-1);
    share.open = true;
    fire(share, "toggle");
    await soon();
    await press(page, words.print);
    assert.equal(share.querySelector("[role=status]").textContent, formats.length ? "" : words.empty);
  }
  assert.equal(printed, 1);
});

test("a link says what it does not carry", async () => {
  Object.defineProperty(globalThis, "navigator", { configurable: true, value: { clipboard: { writeText: async () => {} } } });
  for (const steps of [null, [{ of: "tour/clore", note: "Galet" }]]) {
    const page = begin({ formats: ["tour"], steps });
    const share = page.all(".cc-share").at(-1);
    share.open = true;
    fire(share, "toggle");
    await soon();
    await press(page, words.copy);
    assert.equal(share.querySelector("[role=status]").textContent.includes("fichier du plan"), !!steps);
  }
});

test("the length says the hour at which it ends", () => {
  const page = begin({ formats: ["tour"], start: "18:30" });
  write(page, "minutes", "75");
  assert.match(page.$(".cc-field-minutes").textContent, /jusqu'à 19:45/);
});

test("nothing changed is nothing to undo", async () => {
  const page = begin({ formats: ["tour"] });
  await edit(page, 1);
  fire(page.$(".cc-edit"), "submit");
  await soon();
  assert.equal(plan(page).steps, null);
  assert.equal(button(page, words.undo).disabled, true);
});

test("a page reads the details it needs, says when they cannot come, and tries again", async () => {
  answers({});
  const page = begin({ formats: ["tour", "tables"] }, { whole: false, root: "../" });
  assert.match(page.$(".cc-plan").textContent, /Lecture du déroulé/);
  await soon();
  assert.match(page.$(".cc-warned").textContent, /n'a pas pu être lu.*Tour, Tables/);
  answers({ "../donnees/formats/tour.json": details.tour });
  await press(page, "Réessayer");
  assert.ok(document.activeElement === page.$("h3"));
  assert.equal(rows(page).length, 4, "what is here is shown");
  assert.match(page.$(".cc-warned").textContent, /: Tables/);
  assert.equal(page.$(".cc-said-unknown"), null, "a format that could not be read is not one that the course has lost");
  answers({ "../donnees/formats/tables.json": { phases: "none" } });
  await press(page, "Réessayer");
  assert.match(page.$(".cc-warned").textContent, /Tables/, "a file that is not one is a failure too");
});

test("a format whose steps would make the plan too long to keep is given back, and the plan can still change", async () => {
  answers({ "donnees/formats/tables.json": details.tables });
  const steps = Array.from({ length: 18 }, (_, i) => ({ kind: "own", title: `Étape ${i}`, minutes: 5, note: "x".repeat(120) }));
  const left = 3880 - JSON.stringify(full({ formats: ["tour"], steps })).length;
  steps.forEach((step, i) => (step.title += "é".repeat(Math.floor(left / 18) + (i < left % 18 ? 1 : 0))));
  const page = begin({ formats: ["tour"], steps }, { whole: false, table: { formats, details: { tour: details.tour } } });
  page.$("select").value = "tables";
  await press(page, "Ajouter");
  assert.deepEqual(plan(page).formats, ["tour"]);
  assert.equal(plan(page).steps.length, 18);
  assert.match(page.el.textContent, /trop long/);
});

test("a format added to steps that were edited brings its steps at the end, even when it comes late", async () => {
  answers({ "donnees/formats/tables.json": details.tables });
  const page = begin({ formats: ["tour"], steps: [{ of: "tour/clore" }] }, { whole: false, table: { formats, details: { tour: details.tour } } });
  page.$("select").value = "tables";
  await press(page, "Ajouter");
  assert.deepEqual(plan(page).steps.map((s) => s.of), ["tour/clore", ...details.tables.phases.map((p) => `tables/${p.id}`)]);
  await press(page, `Retirer «\u202fTour\u202f»`);
  assert.deepEqual(plan(page).formats, ["tables"]);
  assert.equal(plan(page).steps.length, 4);
  assert.ok(document.activeElement === page.$("select"));
});

test("where no cut is enough, the formats that fit are offered", () => {
  const page = begin({ formats: ["chantier"], minutes: 50, people: 15 });
  const offered = page.all("[data-focus^=instead]").map((b) => plain(b.textContent));
  assert.deepEqual(offered, ["Tour (dès 45 min)", "Tables (dès 45 min)"]);
  assert.equal(begin({ formats: ["chantier"], minutes: 40, people: 15 }).$("[data-focus^=instead]"), null);
  page.$('[data-focus="instead/tour"]').click();
  assert.deepEqual(plan(page).formats, ["tour"]);
});

test("a plan too long to keep is refused, said, and what was typed stays to be shortened", async () => {
  const steps = Array.from({ length: 17 }, () => ({ kind: "own", title: "Étape", minutes: 5, note: "n".repeat(170) }));
  const page = begin({ steps, formats: ["tour"] });
  const before = JSON.stringify(page.model.get("state"));
  await edit(page, 0);
  field(page, "step-title").value = "t".repeat(200);
  field(page, "step-note").value = "n".repeat(200);
  fire(page.$(".cc-edit"), "submit");
  await soon();
  assert.match(page.$(".cc-told").textContent, /trop long/);
  assert.equal(JSON.stringify(page.model.get("state")), before);
  assert.equal(field(page, "step-note").value.length, 200);
});

test("a link fills the form and may be undone; what the course has not is named", async () => {
  window.location.hash = "#formats=tour,perdu&people=12&minutes=120&start=25:00";
  const page = begin({ formats: ["tables"], people: 30 });
  assert.deepEqual([plan(page).formats, plan(page).people, plan(page).minutes, plan(page).start], [["tour"], 12, 120, "18:00"]);
  assert.equal(field(page, "people").value, "12");
  assert.match(page.$(".cc-told").textContent, /start, perdu/);
  assert.equal(window.location.hash, "", "a reload does not undo what comes next");
  await press(page, words.undo);
  assert.deepEqual([plan(page).formats, plan(page).people], [["tables"], 30]);
  assert.equal(readLink("#ailleurs"), null);
  window.location.hash = "#formats=tour";
  const kernel = begin({ formats: ["tables"] }, { root: undefined });
  assert.deepEqual(plan(kernel).formats, ["tables"], "a notebook has an address of its own");
  window.location.hash = "";
});

const saved = (over = {}) => {
  const made = full({ formats: ["tour"], minutes: 70, date: "2027-03-18", title: "L'eau, à Vaubrun ?", place: "Salle; B", ...over });
  return { plan: made, schedule: schedule(details, made), title: made.title, words };
};
const text = (kind, over) => PLAN_FILES[kind][2](saved(over));

test("a plan file opens as it was saved", () => {
  const { plan: opened, told } = openPlan(text("plan", { steps: [{ of: "tour/clore", note: "=1" }] }), formats, words);
  assert.deepEqual(opened, saved({ steps: [{ of: "tour/clore", note: "=1" }] }).plan);
  assert.match(told, /Plan ouvert/);
});

test("a file that cannot be opened is refused in one line, and what it holds too much is named", () => {
  const file = (over, more = {}) => JSON.stringify({ version: 1, kind: "cat-course-plan", plan: { ...first, ...over }, ...more });
  for (const [content, sentence] of [
    ["{", words["not-json"]], ["null", words["other-kind"]], ["[]", words["other-kind"]], [file({}, { kind: "x" }), words["other-kind"]], [file({}, { plan: null }), words["other-kind"]],
    [file({}, { version: 2 }), words.later.replace("{version}", "2")], ["x".repeat(100001), words["too-large"]],
    [file({ steps: [{ of: "tour/clore" }, { minutes: "trois" }] }), words["bad-step"].replace("{place}", "2")],
    [file({ people: "12" }), words["bad-people"].replace("{value}", '"12"')], [file({ start: "25:00" }), words["bad-start"].replace("{value}", '"25:00"')],
    [file({ date: "2027-02-30" }), words["bad-date"].replace("{value}", '"2027-02-30"')], [file({ steps: 3 }), words["bad-steps"].replace("{value}", "3")],
  ]) assert.deepEqual(openPlan(content, formats, words), { told: sentence }, content.slice(0, 80));
  const { plan: opened, told } = openPlan(file({ formats: ["tour", "perdu"], steps: [{ of: "vieux/clore" }, { of: "tour/clore" }], couleur: 1 }), formats, words);
  assert.deepEqual([opened.formats, opened.steps], [["tour"], [{ of: "tour/clore" }]]);
  assert.match(told, /couleur.*perdu, vieux/);
  const long = openPlan(file({ steps: Array.from({ length: 60 }, () => ({ kind: "own", title: "é".repeat(300), minutes: 5, note: "n".repeat(300) })) }), formats, words);
  assert.ok(isShort(long.plan) && long.plan.steps.length === 40);
  assert.ok(long.told.includes(words.shortened));
});

test("opening a file takes its plan, and a bad one keeps the present plan", async () => {
  const page = begin({ formats: ["tables"] });
  page.$(".cc-share:last-of-type").open = true;
  fire(page.$(".cc-share:last-of-type"), "toggle");
  await soon();
  const chooser = page.$("input[type=file]");
  const give = async (content) => {
    Object.defineProperty(chooser, "files", { value: [{ text: async () => content }], configurable: true });
    fire(chooser, "change");
    await soon();
  };
  await give("{");
  assert.equal(page.$(".cc-told").textContent, words["not-json"]);
  assert.ok(document.activeElement === page.$(".cc-told"));
  assert.deepEqual(plan(page).formats, ["tables"]);
  await give(text("plan"));
  assert.deepEqual(plan(page), saved().plan);
  assert.equal(field(page, "title").value, "L'eau, à Vaubrun ?");
  await press(page, words.undo);
  assert.deepEqual(plan(page).formats, ["tables"]);
});

test("a spreadsheet reads the accents, and nothing in a cell is a formula", () => {
  const csv = text("csv", { steps: [{ kind: "own", title: '=1+"2"', minutes: 5, note: "@a" }, { of: "tour/premier", title: "Tour, tour" }] });
  const [head, own, round] = csv.split("\r\n");
  assert.ok(head.startsWith('\uFEFF"Heure";"Fin"'), "a French spreadsheet parts cells at semicolons");
  assert.ok(own.startsWith(`"18:00";"18:05";"'=1+""2""";"5"`));
  assert.ok(own.includes('"";"\'@a"'), "nobody speaks for 0 min");
  assert.match(own, /"'@a"/);
  assert.match(round, /"Tour, tour"/);
});

test("a session whose steps do not fit ends when they end, in every file", () => {
  assert.ok(text("ics", { minutes: 45 }).includes("DTEND:20270318T190300"));
  assert.match(text("markdown", { minutes: 45 }), /- 18:00 – 19:03\n/);
});

test("the diary takes the plan in local time, in lines of 75 bytes at most", () => {
  const ics = text("ics", { start: "23:30" });
  const lines = ics.split("\r\n");
  assert.ok(lines.every((line) => new TextEncoder().encode(line).length <= 75));
  assert.ok(lines.includes("DTSTART:20270318T233000") && lines.includes("DTEND:20270319T004000") && lines.includes("DTSTAMP:20270318T000000Z"));
  assert.match(ics, /SUMMARY:L'eau\\, à Vaubrun \?/);
  assert.match(ics, /LOCATION:Salle\\; B/);
  assert.match(ics.replace(/\r\n /g, ""), /DESCRIPTION:23:30 Ouvrir \(10 min\)\\n23:40 Premier tour/);
  assert.equal(ics, text("ics", { start: "23:30" }), "the same plan always gives the same file");
});

test("Markdown holds the table and the words to say, and no title breaks out of it", () => {
  const md = text("markdown", { steps: [{ of: "tour/ouvrir", title: "Un | deux" }] });
  assert.match(md, /^# L'eau, à Vaubrun \?\n/);
  assert.match(md, /- 18\/03\/2027\n/);
  assert.match(md, /\| 18:00 \| Un \\\| deux \| 15 min \|/);
  assert.match(md, /## 18:00 Un \\\| deux\n\nDites : Ouvrir\./);
});

test("a kernel makes the PDF: it is asked for once, and what goes wrong is told", async () => {
  const page = begin({ formats: ["tour"] }, { root: undefined, wanted: "", document: {} });
  const share = page.all(".cc-share").at(-1);
  share.open = true;
  fire(share, "toggle");
  await soon();
  assert.equal(button(page, words.print), undefined);
  assert.equal(button(page, words.copy), undefined, "a notebook has no address to share");
  await press(page, "PDF");
  assert.equal(page.model.get("wanted"), "pdf");
  page.model.set("document", { problem: "Pas de place." });
  assert.equal(share.querySelector("[role=status]").textContent, "Pas de place.", "beside the button that was pressed");
  assert.equal(page.model.get("wanted"), "");
});

test("an agenda needs a date: it is asked for in its field", async () => {
  const page = begin({ formats: ["tour"] });
  const share = page.all(".cc-share").at(-1);
  share.open = true;
  fire(share, "toggle");
  await soon();
  await press(page, words["save-ics"]);
  assert.ok(document.activeElement === field(page, "date"));
  assert.equal(page.$(".cc-field-date .cc-error").textContent, words["no-date"]);
  write(page, "date", "2027-03-18");
  assert.equal(page.$(".cc-field-date .cc-error").hidden, true);
});

test("the room opens paused, comes back after a reload, and gives the keyboard back", async () => {
  const page = begin({ formats: ["tour"] });
  await press(page, words.live);
  assert.equal(page.model.get("state").live.since, null);
  assert.ok(page.$(".cc-room"));
  assert.equal(page.$(".cc-plan-main").hidden, true);
  const again = begin({ formats: ["tour"] }, { live: { slot: 1, since: null, spent: 1000, begun: 5 } });
  await soon();
  assert.match(again.$(".cc-room h3").textContent, /Premier tour/);
  await press(again, words["room-quit"]);
  assert.equal(again.model.get("state").live, null);
  assert.equal(again.$(".cc-room"), null);
  assert.ok(document.activeElement === button(again, words.live));
});

test("where a session is led, and how, survives a reload", () => {
  const live = { slot: 1, since: null, spent: -1000, begun: 5, total: 90, quiet: true };
  assert.deepEqual(plannerState(formats, { plan: first, live }).live, live);
  assert.deepEqual(plannerState(formats, { plan: first, live: { ...live, begun: "x", total: null, quiet: 1 } }).live, { slot: 1, since: null, spent: -1000 });
});

test("any state that storage may hold gives a plan that is one", () => {
  for (const kept of [null, 3, "x", {}, { plan: [] }, { plan: { people: 0, start: "9h", steps: [null], formats: "tour", circles: 2.5, breaks: 1, title: 4 } }, { plan: full({}), live: { slot: -1, since: null, spent: 0 } }, { plan: full({}), live: { slot: 0, since: "x", spent: 0 } }]) {
    assert.deepEqual(plannerState(formats, kept), vectors.initial, JSON.stringify(kept));
  }
  const page = start(sessionPlanner, { table: { formats, details }, labels, root: "", state: null });
  running.push(page);
  assert.match(page.$(".cc-plan").textContent, /Ajoutez un format/);
  assert.deepEqual(page.errors, []);
});

test("course text and typed text are text, two planners share no id, a stopped one no longer listens", async () => {
  const page = begin({ formats: ["tour"], title: "<b>x</b>", steps: [{ of: "tour/ouvrir", title: "<img src=x>", note: "<i>n</i>" }] });
  assert.equal(page.$("b, img, i"), null);
  const other = document.createElement("div");
  document.body.append(other);
  const stop = sessionPlanner.render({ model: page.model, el: other });
  const ids = [...document.querySelectorAll("[id]")].map((el) => el.id);
  assert.equal(new Set(ids).size, ids.length);
  page.stop();
  page.model.set("state", { plan: full({ formats: ["tables"] }), live: null });
  assert.equal(rows(page).length, 1);
  assert.equal(other.querySelectorAll(".cc-slot").length, 4);
  stop();
});
