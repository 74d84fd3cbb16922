// @ts-check
/** @import { FormatDetail, PlannerTable } from "../../types.js" */

/**
 * The details of the formats in use: whole where a kernel serves them, else one small file each, read when
 * it is needed and kept as long as the page.
 *
 * @param {{ table: PlannerTable, root: string | undefined, done: () => void }} props
 */
export function formatDetails({ table, root, done }) {
  const all = /** @type {Record<string, FormatDetail>} */ ({ ...table.details });
  /** @type {Set<string>} */ const asked = new Set();
  /** @type {Set<string>} */ const failed = new Set();

  /** @param {string} id */
  async function load(id) {
    asked.add(id);
    try {
      const answer = await fetch(`${root ?? ""}donnees/formats/${id}.json`);
      const detail = answer.ok && (await answer.json());
      if (!Array.isArray(detail?.phases)) throw new Error(`no detail of ${id}`);
      all[id] = detail;
    } catch {
      failed.add(id);
    }
    asked.delete(id);
    done();
  }

  return {
    all,
    /** Ask for what is not here yet; say what is on its way, and what could not come. @param {string[]} ids */
    need(ids) {
      const absent = ids.filter((id) => !all[id]);
      for (const id of absent) if (!asked.has(id) && !failed.has(id)) void load(id);
      return { waiting: absent.filter((id) => asked.has(id)), failed: absent.filter((id) => failed.has(id)) };
    },
    retry() {
      failed.clear();
      done();
    },
  };
}
