/** The room drawing's rule, on the vectors that the Python engine runs too. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { places, seatSize, tableSize } from "../../cat_course/frontend/static/cat_course/room-rules.js";

const { cases } = JSON.parse(readFileSync(new URL("../vectors/room.json", import.meta.url), "utf8"));
const ROOMS = ["cercle", "petits-cercles", "bocal", "tables", "arc", "libre", "dehors", "aucune"];

for (const { room, people, groups, count, seat, table, places: expected } of cases) {
  test(`places: ${room}, ${people} people, ${groups} groups`, () => {
    const found = places(room, people, groups);
    const rows = found.map(({ x, y, kind }) => [x, y, kind]);
    assert.deepEqual(rows.length > 100 ? [...rows.slice(0, 3), ...rows.slice(-3)] : rows, expected);
    assert.deepEqual([found.length, seatSize(found), tableSize(found)], [count, seat, table]);
  });
}

test("in every room, each person has a seat inside the box, and no two seats or tables are at one point", () => {
  for (const room of ROOMS) for (const people of [1, 2, 3, 7, 12, 31, 49, 60, 95, 200]) for (const groups of [1, 2, 5, 12]) {
    const found = places(room, people, groups);
    const seats = found.filter(({ kind }) => kind === "seat" || kind === "screen");
    assert.equal(seats.length, people, `${room} ${people} ${groups}`);
    assert.ok(found.every(({ x, y }) => x >= 0 && x <= 1000 && y >= 0 && y <= 700), `${room} ${people} ${groups} in the box`);
    assert.equal(new Set(found.map(({ x, y }) => `${x},${y}`)).size, found.length, `${room} ${people} ${groups} apart`);
  }
});

test("a crowd is drawn up to six hundred, and no longer", () => {
  for (const room of ROOMS) assert.ok(places(room, 10000, 1).length <= 600 + 120 + 1, room);
});
