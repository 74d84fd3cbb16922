"""The way through a level: its modules with what there is to play and to answer, and where a learner stands.

The list is whole without a script. What the script adds lives on the device of the learner: the way back to where they
were, and what they have done.
"""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from ..engine.progress import compile_progress
from ..labels import fill
from .course import CourseDirective
from .mounts import to_json


class progress(nodes.General, nodes.Element):
    """The table that a page needs to tell a learner's progress; nothing to read in itself."""


def visit_progress_html(self: Any, node: progress) -> None:
    self.body.append(f'<script type="application/json" class="cc-progress">{to_json(node["data"])}</script>')


def depart_progress_html(self: Any, node: progress) -> None:
    pass


def island(docname: str, modules: list[dict[str, Any]], page: str = "") -> progress:
    """Return the node that tells the script of *docname* about *modules*; *page* is the module that a learner reads there."""
    kept = [{**m, "activities": [{k: a[k] for k in _KEPT} for a in m["activities"]]} for m in modules]
    return progress("", data={"root": "../" * docname.count("/"), "page": page, "modules": kept})


_KEPT = ("kind", "key", "page", "marks", "enough")


class PathwayDirective(CourseDirective):
    """``{parcours} niveau``: the modules of a level in order; with ``:debut:``, only the way into the first one."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {"debut": directives.flag}

    def draw(self) -> list[nodes.Node]:
        modules = compile_progress(self.course, self.course.level(self.arguments[0]).modules)
        if not modules:
            raise self.error(f"le niveau {self.arguments[0]!r} n'a pas encore de module ; retirez cette directive")
        words = self.catalogue["progress"]
        if "debut" in self.options:
            first = {"title": modules[0]["title"], "count": len(modules)}
            way = nodes.paragraph("", "", self.link(modules[0]["page"], fill(words["begin"], first)))
            note = nodes.paragraph("", fill(words["begin-note"], first))
            return [nodes.container("", way, note, classes=["cc-play", "cc-start"])]
        items = [
            nodes.list_item("", nodes.paragraph("", "", self.link(m["page"], m["title"])), self.activities(m)) for m in modules
        ]
        return [nodes.container("", nodes.enumerated_list("", *items), classes=["cc-path"]), island(self.env.docname, modules)]

    def activities(self, module: dict[str, Any]) -> nodes.Node:
        """What a module gives to do, each with its page and its minutes."""
        words, out = self.catalogue["progress"], nodes.bullet_list("")
        for activity in module["activities"]:
            out += nodes.list_item(
                "", nodes.paragraph("", "", self.link(activity["page"], fill(words[activity["kind"]], activity)))
            )
        return out

    def link(self, page: str, words: str) -> nodes.Node:
        up = "../" * self.env.docname.count("/")
        return nodes.reference("", words, refuri=f"{up}{page}.html", internal=True)
