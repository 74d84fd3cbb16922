"""The activities as directives: compile the table, write the reading, mount both."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes

from ..engine import assessment, matching, planning, quiz, roleplay
from ..engine.packing import pack
from ..labels import fill
from . import documents, readings
from .course import CourseDirective
from .mounts import Reading, mount


class RolePlayDirective(CourseDirective):
    """``{jeu-de-role} id``: a branching role-play; in the trainer's edition, its notes too.

    With ``:page:``, a card that leads to the page where it is played: a role-play and a long
    chapter are each light enough for a phone on a weak network, both together are not.
    """

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {"page": directives.unchanged}

    def draw(self) -> list[nodes.Node]:
        item_id = self.arguments[0]
        item = self.course.roleplay(item_id)
        if page := self.options.get("page"):
            words = fill(self.catalogue["reading"]["play"], {"title": item.title, "minutes": item.minutes})
            return [nodes.container("", link_to(self.env.docname, page, words), classes=["cc-play"])]
        table = roleplay.compile_roleplay(item_id, item, self.course.framework)
        reading = Reading()
        children = readings.roleplay(reading, table, self.catalogue["reading"])
        state = roleplay.initial_state(table)
        node = mount("role-play", f"role-play/{item_id}", table, state, reading, children)
        if not self.for_trainer:
            return [node]
        cards = documents.cards_link(self.course, item_id, self.env.docname)
        return [node, *readings.trainer_notes(item, self.catalogue["reading"], cards)]


class QuizDirective(CourseDirective):
    """``{quiz} id``: a knowledge check; with ``:page:``, a card that leads to its page, as for a role-play."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {"page": directives.unchanged}

    def draw(self) -> list[nodes.Node]:
        item_id = self.arguments[0]
        item = self.course.quiz(item_id)
        if page := self.options.get("page"):
            sizes = {"minutes": item.minutes, "count": len(item.questions)}
            words = fill(self.catalogue["reading"]["answer"], sizes)
            return [nodes.container("", link_to(self.env.docname, page, words), classes=["cc-play"])]
        table = quiz.compile_quiz(item_id, item)
        reading = Reading()
        children = readings.quiz(reading, table, {**self.catalogue["quiz"], **self.catalogue["reading"]})
        return [mount("quiz", f"quiz/{item_id}", table, quiz.initial_state(), reading, children)]


class FormatChoiceDirective(CourseDirective):
    """``{choisir-format}``: describe a situation, see every format with its reasons."""

    def draw(self) -> list[nodes.Node]:
        table = matching.compile_matching(self.course)
        reading = Reading()
        children = readings.formats(reading, table, self.catalogue["reading"], self.env.docname)
        state = matching.initial_state(table)
        return [mount("format-choice", "format-choice", pack(table), state, reading, children)]


class PlannerDirective(CourseDirective):
    """``{preparer-seance}``: from formats, people and a length, a session minute by minute."""

    def draw(self) -> list[nodes.Node]:
        table = planning.compile_planning(self.course, whole=False)
        reading = Reading()
        pages = {format_id: self.course.page_of("format", format_id) for format_id in self.course.formats}
        children = readings.planner(reading, table, pages, self.catalogue["reading"], self.env.docname)
        return [mount("session-planner", "session-planner", table, planning.initial_state(), reading, children)]


class AssessmentDirective(CourseDirective):
    """``{auto-evaluation} niveau``: place oneself on behaviours; ``:domaines:`` keeps some domains."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {"domaines": directives.unchanged}

    def draw(self) -> list[nodes.Node]:
        level, domains = self.arguments[0], self.options.get("domaines", "").split()
        table = assessment.compile_assessment(self.course, level, domains)
        reading = Reading()
        children = readings.assessment(reading, table, self.catalogue["reading"])
        key = "/".join(["self-assessment", level, *domains])
        return [mount("self-assessment", key, table, assessment.initial_state(), reading, children)]


def link_to(docname: str, page: str, words: str) -> nodes.Node:
    """Return a paragraph with a link from *docname* to *page*, a path like ``../jeux-de-role/x.md``."""
    target = page.removesuffix(".md")
    link = addnodes.pending_xref(
        "", reftype="doc", refdomain="std", reftarget=target, refdoc=docname, refexplicit=True, refwarn=True
    )
    link += nodes.inline("", words)
    return nodes.paragraph("", "", link)
