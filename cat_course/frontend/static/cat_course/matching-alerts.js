// @ts-check
/** @import { MatchingTable, Situation } from "../../types.js" */

/**
 * The ids of the alerts that a situation calls for, in the order of the table.
 * Mirrors `cat_course.engine.alerts.alerts`; both are held to `tests/vectors/matching.json`.
 *
 * @param {Pick<MatchingTable, "alerts">} table @param {Situation} situation
 */
export const alertsOf = ({ alerts }, { tension, purposes, people }) => alerts.filter((alert) =>
  alert.tension[0] <= tension && tension <= alert.tension[1]
  && (alert.purpose === null || purposes.includes(alert.purpose)) && (alert.people === null || people <= alert.people)).map(({ id }) => id);
