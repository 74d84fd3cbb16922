"""The course: everything authors wrote, read once, checked, frozen, found by id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import CheckFailed, CourseError, DataError, Finding, SourceError, UnknownIdError
from .base import ID_PATTERN, Model
from .bibliography import Reference, read_bibliography
from .crosscheck import crosscheck
from .formats import Format
from .framework import Framework
from .lessons import LessonPlan
from .modules import Module
from .quizzes import Quiz
from .reading import Document, read_page, read_yaml, validate
from .roleplays import RolePlay
from .settings import CurriculumLevel, Settings, Term
from .trainings import Training, Trainings

if TYPE_CHECKING:
    from ..engine.matching import Situation

_PACKAGE = Path(__file__).parent.parent
PACKAGED = _PACKAGE if (_PACKAGE / "book").is_dir() else _PACKAGE.parent
"""The course that comes with the package: inside it in a wheel, beside it in a checkout."""
M = TypeVar("M", bound=Model)
T = TypeVar("T")


@dataclass(frozen=True)
class Course:
    """A whole course. Mappings go from id to model, in the order of the file names."""

    root: Path
    settings: Settings
    framework: Framework
    formats: Mapping[str, Format]
    roleplays: Mapping[str, RolePlay]
    quizzes: Mapping[str, Quiz]
    modules: Mapping[str, Module]
    lessons: Mapping[str, LessonPlan]
    trainings: Mapping[str, Training]
    bibliography: Mapping[str, Reference]
    documents: Mapping[str, Document]

    @classmethod
    def load(cls, root: Path | str | None = None) -> Course:
        """Read and check the course at *root*, or the one found by :func:`find_root`.

        :raises CheckFailed: with one finding for each problem of each file.
        :raises SourceError: if there is no course at *root*.
        """
        reader = _Reader(find_root() if root is None else Path(root))
        return reader.course()

    def format(self, format_id: str) -> Format:
        """Return a format. :raises UnknownIdError: with the nearest known id."""
        return _get("format", self.formats, format_id)

    def roleplay(self, roleplay_id: str) -> RolePlay:
        """Return a role-play. :raises UnknownIdError: with the nearest known id."""
        return _get("jeu de rôle", self.roleplays, roleplay_id)

    def quiz(self, quiz_id: str) -> Quiz:
        """Return a quiz. :raises UnknownIdError: with the nearest known id."""
        return _get("quiz", self.quizzes, quiz_id)

    def module(self, module_id: str) -> Module:
        """Return a module. :raises UnknownIdError: with the nearest known id."""
        return _get("module", self.modules, module_id)

    def lesson(self, module_id: str) -> LessonPlan:
        """Return the lesson plan of a module. :raises UnknownIdError: with the nearest known id."""
        return _get("plan de séance", self.lessons, module_id)

    def level(self, level_id: str) -> CurriculumLevel:
        """Return a level of the curriculum. :raises UnknownIdError: with the nearest known id."""
        return _get("niveau", {level.id: level for level in self.settings.levels}, level_id)

    def family(self, family_id: str) -> Term:
        """Return a family of formats. :raises UnknownIdError: with the nearest known id."""
        return _get("famille", {family.id: family for family in self.settings.families}, family_id)

    def training(self, training_id: str) -> Training:
        """Return a way to run a level. :raises UnknownIdError: with the nearest known id."""
        return _get("formule", self.trainings, training_id)

    def page_of(self, kind: str, item_id: str) -> str:
        """Return the page of a ``module`` or a ``format``, relative to the root, without its suffix."""
        return self.documents[f"{kind}:{item_id}"].path.removesuffix(".md")

    def match(self, situation: Situation) -> list[dict[str, Any]]:
        """Rank every format for *situation*, best first, one row each: ``pandas.DataFrame(course.match(...))``.

        Columns: ``rank`` (from 1), ``format``, ``title``, ``family``, ``verdict``, ``points``, and the reasons in words,
        ``strengths``, ``cautions`` and ``obstacles``, lists of sentences.

        :raises UnknownIdError: if the situation names what the course has not.
        """
        from ..engine.matching import match, rows  # the one way up: a notebook asks the course itself

        return rows(self, match(self, situation))

    @property
    def ordered_modules(self) -> dict[str, Module]:
        """Modules by id, in the order in which the levels list them."""
        return {m: self.modules[m] for level in self.settings.levels for m in level.modules}


def find_root(start: Path | None = None) -> Path:
    """Return the course around *start* (by default the current folder), else the packaged one."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "_toc.yml").is_file() and (folder / "book" / "course.yml").is_file():
            return folder
    return PACKAGED


