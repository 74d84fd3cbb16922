"""The map of formats: what they serve across, how the group is set down; narrow enough for a phone.

A dot is a format. A place of the picture leads to the list of its formats, which then appears beside
it: no script is needed, the Back button works, and an address may name a place. On paper, and in
other builders, every list is there.
"""

from __future__ import annotations

import textwrap
from typing import Any
from xml.etree import ElementTree as ET

from docutils import nodes

from ..engine import atlas
from ..labels import fill
from .catalogue import CatalogueDirective
from .readings import bullets, title

SIDE, TOP, CELL, GAP = 96, 112, 50, 4
"""Room for the names of the rows and of the columns; a place, and what separates it from the next."""
DOT, ACROSS, LINE = 10.5, 4, 16
BEGINNER = 2
"""Up to this level of facilitation a dot is full: a person who begins may lead it, or lead it with someone."""
ALL = "carte-toutes"
Cells = dict[tuple[str, str], list[str]]


class FormatMap(CatalogueDirective):
    """``{carte-formats}``: purpose across, structure down, as a picture whose places lead to their formats."""

    def draw(self) -> list[nodes.Node]:
        cells = atlas.map_cells(self.course)
        for ids in cells.values():
            ids.sort(key=lambda i: (self.course.formats[i].facilitator, self.course.formats[i].title.casefold()))
        rows = [row for row in atlas.STRUCTURES if any(cells[row, s.id] for s in self.course.settings.stages)]
        places = [self.place(cells[row, s.id], row, s) for row in rows for s in self.course.settings.stages if cells[row, s.id]]
        legend = [nodes.inline("", self.words[f"map-{key}"], classes=[f"cc-map-{key}"]) for key in ("easy", "hard")]
        link = nodes.reference("", self.words["map-all"], refuri=f"#{ALL}", internal=True)
        side = nodes.container(
            "",
            nodes.paragraph("", "", legend[0], nodes.Text(" "), legend[1], classes=["cc-map-legend"]),
            nodes.paragraph("", "", nodes.Text(f"{self.words['map-hint']} "), link, nodes.Text(".")),
            place("", *places, id=ALL, kind="cc-map-places", label=self.words["map"]),
        )
        picture = nodes.raw("", self.picture(cells, rows), format="html")
        return [nodes.container("", picture, side, classes=["cc-map-of-formats"])]

    def place(self, ids: list[str], row: str, stage: Any) -> nodes.Node:
        """The formats of one place of the picture."""
        name = self.caption(row, stage, len(ids))
        items = bullets([self.link(i), nodes.Text(f" {self.bounds(self.course.formats[i])}")] for i in ids)
        return place("", title(name), items, id=f"carte-{row}-{stage.id}", kind="cc-map-place", label=name)

    def caption(self, row: str, stage: Any, count: int) -> str:
        key = "map-place" if count > 1 else "map-place-1"
        return fill(self.words[key], {"structure": self.words[f"structure-{row}"], "stage": stage.label, "count": count})

    def picture(self, cells: Cells, rows: list[str]) -> str:
        stages = self.course.settings.stages
        heights = {row: self.height(max(len(cells[row, s.id]) for s in stages)) for row in rows}
        width, height = SIDE + CELL * len(stages), TOP + sum(heights.values())
        svg = ET.Element("svg", {"viewBox": f"0 0 {width} {height}", "role": "group", "aria-label": self.words["map"]})
        for column, stage in enumerate(stages):
            x, y = SIDE + CELL * column + CELL // 2, TOP - 8
            text(svg, x, y, stage.label).set("transform", f"rotate(-45 {x} {y})")
        top = TOP
        for row in rows:
            lines = textwrap.wrap(self.words[f"structure-{row}"], 11)
            for turn, words in enumerate(lines):
                text(svg, 0, top + heights[row] // 2 + LINE * turn - LINE * (len(lines) - 2) // 2 - 4, words)
            for column, stage in enumerate(stages):
                self.cell(svg, SIDE + CELL * column, top, heights[row], cells[row, stage.id], (row, stage))
            top += heights[row]
        return ET.tostring(svg, encoding="unicode")

    def height(self, most: int) -> int:
        """Return the height of a row whose fullest place holds *most* formats."""
        return max(CELL, round(DOT * -(-most // ACROSS)) + 4 * GAP)

    def cell(self, svg: ET.Element, x: int, y: int, height: int, ids: list[str], where: tuple[str, Any]) -> None:
        row, stage = where
        link = {"href": f"#carte-{row}-{stage.id}", "aria-label": self.caption(row, stage, len(ids))}
        parent = ET.SubElement(svg, "a", link) if ids else svg
        box = {"x": x, "y": y, "width": CELL - GAP, "height": height - GAP, "rx": 6}
        ET.SubElement(parent, "rect", {key: str(value) for key, value in box.items()})
        deep = -(-len(ids) // ACROSS)
        for number, format_id in enumerate(ids):
            down, across = divmod(number, ACROSS)
            wide = min(ACROSS, len(ids) - down * ACROSS)
            at = {
                "cx": x + (CELL - GAP) / 2 + DOT * (across - (wide - 1) / 2),
                "cy": y + (height - GAP) / 2 + DOT * (down - (deep - 1) / 2),
            }
            dot = ET.SubElement(parent, "circle", {**{key: f"{value:g}" for key, value in at.items()}, "r": "3.8"})
            if self.course.formats[format_id].facilitator > BEGINNER:
                dot.set("class", "cc-map-hard")


class place(nodes.General, nodes.Element):
    """What a link of the picture leads to: it takes the focus, and says its name."""


def visit_place_html(self: Any, node: place) -> None:
    label = self.attval(node["label"])
    self.body.append(f'<div class="{node["kind"]}" id="{node["id"]}" tabindex="-1" role="group" aria-label="{label}">')


def depart_place_html(self: Any, node: place) -> None:
    self.body.append("</div>\n")


def text(parent: ET.Element, x: int, y: int, words: str) -> ET.Element:
    """Append one line of text to an SVG element."""
    element = ET.SubElement(parent, "text", {"x": str(x), "y": str(y)})
    element.text = words
    return element
