"""A page's Markdown, taken apart: its prose, headings, links, images, citations and targets, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from .inline import Found, Passage, Pieces, parser, read_inline

Lines = Sequence[tuple[str, int]]
"""Lines of text, each with its offset in the file: a page, or what a directive holds."""
OPEN = {
    *("only-trainer", "admonition", "note", "tip", "hint", "important", "warning", "caution", "attention", "danger", "error"),
    *("seealso", "figure", "dropdown", "topic", "sidebar", "margin", "epigraph", "pull-quote", "card", "glossary"),
}
"""Directives whose body is Markdown; that of all others is code or data."""
TITLED = {"admonition", "dropdown", "topic", "sidebar", "card"}
PICTURES = {"figure", "image"}
KINDS = {"heading_open": "title", "th_open": "cell", "td_open": "cell", "dt_open": "title"}
DIRECTIVE = re.compile(r"\{([\w:-]+)\}\s*(.*)")
OPTION = re.compile(r":([\w-]+):\s*(.*)")
PICTURE_TAG = re.compile(r"<img\b(?![^>]*\balt=)[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the page's own outline."""

    level: int
    text: str
    offset: int


@dataclass(slots=True)
class Page(Found):
    """What a page holds.

    ``directives``: name, argument, place; ``shape`` names its blocks in order: a repair that changes it is wrong.
    """

    passages: list[Passage] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    directives: list[tuple[str, str, int]] = field(default_factory=list)
    shape: list[str] = field(default_factory=list)


def read_markdown(text: str, start: int = 0) -> Page:
    """Return what *text* holds from *start* on; line ends are ``\\n``."""
    page = Page()
    _read(page, lines_of(text[start:], start), True)
    return page


def lines_of(text: str, offset: int) -> list[tuple[str, int]]:
    """Return each line of *text*, which starts at *offset* in the file, with its own offset."""
    out = []
    for line in text.split("\n"):
        out.append((line, offset))
        offset += len(line) + 1
    return out


def _read(page: Page, lines: Lines, own: bool) -> None:
    """Add what *lines* hold to *page*; headings count in its outline if *own*."""
    env: dict[str, Any] = {}
    kinds, before = ["text"], ""
    cursors: dict[int, int] = {}
    for token in parser().parse("\n".join(line for line, _ in lines), env):
        page.shape.append(token.type)
        if token.nesting == 1:
            kinds.append(KINDS.get(token.type, "text"))
        elif token.nesting == -1:
            kinds.pop()
        elif token.type == "inline":
            raw = _located(lines, token, kinds[-1], cursors)
            passages = list(read_inline(raw, page, env.get("references")))
            page.passages += passages
            if own and before.startswith("heading_"):
                page.headings.append(Heading(int(before[-1]), passages[0].text, raw.at(0) if raw.text else 0))
        elif token.type in ("fence", "colon_fence"):
            _fence(page, lines, token)
        elif token.type == "myst_target":
            page.targets.append(token.content.strip())
        elif token.type == "html_block" and token.map:
            first, end = token.map
            for line, offset in lines[first:end]:
                page.images += [("", "", offset + tag.start()) for tag in PICTURE_TAG.finditer(line)]
        before = f"heading_{token.tag[1]}" if token.type == "heading_open" else ""


def _located(lines: Lines, token: Any, kind: str, cursors: dict[int, int]) -> Passage:
    """Return the text of an inline *token* with the place of each of its lines."""
    out, exact = Pieces(), True
    parts = token.content.split("\n")
    for number, part in enumerate(parts, token.map[0]):
        line, offset = lines[min(number, len(lines) - 1)]
        tail = len(line.rstrip()) - len(part.rstrip())
        column = tail if kind == "text" and line[tail : tail + len(part)] == part else line.find(part, cursors.get(number, 0))
        if tail < 0 or column < 0:
            exact, column = False, 0
        cursors[number] = column + len(part) if kind == "cell" else 0
        out.add(part, offset + column)
        if number - token.map[0] < len(parts) - 1:
            out.add("\n", offset + len(line))
    return out.passage(kind, exact=exact)


def _fence(page: Page, lines: Lines, token: Any) -> None:
    match = DIRECTIVE.fullmatch(token.info.strip())
    if match is None:
        return
    name, argument = match.groups()
    first, end = token.map
    line, offset = lines[first]
    page.directives.append((name, argument, offset))
    body = list(_inside(lines[first + 1 : end], token.content))
    options: dict[str, tuple[str, int]] = {}
    while body and (option := OPTION.match(body[0][0])):
        options[option[1]] = (option[2].strip(), body[0][1] + option.start(2))
        del body[0]
    if name in PICTURES:
        alt, at = options.get("alt", ("", offset))
        quote = alt[0] if len(alt) > 1 and alt[0] == alt[-1] and alt[0] in "'\"" else ""
        page.images.append((argument, alt.strip(quote), offset))
        if alt:
            page.passages.append(Passage("alt", alt.strip(quote), ((0, at + len(quote)),), quote, "\\" not in alt))
    if name in TITLED and argument:
        raw = Passage("title", argument, ((0, offset + line.index(argument)),))
        page.passages += read_inline(raw, page)
    if link := options.get("page"):
        page.links.append(link)
    if name == "glossary":
        for part in _definitions(body):
            _read(page, part, False)
    elif name in OPEN:
        _read(page, body, False)


def _inside(lines: Lines, content: str) -> Iterator[tuple[str, int]]:
    """Yield the lines of a fence's *content*, which lost the fence's own indent, with their places."""
    for part, (line, offset) in zip(content.split("\n")[:-1], lines, strict=False):
        yield part, offset + len(line) - len(part)


def _definitions(lines: Lines) -> Iterator[Lines]:
    """Cut a glossary into its terms and, without their indent, its definitions."""
    part: list[tuple[str, int]] = []
    inside = False
    for line, offset in lines:
        text = line.lstrip()
        if text and (line[0] != " ") == inside and part:
            yield part
            part = []
        if text:
            inside = line[0] == " "
        part.append((text, offset + len(line) - len(text)))
    if part:
        yield part
