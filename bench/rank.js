// Times the page's own ranking: reads {table, labels, situations, runs}, writes the ms for one situation, run by run.
import { readFileSync } from "node:fs";
import { rank } from "../cat_course/frontend/static/cat_course/matching-rules.js";

const { table, labels, situations, runs } = JSON.parse(readFileSync(0, "utf8"));

/** @param {(fits: any[]) => void} use */
function timed(use) {
  const times = [];
  const warm = performance.now() + 200;
  for (let run = -3; run < runs; run++) {
    if (run === 0 && performance.now() < warm) run = -1;
    const start = performance.now();
    for (const situation of situations) use(rank(table, situation, labels));
    if (run >= 0) times.push((performance.now() - start) / situations.length);
  }
  return times;
}

const result = { rank: timed(() => {}), reasons: timed((fits) => fits.forEach((fit) => fit.reasons)) };
process.stdout.write(JSON.stringify(result));
