"""The course's own directives in a page: what each one names must be in the course.

A build would say it too, with Sphinx and a quarter of a minute; ``check`` says it at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..content.course import Course
from ..errors import Finding, UnknownIdError
from .prose import Source

FINDS: dict[str, Callable[[Course, str], object]] = {
    "jeu-de-role": Course.roleplay,
    "quiz": Course.quiz,
    "fiche-format": Course.format,
    "deroule-format": Course.format,
    "comparer-formats": Course.family,
    "fiche-module": Course.module,
    "fiche-de-terrain": Course.module,
    "plan-de-seance": Course.module,
    "grille-d-evaluation": Course.module,
    "documents": Course.module,
    "auto-evaluation": Course.level,
    "matrice-competences": Course.level,
    "alignement": Course.level,
    "parcours": Course.level,
    "plan-de-formation": Course.training,
}
"""Directive -> what finds the thing that its argument names."""
NEEDS = {
    *("jeu-de-role", "quiz", "comparer-formats", "auto-evaluation", "matrice-competences", "alignement", "parcours"),
    "plan-de-formation",
}
"""Directives that cannot do without an argument; the others are about the page they stand on."""


def faults(course: Course, source: Source) -> Iterator[Finding]:
    """Yield a finding for each directive of a page that names nothing of the course, or nothing at all."""
    for name, argument, offset in source.page.directives:
        if name in NEEDS and not argument:
            yield source.finding(offset, f"{name!r} attend un identifiant : écrivez-le après {{{name}}}")
        elif name in FINDS and argument:
            try:
                FINDS[name](course, argument)
            except UnknownIdError as exc:
                yield source.finding(offset, str(exc))
