"""A lesson plan and its assessment grid as nodes: the same on the page of a module and on the page to print."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from ..content.course import Course
from ..content.lessons import LessonPlan, LessonStep
from ..labels import fill, load_labels
from .readings import bullets, grid, line, plain


def lesson(course: Course, module_id: str, level: int = 3) -> nodes.Element:
    """Return the plan of a module, minute by minute; its headings start at *level*, outside the page's own outline.

    :raises UnknownIdError: if the module has no plan.
    """
    plan, words = course.lesson(module_id), load_labels(course.settings.language)["lesson"]
    low, high = plan.group
    total = sum(step.minutes for step in plan.steps)
    out: list[nodes.Node] = [line(fill(words["intro"], {"minutes": total, "low": low, "high": high}))]
    out += [heading(words["prepare"], level), texts(plan.prepare), heading(words["plan"], level), _overview(plan, words)]
    out.append(heading(words["steps"], level))
    out += [_step(start, step, words, level + 1) for start, step in starts(plan)]
    for name in ("debrief_questions", "observe", "pitfalls"):
        out.append(nodes.container("", heading(words[name], level), texts(getattr(plan, name)), classes=["cc-together"]))
    return nodes.container("", *out, classes=["cc-lesson"])


def _overview(plan: LessonPlan, words: dict[str, str]) -> nodes.Node:
    head = [words[key] for key in ("minutes", "step", "objective", "short")]
    rows = [
        [plain(f"{start}–{start + step.minutes}"), plain(step.title), plain(step.objective), plain(step.fallback or "–")]
        for start, step in starts(plan)
    ]
    return grid(head, rows)


def _step(start: int, step: LessonStep, words: dict[str, str], level: int) -> nodes.Node:
    """Return one step in a block of its own, which paper does not cut."""
    length = fill(words["length"], {"start": start, "end": start + step.minutes, "minutes": step.minutes})
    facts = [(words["trainer"], step.trainer), (words["group"], step.group)]
    facts += [(words["materials"], " · ".join(step.materials))] if step.materials else []
    facts += [(words["short"], step.fallback)] if step.fallback else []
    said = bullets([nodes.strong("", name), nodes.Text(f" — {' '.join(text.split(chr(10)))}")] for name, text in facts)
    return nodes.container("", heading(f"{step.title} ({length})", level), said, classes=["cc-step", "cc-together"])


def assessment_grid(course: Course, module_id: str, level: int = 3) -> nodes.Element:
    """Return what can be seen for each competency that a module aims at, with boxes to tick."""
    words, module = load_labels(course.settings.language)["lesson"], course.module(module_id)
    head = [words["criterion"], words["seen"], words["not-seen"], words["note"]]
    rows: list[list[list[nodes.Node]]] = []
    for competency_id, aim in module.competencies.items():
        competency = course.framework.competencies[competency_id]
        for behaviour in competency.behaviours[aim]:
            criterion = [nodes.strong("", f"{competency.title} "), nodes.Text(behaviour)]
            rows.append([criterion, plain("☐"), plain("☐"), plain(" ")])
    parts = [heading(words["grid"], level), line(words["grid-intro"]), grid(head, rows)]
    return nodes.container("", *parts, classes=["cc-grid"])


def starts(plan: LessonPlan) -> Iterator[tuple[int, LessonStep]]:
    """Yield each step with the minute at which it starts."""
    minute = 0
    for step in plan.steps:
        yield minute, step
        minute += step.minutes


def heading(text: str, level: int) -> nodes.Node:
    """Return a heading that the menu of the page does not list; MyST writes it as ``h1`` to ``h6``."""
    return nodes.rubric("", text, level=level)


def texts(values: tuple[str, ...]) -> nodes.Node:
    return bullets([nodes.Text(value)] for value in values)
