"""The catalogue seen from above: a map, a matrix, a decision tree, families; all of it computed from the formats.

Nothing here is typed by hand: a format that changes its figures changes its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..content.course import Course
from ..content.formats import Format

STRUCTURES: dict[str, tuple[str, ...]] = {
    "un-cercle": ("cercle",),
    "petits-groupes": ("petits-cercles", "tables"),
    "assemblee": ("bocal", "arc"),
    "mouvement": ("libre", "dehors"),
    "ecrit": ("aucune",),
}
"""How the group is set, from the ``room`` of a format: the rows of the map."""
SIZES: tuple[tuple[int, int | None], ...] = ((1, 12), (13, 30), (31, None))
"""Sizes of group that lead to different formats (editorial): a circle, a class, an assembly."""
SERVES_WELL = 2
MOST_IN_A_LEAF = 6


@dataclass(frozen=True, slots=True)
class Leaf:
    """Formats, best first, for one purpose and one size of group (``most`` is ``None``: no limit)."""

    least: int
    most: int | None
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """One purpose of one stage, and its leaves; a size that no format serves has no leaf."""

    stage: str
    purpose: str
    leaves: tuple[Leaf, ...]


def map_cells(course: Course) -> dict[tuple[str, str], list[str]]:
    """Return the formats of each (structure, stage), ids in order.

    A format stands in each stage where its best purpose rating is reached.
    """
    cells: dict[tuple[str, str], list[str]] = {(row, s.id): [] for row in STRUCTURES for s in course.settings.stages}
    for format_id, item in course.formats.items():
        best = max(item.purposes.values())
        for stage in course.settings.stages:
            if any(item.purposes.get(purpose, 0) == best for purpose in stage.purposes):
                cells[structure(item), stage.id].append(format_id)
    return cells


def structure(item: Format) -> str:
    """Return the row of the map where a format stands."""
    return next(row for row, rooms in STRUCTURES.items() if item.room in rooms)


def decision_tree(course: Course) -> list[Branch]:
    """Return what to ask first: for what, then how many; formats that serve the purpose well, best first.

    Best: the higher rating, then the formats that ask for less experience, then ids.
    """
    return [
        Branch(stage.id, purpose, tuple(_leaves(course, purpose)))
        for stage in course.settings.stages
        for purpose in stage.purposes
    ]


def _leaves(course: Course, purpose: str) -> Iterable[Leaf]:
    for least, most in SIZES:
        held = [
            (-item.purposes[purpose], item.facilitator, format_id)
            for format_id, item in course.formats.items()
            if item.purposes.get(purpose, 0) >= SERVES_WELL and _holds(item, least, most)
        ]
        if held:
            yield Leaf(least, most, tuple(format_id for *_, format_id in sorted(held)[:MOST_IN_A_LEAF]))


def _holds(item: Format, least: int, most: int | None) -> bool:
    """Tell whether some number of people from *least* to *most* is within the format's bounds."""
    return item.group.max >= least and (most is None or item.group.min <= most)


def families(course: Course) -> dict[str, list[str]]:
    """Return the formats of each family, in the order of ``course.yml``; ids in order of titles."""
    found: dict[str, list[str]] = {term.id: [] for term in course.settings.families}
    for format_id, item in sorted(course.formats.items(), key=lambda pair: pair[1].title.casefold()):
        found[item.family].append(format_id)
    return found
