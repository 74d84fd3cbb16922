import "./dom-setup.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { quiz } from "../../cat_course/frontend/static/cat_course/quiz.js";
import { HOSTS, start } from "./hosts.js";
import { labels } from "./labels.js";

const option = (id, points) => ({ id, text: `Option <b>${id}</b>`, because: `Parce que ${id}.`, points });
const table = {
  id: "essai", title: "Essai", intro: "", minutes: 3,
  questions: [
    { id: "une", kind: "single", prompt: "Laquelle ?", options: [option("a", 0), option("b", 1)] },
    { id: "des", kind: "multiple", prompt: "Lesquelles ?", options: [option("a", 1), option("b", -1), option("c", 1)] },
    { id: "ordre", kind: "ordering", prompt: "Dans quel ordre ?", options: ["a", "b", "c"].map((id) => ({ ...option(id), points: undefined })), shown: ["c", "a", "b"] },
  ],
};
const state = () => ({ table, labels, state: { answers: {}, checked: [] } });
const question = (page, id) => page.$(`[data-question="${id}"]`);
const click = (el) => el.click();
const pick = (page, id, value) => {
  const input = question(page, id).querySelector(`input[value="${value}"]`);
  input.checked = !input.checked;
  input.dispatchEvent(new window.Event("change"));
};
const button = (root, text) => [...root.querySelectorAll("button")].find((b) => b.textContent === text);

for (const Model of HOSTS) {
  test(`an answer is judged when the learner asks, with a reason for every option (${Model.name})`, () => {
    const page = start(quiz, state(), Model);
    pick(page, "une", "a");
    assert.equal(page.all(".cc-because").length, 0);
    click(button(question(page, "une"), labels.quiz.check));
    assert.equal(question(page, "une").querySelectorAll(".cc-because").length, 2);
    assert.match(question(page, "une").querySelector(".cc-verdict").textContent, /Pas encore/);
    assert.match(page.$("[role=status]").textContent, /Pas encore/);
    assert.deepEqual(page.errors, []);
  });
}

test("nothing can be checked before an answer is given", () => {
  const page = start(quiz, state());
  assert.equal(button(question(page, "une"), labels.quiz.check).disabled, true);
  pick(page, "une", "b");
  assert.equal(button(question(page, "une"), labels.quiz.check).disabled, false);
});

test("a step moves up and down, and an order may be checked as it is shown", () => {
  const page = start(quiz, state());
  click(page.$('[data-focus="ordre/a/up"]'));
  assert.deepEqual(page.model.get("state").answers.ordre, ["a", "c", "b"]);
  click(page.$('[data-focus="ordre/a/up"]'));
  assert.deepEqual(page.model.get("state").answers.ordre, ["a", "c", "b"], "the first step does not move up");
  click(button(question(page, "ordre"), labels.quiz.check));
  assert.equal(question(page, "ordre").querySelectorAll(".cc-because").length, 3);
});

test("the total comes when every question is checked, and a new start forgets the answers", () => {
  const page = start(quiz, state());
  pick(page, "une", "b");
  pick(page, "des", "a");
  for (const id of ["une", "des", "ordre"]) click(button(question(page, id), labels.quiz.check));
  assert.match(page.$(".cc-total").textContent, /3 points sur 5/);
  click(button(page.$(".cc-total"), labels.common.restart));
  assert.deepEqual(page.model.get("state"), { answers: {}, checked: [] });
});

test("the total is said with the last answer, and not before", () => {
  const page = start(quiz, state());
  pick(page, "une", "b");
  pick(page, "des", "a");
  for (const id of ["une", "des"]) click(button(question(page, id), labels.quiz.check));
  assert.doesNotMatch(page.$("[role=status]").textContent, /total/);
  click(button(question(page, "ordre"), labels.quiz.check));
  assert.match(page.$("[role=status]").textContent, /En partie.*3 points sur 5/);
});

test("course text is shown as text, never as markup", () => {
  const page = start(quiz, state());
  assert.equal(page.$("b"), null);
});

test("after its cleanup the activity no longer listens", () => {
  const page = start(quiz, state());
  page.stop();
  page.model.set("state", { answers: { une: "b" }, checked: ["une"] });
  assert.equal(page.all(".cc-because").length, 0);
});
