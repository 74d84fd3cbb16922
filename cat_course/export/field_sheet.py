"""The sheet of a module's field exercise, to print and fill by hand: what to do, then room to write.

One page of A4 (section "À essayer sur le terrain" of the module's page): the rows of its form share
what the text leaves, so that a hand can write in each of them.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

from ..content.course import Course
from ..labels import fill, load_labels
from .module_page import FIELD, Block, section
from .typeset import pdf

FOLDER = "fiches"
"""Where a book keeps them, beside its pages."""


def file_name(module_id: str) -> str:
    """Return the name of the sheet of *module_id*.

    >>> file_name("n1-m1")
    'fiche-de-terrain-n1-m1.pdf'
    """
    return f"fiche-de-terrain-{module_id}.pdf"


def has_form(course: Course, module_id: str) -> bool:
    """Say whether the exercise of a module has a form to fill.

    :raises UnknownIdError: if there is no such module.
    """
    course.module(module_id)
    return any(block.cells for block in section(course, module_id, FIELD))


def field_sheet(course: Course, module_id: str) -> dict[str, bytes]:
    """Return the sheet as ``{"fiche-de-terrain-n1-m1.pdf": bytes}``; nothing where the page has no form to fill.

    :raises UnknownIdError: if there is no such module.
    """
    if not has_form(course, module_id):
        return {}
    module, blocks = course.modules[module_id], section(course, module_id, FIELD)
    words = load_labels(course.settings.language)["field-sheet"]
    data = {
        "title": fill(words["title"], {"title": module.title}),
        "heading": module.title,
        "kind": FIELD,
        "language": course.settings.language,
        "parts": [_part(kind, list(group)) for kind, group in groupby(blocks, key=lambda block: bool(block.cells))],
        "foot": f"{course.settings.title} · {course.settings.licences.texts.name}",
    }
    return {file_name(module_id): pdf("field_sheet", data)}


def field_sheets(course: Course) -> dict[str, bytes]:
    """Return the sheets of all the modules that have one."""
    return {name: data for module_id in course.modules for name, data in field_sheet(course, module_id).items()}


def _part(form: bool, blocks: list[Block]) -> dict[str, Any]:
    """Return paragraphs, or a form: the names of its columns, and its rows."""
    if not form:
        return {"texts": [block.text for block in blocks]}
    rows = [block.cells for block in blocks]
    return {"head": rows[0], "rows": rows[1:]}
