// @ts-check
/** @import { RolePlayTable, Scene } from "../../types.js" */
/** @import { BranchStatus, Play } from "./role-play-state.js" */
/** @import { Words } from "./role-play-gauges.js" */

import { fill, h, svg } from "./dom.js";
import { branchStatus, reachedScenes } from "./role-play-state.js";

/** @typedef {{ scene: Scene, x: number, y: number, lines: string[], crossed: number[] }} Spot */

const ARCS = 66, INDENT = 15, LINE = 16, LETTERS = 21, LETTER = 8, RADIUS = 11;
/** @type {BranchStatus[]} */ const STATUSES = ["never", "earlier", "path"];

/**
 * The whole scenario, time flowing down: scenes of one moment stand close together and step to the
 * right, each branch is an arc on the left. One column of whole titles fits a phone unscaled.
 *
 * @param {RolePlayTable} table
 * @param {Play} play
 * @param {Words} words
 */
export function drawMap(table, play, words) {
  const spots = placeScenes(table, play, words);
  const reached = reachedScenes(table, play);
  const all = [...spots.values()];
  const height = Math.max(...all.map((s) => s.y)) + 30;
  const width = Math.max(...all.map((s) => s.x + 18 + LETTER * Math.max(...s.lines.map((line) => line.length))));
  const branches = listBranches(table, play);
  const counts = Object.fromEntries(STATUSES.map((status) => [status, branches.filter((b) => b.status === status).length]));
  const label = fill(words["map-label"], { scenes: all.length, crossed: new Set(play.steps.map((s) => s.before.node)).size + 1, ...counts });
  const arcs = branches.map(({ from, to, status }) => svg("path", { class: `cc-branch cc-${status}`, d: arcOf(spots, from, to) }));
  const marks = [...spots].map(([id, spot]) => drawSpot(spot, spot.crossed.length > 0 ? "path" : reached.has(id) ? "earlier" : "never"));
  return h("div", { class: "cc-map" },
    h("div", { class: "cc-map-scroll", role: "region", tabindex: "0", "aria-label": words.map },
      svg("svg", { role: "img", "aria-label": label, viewBox: `0 0 ${width} ${height}`, width: `${width / 16}rem`, height: `${height / 16}rem` },
        ...arcs, ...marks)),
    h("ul", { class: "cc-legend" }, ...[...STATUSES].reverse().map((status) => h("li", {},
      svg("svg", { viewBox: "0 0 32 12", "aria-hidden": "true" }, svg("path", { class: `cc-branch cc-${status}`, d: "M3 6H29" })), words[`legend-${status}`]))));
}

/**
 * @param {RolePlayTable} table @param {Play} play @param {Words} words
 * @returns {Map<string, Spot>} in the order of the map, from the top
 */
function placeScenes(table, play, words) {
  const walked = [...play.steps.map((s) => s.before.node), play.state.node];
  const ordered = Object.entries(table.nodes).sort(([, a], [, b]) => a.at[0] - b.at[0] || a.at[1] - b.at[1]);
  let y = 0, column = -1;
  return new Map(ordered.map(([id, scene]) => {
    const lines = wrapText(scene.tone ? fill(words.ending, scene) : scene.title, LETTERS);
    const half = LINE * (lines.length - 1) / 2;
    y += half + (y === 0 ? 22 : scene.at[0] === column ? 28 : 36);
    const spot = { scene, x: ARCS + INDENT * scene.at[1], y, lines, crossed: walked.flatMap((node, i) => (node === id ? [i + 1] : [])) };
    y += half;
    column = scene.at[0];
    return [id, spot];
  }));
}

/**
 * One branch for each pair of scenes, as the best that befell it; the path is drawn last, on top.
 *
 * @param {RolePlayTable} table
 * @param {Play} play
 */
function listBranches(table, play) {
  /** @type {Map<string, { from: string, to: string, status: BranchStatus }>} */ const found = new Map();
  for (const [from, scene] of Object.entries(table.nodes)) {
    for (const choice of scene.choices ?? []) {
      const key = `${from} ${choice.to}`;
      const status = branchStatus(play, from, choice.id);
      const known = found.get(key)?.status ?? "never";
      found.set(key, { from, to: choice.to, status: STATUSES.indexOf(status) > STATUSES.indexOf(known) ? status : known });
    }
  }
  return [...found.values()].sort((a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status));
}

/**
 * An arc that leaves the column of scenes by the left, the wider the more scenes it passes.
 *
 * @param {Map<string, Spot>} spots
 * @param {string} from
 * @param {string} to
 */
function arcOf(spots, from, to) {
  const order = [...spots.keys()];
  const a = /** @type {Spot} */ (spots.get(from)), b = /** @type {Spot} */ (spots.get(to));
  const passed = Math.abs(order.indexOf(from) - order.indexOf(to)) - 1;
  if (passed === 0) return `M${a.x} ${a.y}L${b.x} ${b.y}`;
  // A cubic whose middle clears the leftmost scenes: its two handles weigh 3/4 of the middle, its ends 1/4.
  const middle = ARCS - 14 - (ARCS - 20) * Math.sqrt(Math.max(1, passed) / order.length);
  const handle = (8 * middle - a.x - b.x) / 6;
  const loop = from === to ? 12 : 0;
  return `M${a.x} ${a.y - loop}C${handle} ${a.y - loop} ${handle} ${b.y + loop} ${b.x} ${b.y + loop}`;
}

/** @param {Spot} spot @param {BranchStatus} status */
function drawSpot({ scene, x, y, lines, crossed }, status) {
  const number = crossed.join("·");
  const half = status === "path" ? RADIUS + 3 * Math.max(0, number.length - 2) : 7;
  const top = y - LINE * (lines.length - 1) / 2;
  return svg("g", { class: `cc-spot cc-${status}` },
    svg("rect", { x: x - half, y: y - (half > RADIUS ? RADIUS : half), width: 2 * half, height: 2 * Math.min(half, RADIUS), rx: scene.tone ? 3 : RADIUS }),
    svg("text", { class: "cc-spot-number", x, y }, number),
    svg("text", { y: top }, ...lines.map((line, i) => svg("tspan", { x: x + half + 6, dy: i > 0 ? LINE : 0 }, line))));
}

/**
 * Break a text into lines of about `most` letters, never inside a word.
 *
 * @param {string} text
 * @param {number} most
 */
export function wrapText(text, most) {
  /** @type {string[]} */ const lines = [];
  for (const word of text.split(" ")) {
    const last = lines.length - 1;
    if (last >= 0 && lines[last].length + 1 + word.length <= most) lines[last] += ` ${word}`;
    else lines.push(word);
  }
  return lines;
}
