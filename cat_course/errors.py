"""Everything cat_course raises on purpose.

* CourseError              catch this to catch everything below
  + SourceError            a file cannot be read as course text (encoding, size, link, missing)
  + DataError              a file is read but breaks YAML or a model: says file, line, key, way out
  + UnknownIdError         something refers to an id that does not exist
  + PlanError              a session plan cannot be read, or holds what no session can have
  + CheckFailed            a check found one problem or more; holds every finding
  + MissingTool            a check asks for something that is not installed
  + ExportError            a document cannot be made of what was written
  + BuildError             the book could not be built
  + ServeError             the book or the apps could not be served

Messages are in French: authors and learners read them. Each is one line, starts with
``file:line:`` where there is one, and says what to do.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import NamedTuple


class Finding(NamedTuple):
    """One problem in the course: where it is, what it is, what to do about it."""

    path: str
    line: int | None
    problem: str

    def __str__(self) -> str:
        at = f"{self.path}:{self.line}" if self.line else self.path
        return f"{at}: {self.problem}"


class CourseError(Exception):
    """Base class: catch this to catch everything the course raises."""


class SourceError(CourseError):
    """A file cannot be read as course text."""

    def __init__(self, path: str, problem: str, line: int | None = None) -> None:
        self.finding = Finding(path, line, problem)
        super().__init__(str(self.finding))


class DataError(CourseError):
    """A course file breaks YAML or its model; ``finding`` holds file, line and problem."""

    def __init__(self, path: str, line: int | None, where: str, problem: str) -> None:
        self.where = where
        self.finding = Finding(path, line, f"{where} : {problem}" if where else problem)
        super().__init__(str(self.finding))


class UnknownIdError(CourseError, KeyError):
    """A reference names nothing in the course."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.name = kind, name
        self.message = f"{kind} {name!r} introuvable{suggestion(name, known)}"
        super().__init__(self.message)

    def __str__(self) -> str:
        return self.message


class PlanError(CourseError):
    """A session plan cannot be read, holds what no session can have, or lacks what an export needs.

    ``line``: where in its file, if that is known.
    """

    def __init__(self, problem: str, line: int | None = None) -> None:
        self.line = line
        super().__init__(problem)


class CheckFailed(CourseError):
    """At least one check did not pass; ``findings`` holds them in file order."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(map(str, self.findings)))


class MissingTool(CourseError):
    """A check asks for a tool or a dictionary that is not installed."""


class ExportError(CourseError):
    """A document cannot be made of what was written."""


class BuildError(CourseError):
    """The book could not be built."""


class ServeError(CourseError):
    """The book or the apps could not be served."""


def suggestion(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return the way out for an unknown *name*: the nearest known one, or the whole list if it is short.

    Where neither helps, *otherwise*; without it, the three names that look most like it, which show at least
    what such a name is. Never an empty text: a message that only says no leaves an author alone.
    """
    names = sorted(known)
    if near := get_close_matches(name, names, n=1):
        return f" ; vouliez-vous dire {near[0]!r} ?"
    if 0 < len(names) <= 12:
        return f" ; connus : {', '.join(names)}"
    if not names and not otherwise:
        return " ; il n'y en a aucun dans ce cours"
    if otherwise:
        return f" ; {otherwise}"
    return f" ; les plus proches : {', '.join(get_close_matches(name, names, n=3, cutoff=0.0))}"


def system_problem(exc: OSError) -> str:
    """Return what the system refused, in French with a way out; in its own words where it is rare.

    >>> system_problem(FileNotFoundError(2, "No such file or directory"))
    'introuvable ; vérifiez le chemin'
    """
    return _SYSTEM.get(exc.errno or 0) or f"refusé par le système ({exc.strerror or exc}) ; vérifiez le chemin et les droits"


_SYSTEM = {
    errno.ENOENT: "introuvable ; vérifiez le chemin",
    errno.EACCES: "accès refusé ; vérifiez les droits, ou choisissez un autre dossier",
    errno.EPERM: "accès refusé ; vérifiez les droits, ou choisissez un autre dossier",
    errno.EROFS: "dossier en lecture seule ; choisissez-en un autre",
    errno.ENOSPC: "plus de place sur le disque ; libérez-en, ou choisissez un autre dossier",
    errno.EISDIR: "c'est un dossier, un fichier est attendu ; ajoutez un nom de fichier",
    errno.ENOTDIR: "un fichier porte le nom d'un dossier de ce chemin ; changez l'un des deux",
    errno.EEXIST: "existe déjà ; choisissez un autre nom",
    errno.ENAMETOOLONG: "nom trop long ; raccourcissez-le",
}
