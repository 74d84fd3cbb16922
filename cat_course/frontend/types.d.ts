/** Wire shapes shared by Python (`cat_course.engine`) and the front end. Types only: nothing is emitted. */

/** Sections of the label catalogue: `common`, and one for each activity. */
export type Labels = Record<string, Record<string, string>>;

/** What every activity's model holds; `root` is the way from the page to the book's root ("../"). */
export interface ActivityState<Table, State> { table: Table; labels: Labels; state: State; root?: string }

// --- quiz
export type Answer = string | string[] | null;
export interface Option { id: string; text: string; because: string; points?: number }
export interface Question { id: string; kind: "single" | "multiple" | "ordering"; prompt: string; options: Option[]; shown?: string[] }
export interface QuizTable { id: string; title: string; intro: string; minutes: number; questions: Question[] }
export interface Score { earned: number; max: number; verdict: "full" | "partial" | "none" }
/** `checked`: questions whose answer the learner has asked to see. */
export interface QuizState { answers: Record<string, Answer>; checked: string[] }

// --- role-play
export interface Gauge { id: string; label: string; start: number; min: number; max: number; low: string; high: string }
export interface Choice {
  id: string; text: string; to: string; feedback: string;
  effects: Record<string, number>; shows: Record<string, number>; when: Record<string, [number, number]>;
}
export interface Scene {
  title: string; text: string; speaker?: string; at: [number, number];
  choices?: Choice[]; tone?: "reussi" | "mitige" | "echec"; debrief?: string;
}
export interface RolePlayTable {
  id: string; title: string; minutes: number; context: string; rev: string; start: string;
  cast: Record<string, { name: string; role: string; concern: string }>;
  competencies: Record<string, string>; gauges: Gauge[]; nodes: Record<string, Scene>;
}
/** `seen`: for each scene, the ids of the choices taken in any play, one after the other. */
export interface RolePlayState { rev: string; path: string[]; seen: Record<string, string[]> }
export interface PlayState { node: string; gauges: number[] }

// --- format choice
export type Band = [number | null, number, "for" | "watch" | "out", string, Record<string, unknown>];
export interface Term { id: string; label: string; hint?: string }
export interface FormatEntry {
  id: string; title: string; summary: string; page: string; family: string;
  /** group [min, ideal low, ideal high, max]; minutes [min, typical, max]; most tension; facilitator level. */
  facts: [number[], number[], number, number];
  /** Where it stands in a longer meeting: ouvrir, travailler, clore. */
  moments: string[];
  /** Absent from a page's own table: published beside the book, format by format. */
  avoid?: string[]; needs?: string[]; produces?: string[];
  bands: {
    purposes: Record<string, Band>; mode: Record<string, Band>; audience: Record<string, Band>;
    people: Band[]; minutes: Band[]; tension: Band[]; experience: Band[];
  };
}
export interface MatchingTable {
  purposes: Term[]; modes: Term[]; audiences: Term[]; tensions: Term[];
  mastery: { id: number; label: string; hint: string }[]; families: Record<string, string>; formats: FormatEntry[];
  stages: { id: string; label: string; purposes: string[] }[];
  /** Situations that call for a word of caution: tension from, to; purpose sought; people at most; null: whatever it is. */
  alerts: { id: string; tension: number[]; purpose: string | null; people: number | null }[];
}
/** A band as it travels: its limit may be [times, figure, less]; the names of the figures it shows; its other values. */
export type PackedBand = [number | null | [number, string, number], number, Band[2], string, string[], Record<string, unknown>?];
/** The table as it travels to a page: see `cat_course.engine.packing`. */
export type PackedTable = Omit<MatchingTable, "formats"> & {
  columns: { id: string[]; title: string[]; summary: string[]; facts: FormatEntry["facts"][]; family: string; moments: string; page: string };
  bands: { purposes: string[]; mode: string[]; audience: string[]; people: string; minutes: string; tension: string; experience: string };
  pool: Record<string, any[]>;
};
/** One format of a sequence in one meeting. */
export interface Part { moment: string; format: string; title: string; minutes: number }
/** One meeting of a process; its `fit` may still be out of bounds. */
export interface Meeting { stage: string; purposes: string[]; tension: number; fit: Fit }
export interface Situation {
  purposes: string[]; people: number; minutes: number; tension: number; mode: string; audience: string; experience: number;
}
export interface Reason { criterion: string; kind: "for" | "watch" | "out"; points: number; text: string }
export interface Fit { format: string; title: string; points: number; verdict: "fits" | "with-care" | "out"; obstacles: number; reasons: Reason[] }
/** `past`: the last situations that were asked about, the most recent first. */
export interface ChoiceState { situation: Situation; compare: string[]; asked: boolean; past: Situation[] }

