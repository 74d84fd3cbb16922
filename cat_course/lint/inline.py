"""Inline Markdown with positions: which characters of a paragraph are read, and where each stands in the file.

markdown-it gives tokens without columns. Every inline rule is wrapped here, so that it says which
stretch of the text it took: what a rule of code, address, formula or role took is not prose.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

CODE, NOTE = "\ufffc", "\u2060"
"""What stands in a passage for a stretch that is no prose: one word (code, a term), or no word at all (a citation)."""
OPAQUE = {"backticks", "autolink", "html_inline", "math_inline", "math_inline_double", "math_single", "entity", "myst_role"}
MARKUP = re.compile(r"[*_`\[\]<>&\\{}$]")
CITE = re.compile(r"\{(?:foot)?cite(?::\w+)?\}`([^`]*)`")
Span = tuple[int, int, str, Any]


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of readable text. ``kind``: text, title, cell, alt, data or name; ``quote``: the YAML quote around it."""

    kind: str
    text: str
    pieces: tuple[tuple[int, int], ...]
    quote: str = ""
    exact: bool = True

    def at(self, place: int) -> int:
        """Return where the character at *place* stands in the file."""
        start, offset = self.pieces[bisect_right(self.pieces, (place, 1 << 60)) - 1]
        return offset + place - start


@dataclass(slots=True)
class Found:
    """What paragraphs hold beside prose: links, images, citations, each with its offset in the file."""

    links: list[tuple[str, int]] = field(default_factory=list)
    images: list[tuple[str, str, int]] = field(default_factory=list)
    citations: list[tuple[str, int]] = field(default_factory=list)


@cache
def parser() -> MarkdownIt:
    """Return a parser for the Markdown that the book's pages use, whose inline rules tell where they were."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.colon_fence import colon_fence_plugin
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin
    from mdit_py_plugins.myst_blocks import myst_block_plugin
    from mdit_py_plugins.myst_role import myst_role_plugin

    md = MarkdownIt("commonmark").enable("table")
    plugins: tuple[Any, ...] = (front_matter_plugin, myst_block_plugin, myst_role_plugin, colon_fence_plugin, deflist_plugin)
    for plugin in (*plugins, dollarmath_plugin):
        md.use(plugin)
    ruler = md.inline.ruler
    for name, rule in zip(ruler.get_active_rules(), ruler.getRules(""), strict=True):
        ruler.at(name, _watched(name, rule))
    return md.disable("inline")


def _watched(name: str, rule: Callable[[Any, bool], bool]) -> Callable[[Any, bool], bool]:
    def watched(state: Any, silent: bool) -> bool:
        start, spans = state.pos, state.env["spans"]
        if name == "image":  # its alternative text is parsed apart, with positions of its own
            state.env["spans"] = []
        done = rule(state, silent)
        state.env["spans"] = spans
        if done and not silent and name != "text":
            about: Any = None
            if name == "link":
                opening = next(t for t in reversed(state.tokens) if t.type == "link_open")
                about = (state.md.helpers.parseLinkLabel(state, start, True), opening.attrs.get("href", ""))
            elif name == "image":
                end = state.md.helpers.parseLinkLabel(state, start + 1, False)
                about = (end, state.tokens[-1].attrs.get("src", ""))
            spans.append((start, state.pos, name, about))
        return done

    return watched


class Pieces:
    """Text put together from stretches of the file."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.pieces: list[tuple[int, int]] = []
        self.length = 0

    def add(self, text: str, offset: int) -> None:
        """Append *text*, which stands at *offset* in the file."""
        if text:
            self.pieces.append((self.length, offset))
            self.parts.append(text)
            self.length += len(text)

    def passage(self, kind: str, quote: str = "", exact: bool = True) -> Passage:
        """Return everything added so far as one passage."""
        return Passage(kind, "".join(self.parts), tuple(self.pieces), quote, exact)


def read_inline(raw: Passage, found: Found, references: dict[str, Any] | None = None) -> Iterable[Passage]:
    """Yield the prose of *raw*, a passage still full of markup; alternative texts come as passages of their own."""
    if not MARKUP.search(raw.text):
        yield raw
        return
    spans = _spans(raw.text, references or {})
    out = Pieces()
    alts: list[Passage] = []
    place = 0

    def copy(end: int) -> None:
        nonlocal place
        while place < end:
            step = _piece_end(raw, place, end)
            out.add(raw.text[place:step], raw.at(place))
            place = step

    ends: list[tuple[int, int]] = []  # links whose label is being read: (end of the label, end of the link)
    for start, end, name, about in spans:
        while ends and ends[-1][0] <= start:
            label, after = ends.pop()
            copy(label)
            place = max(place, after)
        if start < place:
            continue
        copy(start)
        at = raw.at(start)
        if name == "link":
            found.links.append((about[1], at))
            place = start + 1
            ends.append((about[0], end))
        elif name == "image":
            found.images.append((about[1], raw.text[start + 2 : about[0]].strip(), at))
            alts.append(cut(raw, start + 2, about[0], "alt"))
            out.add(CODE, at)
            place = end
        elif name == "escape":
            place = start + 1
        elif name in OPAQUE:
            cited = CITE.fullmatch(raw.text, start, end)
            if cited:
                found.citations += [(key.strip(), at) for key in cited[1].split(",")]
            out.add("" if name == "html_inline" else NOTE if cited else CODE, at)
            place = end
        elif name != "newline":  # delimiters of emphasis
            place = end
    for label, after in reversed(ends):
        copy(label)
        place = max(place, after)
    copy(len(raw.text))
    yield out.passage(raw.kind, raw.quote, raw.exact)
    yield from (alt for alt in alts if alt.text.strip())


def cut(raw: Passage, start: int, end: int, kind: str) -> Passage:
    """Return a part of *raw* as a passage of its own."""
    out, place = Pieces(), start
    while place < end:
        step = _piece_end(raw, place, end)
        out.add(raw.text[place:step], raw.at(place))
        place = step
    return out.passage(kind, raw.quote, raw.exact)


def _piece_end(raw: Passage, place: int, end: int) -> int:
    index = bisect_right(raw.pieces, (place, 1 << 60))
    return min(end, raw.pieces[index][0]) if index < len(raw.pieces) else end


def _spans(text: str, references: dict[str, Any]) -> list[Span]:
    env: dict[str, Any] = {"spans": [], "references": references}
    md = parser()
    md.inline.parse(text, md, env, [])
    return sorted(env["spans"], key=lambda span: (span[0], -span[1]))
