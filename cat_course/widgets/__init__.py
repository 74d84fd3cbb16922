"""The activities as anywidgets, for a notebook or Voila: traits and nothing else.

>>> from cat_course.widgets import RolePlay
>>> RolePlay("le-silence")
RolePlay('le-silence')
"""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets as t

from ..content import Course
from ..engine import assessment, matching, quiz, roleplay
from ..frontend import activity_css, kernel_module
from ..labels import load_labels

__all__ = ["FormatChoice", "Quiz", "RolePlay", "SelfAssessment"]


class Activity(anywidget.AnyWidget):
    """What every activity holds: its compiled table, its labels, and the learner's state."""

    _css = activity_css()

    table = t.Dict().tag(sync=True)
    labels = t.Dict().tag(sync=True)
    state = t.Dict().tag(sync=True)

    def __init__(self, name: str, sections: tuple[str, ...], table: Any, state: dict[str, Any]) -> None:
        self._name = name
        catalogue = load_labels()
        labels = {section: catalogue[section] for section in ("common", *sections)}
        super().__init__(table=table, labels=labels, state=state)

    def __repr__(self) -> str:
        """Say what is shown: stored outputs are compared, and the default holds an address."""
        return f"{type(self).__name__}({self._name})"


class RolePlay(Activity):
    """A role-play of the course, by id. ``state["path"]`` holds the choices taken."""

    _esm = kernel_module("role-play")

    def __init__(self, roleplay_id: str, course: Course | None = None) -> None:
        course = course or Course.load()
        item = course.roleplay(roleplay_id)
        table = roleplay.compile_roleplay(roleplay_id, item, course.framework)
        super().__init__(repr(roleplay_id), ("role-play",), table, roleplay.initial_state(table))

    def evidence(self) -> dict[str, roleplay.Evidence]:
        """Return what the path taken shows of each competency; see :func:`cat_course.engine.roleplay.evidence`."""
        return roleplay.evidence(self.table, self.state["path"])


class Quiz(Activity):
    """A quiz of the course, by id."""

    _esm = kernel_module("quiz")

    def __init__(self, quiz_id: str, course: Course | None = None) -> None:
        course = course or Course.load()
        table = quiz.compile_quiz(quiz_id, course.quiz(quiz_id))
        super().__init__(repr(quiz_id), ("quiz",), table, quiz.initial_state())


class FormatChoice(Activity):
    """The choice of a dialogue format. ``state["situation"]`` holds what was asked."""

    _esm = kernel_module("format-choice")

    def __init__(self, course: Course | None = None) -> None:
        table = matching.compile_matching(course or Course.load())
        super().__init__("", ("format-choice", "matching"), table, matching.initial_state(table))


class SelfAssessment(Activity):
    """The self-assessment of one level of the course, or of some of its domains."""

    _esm = kernel_module("self-assessment")

    def __init__(self, level: str = "niveau-1", domains: tuple[str, ...] = (), course: Course | None = None) -> None:
        table = assessment.compile_assessment(course or Course.load(), level, domains)
        name = ", ".join(map(repr, (level, *domains)))
        super().__init__(name, ("self-assessment",), table, assessment.initial_state())
