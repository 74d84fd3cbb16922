"""What the trainer's edition adds: lesson plans and assessment grids. The learner's edition holds none of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes

from ..content.lessons import LessonPlan, LessonStep
from ..content.modules import Module
from ..labels import fill
from .cards import FormatCard, texts
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
