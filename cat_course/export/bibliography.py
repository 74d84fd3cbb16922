"""The sources of the course in full: what a key of ``references.bib`` stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..content.bibliography import Reference
from ..content.course import Course


@dataclass(frozen=True, slots=True)
class Source:
    """One source: ``text`` reads as a citation; ``url`` is empty where the source is not on line."""

    text: str
    url: str


def read_sources(course: Course) -> dict[str, Source]:
    """Return every source of the course by key, in the order of the file."""
    return {key: Source(_text(entry), entry.fields.get("url", "")) for key, entry in course.bibliography.items()}


def _text(entry: Reference) -> str:
    """Return authors, title, where it was published and year, as far as they are known."""
    fields = entry.fields
    where = next((fields[key] for key in ("journal", "booktitle", "publisher", "howpublished") if key in fields), "")
    parts = [", ".join(entry.authors), fields.get("title", ""), where, fields.get("year", "")]
    return ". ".join(_plain(part).rstrip(".") for part in parts if part) + "."


def _plain(text: str) -> str:
    """Return a field as people read it. The file is UTF-8: braces and a few escapes are all that is left of LaTeX in it.

    >>> _plain(r"{Courage} \\& Renewal")
    'Courage & Renewal'
    """
    return re.sub(r"\\([&%$#_{}])|[{}]", r"\1", text)
