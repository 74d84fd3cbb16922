// @ts-check
/** @import { Band, FormatEntry, MatchingTable, PackedBand, PackedTable, Term } from "../../types.js" */

const FIRST = 35;

/**
 * The table as the rules read it, from the one that travelled. Mirrors `cat_course.engine.packing.pack`;
 * a table that was never packed comes back as it is.
 *
 * @param {MatchingTable | PackedTable} packed
 * @returns {MatchingTable}
 */
export function unpack(packed) {
  if ("formats" in packed) return packed;
  const { columns, bands, pool, ...table } = packed;
  const formats = columns.id.map((id, i) => {
    const facts = columns.facts[i];
    const [[min, low, high, max], [shortest, typical, longest], tension, needed] = facts;
    /** @param {string} name @param {string} column */
    const at = (name, column) => pool[name][column.charCodeAt(i) - FIRST];
    /** @param {"people" | "minutes" | "tension" | "experience"} name @param {Record<string, any>} figures @returns {Band[]} */
    const counted = (name, figures) => at(name, bands[name]).map((/** @type {PackedBand} */ band) => unfold(band, figures));
    /** @param {"purposes" | "mode" | "audience"} name @param {string} word @param {Term[]} terms */
    const named = (name, word, terms) => Object.fromEntries(terms.map(({ id, label }, n) => [id, unfold(at(name, bands[name][n]), { [word]: label })]));
    return /** @type {FormatEntry} */ ({ id, title: columns.title[i], summary: columns.summary[i], page: at("page", columns.page) + id,
      family: at("family", columns.family), facts, moments: at("moments", columns.moments), bands: {
        purposes: named("purposes", "purpose", table.purposes), mode: named("mode", "mode", table.modes), audience: named("audience", "audience", table.audiences),
        people: counted("people", { min, low, high, max }), minutes: counted("minutes", { min: shortest, typical, max: longest }),
        tension: counted("tension", { most: table.tensions[tension].label }), experience: counted("experience", { needed, label: table.mastery[needed - 1].label }) } });
  });
  return { ...table, formats };
}

/** @param {PackedBand} band @param {Record<string, any>} figures @returns {Band} */
function unfold([limit, points, kind, key, names, others], figures) {
  const most = Array.isArray(limit) ? limit[0] * figures[limit[1]] - limit[2] : limit;
  return [most, points, kind, key, { ...Object.fromEntries(names.map((name) => [name, figures[name]])), ...others }];
}
