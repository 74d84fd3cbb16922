"""Self-assessment: from behaviours that a person has shown to levels, gaps to the aim, and reading.

A person answers, for each competency, with the highest level whose behaviours they have shown:
0 (none yet) to 4. Means are kept in **tenths**, as whole numbers, so that Python and JavaScript
round alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..content.course import Course
from ..errors import UnknownIdError

Table = Mapping[str, Any]
Answers = Mapping[str, int]
MOST_READING = 3


@dataclass(frozen=True, slots=True)
class DomainLevel:
    """A domain's mean level and mean aim, in tenths; ``level`` is ``None`` until something is answered."""

    domain: str
    level: int | None
    aim: int
    answered: int
    total: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A competency below its aim, by how many levels, and the pages that teach it."""

    competency: str
    level: int
    aim: int
    reading: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A competency answered twice: its level the time before, and its level now."""

    competency: str
    before: int
    level: int


def compile_assessment(course: Course, level_id: str, domains: Iterable[str] = ()) -> dict[str, Any]:
    """Return the table of the competencies that curriculum level *level_id* aims at, ready for JSON.

    *domains* keeps only some domains. The aim of a competency is a number from 1 to 4.

    :raises UnknownIdError: for a level or a domain that the course does not have.
    """
    framework, levels = course.framework, [level.id for level in course.settings.levels]
    if level_id not in levels:
        raise UnknownIdError("niveau", level_id, levels)
    wanted = list(domains)
    for domain_id in wanted:
        if domain_id not in {d.id for d in framework.domains}:
            raise UnknownIdError("domaine", domain_id, [d.id for d in framework.domains])
    kept: list[dict[str, Any]] = []
    for domain in framework.domains:
        aimed = [c for c in domain.competencies if level_id in c.aim]
        if aimed and (not wanted or domain.id in wanted):
            kept.append(
                {
                    "id": domain.id,
                    "title": domain.title,
                    "competencies": [
                        {
                            "id": c.id,
                            "title": c.title,
                            "aim": framework.level_number(c.aim[level_id]),
                            "behaviours": [list(c.behaviours[m.id]) for m in framework.mastery],
                            "reading": _reading(course, c.id),
                        }
                        for c in aimed
                    ],
                }
            )
    return {
        "level": level_id,
        "mastery": [{"label": m.label, "meaning": m.meaning} for m in framework.mastery],
        "domains": kept,
        "pages": {
            course.page_of("module", m): item.title
            for m, item in course.ordered_modules.items()
            if any(course.page_of("module", m) in c["reading"] for d in kept for c in d["competencies"])
        },
    }


def initial_state() -> dict[str, Any]:
    """Return the state of a self-assessment nobody has begun."""
    return {"answers": {}, "done": False, "on": None, "last": None}


def _reading(course: Course, competency: str) -> list[str]:
    """Pages of the modules that work on *competency*, in the course's order."""
    return [course.page_of("module", m) for m, item in course.ordered_modules.items() if competency in item.competencies]


def mean_tenths(numbers: Iterable[int]) -> int | None:
    """Return the mean of whole *numbers* in tenths, halves rounded up; ``None`` for no number.

    >>> mean_tenths([1, 2]), mean_tenths([1, 1, 2]), mean_tenths([])
    (15, 13, None)
    """
    values = list(numbers)
    return (20 * sum(values) + len(values)) // (2 * len(values)) if values else None


def profile(table: Table, answers: Answers) -> list[DomainLevel]:
    """Return each domain's mean level (of what is answered) and mean aim (of all), in tenths."""
    out = []
    for domain in table["domains"]:
        ids = [c["id"] for c in domain["competencies"]]
        given = [answers[i] for i in ids if i in answers]
        aim = mean_tenths(c["aim"] for c in domain["competencies"]) or 0
        out.append(DomainLevel(domain["id"], mean_tenths(given), aim, len(given), len(ids)))
    return out


def gaps(table: Table, answers: Answers) -> list[Gap]:
    """Return the answered competencies below their aim: widest gap first, then the framework's order."""
    found = [
        Gap(c["id"], answers[c["id"]], c["aim"], tuple(c["reading"]))
        for c in _answered(table, answers)
        if answers[c["id"]] < c["aim"]
    ]
    return sorted(found, key=lambda g: g.level - g.aim)


def strengths(table: Table, answers: Answers) -> list[str]:
    """Return the answered competencies at their aim or above: furthest above first, then the framework's order."""
    above = {c["id"]: answers[c["id"]] - c["aim"] for c in _answered(table, answers)}
    return sorted((i for i in above if above[i] >= 0), key=lambda i: -above[i])


def changes(table: Table, answers: Answers, last: Answers) -> list[Change]:
    """Return the competencies answered both times, in the framework's order.

    One answered only once is left out: a first answer is no progress, a missing one no loss.
    """
    return [Change(c["id"], last[c["id"]], answers[c["id"]]) for c in _answered(table, answers) if c["id"] in last]


def next_reading(table: Table, answers: Answers) -> list[str]:
    """Return at most :data:`MOST_READING` pages to read next: those of the widest gaps, each once."""
    pages = dict.fromkeys(page for gap in gaps(table, answers) for page in gap.reading)
    return list(pages)[:MOST_READING]


def _answered(table: Table, answers: Answers) -> list[Mapping[str, Any]]:
    """Competencies of *table* that have an answer, in the framework's order."""
    return [c for domain in table["domains"] for c in domain["competencies"] if c["id"] in answers]
