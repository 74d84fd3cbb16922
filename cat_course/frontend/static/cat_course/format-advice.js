// @ts-check

import { cautions, drawCautions } from "./format-cautions.js";
import { drawComparison, drawTray } from "./format-compare.js";
import { detailReader } from "./format-details.js";
import { readSituation } from "./format-link.js";
import { drawPast } from "./format-past.js";
import { drawSequences } from "./format-sequences.js";
import { shareBox } from "./format-share.js";
import { tradeOff } from "./format-tradeoff.js";

/** What goes beyond the list, and a page loads when there is a list, a link or a past to show. */
export const formatAdvice = { cautions, detailReader, drawCautions, drawComparison, drawPast, drawSequences, drawTray, readSituation, shareBox, tradeOff };
