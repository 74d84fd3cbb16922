"""The readable text of a file of the book, page or data, with the place of every character.

Of a page: paragraphs, headings, lists, tables, alternative texts, what open directives hold. Of
YAML: the values that are sentences; keys, identifiers and addresses are not. Code, roles, formulas
and the addresses of links are replaced by one mark (see :mod:`.inline`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from ..content.base import ID_PATTERN
from ..content.course import Course
from ..content.reading import Document, parse_page, parse_yaml
from ..content.source import display_name, read_text
from ..errors import CourseError, Finding
from .inline import Found, Passage, Pieces, read_inline
from .markdown import Page, read_markdown

NOT_PROSE = {"url", "iaf", "version", "site", "sources", "id", "page", "file"}
NAMES = {"names"}
"""Keys whose values are names in any language: typography looks at them, spelling does not."""
_IDENTIFIER = re.compile(ID_PATTERN)
_ESCAPE = re.compile(r"\\.|\'\'")
_STRING = "tag:yaml.org,2002:str"


@dataclass(frozen=True)
class Source:
    """A file of the book: its text, with ``\\n`` line ends, and what can be read in it."""

    path: str
    text: str
    page: Page
    is_page: bool

    @property
    def passages(self) -> list[Passage]:
        """Every run of readable text, front matter first."""
        return self.page.passages

    def line(self, offset: int) -> int:
        """Return the 1-based line of *offset*."""
        return bisect_left(self._breaks, offset) + 1

    def finding(self, offset: int, problem: str) -> Finding:
        """Return a finding at *offset*."""
        return Finding(self.path, self.line(offset), problem)

    @cached_property
    def _breaks(self) -> list[int]:
        return [m.start() for m in re.finditer("\n", self.text)]


def read_book(course: Course) -> list[Source]:
    """Read every page and data file of *course*, in the order of their names; what is parsed already is not again."""
    parsed = {document.path: document for document in course.documents.values()}
    out = []
    for path in files(course.root):
        name = display_name(course.root, path)
        out.append(read_source(name, read_text(course.root, path), parsed.get(name)))
    return out


def files(root: Path) -> list[Path]:
    """Return the pages and data files of the book, in the order of their names."""
    return sorted(path for suffix in ("md", "yml") for path in (root / "book").rglob(f"*.{suffix}") if path.is_file())


def read_source(path: str, text: str, document: Document | None = None) -> Source:
    """Return what can be read in *text*; *document* is its YAML, if it is parsed already.

    :raises CourseError: if its YAML is broken.
    """
    is_page = path.endswith(".md")
    start = 0
    if is_page and (text.startswith("---\n")):
        try:
            document = document or parse_page(path, text)
        except CourseError:
            document = None  # a page of prose may start with a rule
        if document is not None:
            start = _line_start(text, document.body_line)
    elif not is_page:
        document = document or parse_yaml(path, text)
    page = read_markdown(text, start) if is_page else Page()
    if document is not None:
        shift = 4 if is_page else 0
        passages: list[Passage] = []
        _walk(document.node, text, shift, page, passages)
        page.passages[:0] = passages
    return Source(path, text, page, is_page)


def _line_start(text: str, line: int) -> int:
    offset = 0
    for _ in range(line - 1):
        offset = text.index("\n", offset) + 1
    return offset


def _walk(node: yaml.Node, text: str, shift: int, page: Page, out: list[Passage], kind: str = "data") -> None:
    page.shape.append(type(node).__name__)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            page.shape.append(key.value)
            if key.value not in NOT_PROSE:
                _walk(value, text, shift, page, out, "name" if key.value in NAMES else "data")
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            _walk(child, text, shift, page, out, kind)
    elif (
        isinstance(node, yaml.ScalarNode)
        and node.tag == _STRING
        and not _IDENTIFIER.match(node.value)
        and "://" not in node.value.split(" ")[0]
    ):
        links = Found()
        for raw in _scalar(node, text, shift, kind):
            out += read_inline(raw, links)
        page.citations += links.citations


def _scalar(node: yaml.ScalarNode, text: str, shift: int, kind: str) -> Iterator[Passage]:
    """Yield the paragraphs of a YAML text as they stand in the file."""
    start, end = node.start_mark.index + shift, node.end_mark.index + shift
    quote = node.style if node.style in ("'", '"') else ""
    if node.style in ("|", ">"):
        start = text.find("\n", start, end) + 1 or end
    elif quote:
        start, end = start + 1, end - 1
    out = Pieces()
    for line in text[start:end].split("\n"):
        shown = line.strip(" ")
        if not shown and out.length:
            yield out.passage(kind, quote)
            out = Pieces()
        elif shown:
            if out.length:
                out.add("\n", start - 1)
            _line(out, shown, start + len(line) - len(line.lstrip(" ")), quote)
        start += len(line) + 1
    if out.length:
        yield out.passage(kind, quote)


def _line(out: Pieces, shown: str, offset: int, quote: str) -> None:
    """Add one line of a YAML text, with what its quotes escape read as the character that it means."""
    place = 0
    for escape in _ESCAPE.finditer(shown) if quote else ():
        if (escape[0] == "''") != (quote == "'"):
            continue
        out.add(shown[place : escape.start()], offset + place)
        out.add(escape[0][1], offset + escape.start() + 1)
        place = escape.end()
    out.add(shown[place:], offset + place)
