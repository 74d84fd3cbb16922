"""``book/references.bib``: the sources of the course, each with its line.

pybtex reads it, as the book's own citations do: what one accepts, the other accepts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..errors import SourceError
from .source import display_name, read_text

BIBLIOGRAPHY = "book/references.bib"
ADD_SOURCE = f"ajoutez-la à {BIBLIOGRAPHY}"
"""The way out where a key is not there."""
_KEY = re.compile(r"^@(?!comment|string|preamble)\w+\s*\{\s*([^,\s]+)", re.MULTILINE | re.IGNORECASE)
_SAID = {
    r"undefined string in line \d+: (.+)": "{!r} n'est pas entre accolades ; écrivez-le entre {{ et }}",
    r"premature end of file": "la dernière source n'est pas fermée ; ajoutez l'accolade qui manque",
    r"syntax error": "accolade, guillemet ou virgule mal placés ici ou juste au-dessus ; comparez avec une source voisine",
    r"Too many commas in '(.+)'": "trop de virgules dans {!r} ; séparez deux personnes par « and »",
    r"repeated bibliography entry: (.+)": "clé {!r} écrite deux fois, à une majuscule près peut-être ; gardez-en une",
    r"entry with key (\S+) has a duplicate": "la source {!r} a deux fois le même champ ; gardez-en un",
}
"""What pybtex says, and what an author reads: the most precise first."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One source as it stands in the file: its line, its authors in order, and its other fields."""

    line: int
    authors: tuple[str, ...]
    fields: Mapping[str, str]


def read_bibliography(root: Path) -> Mapping[str, Reference]:
    """Return the sources of the course at *root* by key, in the order of the file.

    :raises SourceError: if it cannot be read, see :func:`.source.read_text`, or is no BibTeX; at the first mistake.
    """
    from pybtex.database import parse_string  # not before a course is read
    from pybtex.exceptions import PybtexError

    path = root / BIBLIOGRAPHY
    text, name = read_text(root, path), display_name(root, path)
    lines = {match[1]: _line(text, match.start()) for match in _KEY.finditer(text)}
    try:
        entries = parse_string(text, "bibtex").entries
    except PybtexError as exc:
        value, problem = _told(str(exc))
        raise SourceError(name, problem, getattr(exc, "lineno", None) or lines.get(value) or _place(text, value)) from exc
    return MappingProxyType({key: _reference(entry, lines.get(key, 1)) for key, entry in entries.items()})


def _told(said: str) -> tuple[str, str]:
    """Return the value that pybtex refuses, if it names one, and what to tell an author."""
    for pattern, problem in _SAID.items():
        if match := re.search(pattern, said):
            return "".join(match.groups()), problem.format(*match.groups())
    return "", f"bibliographie refusée ({said}) ; comparez avec une source voisine"


def _place(text: str, value: str) -> int | None:
    return _line(text, text.index(value)) if value and value in text else None


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _reference(entry: Any, line: int) -> Reference:
    authors = (" ".join((*p.first_names, *p.prelast_names, *p.last_names)) for p in entry.persons.get("author", ()))
    return Reference(line, tuple(authors), MappingProxyType({key.lower(): value for key, value in entry.fields.items()}))
