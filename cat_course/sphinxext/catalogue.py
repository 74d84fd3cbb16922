"""The catalogue of formats seen from above: comparison of a family, matrix, decision tree. The map has its own module."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docutils import nodes

from ..content.formats import Format
from ..engine import atlas
from ..labels import fill
from .course import CourseDirective
from .readings import bullets, cards, plain, scene_title


class CatalogueDirective(CourseDirective):
    """A directive that shows many formats."""

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
        family = self.course.family(self.arguments[0]).id
        words, label = self.words, {t.id: t.label for t in self.course.settings.purposes}
        rows = []
        for format_id in atlas.families(self.course)[family]:
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
        return [cards(head, rows, "cc-family")]


class Matrix(CatalogueDirective):
    """``{matrice-formats}``: every format against every purpose, with its rating from 1 to 3; each family opens."""

    def draw(self) -> list[nodes.Node]:
        purposes = self.course.settings.purposes
        out: list[nodes.Node] = []
        labels = {t.id: t.label for t in self.course.settings.families}
        for family, ids in atlas.families(self.course).items():
            if not ids:
                continue
            served = [t for t in purposes if any(self.course.formats[i].purposes.get(t.id) for i in ids)]
            rows = [[[self.link(i)], *(self.rating(i, t.id) for t in served)] for i in ids]
            table = cards([self.words["format"], *(t.label for t in served)], rows, "cc-matrix")
            out.append(folded("", table, summary=f"{labels[family]} ({len(ids)})"))
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


class folded(nodes.General, nodes.Element):
    """Something that opens under its summary; other builders show it open."""


def visit_folded_html(self: Any, node: folded) -> None:
    self.body.append(f'<details class="cc-fold"><summary>{self.encode(node["summary"])}</summary>')


def depart_folded_html(self: Any, node: folded) -> None:
    self.body.append("</details>\n")


def visit_folded_text(self: Any, node: folded) -> None:
    """Say the summary as a line of its own, where nothing folds."""
    node.insert(0, nodes.rubric("", node["summary"]))