def own_root(root: Path | None = None) -> Path:
    """Return *root*, or the course around the current folder: one that may be built and written to.

    :raises SourceError: if that is the course inside an installed package, which has no menu and is for reading alone.
    """
    found = find_root() if root is None else root
    if is_packaged(found):
        problem = "ce cours vient avec le paquet : il se lit, et ne se change ni ne se construit"
        raise SourceError(str(found), f"{problem} ; placez-vous dans un dossier de cours, ou donnez-le avec --root")
    return found


def is_packaged(root: Path) -> bool:
    """Say whether *root* is the course inside an installed package."""
    return root.resolve() == _PACKAGE


def _get(kind: str, items: Mapping[str, T], item_id: str) -> T:
    try:
        return items[item_id]
    except KeyError:
        raise UnknownIdError(kind, item_id, items) from None


class _Reader:
    """Reads every file, keeps going after a broken one, and raises all findings at once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.book = root / "book"
        self.documents: dict[str, Document] = {}
        self.findings: list[Finding] = []
        if not (self.book / "course.yml").exists():
            raise SourceError(str(root), "aucun cours ici : il manque book/course.yml ; placez-vous dans le dossier du cours")

    def course(self) -> Course:
        settings = self.one("settings", self.book / "course.yml", Settings)
        framework = self.one("framework", self.book / "competences.yml", Framework)
        course_parts: dict[str, dict[str, Any]] = {
            "formats": self.many("format", self.book.glob("formats/*.md"), Format),
            "roleplays": self.many("roleplay", self.book.glob("jeux-de-role/*.yml"), RolePlay),
            "quizzes": self.many("quiz", self.book.glob("quiz/*.yml"), Quiz),
            "modules": self.many("module", self.book.glob("niveau-*/[0-9]*.md"), Module),
            "lessons": self.many("lesson", self.book.glob("formateur/*.yml"), LessonPlan),
        }
        ways = (
            self.one("trainings", self.book / "formations.yml", Trainings) if (self.book / "formations.yml").exists() else None
        )
        course_parts["trainings"] = {way.id: way for way in ways.trainings} if ways else {}
        bibliography = self.sources()
        if settings is None or framework is None or self.findings:
            raise CheckFailed(sorted(self.findings))
        course = Course(
            root=self.root,
            settings=settings,
            framework=framework,
            **{name: MappingProxyType(items) for name, items in course_parts.items()},
            bibliography=bibliography,
            documents=MappingProxyType(self.documents),
        )
        if findings := sorted(crosscheck(course)):
            raise CheckFailed(findings)
        return course

    def one(self, key: str, path: Path, model: type[M]) -> M | None:
        """Read one YAML file; ``None`` and a finding if it is broken."""
        try:
            self.documents[key] = document = read_yaml(self.root, path)
            return validate(document, model)
        except CourseError as exc:
            self.note(exc)
            return None

    def many(self, kind: str, paths: Iterable[Path], model: type[M]) -> dict[str, M]:
        """Read a folder. A page carries its model under the front matter key *kind*."""
        found: dict[str, M] = {}
        for path in sorted(paths):
            try:
                is_page = path.suffix == ".md"
                if path.stem.startswith("_") or (is_page and path.name == "index.md"):
                    continue
                document = read_page(self.root, path) if is_page else read_yaml(self.root, path)
                item = validate(document, model, kind if is_page else None)
                item_id = item.id if isinstance(item, Module) else path.stem
                if not isinstance(item, Module) and not re.fullmatch(ID_PATTERN, item_id):
                    problem = f"nom de fichier {path.stem!r} refusé ; minuscules sans accent, chiffres et tirets seulement"
                    raise SourceError(document.path, problem)
                if item_id in found:
                    other = self.documents[f"{kind}:{item_id}"].path
                    raise DataError(
                        document.path, document.line((kind, "id")), "", f"identifiant {item_id!r} déjà pris par {other}"
                    )
                found[item_id], self.documents[f"{kind}:{item_id}"] = item, document
            except CourseError as exc:
                self.note(exc)
        return found

    def sources(self) -> Mapping[str, Reference]:
        """Read the bibliography; empty, and a finding, if it is broken."""
        try:
            return read_bibliography(self.root)
        except CourseError as exc:
            self.note(exc)
            return {}

    def note(self, exc: CourseError) -> None:
        if isinstance(exc, CheckFailed):
            self.findings.extend(exc.findings)
        elif isinstance(exc, DataError | SourceError):
            self.findings.append(exc.finding)
        else:
            raise exc
