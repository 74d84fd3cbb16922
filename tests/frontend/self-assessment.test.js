import "./dom-setup.js";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { selfAssessment } from "../../cat_course/frontend/static/cat_course/self-assessment.js";
import { HOSTS, start } from "./hosts.js";
import { labels } from "./labels.js";

const words = labels["self-assessment"];
const { table } = JSON.parse(readFileSync(new URL("../vectors/assessment.json", import.meta.url), "utf8"));
const fresh = { answers: {}, done: false, on: null, last: null };
const ALL = { ecoute: 1, reformulation: 1, cadre: 2, accueil: 3, cloture: 1 };
const props = (changes = {}, more = {}) => ({ table, labels, state: { ...fresh, ...changes }, root: "../", ...more });
const results = (changes = {}, more = {}) => start(selfAssessment, props({ answers: ALL, done: true, on: "2026-11-01", ...changes }, more));
const state = (page) => page.model.get("state");
const field = (page, id) => page.$(`[data-competency="${id}"]`);
const button = (page, text) => page.all("button").find((b) => b.textContent === text);
const press = (page, text) => button(page, text).click();
const said = (page) => page.$("[role=status]").textContent;
const focused = () => document.activeElement.getAttribute("data-focus");
const pick = (page, id, level) => {
  const input = page.$(`[data-focus="${id}/${level}"]`);
  input.focus();
  input.checked = true;
  input.dispatchEvent(new window.Event("change"));
};
/** What follows a heading of the results, up to the next one. */
function section(page, title) {
  const found = page.all("h4").find((heading) => heading.textContent === title);
  const parts = [];
  for (let el = found?.nextElementSibling; el && el.tagName !== "H4" && !el.matches(".cc-assess-nav"); el = el.nextElementSibling) parts.push(el);
  return found && parts;
}
const text = (parts) => parts.map((el) => el.textContent).join(" ");
const rows = (page) => page.all("tr").map((row) => [...row.children].map((cell) => cell.textContent));

for (const Model of HOSTS) {
  test(`a first answer to a profile, then to a second try, on a host that may be mean (${Model.name})`, () => {
    const page = start(selfAssessment, props(), Model);
    pick(page, "ecoute", 2);
    assert.deepEqual(state(page).answers, { ecoute: 2 });
    press(page, words.next);
    pick(page, "accueil", 0);
    press(page, words.finish);
    assert.equal(page.$("h3").lastChild.textContent, words.results);
    press(page, words.again);
    assert.deepEqual(state(page).last.answers, { ecoute: 2, accueil: 0 });
    assert.deepEqual(state(page).answers, {});
    assert.deepEqual(page.errors, []);
  });
}

test("each competency offers five levels, each with all its behaviours, in a named group", () => {
  const page = start(selfAssessment, props());
  const labelled = [...field(page, "reformulation").querySelectorAll("label")].map((l) => l.textContent);
  assert.equal(field(page, "reformulation").querySelector("legend").textContent, "Reformuler et vérifier");
  assert.deepEqual(labelled, [`${words["not-yet"]} ${words["not-yet-behaviour"]}.`, "1. Découvrir redit a. redit b.", "2. Pratiquer redit c. redit d.", "3. Maîtriser redit e. redit f.", "4. Transmettre redit g. redit h."]);
});

test("one domain at a time: the line says which, the heading takes the focus, the list jumps", () => {
  const page = start(selfAssessment, props());
  assert.equal(page.$(".cc-eyebrow").textContent, "Domaine 1 sur 3");
  assert.equal(button(page, words.previous), undefined);
  press(page, words.next);
  assert.equal(page.$("h3").textContent, "Domaine 2 sur 3Tenir le cadre");
  assert.equal(focused(), "title");
  page.$('[data-focus="jump/2"]').click();
  assert.equal(page.$("h3").textContent, "Domaine 3 sur 3Clore");
  assert.equal(focused(), "title");
  assert.equal(button(page, words.next), undefined, "after the last domain only the profile comes");
  press(page, words.previous);
  assert.equal(page.$("[aria-current=step]").getAttribute("data-focus"), "jump/1");
});

test("an answer keeps the keyboard's place and the list of domains as it was", () => {
  const page = start(selfAssessment, props());
  page.$("details").open = true;
  page.$("details").dispatchEvent(new window.Event("toggle"));
  pick(page, "reformulation", 3);
  assert.equal(focused(), "reformulation/3");
  assert.equal(document.activeElement.checked, true);
  assert.equal(page.$("details").open, true);
  assert.match(page.$(".cc-assess-progress").textContent, /1 sur 5/);
});

