"""The catalogue of formats seen from above: comparison of a family, matrix, decision tree, map."""

from __future__ import annotations

import textwrap
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree as ET

from docutils import nodes

from ..content.formats import Format
from ..engine import atlas
from ..labels import fill
from .course import CourseDirective
from .readings import bullets, grid, plain, scene_title


class CatalogueDirective(CourseDirective, ABC):
    """A directive that reads every format."""

    def run(self) -> list[nodes.Node]:
        for format_id in self.course.formats:
            self.depends_on(f"format:{format_id}")
        self.depends_on("settings")
        return self.draw()

    @abstractmethod
    def draw(self) -> list[nodes.Node]:
        """Return what the page shows."""

    @property
    def words(self) -> dict[str, str]:
        return dict(self.catalogue["atlas"])

    def href(self, format_id: str) -> str:
        up = "../" * self.env.docname.count("/")
        return f"{up}{self.course.page_of('format', format_id)}.html"

    def link(self, format_id: str) -> nodes.Node:
        return nodes.reference("", self.course.formats[format_id].title, refuri=self.href(format_id), internal=True)

    def bounds(self, item: Format) -> str:
        tension = self.course.settings.tensions[item.tension.max].label
        return fill(self.words["bounds"], {"level": item.facilitator, "tension": tension.lower()})


class FamilyComparison(CatalogueDirective):
    """``{comparer-formats} famille``: the formats of one family side by side, each with when to leave it aside."""

    required_arguments = 1

    def draw(self) -> list[nodes.Node]:
        families = atlas.families(self.course)
        if self.arguments[0] not in families:
            raise self.error(fill(self.words["no-family"], {"family": self.arguments[0], "known": ", ".join(families)}))
        words, label = self.words, {t.id: t.label for t in self.course.settings.purposes}
        rows = []
        for format_id in families[self.arguments[0]]:
            item = self.course.formats[format_id]
            best = max(item.purposes.values())
            facts = {
                "min": item.group.min,
                "max": item.group.max,
                "minutes": item.duration.typical,
                "level": item.facilitator,
                "tension": self.course.settings.tensions[item.tension.max].label.lower(),
            }
            serves = " · ".join(label[p] for p, rating in item.purposes.items() if rating == best)
            cells = [serves, fill(words["facts"], facts), item.avoid_when[0]]
            rows.append([[self.link(format_id), nodes.Text(f" {item.summary}")], *[plain(cell) for cell in cells]])
        head = [words[key] for key in ("format", "purposes", "bounds-head", "avoid")]
        return [nodes.container("", grid(head, rows), classes=["cc-family"])]


class Matrix(CatalogueDirective):
    """``{matrice-formats}``: every format against every purpose, with its rating from 1 to 3."""

    def draw(self) -> list[nodes.Node]:
        purposes = self.course.settings.purposes
        out: list[nodes.Node] = []
        labels = {t.id: t.label for t in self.course.settings.families}
        for family, ids in atlas.families(self.course).items():
            if not ids:
                continue
            served = [t for t in purposes if any(self.course.formats[i].purposes.get(t.id) for i in ids)]
            rows = [[[self.link(i)], *(self.rating(i, t.id) for t in served)] for i in ids]
            table = grid([self.words["format"], *(t.label for t in served)], rows)
            out += [nodes.rubric("", labels[family]), nodes.container("", table, classes=["cc-matrix"])]
        return out

    def rating(self, format_id: str, purpose: str) -> list[nodes.Node]:
        rating = self.course.formats[format_id].purposes.get(purpose, 0)
        return [nodes.inline("", str(rating), classes=["cc-rating", f"cc-rating-{rating}"])] if rating else plain("–")


class DecisionTree(CatalogueDirective):
    """``{arbre-de-choix}``: for what, how many, which formats; a tree that opens branch by branch."""

    def draw(self) -> list[nodes.Node]:
        purposes = {t.id: t for t in self.course.settings.purposes}
        stages = {s.id: s.label for s in self.course.settings.stages}
        out: list[nodes.Node] = []
        seen = ""
        for branch in atlas.decision_tree(self.course):
            if branch.stage != seen:
                out.append(nodes.rubric("", stages[branch.stage]))
                seen = branch.stage
            term = purposes[branch.purpose]
            inside = [part for leaf in branch.leaves for part in self.leaf(leaf)]
            out.append(folded("", *(inside or [nodes.paragraph("", self.words["no-leaf"])]), summary=term.label))
        return [nodes.container("", *out, classes=["cc-tree"])]

    def leaf(self, leaf: atlas.Leaf) -> Iterable[nodes.Node]:
        key = "size-over" if leaf.most is None else "size-to" if leaf.least == 1 else "size"
        yield scene_title(
            "", nodes.Text(fill(self.words[key], {"least": leaf.least, "most": leaf.most, "under": leaf.least - 1}))
        )
        yield bullets([self.link(i), nodes.Text(f" {self.bounds(self.course.formats[i])}")] for i in leaf.formats)


