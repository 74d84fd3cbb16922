"""The table of contents: ``_toc.yml`` for everyone, and the parts that the trainer's edition adds to it.

The two stand in two files, so that plain Sphinx, Jupyter Book and the learner's build read the first
one as it is. Whatever the second one lists exists for the trainer's edition alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from ..errors import DataError, SourceError
from .base import Line, Model
from .reading import Document, Loc, read_yaml, validate

TOC, CONFIG, FOR_TRAINERS = "_toc.yml", "_config.yml", "book/formateur/_toc.yml"
PRIVATE = "book/formateur/"
"""The folder whose pages no menu of learners may list."""
SUFFIXES = (".md", ".ipynb", ".rst")
"""Of the files that Jupyter Book takes for pages."""


class Entry(Model):
    """A line of the menu: a page of the book, several, or an address elsewhere."""

    file: Line | None = Field(None, description="Page du livre, sans .md.")
    glob: Line | None = Field(None, description="Plusieurs pages, comme book/recits/*.")
    url: Line | None = Field(None, description="Adresse hors du livre.")
    title: Line | None = Field(None, description="Titre dans le menu, si ce n'est pas celui de la page.")
    sections: tuple[Entry, ...] = Field((), description="Pages rangées sous celle-ci.")

    @model_validator(mode="after")
    def _one_target(self) -> Entry:
        if [self.file, self.glob, self.url].count(None) != 2:
            raise ValueError("une ligne du menu a une clé « file », et une seule (ou « glob », ou « url »)")
        return self


class Part(Model):
    """Chapters under one heading."""

    caption: Line | None = Field(None, description="Titre de la partie.")
    numbered: bool | int = Field(False, description="true pour numéroter les chapitres.")
    chapters: tuple[Entry, ...] = Field(description="Les pages de la partie, dans l'ordre.")


class Parts(Model):
    """The whole of the trainer's file."""

    parts: tuple[Part, ...] = Field(description="Les parties, dans l'ordre.")


class Contents(Model):
    """The whole of ``_toc.yml``."""

    format: Literal["jb-book"] = Field(description="Toujours jb-book.")
    root: Line = Field(description="Page d'accueil, sans .md.")
    title: Line | None = Field(None, description="Titre de la page d'accueil dans le menu.")
    options: dict[str, Any] | None = Field(None, description="Options du menu de la page d'accueil.")
    defaults: dict[str, Any] | None = Field(None, description="Options de tous les menus.")
    parts: tuple[Part, ...] = Field((), description="Les parties, si le menu en a.")
    chapters: tuple[Entry, ...] = Field((), description="Les pages, si le menu n'a pas de parties.")


def read_toc(root: Path, *, for_trainers: bool = False) -> dict[str, Any]:
    """Return the table of contents of the course at *root*, as Sphinx External ToC reads it.

    :param for_trainers: add the parts of :data:`FOR_TRAINERS`, where there is such a file.
    :raises CheckFailed: if a key is unknown, absent or of the wrong kind.
    :raises DataError: if a page is not there or is listed twice, the learner's menu lists a trainer's page, or the added
        file is no list of parts.
    :raises SourceError: if a file cannot be read, or there is no table of contents at all.
    """
    document = read_yaml(root, root / TOC)
    if not isinstance(document.data, dict):
        raise SourceError(TOC, "ce n'est pas une table des matières ; commencez par « format: jb-book » et « root: »")
    validate(document, Contents)
    places: dict[str, str] = {}
    _check_pages(root, document, places)
    for place, page in listed(document.data):
        if page.startswith(PRIVATE):
            problem = f"{page} est réservée à l'édition de formation ; déplacez cette ligne dans {FOR_TRAINERS}"
            raise DataError(TOC, document.line(place), "", problem)
    toc: dict[str, Any] = document.data
    return _with_parts(root, toc, places) if for_trainers and (root / FOR_TRAINERS).is_file() else toc


def _with_parts(root: Path, toc: dict[str, Any], places: dict[str, str]) -> dict[str, Any]:
    """Return *toc* with the ``parts`` of both files; a learner's menu without parts becomes the first one."""
    document = read_yaml(root, root / FOR_TRAINERS)
    added = document.data
    if not isinstance(added, dict) or set(added) != {"parts"} or not isinstance(added["parts"], list):
        raise DataError(FOR_TRAINERS, 1, "", "une seule clé ici, « parts », suivie d'une liste de parties comme dans _toc.yml")
    validate(document, Parts)
    _check_pages(root, document, places)
    own = toc.get("parts") or [{"chapters": toc.get("chapters", [])}]
    kept = {key: value for key, value in toc.items() if key not in ("parts", "chapters")}
    return {**kept, "parts": [*own, *added["parts"]]}


def _check_pages(root: Path, document: Document, places: dict[str, str]) -> None:
    """Add to *places* where *document* lists each page; refuse one that is listed already, or that is no file."""
    for loc, page in listed(document.data):
        line = document.line(loc)
        if page in places:
            raise DataError(document.path, line, "", f"page {page} listée deux fois (déjà {places[page]}) ; gardez une ligne")
        if not any((root / f"{page}{suffix}").is_file() for suffix in SUFFIXES):
            raise DataError(document.path, line, "", f"page {page} introuvable ; créez {page}.md, ou ôtez cette ligne")
        places[page] = f"{document.path}:{line}"


def listed(toc: Any, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Yield each page that a table of contents lists, without suffix, after its place."""
    if isinstance(toc, list):
        for number, item in enumerate(toc):
            yield from listed(item, (*loc, number))
    elif isinstance(toc, dict):
        yield from (((*loc, key), str(toc[key]).removesuffix(".md")) for key in ("root", "file") if key in toc)
        for key, value in toc.items():
            yield from listed(value, (*loc, key))


def menu(toc: Any) -> set[str]:
    """Return the pages that a table of contents lists, without suffix."""
    return {page for _, page in listed(toc)}