test("the profile waits for a first answer, and does not wait for the others", () => {
  const page = start(selfAssessment, props());
  assert.equal(button(page, words.finish).disabled, true);
  pick(page, "ecoute", 0);
  assert.equal(button(page, words.finish).disabled, false);
  press(page, words.finish);
  assert.equal(focused(), "results");
  assert.match(said(page), /1 est en dessous/);
});

test("the day is the learner's own, taken when the profile is asked for", () => {
  const page = start(selfAssessment, props({ answers: ALL }));
  press(page, words.finish);
  const now = new Date();
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  assert.equal(state(page).on, day);
  assert.equal(state(page).done, true);
});

test("an answer can be taken back, which is said, and the keyboard stays with its question", () => {
  const page = start(selfAssessment, props({ answers: { ecoute: 2 } }));
  const erase = field(page, "ecoute").querySelector("button");
  assert.equal(erase.hidden, false);
  assert.equal(field(page, "reformulation").querySelector("button").hidden, true);
  erase.click();
  assert.deepEqual(state(page).answers, {});
  assert.equal(focused(), "ecoute/0");
  assert.match(said(page), /Réponse effacée.*Écouter jusqu'au bout/);
});

test("a learner who comes back is at the first domain that lacks an answer", () => {
  const page = start(selfAssessment, props({ answers: { ecoute: 1, reformulation: 0 } }));
  assert.match(page.$("h3").textContent, /Tenir le cadre/);
});

test("the summary counts as French does, for none, one and two", () => {
  const sentence = (answers) => results({ answers }).$("h3 + p").textContent;
  assert.match(sentence({ ecoute: 0 }), /^Aucune compétence n'est encore au niveau visé.* 1 est en dessous\. Réponses.: 1 sur 5\.$/);
  assert.match(sentence({ ecoute: 2 }), /^1 compétence est au niveau visé ou au-delà\. Aucune n'est en dessous\./);
  assert.match(sentence({ ecoute: 2, accueil: 2, cadre: 0, cloture: 0 }), /^2 compétences sont au niveau visé ou au-delà\. 2 sont en dessous\./);
});

test("the table says every number of the charts, with a decimal comma", () => {
  const page = results({ answers: { ecoute: 1, reformulation: 2, cadre: 2 }, last: { on: "2026-03-01", answers: { ecoute: 0 } } });
  assert.deepEqual(rows(page), [
    ["Domaine", "Niveau", "Visé", "Avant", "Écart", "Réponses"],
    ["Écouter", "1,5", "2,5", "0", "−1", "2 sur 2"],
    ["Tenir le cadre", "2", "1,5", "–", "+0,5", "1 sur 2"],
    ["Clore", "–", "4", "–", "–", "0 sur 1"],
  ]);
  assert.match(page.$("table").closest("details").textContent, /1er mars 2026/);
});

test("the first time there is nothing to compare with: no column, no outline, no words", () => {
  const page = results();
  assert.deepEqual(rows(page)[0], ["Domaine", "Niveau", "Visé", "Écart", "Réponses"]);
  assert.equal(page.$(".cc-assess-last"), null);
  assert.equal(page.all("h4").some((heading) => /^Depuis/.test(heading.textContent)), false);
});

test("the radar has one axis per domain, and closes an outline only when every domain has a level", () => {
  const whole = results({ last: { on: "2026-03-01", answers: { ecoute: 4 } } }).$(".cc-assess-radar");
  assert.equal(whole.getAttribute("role"), "img");
  assert.match(whole.getAttribute("aria-label"), /3 domaines/);
  assert.equal(whole.querySelector(".cc-assess-aim path").getAttribute("d"), "M0.0,-70.0L36.4,21.0L-97.0,56.0Z");
  assert.equal(whole.querySelector(".cc-assess-level path").getAttribute("d"), "M0.0,-28.0L60.6,35.0L-24.2,14.0Z");
  assert.equal(whole.querySelector(".cc-assess-last path").getAttribute("d"), "", "one level of last time is a mark without a line");
  assert.equal(whole.querySelectorAll(".cc-assess-last .cc-assess-mark").length, 1);
  const partial = results({ answers: { ecoute: 1, cloture: 1 } }).$(".cc-assess-radar");
  assert.equal(partial.querySelector(".cc-assess-level path").getAttribute("d"), "M-24.2,14.0L0.0,-28.0");
  assert.equal(partial.querySelectorAll(".cc-assess-unanswered").length, 1);
});

test("with fewer than three domains there are bars alone", () => {
  const two = { ...table, domains: table.domains.slice(0, 2) };
  const page = results({}, { table: two });
  assert.equal(page.$(".cc-assess-radar"), null);
  assert.equal(page.all(".cc-assess-bar").length, 2);
});

test("a bar says its level, its aim and last time, and is as long as its level", () => {
  const page = results({ answers: { ecoute: 1, reformulation: 2 }, last: { on: "2026-03-01", answers: { ecoute: 3 } } });
  const [first, second] = page.all(".cc-assess-bar");
  assert.equal(first.getAttribute("aria-label"), "niveau 1,5, la dernière fois 3, visé 2,5");
  assert.equal(first.querySelector(".cc-assess-fill").getAttribute("width"), "37.5%");
  assert.equal(first.querySelector(".cc-assess-aim").getAttribute("x"), "62.5%");
  assert.equal(first.querySelector(".cc-assess-last").getAttribute("x"), "75%");
  assert.equal(second.getAttribute("aria-label"), "sans réponse, visé 1,5");
});

test("a gap says the level, the aim, and the behaviours of the very next level", () => {
  const [list] = section(results(), words.gaps);
  assert.equal(list.children.length, 3);
  const first = list.children[0];
  assert.match(first.textContent, /^Clore la séance Vous êtes à 1 \(Découvrir\), ce niveau du cours vise 4 \(Transmettre\)\./);
  assert.match(first.textContent, /Prochain pas, Pratiquer/);
  assert.deepEqual([...first.querySelectorAll("li")].map((l) => l.textContent), ["clôt c", "clôt d"]);
});

test("strengths are said too, and a level without gaps says so", () => {
  const page = results({ answers: { accueil: 3, cadre: 2 } });
  assert.match(text(section(page, words.strengths)), /Accueillir Vous êtes à 3 \(Maîtriser\), pour 1 visé\..*Convenir d'un cadre Vous êtes à 2/);
  assert.equal(text(section(page, words.gaps)), words["gaps-none"]);
  assert.equal(section(page, words.reading), undefined);
  assert.equal(section(results({ answers: { ecoute: 0 } }), words.strengths), undefined);
});

test("a long list shows five and folds the others away", () => {
  const many = (n) => ({ ...table, domains: [{ ...table.domains[0], competencies: Array.from({ length: n }, (_, i) => ({ ...table.domains[0].competencies[0], id: `c${i}` })) }] });
  const zeros = (n) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`c${i}`, 0]));
  const folded = (n) => section(results({ answers: zeros(n) }, { table: many(n) }), words.gaps);
  assert.equal(folded(5).length, 1);
  assert.equal(folded(6)[1].querySelector("summary").textContent, "Voir 1 autre compétence");
  assert.equal(folded(9)[1].querySelector("summary").textContent, "Voir 4 autres compétences");
  assert.equal(folded(9)[0].children.length, 5);
});

test("chapters are links from the page's root, and titles where there is no page", () => {
  const links = (page) => section(page, words.reading)[0].querySelectorAll("a");
  assert.deepEqual([...links(results())].map((a) => [a.getAttribute("href"), a.textContent]),
    [["../n1/04.html", "Cadrer"], ["../n1/05.html", "Clore"], ["../n1/02.html", "Reformuler"]]);
  assert.equal(links(results({}, { root: "" }))[0].getAttribute("href"), "n1/04.html");
  const kernel = results({}, { root: undefined });
  assert.equal(links(kernel).length, 0);
  assert.equal(section(kernel, words.reading)[0].textContent, "CadrerCloreReformuler");
});

test("what moved since last time is said in words, and only where both times have an answer", () => {
  const parts = section(results({ last: { on: "2026-03-01", answers: { ecoute: 0, cadre: 3, accueil: 3 } } }), "Depuis le 1er mars 2026");
  assert.match(parts[0].textContent, /Plus haut.: 1\. Plus bas.: 1\. Sans changement.: 1\./);
  assert.match(parts[1].textContent, /Écouter jusqu'au bout Plus haut.: de 0 à 1\.Convenir d'un cadre Plus bas.: de 3 à 2\./);
  const apart = section(results({ last: { on: "2026-03-12", answers: { ailleurs: 0 } } }), "Depuis le 12 mars 2026");
  assert.equal(text(apart), words["changes-none"]);
});

test("a second try starts empty, keeps the first and its day, and can be left again", () => {
  const page = results();
  press(page, words.again);
  assert.deepEqual(state(page), { answers: {}, done: false, on: null, last: { on: "2026-11-01", answers: ALL } });
  assert.equal(page.$("h3").textContent, "Domaine 1 sur 3Écouter");
  assert.equal(focused(), "title");
  assert.match(said(page), /1er novembre 2026 sont gardées/);
  assert.match(page.$(".cc-assess-kept p").textContent, /1er novembre 2026 sont gardées/);
  press(page, words.resume);
  assert.deepEqual(state(page), { answers: ALL, done: true, on: "2026-11-01", last: null });
  assert.equal(focused(), "results");
});

test("answers can be changed after the profile, and nothing is lost", () => {
  const page = results();
  press(page, words.edit);
  assert.equal(state(page).done, false);
  assert.deepEqual(state(page).answers, ALL);
  assert.equal(focused(), "title");
  assert.equal(page.$('[data-focus="ecoute/1"]').checked, true);
});

test("a finished state that holds no answer shows the questions, not an empty profile", () => {
  assert.equal(results({ answers: {} }).all("fieldset").length, 2);
});

test("another tab's answer, which the model brings, is shown", () => {
  const page = start(selfAssessment, props());
  page.model.set("state", { ...fresh, answers: { ecoute: 4 } });
  assert.equal(page.$('[data-focus="ecoute/4"]').checked, true);
});

test("with every competency answered twice, the state stays under 4,096 characters", () => {
  const competency = (i) => ({ ...table.domains[0].competencies[0], id: `competence-au-nom-long-${i}` });
  const large = { ...table, domains: Array.from({ length: 16 }, (_, d) => ({ ...table.domains[0], id: `d${d}`, competencies: [0, 1, 2].map((c) => competency(3 * d + c)) })) };
  const page = start(selfAssessment, props({}, { table: large }));
  for (const round of [1, 4]) {
    for (let d = 0; d < 16; d++) {
      for (const c of [0, 1, 2]) pick(page, `competence-au-nom-long-${3 * d + c}`, round);
      if (d < 15) press(page, words.next);
    }
    press(page, words.finish);
    if (round === 1) press(page, words.again);
  }
  assert.equal(Object.keys(state(page).answers).length, 48);
  assert.equal(Object.keys(state(page).last.answers).length, 48);
  assert.ok(JSON.stringify(state(page)).length < 4096, String(JSON.stringify(state(page)).length));
  assert.deepEqual(page.errors, []);
});

test("the radios of two activities on one page belong to two forms, and Enter sends nothing", () => {
  const page = start(selfAssessment, props());
  const other = document.createElement("div");
  document.body.append(other);
  selfAssessment.render({ model: page.model, el: other });
  const forms = [...document.querySelectorAll("form")];
  assert.equal(forms.length, 2);
  assert.ok(forms.every((form) => form.querySelectorAll("input").length === 10));
  const submit = new window.Event("submit", { cancelable: true });
  forms[0].dispatchEvent(submit);
  assert.equal(submit.defaultPrevented, true);
  assert.equal(document.querySelectorAll("[id]").length, 0);
});

test("the page says that nothing leaves the device, while answering and after", () => {
  for (const page of [start(selfAssessment, props()), results()]) assert.ok(page.el.textContent.includes(words.private));
});

test("course text is shown as text, never as markup", () => {
  const odd = structuredClone(table);
  odd.domains[0].title = odd.domains[0].competencies[0].title = odd.domains[0].competencies[0].behaviours[0][0] = odd.pages["n1/01"] = "<img src=x>";
  assert.equal(start(selfAssessment, props({}, { table: odd })).$("img"), null);
  assert.equal(results({ answers: { ecoute: 0 } }, { table: odd }).$("img"), null);
});

test("every label that the activity asks for is in the catalogue", () => {
  for (const page of [start(selfAssessment, props()), results({ last: { on: "2026-03-01", answers: ALL } })]) {
    assert.doesNotMatch(page.el.outerHTML, /undefined|\{\w+\}|NaN/);
  }
});

test("after its cleanup the activity no longer listens", () => {
  const page = start(selfAssessment, props());
  page.stop();
  page.model.set("state", { ...fresh, answers: ALL, done: true });
  assert.equal(page.$(".cc-assess-charts"), null);
});
