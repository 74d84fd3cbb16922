"""The sources of the course in full: what a key of ``references.bib`` stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..content.course import Course

BIBLIOGRAPHY = "book/references.bib"


@dataclass(frozen=True, slots=True)
class Source:
    """One source: ``text`` reads as a citation; ``url`` is empty where the source is not on line."""

    text: str
    url: str


def read_sources(course: Course) -> dict[str, Source]:
    """Return every source of the course by key, in the order of the file."""
    from pybtex.database import parse_file  # a heavy import: not before a bibliography is wanted

    entries = parse_file(str(course.root / BIBLIOGRAPHY), "bibtex").entries
    return {key: Source(_text(entry), entry.fields.get("url", "")) for key, entry in entries.items()}


def _text(entry: object) -> str:
    """Return author, year, title, and where it was published, as far as they are known."""
    persons, fields = entry.persons.get("author", []), entry.fields  # type: ignore[attr-defined]
    names = [" ".join((*p.first_names, *p.prelast_names, *p.last_names)) for p in persons]
    where = next((fields[key] for key in ("journal", "booktitle", "publisher", "howpublished") if key in fields), "")
    parts = [", ".join(names), fields.get("title", ""), where, fields.get("year", "")]
    return ". ".join(_plain(part).rstrip(".") for part in parts if part) + "."


def _plain(text: str) -> str:
    """Return a field as people read it. The file is UTF-8: braces and a few escapes are all that is left of LaTeX in it.

    >>> _plain(r"{Courage} \\& Renewal")
    'Courage & Renewal'
    """
    return re.sub(r"\\([&%$#_{}])|[{}]", r"\1", text)
