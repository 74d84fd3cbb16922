"""What trainers read: lesson plans and grids, in their edition alone; the alignment and the plans of a training, in both."""

from __future__ import annotations

from abc import ABC, abstractmethod

from docutils import nodes

from ..engine import curriculum
from ..labels import fill
from . import documents
from .cards import texts
from .course import CourseDirective
from .lesson import assessment_grid, heading, lesson
from .readings import grid, line, plain, title


class TrainerDirective(CourseDirective, ABC):
    """A directive about one module, by default that of the page; nothing at all in the learner's edition."""

    optional_arguments = 1

    def draw(self) -> list[nodes.Node]:
        module_id = self.arguments[0] if self.arguments else self.own_id("module")
        self.course.module(module_id)
        return self.draw_module(module_id) if self.for_trainer else []

    @abstractmethod
    def draw_module(self, module_id: str) -> list[nodes.Node]:
        """Return what the page shows of a module, which exists."""


class LessonPlanDirective(TrainerDirective):
    """``{plan-de-seance} [module]``: what to print and project, then the session in the room, minute by minute."""

    def draw_module(self, module_id: str) -> list[nodes.Node]:
        plan = lesson(self.course, module_id)
        self.depends_on(f"module:{module_id}")
        links = documents.of_module(self.course, module_id, self.env.docname)
        links.insert(0, heading(self.catalogue["documents"]["title"], 3))
        return [links, plan]


class AssessmentGrid(TrainerDirective):
    """``{grille-d-evaluation} [module]``: for each competency aimed at, what can be seen, with boxes to tick."""

    def draw_module(self, module_id: str) -> list[nodes.Node]:
        return [assessment_grid(self.course, module_id)]


class Alignment(CourseDirective):
    """``{alignement} niveau``: each objective with its competencies, what practises it and what assesses it."""

    required_arguments = 1

    def draw(self) -> list[nodes.Node]:
        course, words = self.course, self.catalogue["curriculum"]
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

    def draw(self) -> list[nodes.Node]:
        training = self.course.training(self.arguments[0])
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
                parts.append(nodes.Text(f" ({words['between-steps'].join(slot.step for slot in slots)})"))
        own = fill(words["own-hours"], {"alone": self.hours(laid.alone), "field": self.hours(laid.field_hours)})
        return [plain(laid.label), plain(f"{laid.minutes}"), parts or plain("–"), plain(f"{laid.spare}"), plain(own)]

    def hours(self, value: float) -> str:
        return f"{value:g}".replace(".", ",")
