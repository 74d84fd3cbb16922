"""The course that a build reads: loaded once, found again by every directive."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinx.util.docutils import SphinxDirective

from ..content import Course
from ..errors import DataError
from ..labels import Catalogue, load_labels

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LEARNER, TRAINER = "apprenant", "formateur"


def load(app: Sphinx) -> None:
    """Read the course around the sources; a broken course stops the build with its findings."""
    app.cat_course = Course.load(Path(app.srcdir))  # type: ignore[attr-defined]


class CourseDirective(SphinxDirective):
    """A directive that knows the course, its labels and the edition being built."""

    @property
    def course(self) -> Course:
        return cast(Course, self.env.app.cat_course)  # type: ignore[attr-defined]

    @property
    def catalogue(self) -> Catalogue:
        return load_labels(self.course.settings.language)

    @property
    def for_trainer(self) -> bool:
        return bool(self.config.cat_edition == TRAINER)

    def labels(self, *sections: str) -> dict[str, Any]:
        """Return some sections of the catalogue, those an activity needs."""
        return {section: self.catalogue[section] for section in ("common", *sections)}

    def depends_on(self, key: str) -> None:
        """Rebuild this page when the course file *key* changes (a key of ``Course.documents``)."""
        self.env.note_dependency(str(self.course.root / self.course.documents[key].path))

    def own_id(self, kind: str) -> str:
        """Return the id of the format or module whose page this is."""
        for key, document in self.course.documents.items():
            if document.path == f"{self.env.docname}.md" and key.startswith(f"{kind}:"):
                return key.partition(":")[2]
        raise DataError(
            f"{self.env.docname}.md", self.lineno, "", f"cette page n'a pas d'en-tête « {kind}: » ; donnez un identifiant"
        )