// --- self-assessment
export interface AssessedCompetency { id: string; title: string; aim: number; behaviours: string[][]; reading: string[] }
export interface AssessmentTable {
  level: string; mastery: { label: string; meaning: string }[];
  domains: { id: string; title: string; competencies: AssessedCompetency[] }[];
  /** Pages that teach a competency of the table: path from the root (no suffix) -> title. */
  pages: Record<string, string>;
}
export interface DomainLevel { domain: string; level: number | null; aim: number; answered: number; total: number }
export interface Gap { competency: string; level: number; aim: number; reading: string[] }
/** `done`: shown as results; `last`: the answers of the time before, and their date (YYYY-MM-DD). */
export interface AssessmentState {
  answers: Record<string, number>; done: boolean; on: string | null;
  last: { on: string; answers: Record<string, number> } | null;
}

// --- session planner
export interface MinuteSpan { min: number; typical: number; max: number }
export interface FormatPhase {
  id: string; title: string; minutes: MinuteSpan | null; minutes_per_person: number | null; groups_of: number | null;
  voice: "groupe" | "animation" | "silence"; optional: boolean; script: string;
}
/** What the planner reads of a format; a file of the open data holds more. */
export interface FormatDetail {
  id: string;
  title: string; summary: string; group: { min: number; ideal: [number, number]; max: number; parallel: boolean }; sessions: [number, number];
  phases: FormatPhase[]; roles: { name: string; mission: string }[]; rules: string[]; materials: string[]; space: string; room: string;
  produces: string[]; avoid_when: string[]; conditions: string[];
}
export interface PlannerFormat {
  id: string; title: string; page: string; summary: string;
  /** group [min, ideal low, ideal high, max]; minutes [min, typical, max]; 1 if several tables or circles at once. */
  facts: [number[], number[], number]; moments: string[]; sessions: [number, number];
}
/** `details`: whole where a kernel serves them; a page loads each format's file when it needs it. */
export interface PlannerTable { formats: PlannerFormat[]; details?: Record<string, FormatDetail> }
/** A phase of a format (`of`: "format/phase"), a step of one's own, or a break. `minutes` fixes its length. */
export interface PlanStep { of?: string; kind?: "own" | "break"; minutes?: number; title?: string; note?: string }
/** `steps` null: the phases of the formats, in order. */
export interface Plan {
  title: string; date: string; start: string; minutes: number; people: number; formats: string[]; place: string; host: string;
  breaks: boolean; circles: number | null; steps: PlanStep[] | null;
}
/**
 * Where a session is: `since` (epoch, ms) null when paused, `spent`: ms already spent in this slot; `begun`: when it first started;
 * `total`: minutes it was to last before what was to come was shortened; `quiet`: what the facilitator reads is hidden.
 */
export interface Live { slot: number; since: number | null; spent: number; begun?: number; total?: number; quiet?: boolean }
export interface PlannerState { plan: Plan; live: Live | null }
export interface Slot {
  of: string | null; format: string | null; title: string; kind: "phase" | "break" | "own"; at: number; minutes: number; low: number; high: number;
  voice: string | null; size: number; groups: number; each: number; script: string; note: string; step: number | null; part: [number, number];
}
export type PlanOp = { drop: number } | { minutes: [number, number] } | { circles: number } | { "drop-format": string } | { "minutes-total": number };
export interface PlanRemark { key: string; values: Record<string, string | number> }
export interface PlanCut { key: string; values: PlanRemark["values"]; gain: number; op: PlanOp }
export interface Schedule {
  slots: Slot[]; minutes: number; spare: number; missing: number; circles: number; size: number; speaking: number;
  warnings: PlanRemark[]; cuts: PlanCut[];
}

// --- progress through a level
/** `marks`: what to do; each is reached by any of its ways into the kept state. `enough` of them, and the activity is done. */
export interface ProgressActivity { kind: "role-play" | "quiz"; key: string; page: string; marks: string[][][]; enough: number }
export interface ProgressModule { title: string; page: string; activities: ProgressActivity[] }

// --- search page: what Sphinx puts there
type SearchTerms = Record<string, number | number[]>;
declare global {
  const Search: { _index: { terms: SearchTerms; titleterms: SearchTerms } | null } | undefined;
  const Documentation: { TRANSLATIONS: Record<string, string> } | undefined;
}
