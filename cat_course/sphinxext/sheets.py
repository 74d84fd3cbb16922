"""The sheets of the field exercises, in ``fiches/`` beside the pages of both editions; the link to one of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from ..export.field_sheet import FOLDER, field_sheets, file_name, has_form
from ..export.files import write
from ..export.module_page import FIELD
from .course import CourseDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class FieldSheet(CourseDirective):
    """``{fiche-de-terrain} [module]``: a link to the sheet to print, by default that of the page's module."""

    optional_arguments = 1

    def draw(self) -> list[nodes.Node]:
        module_id = self.arguments[0] if self.arguments else self.own_id("module")
        if not has_form(self.course, module_id):
            problem = f"le module {module_id!r} n'a pas de tableau à remplir sous « {FIELD} » ; écrivez-le, ou retirez ce lien"
            raise self.error(problem)
        self.depends_on(f"module:{module_id}")
        words = self.catalogue["field-sheet"]["link"]
        link = nodes.reference("", words, refuri=address(self.env.docname, module_id), internal=True)
        return [nodes.paragraph("", "", link)]


def address(docname: str, module_id: str) -> str:
    """Return the address of a sheet, seen from the page *docname*.

    >>> address("book/niveau-1/03-le-cadre", "n1-m3")
    '../../fiches/fiche-de-terrain-n1-m3.pdf'
    """
    return f"{'../' * docname.count('/')}{FOLDER}/{file_name(module_id)}"


def write_sheets(app: Sphinx, exception: Exception | None) -> None:
    """Write the sheets anew at each build: a tenth of a second each, and never older than their page."""
    if exception is None and app.builder.format == "html":
        write(Path(app.outdir) / FOLDER, field_sheets(app.cat_course))  # type: ignore[attr-defined]
