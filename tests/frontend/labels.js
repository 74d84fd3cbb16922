/** The French catalogue, as a page hands it to an activity. */
import { readFileSync } from "node:fs";

export const labels = JSON.parse(readFileSync(new URL("../../cat_course/labels/fr.json", import.meta.url), "utf8"));
