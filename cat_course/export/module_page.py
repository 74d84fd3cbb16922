"""What an export takes from a module's page itself: its figures, and the text of one of its sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..content.course import Course
from ..content.drawing import read_drawing
from ..lint.inline import CODE, NOTE, Found, Passage, parser, read_inline
from ..lint.markdown import DIRECTIVE, OPTION
from ..lint.structure import resolved

FIELD = "À essayer sur le terrain"
"""The heading of the section that every module ends its exercises with."""
_MARKS = re.compile(rf" ?{NOTE}|{CODE}")


@dataclass(frozen=True)
class Figure:
    """A drawing of a page: its SVG, what it shows in words, its caption."""

    svg: str
    alt: str
    caption: str


@dataclass(frozen=True)
class Block:
    """A paragraph of a page as plain text, or an item of a list or of a form.

    ``cells``: the whole row, where it is one of a table, whose first cell is ``text``; ``head``: the names of its columns.
    """

    text: str
    item: bool
    cells: tuple[str, ...] = ()
    head: bool = False


def figures(course: Course, module_id: str) -> list[Figure]:
    """Return the SVG figures of the page of *module_id*, in its order; other pictures are left out.

    :raises SourceError: if one cannot be read; see :func:`.drawing.read_drawing`.
    """
    document = course.documents[f"module:{module_id}"]
    found = []
    for token in parser().parse(document.body, {}):
        match = DIRECTIVE.fullmatch(token.info.strip()) if token.type in ("fence", "colon_fence") else None
        if match is None or match[1] != "figure" or not match[2].endswith(".svg"):
            continue
        lines, options = token.content.split("\n"), {}
        while lines and (option := OPTION.match(lines[0])):
            options[option[1]] = _unquoted(option[2].strip())
            del lines[0]
        svg = read_drawing(course.root, course.root / resolved(document.path, match[2]))
        found.append(Figure(svg, options.get("alt", ""), plain(" ".join(lines))))
    return found


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" else value


def section(course: Course, module_id: str, title: str) -> list[Block]:
    """Return what the section *title* of a module's page says, a table row by row.

    A page without this section gives nothing.
    """
    tokens = parser().parse(course.documents[f"module:{module_id}"].body, {})
    return [block for block in _blocks(_under(tokens, title)) if block.text]


def _under(tokens: Sequence[Any], title: str) -> Iterator[Any]:
    inside = False
    for place, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag in ("h1", "h2"):
            inside = token.tag == "h2" and plain(tokens[place + 1].content) == title
        if inside and not (token.type == "inline" and tokens[place - 1].type == "heading_open"):
            yield token


def _blocks(tokens: Iterator[Any]) -> Iterator[Block]:
    lists, head = 0, False
    row: list[str] | None = None
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open", "bullet_list_close", "ordered_list_close"):
            lists += token.nesting
        elif token.type in ("thead_open", "thead_close"):
            head = token.nesting == 1
        elif token.type == "tr_open":
            row = []
        elif token.type == "inline" and row is not None:
            row.append(plain(token.content))
        elif token.type == "inline":
            yield Block(plain(token.content), lists > 0)
        elif token.type == "tr_close" and row is not None:
            yield Block(row[0], True, tuple(row), head)
            row = None


def plain(markdown: str) -> str:
    """Return inline *markdown* as text on one line, without its citations.

    >>> plain("Un **mot**, un [lien](a.md) {footcite}`bohm1996`.")
    'Un mot, un lien.'
    """
    prose = next(iter(read_inline(Passage("text", markdown, ((0, 0),)), Found()))).text
    return re.sub(r"[ \t\n]+", " ", _MARKS.sub("", prose)).strip(" ")  # and no other space: those that hold words together stay
