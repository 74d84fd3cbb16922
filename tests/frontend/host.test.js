import "./dom-setup.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { fill, paragraphs } from "../../cat_course/frontend/static/cat_course/dom.js";
import { mount, mountAll } from "../../cat_course/frontend/static/cat_course/host.js";
import { readIsland } from "../../cat_course/frontend/static/cat_course/island.js";
import { labels } from "./labels.js";

const echo = { render: ({ model, el }) => { el.textContent = JSON.stringify(model.get("state")); el.dataset.echo = ""; } };
const memory = (states = {}, trouble = null) => ({ trouble, saved: [], get: (key) => states[key], set(key, state) { this.saved.push([key, state]); } });

beforeEach(() => {
  document.body.innerHTML = `<div class="cc-activity" data-activity="echo" data-key="k" data-root="../">
    <script type="application/json">${JSON.stringify({ table: { said: { $: 0 }, long: [{ $: 1 }] }, state: { n: 0 } })}</script>
    <div class="cc-fallback"><span data-s>Un mot.</span><div data-s><p>Un.</p><p>Deux.</p></div></div></div>`;
});
const root = () => document.querySelector(".cc-activity");

test("texts that stand in the reading are put back in the data", () => {
  assert.deepEqual(readIsland(root()).table, { said: "Un mot.", long: ["Un.\n\nDeux."] });
});

test("the reading is hidden only once the activity is there, and comes back with it gone", async () => {
  const dispose = await mount(root(), echo, memory(), labels);
  assert.equal(document.querySelector(".cc-fallback").hasAttribute("hidden"), true);
  assert.equal(document.querySelector("[data-echo]").textContent, '{"n":0}');
  await dispose();
  assert.equal(document.querySelector(".cc-fallback").hasAttribute("hidden"), false);
  assert.equal(document.querySelector("[data-echo]"), null);
});

test("an activity that fails leaves the reading, and the others start", async (t) => {
  t.mock.method(console, "error", () => {});
  const copy = root().cloneNode(true);
  document.body.append(copy);
  let calls = 0;
  await mountAll("echo", { render: (props) => { calls += 1; if (calls === 1) throw new Error("boom"); return echo.render(props); } }, labels);
  const [first, second] = document.querySelectorAll(".cc-fallback");
  assert.deepEqual([first.hasAttribute("hidden"), second.hasAttribute("hidden")], [false, true]);
});

test("what the learner kept comes before what the page holds", async () => {
  await mount(root(), echo, memory({ k: { n: 7 } }), labels);
  assert.equal(document.querySelector("[data-echo]").textContent, '{"n":7}');
});

test("what the activity saves goes to the record under its key", async () => {
  const record = memory();
  await mount(root(), { render: ({ model }) => { model.set("state", { n: 1 }); model.save_changes(); } }, record, labels);
  assert.deepEqual(record.saved, [["k", { n: 1 }]]);
});

test("a refused storage is told beside the activity", async () => {
  await mount(root(), echo, memory({}, "refused"), labels);
  assert.equal(document.querySelector(".cc-note").textContent, labels.common["record-refused"]);
});

test("what is not kept is said before the activity, not after its last question", async () => {
  await mount(root(), echo, memory({}, "refused"), labels);
  assert.equal(document.querySelector(".cc-note").nextElementSibling.hasAttribute("data-echo"), true);
});

for (const name of ["storage", "pageshow"]) {
  test(`an activity takes in what another tab has kept of it, and nothing else (${name})`, async () => {
    const states = { k: { n: 1 } };
    let drawn = 0;
    const dispose = await mount(root(), { render: ({ model, el }) => { model.on("change:state", () => { drawn += 1; el.textContent = model.get("state").n; }); } }, memory(states), labels);
    window.dispatchEvent(new window.Event(name));
    assert.equal(drawn, 0, "another activity was kept");
    states.k = { n: 2 };
    window.dispatchEvent(new window.Event(name));
    assert.deepEqual([drawn, document.querySelector(".cc-activity").lastElementChild.textContent], [1, "2"]);
    await dispose();
    states.k = { n: 3 };
    window.dispatchEvent(new window.Event(name));
    assert.equal(drawn, 1, "an activity that was taken away no longer follows");
  });
}

test("a label keeps the names it has no value for, and a text keeps its paragraphs", () => {
  assert.equal(fill("{a} sur {b}", { a: 2 }), "2 sur {b}");
  assert.deepEqual(paragraphs("Un\nseul.\n\nDeux.").map((p) => p.textContent), ["Un seul.", "Deux."]);
});
