"""The node behind every activity: an island of JSON, and a reading that stands without JavaScript.

A text stands **once** in the page. The reading marks each text it shows (``data-s``), and the
island refers to its place among them instead of repeating the words; the page's host puts them
together again. A role-play weighs half as much for it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from docutils import nodes

SHORTEST_SHARED = 12
"""Shorter texts cost less to repeat than to refer to."""


class activity(nodes.General, nodes.Element):
    """A place for an activity; its children are the reading without JavaScript."""


class said(nodes.General, nodes.Element):
    """A text of the course, shown once and marked so that the island may refer to its place."""


class Reading:
    """Builds docutils nodes from the texts of a table, and remembers which text stands where."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def words(self, text: str) -> nodes.Node:
        """Return *text* inline, on one line."""
        return self._said(text, [nodes.Text(_one_line(text))], block=False)

    def prose(self, text: str) -> nodes.Node:
        """Return *text* as paragraphs; a blank line separates two of them."""
        parts = [nodes.paragraph("", _one_line(part)) for part in re.split(r"\n\s*\n", text.strip())]
        return self._said(text, parts, block=True)

    def _said(self, text: str, children: Sequence[nodes.Node], *, block: bool) -> nodes.Node:
        wanted = len(text) >= SHORTEST_SHARED and text not in self.numbers
        if not wanted:
            return nodes.container("", *children) if block else nodes.inline("", "", *children)
        self.numbers[text] = len(self.numbers)
        return said("", *children, number=self.numbers[text], block=block)

    def renumber(self, children: Sequence[nodes.Node]) -> None:
        """Give each text its place in the page: a mark then needs no number of its own."""
        found = [node["number"] for child in children for node in child.findall(said)]
        places = {number: place for place, number in enumerate(found)}
        self.numbers = {text: places[number] for text, number in self.numbers.items() if number in places}

    def island(self, value: Any) -> Any:
        """Return *value* with each text of the reading replaced by ``{"$": number}``."""
        if isinstance(value, str):
            return {"$": self.numbers[value]} if value in self.numbers else value
        if isinstance(value, Mapping):
            return {key: self.island(item) for key, item in value.items()}
        return [self.island(item) for item in value] if isinstance(value, list | tuple) else value


def mount(name: str, key: str, table: Any, state: Any, reading: Reading, children: Sequence[nodes.Node]) -> activity:
    """Return the node of one activity. *children* were built with *reading*."""
    reading.renumber(children)
    data = {"table": reading.island(table), "state": state}
    return activity("", *children, name=name, key=key, data=data)


def to_json(data: Any) -> str:
    """Serialise *data* so that no string in it can close the script element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def visit_activity_html(self: Any, node: activity) -> None:
    docname = self.builder.current_docname
    root = self.builder.get_relative_uri(docname, "").rsplit("#")[0] if docname else ""
    attributes = {"data-activity": node["name"], "data-key": node["key"], "data-root": _up(docname) or root}
    self.body.append(self.starttag(node, "div", CLASS="cc-activity", **attributes))
    self.body.append(f'<script type="application/json">{to_json(node["data"])}</script><div class="cc-fallback">')


def depart_activity_html(self: Any, node: activity) -> None:
    self.body.append("</div></div>\n")


def visit_said_html(self: Any, node: said) -> None:
    self.body.append(f"<{'div' if node['block'] else 'span'} data-s>")


def depart_said_html(self: Any, node: said) -> None:
    self.body.append("</div>" if node["block"] else "</span>")


def passthrough(self: Any, node: nodes.Node) -> None:
    """Builders other than HTML render the children alone."""


def _up(docname: str) -> str:
    return "../" * docname.count("/")


def _one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text.strip())
