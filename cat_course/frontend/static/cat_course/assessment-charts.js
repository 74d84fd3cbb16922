// @ts-check
/** @import { AssessmentTable, DomainLevel } from "../../types.js" */
/** @import { Words } from "./assessment-words.js" */

import { fill, h, svg } from "./dom.js";
import { sayDifference, sayTenths } from "./assessment-words.js";

/** @typedef {{ kind: "level" | "aim" | "last", label: string, values: (number | null)[] }} Series One value per domain, in tenths. */

const RADIUS = 112;
const MOST = 40;
const FEWEST_AXES = 3;

/**
 * Draw the domains twice: as a radar, where there are enough for one, and as bars. The numbers of
 * the radar's axes are those of the bars, which name the domains.
 *
 * @param {AssessmentTable} table @param {Words} labels @param {Series[]} series
 */
export function drawCharts(table, labels, series) {
  const several = table.domains.length >= FEWEST_AXES;
  return h("div", { class: "cc-assess-charts" },
    h("ul", { class: "cc-assess-key" }, ...series.map(({ kind, label }) => h("li", {},
      svg("svg", { width: 34, height: 20, "aria-hidden": "true", class: `cc-assess-${kind}` }, svg("path", { d: "M1 10h32" }), drawMark(kind, "17,10")), label))),
    ...(several ? [drawRadar(labels, series)] : []),
    drawBars(table, labels, series, several));
}

/** @param {Words} labels @param {Series[]} series */
function drawRadar(labels, series) {
  const count = series[0].values.length;
  /** @param {number} i @param {number} length */
  const spot = (i, length) => {
    const angle = (2 * Math.PI * i) / count;
    return `${(length * Math.sin(angle)).toFixed(1)},${(-length * Math.cos(angle)).toFixed(1)}`;
  };
  const axes = series[0].values.map((value, i) => svg("g", {},
    svg("path", { class: "cc-assess-axis", d: `M0,0L${spot(i, RADIUS)}` }),
    svg("text", { class: value === null ? "cc-assess-unanswered" : "", transform: `translate(${spot(i, RADIUS + 18)})`, dy: "0.35em" }, String(i + 1))));
  const rings = [1, 2, 3, 4].map((n) => svg("circle", { class: "cc-assess-axis", r: (n * RADIUS) / 4 }));
  const scale = [1, 2, 3, 4].map((n) => svg("text", { class: "cc-assess-tick", transform: `translate(${spot(0.5, (n * RADIUS) / 4)})`, dy: "0.35em" }, String(n)));
  const shapes = series.map(({ kind, values }) => {
    const spots = values.map((value, i) => (value === null ? null : spot(i, (value * RADIUS) / MOST)));
    return svg("g", { class: `cc-assess-${kind}` }, drawOutline(spots), ...spots.flatMap((at) => (at ? [drawMark(kind, at)] : [])));
  });
  return svg("svg", { class: "cc-assess-radar", viewBox: "-142 -142 284 284", role: "img", "aria-label": fill(labels.radar, { count }) },
    ...rings, ...axes, ...shapes, ...scale);
}

/**
 * A closed outline; where a domain has no answer, only the sides between neighbours that have one,
 * so that no line crosses an axis at a level nobody gave.
 *
 * @param {(string | null)[]} spots
 */
function drawOutline(spots) {
  const whole = spots.every((at) => at !== null);
  const sides = spots.map((at, i) => [at, spots[(i + 1) % spots.length]]).filter(([a, b]) => a !== null && b !== null);
  return svg("path", whole ? { class: "cc-assess-whole", d: `M${spots.join("L")}Z` } : { d: sides.map(([a, b]) => `M${a}L${b}`).join("") });
}

/**
 * The mark of a series, told apart by its shape: a dot, a diamond, a ring.
 *
 * @param {Series["kind"]} kind @param {string} at
 */
function drawMark(kind, at) {
  const transform = `translate(${at})`;
  return kind === "aim" ? svg("path", { class: "cc-assess-mark", d: "M0-5 5 0 0 5-5 0Z", transform }) : svg("circle", { class: "cc-assess-mark", r: kind === "level" ? 3.5 : 7, transform });
}

/** @param {AssessmentTable} table @param {Words} labels @param {Series[]} series @param {boolean} numbered */
function drawBars(table, labels, series, numbered) {
  return h("ol", { class: "cc-assess-bars" }, ...table.domains.map(({ title }, i) => {
    const shown = series.filter(({ kind, values }) => kind === "level" || values[i] !== null).map(({ kind, values }) => ({ kind, value: values[i] }));
    const said = shown.map(({ kind, value }) => (value === null ? labels.unanswered : fill(labels[`bar-${kind}`], { level: sayTenths(value, labels) })));
    const level = series[0].values[i];
    return h("li", {}, h("span", {}, ...(numbered ? [h("b", {}, String(i + 1)), " "] : []), title),
      h("span", { class: level === null ? "cc-muted" : "cc-assess-bar-value", "aria-hidden": "true" }, level === null ? labels.unanswered : sayTenths(level, labels)),
      svg("svg", { class: "cc-assess-bar", width: "100%", height: 22, role: "img", "aria-label": said.join(", ") },
        svg("rect", { class: "cc-assess-track", y: 6, width: "100%", height: 10, rx: 5 }),
        svg("rect", { class: "cc-assess-fill", y: 6, width: onBar(level ?? 0), height: 10, rx: 5 }),
        ...[10, 20, 30].map((tenths) => svg("rect", { class: "cc-assess-cut", x: onBar(tenths), y: 6, width: 2, height: 10 })),
        ...shown.slice(1).map(({ kind, value }) => svg("svg", { class: `cc-assess-${kind}`, x: onBar(value ?? 0), overflow: "visible" }, drawMark(kind, "0,11")))));
  }));
}

/** How far along a bar. @param {number} tenths */
const onBar = (tenths) => `${(100 * tenths) / MOST}%`;

/**
 * The table behind the charts, folded.
 *
 * @param {AssessmentTable} table @param {Words} labels @param {DomainLevel[]} now
 * @param {{ date: string, levels: DomainLevel[] } | null} before the time before
 */
export function drawTable(table, labels, now, before) {
  const columns = ["domain", "level", "aim", ...(before ? ["last"] : []), "difference", "answers"];
  const rows = now.map((d, i) => {
    const cells = [sayTenths(d.level, labels), sayTenths(d.aim, labels), ...(before ? [sayTenths(before.levels[i].level, labels)] : []),
      d.level === null ? sayTenths(null, labels) : sayDifference(d.level - d.aim, labels), fill(labels["answered-of"], d)];
    return h("tr", {}, h("th", { scope: "row" }, table.domains[i].title), ...cells.map((cell) => h("td", {}, cell)));
  });
  return h("details", {}, h("summary", {}, labels.table),
    h("p", { class: "cc-muted" }, labels["table-note"], ...(before ? [" ", fill(labels["table-last"], before)] : [])),
    h("div", { class: "cc-assess-scroll", tabindex: "0", role: "region", "aria-label": labels.table },
      h("table", { "aria-label": labels.table },
        h("thead", {}, h("tr", {}, ...columns.map((c) => h("th", { scope: "col" }, labels[`column-${c}`])))),
        h("tbody", {}, ...rows))));
}
