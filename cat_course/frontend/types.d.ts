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
  avoid: string[]; needs: string[]; produces: string[];
  bands: {
    purposes: Record<string, Band>; mode: Record<string, Band>; audience: Record<string, Band>;
    people: Band[]; minutes: Band[]; tension: Band[]; experience: Band[];
  };
}
export interface MatchingTable {
  purposes: Term[]; modes: Term[]; audiences: Term[]; tensions: Term[];
  mastery: { id: number; label: string; hint: string }[]; families: Record<string, string>; formats: FormatEntry[];
}
export interface Situation {
  purposes: string[]; people: number; minutes: number; tension: number; mode: string; audience: string; experience: number;
}
export interface Reason { criterion: string; kind: "for" | "watch" | "out"; points: number; text: string }
export interface Fit { format: string; title: string; points: number; verdict: "fits" | "with-care" | "out"; reasons: Reason[] }
export interface ChoiceState { situation: Situation; compare: string[]; asked: boolean }

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