class FormatMap(CatalogueDirective):
    """``{carte-formats}``: purpose across, structure down, as a picture with links, then the same as a table."""

    def draw(self) -> list[nodes.Node]:
        cells = atlas.map_cells(self.course)
        rows = [row for row in atlas.STRUCTURES if any(cells[row, s.id] for s in self.course.settings.stages)]
        picture = nodes.raw("", self.picture(cells, rows), format="html")
        head = [self.words["structure"], *(s.label for s in self.course.settings.stages)]
        table = grid(head, [self.row(cells, row) for row in rows])
        return [
            nodes.container("", picture, classes=["cc-map-of-formats"]),
            folded("", table, summary=self.words["as-table"]),
        ]

    def row(self, cells: dict[tuple[str, str], list[str]], row: str) -> list[list[nodes.Node]]:
        def cell(ids: list[str]) -> list[nodes.Node]:
            parts: list[nodes.Node] = []
            for place, format_id in enumerate(ids):
                parts += [nodes.Text(", ")] if place else []
                parts.append(self.link(format_id))
            return parts or plain("–")

        return [plain(self.words[f"structure-{row}"]), *(cell(cells[row, s.id]) for s in self.course.settings.stages)]

    def picture(self, cells: dict[tuple[str, str], list[str]], rows: list[str]) -> str:
        stages, words = self.course.settings.stages, self.words
        lines = {key: [part for i in ids for part in self.label(i)] for key, ids in cells.items()}
        heights = {row: max(3, *(len(lines[row, s.id]) for s in stages)) * LINE + 2 * PAD for row in rows}
        width = MARGIN + COLUMN * len(stages)
        height = HEAD + sum(heights.values())
        svg = ET.Element(
            "svg", {"viewBox": f"0 0 {width} {height}", "width": str(width), "height": str(height), "role": "group"}
        )
        svg.set("aria-label", words["map"])
        for place, stage in enumerate(stages):
            text(svg, MARGIN + place * COLUMN + PAD, HEAD - PAD, stage.label, "cc-map-head")
        top = HEAD
        for row in rows:
            ET.SubElement(svg, "path", {"d": f"M0 {top}H{width}", "class": "cc-map-line"})
            for place, part in enumerate(textwrap.wrap(words[f"structure-{row}"], 14)):
                text(svg, PAD, top + PAD + LINE * (place + 1) - 6, part, "cc-map-head")
            for place, stage in enumerate(stages):
                at = top + PAD
                for format_id in cells[row, stage.id]:
                    link = ET.SubElement(svg, "a", {"href": self.href(format_id)})
                    for turn, part in enumerate(self.label(format_id)):
                        at += LINE
                        text(link, MARGIN + place * COLUMN + PAD * (2 if turn else 1), at - 6, part)
            top += heights[row]
        for place in range(len(stages)):
            x = MARGIN + place * COLUMN
            ET.SubElement(svg, "path", {"d": f"M{x} {HEAD - LINE}V{height}", "class": "cc-map-line"})
        return ET.tostring(svg, encoding="unicode")

    def label(self, format_id: str) -> list[str]:
        return textwrap.wrap(self.course.formats[format_id].title, 26)


MARGIN, COLUMN, HEAD, LINE, PAD = 140, 225, 40, 20, 10


def text(parent: ET.Element, x: int, y: int, words: str, kind: str = "") -> None:
    """Append one line of text to an SVG element."""
    element = ET.SubElement(parent, "text", {"x": str(x), "y": str(y), **({"class": kind} if kind else {})})
    element.text = words


class folded(nodes.General, nodes.Element):
    """Something that opens under its summary; other builders show it open."""


def visit_folded_html(self: Any, node: folded) -> None:
    self.body.append(f'<details class="cc-fold"><summary>{self.encode(node["summary"])}</summary>')


def depart_folded_html(self: Any, node: folded) -> None:
    self.body.append("</details>\n")


def visit_folded_text(self: Any, node: folded) -> None:
    """Say the summary as a line of its own, where nothing folds."""
    node.insert(0, nodes.rubric("", node["summary"]))
