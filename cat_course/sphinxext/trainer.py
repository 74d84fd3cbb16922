"""What trainers read: lesson plans and grids, in their edition alone; the alignment and the plans of a training, in both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes

from ..content.lessons import LessonPlan, LessonStep
from ..content.modules import Module
from ..engine import curriculum
from ..labels import fill
from .cards import FormatCard, texts
from .course import CourseDirective
from .readings import bullets, grid, line, plain, scene_title, title


class TrainerDirective(FormatCard):
    """A directive about one module, by default that of the page; nothing at all in the learner's edition."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        module_id = self.arguments[0] if self.arguments else self.own_id("module")
        self.course.module(module_id)
        if not self.for_trainer:
            return []
        self.depends_on(f"module:{module_id}")
        return self.draw(module_id)

    def draw(self, module_id: str) -> list[nodes.Node]:
        raise NotImplementedError


class LessonPlanDirective(TrainerDirective):
    """``{plan-de-seance} [module]``: the session in the room, minute by minute, with what to do when time is short."""

    def draw(self, module_id: str) -> list[nodes.Node]:
        plan = self.course.lesson(module_id)
        self.depends_on(f"lesson:{module_id}")
        words = self.catalogue["lesson"]
        low, high = plan.group
        total = sum(step.minutes for step in plan.steps)
        out: list[nodes.Node] = [line(fill(words["intro"], {"minutes": total, "low": low, "high": high}))]
        out += [title(words["prepare"]), texts(plan.prepare), title(words["plan"]), self.overview(plan)]
        out += [part for start, step in starts(plan) for part in self.step(start, step)]
        for name in ("debrief_questions", "observe", "pitfalls"):
            out += [title(words[name]), texts(getattr(plan, name))]
        return [nodes.container("", *out, classes=["cc-lesson"])]

    def overview(self, plan: LessonPlan) -> nodes.Node:
        words = self.catalogue["lesson"]
        head = [words[key] for key in ("minutes", "step", "objective", "short")]
        rows = [
            [plain(f"{start}–{start + step.minutes}"), plain(step.title), plain(step.objective), plain(step.fallback or "–")]
            for start, step in starts(plan)
        ]
        return grid(head, rows)

    def step(self, start: int, step: LessonStep) -> Iterator[nodes.Node]:
        words = self.catalogue["lesson"]
        length = fill(words["length"], {"start": start, "end": start + step.minutes, "minutes": step.minutes})
        yield scene_title(f"{step.title} ", nodes.inline("", ""), f"({length})")
        facts: list[tuple[str, str]] = [(words["trainer"], step.trainer), (words["group"], step.group)]
        facts += [(words["materials"], " · ".join(step.materials))] if step.materials else []
        facts += [(words["short"], step.fallback)] if step.fallback else []
        yield bullets([nodes.strong("", name), nodes.Text(f" — {' '.join(said.split())}")] for name, said in facts)


class AssessmentGrid(TrainerDirective):
    """``{grille-d-evaluation} [module]``: for each competency aimed at, what can be seen, with boxes to tick."""

    def draw(self, module_id: str) -> list[nodes.Node]:
        words, module = self.catalogue["lesson"], self.course.module(module_id)
        head = [words["criterion"], words["seen"], words["not-seen"], words["note"]]
        rows: list[list[list[nodes.Node]]] = []
        for competency, criterion in criteria(self, module):
            rows.append([[nodes.strong("", f"{competency} "), nodes.Text(criterion)], plain("☐"), plain("☐"), plain(" ")])
        return [nodes.container("", title(words["grid"]), line(words["grid-intro"]), grid(head, rows), classes=["cc-grid"])]


class Alignment(CourseDirective):
    """``{alignement} niveau``: each objective with its competencies, what practises it and what assesses it."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        course, words = self.course, self.catalogue["curriculum"]
        for module_id in course.modules:
            self.depends_on(f"module:{module_id}")
        head = [words[key] for key in ("objective", "competencies", "practised", "assessed")]
        out: list[nodes.Node] = []
        rows = curriculum.alignment(course, self.arguments[0])
        for module_id, module in curriculum.of_level(course, self.arguments[0]):
            cells = [self.row(row) for row in rows if row.module == module_id]
            out += [title(module.title), grid(head, cells)]
        return out

    def row(self, row: curriculum.Row) -> list[list[nodes.Node]]:
        course, words = self.course, self.catalogue["curriculum"]
        practised = [course.roleplays[a].title for a in row.activities] + ([words["field"]] if row.field else [])
        assessed = [fill(words["quiz-1" if n == 1 else "quiz-many"], {"count": n}) for _, n in row.questions]
        titles = [course.framework.competencies[c].title for c in row.competencies]
        return [plain(row.objective), *(plain(" · ".join(x) or "–") for x in (titles, practised, [*assessed, words["grid"]]))]


class TrainingPlan(CourseDirective):
    """``{plan-de-formation} formule``: sessions filled with the modules, computed; steps in the trainer's edition."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        training = self.course.training(self.arguments[0])
        self.depends_on("trainings")
        words = self.catalogue["curriculum"]
        sessions, warnings = curriculum.lay_out(self.course, training)
        head = [words[key] for key in ("session", "work", "content", "spare", "own")]
        out: list[nodes.Node] = [line(training.intro), grid(head, [self.session(s) for s in sessions])]
        sums = {"room": self.hours(sum(s.minutes for s in sessions) / 60), "own": self.hours(sum(s.alone for s in sessions)),
                "field": self.hours(sum(s.field_hours for s in sessions))}  # fmt: skip
        out.append(line(fill(words["sums"], sums)))
        said = [fill(words[f"warning-{w.key}"], w.values) for w in warnings]
        out += [title(words["warnings"]), texts(said)] if said else [line(words["no-warning"])]
        return out

    def session(self, laid: curriculum.Laid) -> list[list[nodes.Node]]:
        words, course = self.catalogue["curriculum"], self.course
        parts: list[nodes.Node] = []
        for place, module_id in enumerate(laid.modules):
            slots = [slot for slot in laid.slots if slot.module == module_id]
            minutes = sum(slot.minutes for slot in slots)
            parts += [nodes.Text(" · ")] if place else []
            parts.append(nodes.Text(fill(words["part"], {"title": course.modules[module_id].title, "minutes": minutes})))
            if self.for_trainer:
                parts.append(nodes.Text(f" ({', '.join(slot.step for slot in slots)})"))
        own = fill(words["own-hours"], {"alone": self.hours(laid.alone), "field": self.hours(laid.field_hours)})
        return [plain(laid.label), plain(f"{laid.minutes}"), parts or plain("–"), plain(f"{laid.spare}"), plain(own)]

    def hours(self, value: float) -> str:
        return f"{value:g}".replace(".", ",")


def criteria(directive: TrainerDirective, module: Module) -> Iterable[tuple[str, str]]:
    """Yield each competency's title and one observable behaviour of the level that *module* aims at."""
    for competency_id, aim in module.competencies.items():
        competency = directive.course.framework.competencies[competency_id]
        yield from ((competency.title, behaviour) for behaviour in competency.behaviours[aim])


def starts(plan: LessonPlan) -> Iterator[tuple[int, LessonStep]]:
    """Yield each step with the minute at which it starts."""
    minute = 0
    for step in plan.steps:
        yield minute, step
        minute += step.minutes
