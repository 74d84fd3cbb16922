/** The learner's own record: it survives, it is never lost, it works where nothing may be kept. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openRecord } from "../../cat_course/frontend/static/cat_course/record.js";

class Memory {
  data = new Map();
  getItem(key) { return this.data.get(key) ?? null; }
  setItem(key, value) { this.data.set(key, String(value)); }
  removeItem(key) { this.data.delete(key); }
}

const aside = (storage) => [...storage.data].filter(([key]) => key.startsWith("cat-course.aside."));

test("a state that was kept is found by the next visit", () => {
  const storage = new Memory();
  openRecord(() => storage).set("quiz/a", { answers: { q: "b" } });
  assert.deepEqual(openRecord(() => storage).get("quiz/a"), { answers: { q: "b" } });
});

test("two pages open at once do not wipe each other's answers", () => {
  const storage = new Memory();
  const [one, two] = [openRecord(() => storage), openRecord(() => storage)];
  one.set("a", 1);
  two.set("b", 2);
  const later = openRecord(() => storage);
  assert.deepEqual([later.get("a"), later.get("b")], [1, 2]);
});

test("what another page has kept meanwhile is found at once", () => {
  const storage = new Memory();
  const [one, two] = [openRecord(() => storage), openRecord(() => storage)];
  two.set("b", 2);
  assert.equal(one.get("b"), 2);
});

for (const [name, text] of [["is not JSON", "{oops"], ["is of a later version", '{"version":2,"states":{}}'], ["has no states", '{"version":1}'], ["has a list of states", '{"version":1,"states":[]}'], ["is null", "null"]]) {
  test(`a record that ${name} is set aside whole, and told`, () => {
    const storage = new Memory();
    storage.setItem("cat-course", text);
    const record = openRecord(() => storage);
    assert.equal(record.trouble, "set-aside");
    assert.deepEqual(aside(storage).map(([, kept]) => kept), [text]);
    record.set("a", 1);
    assert.equal(openRecord(() => storage).get("a"), 1);
    assert.equal(aside(storage).length, 1);
  });
}

test("a record that cannot be read stays where it is when there is no room to set it aside", () => {
  const storage = new Memory();
  storage.setItem("cat-course", "{oops");
  const { setItem } = storage;
  storage.setItem = (key, value) => { if (key.includes("aside")) throw new Error("QuotaExceededError"); setItem.call(storage, key, value); };
  const record = openRecord(() => storage);
  record.set("a", 1);
  assert.deepEqual([record.trouble, record.get("a"), storage.getItem("cat-course")], ["refused", 1, "{oops"]);
});

test("where storage is refused the record lives as long as the page, and says so", () => {
  const record = openRecord(() => { throw new Error("SecurityError"); });
  record.set("a", 1);
  assert.equal(record.get("a"), 1);
  assert.equal(record.trouble, "refused");
});

test("a full storage is told, and the page goes on", () => {
  const storage = new Memory();
  const record = openRecord(() => storage);
  storage.setItem = () => { throw new Error("QuotaExceededError"); };
  record.set("a", 1);
  assert.equal(record.get("a"), 1);
  assert.equal(record.trouble, "refused");
});

test("nothing that names a person is in an empty record", () => {
  const storage = new Memory();
  openRecord(() => storage).set("a", 1);
  assert.deepEqual(Object.keys(JSON.parse(storage.getItem("cat-course"))).sort(), ["course", "states", "version"]);
});
