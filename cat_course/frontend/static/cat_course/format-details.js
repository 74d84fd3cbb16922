// @ts-check
/** @import { FormatDetail, MatchingTable } from "../../types.js" */
/** @import { Words } from "./format-fields.js" */

import { h } from "./dom.js";
import { bulleted, drawFailure } from "./format-list.js";
import { formatDetails } from "./planner-details.js";

/**
 * What is read of one format when it is asked for: in the table where a kernel serves it, else beside the book.
 *
 * @param {{ table: MatchingTable, root: string | undefined, words: Words, done: () => void }} props
 */
export function detailReader({ table, root, words, done }) {
  const whole = table.formats.filter(({ avoid }) => avoid).map(({ id, avoid, needs, produces }) => [id, { avoid_when: avoid, conditions: needs, produces }]);
  const details = formatDetails({ table: { formats: [], details: /** @type {Record<string, FormatDetail>} */ (Object.fromEntries(whole)) }, root, done });
  /** @param {string} id @param {"avoid_when" | "conditions" | "produces"} what */
  return (id, what) => {
    const { waiting, failed } = details.need([id]);
    if (waiting.length) return [h("p", { class: "cc-hint" }, words.loading)];
    return failed.length ? drawFailure(`retry/${id}`, details.retry, words) : [bulleted(details.all[id][what])];
  };
}
