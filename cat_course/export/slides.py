"""The slides of a module, from the same sources as its page and its lesson plan: a PDF to project, 16:9.

A room reads them from the back row and the group works while they are up: no text of ours is set
under 24 points on a slide of 842 by 474, and what does not fit at that size goes on on the next
slide. A figure is shown whole, then again in parts large enough to be read; the parts overlap, so
that every line of the drawing is whole on one of them. Nothing hangs on a colour: text is dark on
white, and reads the same in black and white. The questions of the quiz are not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from math import ceil
from textwrap import wrap
from typing import Any

from ..content.course import Course
from ..content.lessons import LessonPlan
from ..labels import fill, load_labels
from .module_page import FIELD, Block, Figure, figures, section
from .typeset import pdf

LEAST = 24.0
"""The smallest type, in points."""
ROOM = (600.0, 400.0)
"""The width and the height, in points, that a figure may fill beside its title."""
OVERLAP = 40.0
"""What two parts of a figure have in common at least, in its own units: more than a line of its text."""
LONGEST, MOST = 320, 560
"""A paragraph of more signs than the first is cut between two sentences; no text is longer than the second, which
fills a slide."""
Slide = dict[str, Any]


def file_name(module_id: str) -> str:
    """Return the name of the slides of *module_id*.

    >>> file_name("n1-m1")
    'diapositives-n1-m1.pdf'
    """
    return f"diapositives-{module_id}.pdf"


def slides(course: Course, module_id: str) -> dict[str, bytes]:
    """Return the slides of a module as ``{"diapositives-n1-m1.pdf": bytes}``; the same course gives the same bytes.

    :raises UnknownIdError: if there is no such module, or it has no lesson plan.
    """
    module, plan = course.module(module_id), course.lesson(module_id)
    words = load_labels(course.settings.language)["slides"]
    deck = [
        _title(course, module_id, plan),
        _list(words["objectives"], [objective.text for objective in module.objectives]),
        *_steps(plan, words, list(_figures(figures(course, module_id), words))),
    ]
    deck += _field(section(course, module_id, FIELD))
    data = {
        "title": fill(words["deck"], {"title": module.title}),
        "author": course.settings.subtitle,
        "language": course.settings.language,
        "least": LEAST,
        "more": words["more"],
        "slides": deck,
    }
    return {file_name(module_id): pdf("slides", data)}


def _title(course: Course, module_id: str, plan: LessonPlan) -> Slide:
    catalogue, module = load_labels(course.settings.language), course.modules[module_id]
    hours = {k: f"{v:g}".replace(".", ",") for k, v in {**module.hours.model_dump(), "total": module.hours.total}.items()}
    low, high = plan.group
    facts = {"minutes": sum(step.minutes for step in plan.steps), "low": low, "high": high}
    level = next(level for level in course.settings.levels if level.id == module.level)
    lines = [level.title, fill(catalogue["module-card"]["hours-split"], hours), fill(catalogue["slides"]["plan"], facts)]
    foot = f"{course.settings.title} · {course.settings.licences.texts.name}"
    return {"kind": "title", "title": module.title, "lines": lines, "foot": foot}


def _list(title: str, items: list[str], *, marked: bool = True, **more: Any) -> Slide:
    """Return a slide of texts; those of a list get a mark, unless one of them bears a number already."""
    numbered = any(re.match(r"\d+[.)] ", item) for item in items)
    cut = [part for item in items for part in wrap(item, MOST, break_long_words=False, break_on_hyphens=False)]
    return {"kind": "list", "title": title, "items": cut, "marked": marked and not numbered, "again": False, **more}


def _steps(plan: LessonPlan, words: dict[str, str], drawings: list[Slide]) -> Iterator[Slide]:
    """Yield a slide for each step that shows something, with its minutes; *drawings* come with their step, or at the end."""
    shown = next((place for place, step in enumerate(plan.steps) if step.figure), len(plan.steps) - 1)
    for place, step in enumerate(plan.steps):
        if step.slide:
            yield _list(step.title, list(step.slide), note=fill(words["minutes"], {"minutes": step.minutes}))
        if place == shown:
            yield from drawings


def _figures(found: list[Figure], words: dict[str, str]) -> Iterator[Slide]:
    """Yield each figure whole, with its words and its caption, then its parts."""
    for number, figure in enumerate(found, 1):
        title = words["figure"] if len(found) == 1 else fill(words["figure-number"], {"number": number})
        yield {"kind": "figure", "title": title, "svg": figure.svg, "alt": figure.alt, "text": figure.caption}
        width, whole = _box(figure.svg)
        parts = windows(figure.svg)
        for place, (scale, top, height) in enumerate(parts, 1):
            where = {"number": number, "place": place, "count": len(parts)}
            name = fill(words["part" if len(found) == 1 else "part-number"], where)
            part = {"width": width * scale, "whole": whole * scale, "top": top * scale, "height": height * scale}
            yield {"kind": "part", "title": name, "svg": figure.svg, **part}


def windows(svg: str) -> list[tuple[float, float, float]]:
    """Return the parts that a figure is shown in: its scale, and the top and height of each part in its own units.

    The scale is the one at which its smallest text is :data:`LEAST` points, or less where the figure
    would be wider than :data:`ROOM`. A figure whose text is as large when shown whole has no parts.
    """
    width, height = _box(svg)
    sizes = [float(size) for size in re.findall(r"font-size\s*[:=]\s*[\"']?([\d.]+)", svg)]
    if not (width and height and sizes):
        return []
    scale = min(LEAST / min(sizes), ROOM[0] / width)
    shown = min(ROOM[1] / scale, height)
    if shown >= height or shown <= 2 * OVERLAP:
        return []
    count = ceil((height - OVERLAP) / (shown - OVERLAP))
    return [(scale, (height - shown) * place / (count - 1), shown) for place in range(count)]


def _box(svg: str) -> tuple[float, float]:
    found = re.search(r'viewBox="[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)"', svg)
    return (float(found[1]), float(found[2])) if found else (0.0, 0.0)


def _field(blocks: list[Block]) -> Iterator[Slide]:
    """Yield the exercise of the page: what is said on a slide, what is noted on the next one, by its first column."""
    said = [block for block in blocks if not block.head]
    for place, (item, group) in enumerate(groupby(said, key=lambda block: block.item)):
        parts = [part for block in group for part in _paragraphs(block.text)]
        yield {**_list(FIELD, parts, marked=item), "again": place > 0}


def _paragraphs(text: str) -> list[str]:
    """Return *text* in paragraphs of :data:`LONGEST` signs or so, cut between two sentences."""
    parts = [""]
    for sentence in re.split(r"(?<=[.?!]) ", text):
        if parts[-1] and len(parts[-1]) + len(sentence) > LONGEST:
            parts.append(sentence)
        else:
            parts[-1] = f"{parts[-1]} {sentence}".strip(" ")
    return parts
