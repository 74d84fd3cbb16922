// @ts-check

/** @typedef {"seat" | "free-seat" | "table" | "board" | "screen"} Furniture */
/** @typedef {{ x: number, y: number, kind: Furniture }} Place one thing at a point of a box of 1000 by 700 */

/** Beyond so many people a drawing says nothing more. */
export const MOST_DRAWN = 600;
const [BOX_WIDTH, BOX_HEIGHT] = [1000, 700];
const USUAL_TABLE = 5;
const ONE_ROW = 48;
const FULL_TURN = 2 * Math.PI;

/**
 * What stands in a room for these people, who sit in so many groups at once.
 * Mirrors `cat_course.engine.room.places`; both are held to `tests/vectors/room.json`.
 *
 * @param {string} room
 * @param {number} people
 * @param {number} [groups]
 * @returns {Place[]}
 */
export function places(room, people, groups = 1) {
  people = Math.min(people, MOST_DRAWN);
  if (room === "aucune") return inGrid(people, "screen");
  if (room === "arc") return [{ x: 500, y: 40, kind: "board" }, ...inArc(people)];
  if (room === "libre" || (room === "dehors" && groups < 2)) return inGrid(people, "seat");
  if ((room === "petits-cercles" || room === "tables") && groups < 2) groups = Math.ceil(people / USUAL_TABLE);
  groups = Math.max(1, Math.min(groups, people));
  const small = Math.floor(people / groups);
  return cellsOf(groups).flatMap(({ x, y, side }, place) => oneGroup(room, small + (place < people % groups ? 1 : 0), x, y, 0.4 * side));
}

/** The radius at which no two things touch. @param {Place[]} found */
export function seatSize(found) {
  const seats = found.filter(({ kind }) => kind !== "table");
  return Math.max(2, Math.min(18, Math.floor((nearestOf(seats, seats, 3600) * 4) / 10)));
}

/** The radius of a table: what leaves room for the chairs around it. @param {Place[]} found */
export function tableSize(found) {
  const [tables, seats] = [true, false].map((wanted) => found.filter(({ kind }) => (kind === "table") === wanted));
  return Math.floor((nearestOf(tables, seats, 0) * 6) / 10);
}

/** The least distance from one list to the other, rounded down; `none` is its square where there is none. @param {Place[]} list @param {Place[]} others @param {number} none */
function nearestOf(list, others, none) {
  let least = Infinity;
  for (const a of list) for (const b of others) if (a !== b) least = Math.min(least, (a.x - b.x) ** 2 + (a.y - b.y) ** 2);
  return Math.floor(Math.sqrt(least < Infinity ? least : none));
}

/** Halves are rounded up by a hair: a cosine may differ in its last digit from one language to another. @param {number} x @param {number} y @param {Furniture} [kind] @returns {Place} */
const placeAt = (x, y, kind = "seat") => ({ x: Math.floor(x + 0.500001), y: Math.floor(y + 0.500001), kind });
/** @template T @param {number} count @param {(place: number) => T} make */
const listOf = (count, make) => Array.from({ length: count }, (_, place) => make(place));

/** @param {string} room @param {number} people @param {number} x @param {number} y @param {number} radius @returns {Place[]} */
function oneGroup(room, people, x, y, radius) {
  if (room !== "bocal") return [...(room === "tables" ? [placeAt(x, y, "table")] : []), ...inRows(people, x, y, radius, radius / 3, 75)];
  const inner = Math.max(1, Math.min(5, Math.floor(people / 2)));
  const centre = inRow(inner + 1, x, y, radius * 0.3);
  centre[inner].kind = "free-seat";
  return [...inRows(people - inner, x, y, radius, radius * 0.55, 0), ...centre];
}

/** Chairs in a circle; one row as long as it stays legible, else rows one behind the other, the outer first. @param {number} people @param {number} x @param {number} y @param {number} radius @param {number} least @param {number} wide room for each person in a small group, which sits closer */
function inRows(people, x, y, radius, least, wide) {
  if (people <= ONE_ROW) return inRow(people, x, y, wide ? Math.max(radius * 0.3, Math.min(radius, (people * wide) / FULL_TURN)) : radius);
  return sharedRows(people, FULL_TURN, radius, least, (FULL_TURN * radius) / ONE_ROW).flatMap(([seated, far]) => inRow(seated, x, y, far));
}

/** Share people among the fewest rows that hold them, the outer first; rows stand closer until all are seated. @param {number} people @param {number} spread @param {number} radius @param {number} least @param {number} gap @returns {[people: number, radius: number][]} */
function sharedRows(people, spread, radius, least, gap) {
  for (; ; gap *= 0.95) {
    const radii = listOf(Math.floor((radius - least) / gap) + 1, (place) => radius - place * gap);
    const held = radii.map((far) => Math.floor((spread * far) / gap));
    const seats = () => held.reduce((total, n) => total + n, 0);
    while (held.length > 1 && seats() - held[held.length - 1] >= people) held.pop();
    const total = seats();
    if (total < people) continue;
    const seated = held.map((most) => Math.floor((people * most) / total));
    const left = people - seated.reduce((sum, n) => sum + n, 0);
    return seated.map((n, place) => [n + (place < left ? 1 : 0), radii[place]]);
  }
}

/** @param {number} people @param {number} x @param {number} y @param {number} radius */
const inRow = (people, x, y, radius) => listOf(people, (place) => {
  const angle = (FULL_TURN * place) / people - Math.PI / 2;
  return placeAt(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
});

/** Rows in an arc around the board. @param {number} people */
function inArc(people) {
  const spread = 2.4;
  return sharedRows(people, spread, 500, 150, 70).flatMap(([seated, radius]) => listOf(seated, (place) => {
    const angle = (Math.PI - spread) / 2 + (spread * (place + 0.5)) / seated;
    return placeAt(500 - radius * Math.cos(angle), 120 + radius * Math.sin(angle));
  }));
}

/** Everyone at the middle of a cell of their own. @param {number} people @param {Furniture} kind */
const inGrid = (people, kind) => cellsOf(people).map(({ x, y }) => placeAt(x, y, kind));

/** The middles of the cells of the grid whose cells are the largest squares; a last row that is not full is centred. @param {number} count */
function cellsOf(count) {
  let [columns, best] = [1, -1];
  for (let c = 1; c <= count; c += 1) {
    const side = Math.min(Math.floor(BOX_WIDTH / c), Math.floor(BOX_HEIGHT / Math.ceil(count / c)));
    if (side > best) [columns, best] = [c, side];
  }
  const rows = Math.ceil(count / columns);
  return listOf(count, (place) => {
    const row = Math.floor(place / columns);
    const inside = Math.min(columns, count - row * columns);
    return {
      x: ((2 * (place % columns) + 1 + columns - inside) * BOX_WIDTH) / columns / 2, y: ((2 * row + 1) * BOX_HEIGHT) / rows / 2,
      side: Math.min(BOX_WIDTH / columns, BOX_HEIGHT / rows),
    };
  });
}
