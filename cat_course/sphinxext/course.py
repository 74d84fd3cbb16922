"""The course that a build reads: loaded once, found again by every directive."""

from __future__ import annotations

import hashlib
import json
from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..content import Course
from ..editions import TRAINER
from ..errors import CourseError
from ..labels import Catalogue, load_labels

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def load(app: Sphinx, config: Any) -> None:
    """Read the course around the sources; a broken course stops the build with its findings.

    Any page may show any data of the course: when data change, every page is read again. It takes a third more of a
    build's time, and no page is ever left behind because a directive did not tell what it reads. Prose is not data: a
    page whose text alone changes is read again alone.
    """
    app.cat_course = Course.load(Path(app.srcdir))  # type: ignore[attr-defined]
    config.cat_data = digest(app.cat_course)  # type: ignore[attr-defined]


def digest(course: Course) -> str:
    """Return a digest of all the data of *course*: YAML files and front matter, without the text of the pages."""
    total = hashlib.sha256()
    for key, document in sorted(course.documents.items()):
        total.update(json.dumps([key, document.path, document.data], ensure_ascii=False, default=str).encode())
    return total.hexdigest()


class CourseDirective(SphinxDirective, ABC):
    """A directive that knows the course, its labels and the edition being built; it says what it shows in :meth:`draw`."""

    def run(self) -> list[nodes.Node]:
        """Return what :meth:`draw` does; what the course refuses is told at the line of the directive."""
        try:
            return self.draw()
        except CourseError as exc:
            raise self.error(str(exc)) from exc

    @abstractmethod
    def draw(self) -> list[nodes.Node]:
        """Return what the page shows.

        :raises CourseError: if an argument names nothing of the course.
        """

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
        """Read this page again when the text of page *key* of ``Course.documents`` changes; data need no telling."""
        self.env.note_dependency(str(self.course.root / self.course.documents[key].path))

    def own_id(self, kind: str) -> str:
        """Return the id of the format or module whose page this is.

        :raises DirectiveError: if it is the page of none.
        """
        for key, document in self.course.documents.items():
            if document.path == f"{self.env.docname}.md" and key.startswith(f"{kind}:"):
                return key.partition(":")[2]
        raise self.error(f"cette page n'a pas d'en-tête « {kind}: » ; donnez un identifiant")
