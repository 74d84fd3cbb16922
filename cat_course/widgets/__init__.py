"""The activities as anywidgets, for a notebook or Voila: traits and nothing else.

>>> from cat_course.widgets import RolePlay
>>> RolePlay("le-silence")
RolePlay('le-silence')
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import anywidget
import traitlets as t

from ..content import Course
from ..content.plans import checked
from ..engine import assessment, matching, planning, quiz, roleplay
from ..errors import CourseError
from ..frontend import activity_css, kernel_module, labels_of

__all__ = ["FormatChoice", "Quiz", "RolePlay", "SelfAssessment", "SessionPlanner"]


class Activity(anywidget.AnyWidget):
    """What every activity holds: its compiled table, its labels, and the learner's state.

    Give ``state`` a new dictionary and the view follows; a key left out takes its first value. A
    dictionary changed in place goes unseen: traits compare, they do not watch.
    """

    activity: ClassVar[str]

    table = t.Dict().tag(sync=True)
    labels = t.Dict().tag(sync=True)
    state = t.Dict().tag(sync=True)

    def __init__(self, table: dict[str, Any], **traits: Any) -> None:
        super().__init__(table=table, state={}, labels=kernel_labels(self.activity), **traits)

    def __repr__(self) -> str:
        """Say what is shown: stored outputs are compared, and the default holds an address."""
        return f"{type(self).__name__}({', '.join(map(repr, self._shown()))})"

    def _shown(self) -> tuple[Any, ...]:
        """Return the arguments that make this activity again."""
        return ()

    def _first_state(self) -> dict[str, Any]:
        """Return the state of this activity before anyone has touched it; each activity says its own."""
        return {}

    @t.validate("state")
    def _whole(self, proposal: Mapping[str, Any]) -> dict[str, Any]:
        return self._first_state() | dict(proposal["value"])


class RolePlay(Activity):
    """A role-play of the course, by id. ``state["path"]`` holds the choices taken.

    Set ``scenario`` to play another one; what was played of each is kept. With *menu*, the view
    lets a learner do the same among all those of the course.

    :raises UnknownIdError: for an id that the course does not have, here and in ``scenario``.
    """

    activity = "role-play"
    _css = activity_css("role-play")
    _esm = kernel_module("role-play-menu")

    scenario = t.Unicode().tag(sync=True)
    menu: t.List[list[str]] = t.List().tag(sync=True)

    def __init__(self, roleplay_id: str, *, menu: bool = False, course: Course | None = None) -> None:
        self._course = course or Course.load()
        self._played: dict[str, dict[str, Any]] = {}
        offered = [[name, item.title] for name, item in self._course.roleplays.items()] if menu else []
        super().__init__(self._compile(roleplay_id), scenario=roleplay_id, menu=offered)

    def evidence(self) -> dict[str, roleplay.Evidence]:
        """Return what the path taken shows of each competency; see :func:`cat_course.engine.roleplay.evidence`."""
        return roleplay.evidence(self.table, self.state["path"])

    def _compile(self, roleplay_id: str) -> dict[str, Any]:
        return roleplay.compile_roleplay(roleplay_id, self._course.roleplay(roleplay_id), self._course.framework)

    def _shown(self) -> tuple[Any, ...]:
        return (self.scenario,)

    def _first_state(self) -> dict[str, Any]:
        return roleplay.initial_state(self.table)

    @t.validate("scenario")
    def _known(self, proposal: Mapping[str, Any]) -> str:
        self._course.roleplay(proposal["value"])
        return str(proposal["value"])

    @t.observe("scenario")
    def _open(self, change: Mapping[str, Any]) -> None:
        if self.table["id"] == change["new"]:
            return
        self._played[change["old"]] = self.state
        with self.hold_sync():  # one message: no view ever holds the path of one scenario and the table of another
            self.table = self._compile(change["new"])
            self.state = self._played.get(change["new"], {})


class Quiz(Activity):
    """A quiz of the course, by id. ``state["answers"]`` holds what was answered, question by question."""

    activity = "quiz"
    _css = activity_css("quiz")
    _esm = kernel_module(activity)

    def __init__(self, quiz_id: str, *, course: Course | None = None) -> None:
        super().__init__(quiz.compile_quiz(quiz_id, (course or Course.load()).quiz(quiz_id)))

    def _shown(self) -> tuple[Any, ...]:
        return (self.table["id"],)

    def _first_state(self) -> dict[str, Any]:
        return quiz.initial_state()


class FormatChoice(Activity):
    """The choice of a dialogue format. ``state["situation"]`` holds what was asked."""

    activity = "format-choice"
    _css = activity_css("format-choice")
    _esm = kernel_module(activity)

    def __init__(self, *, course: Course | None = None) -> None:
        super().__init__(matching.compile_matching(course or Course.load()))

    def _first_state(self) -> dict[str, Any]:
        return matching.initial_state(self.table)


class SelfAssessment(Activity):
    """The self-assessment of one level of the course, or of some of its domains.

    One domain may be given alone, as a string. ``state["answers"]`` holds a level from 0 to 4 for each competency answered.
    """

    activity = "self-assessment"
    _css = activity_css("self-assessment")
    _esm = kernel_module(activity)

    def __init__(self, level: str = "niveau-1", domains: Sequence[str] = (), *, course: Course | None = None) -> None:
        self._domains = _ids(domains)
        super().__init__(assessment.compile_assessment(course or Course.load(), level, self._domains))

    def _shown(self) -> tuple[Any, ...]:
        return (self.table["level"], self._domains) if self._domains else (self.table["level"],)

    def _first_state(self) -> dict[str, Any]:
        return assessment.initial_state()


class SessionPlanner(Activity):
    """The planner of a session. ``state["plan"]`` holds the plan, as a file keeps it.

    Start from *formats*, by id, one alone or several, and from any other key of a plan: ``SessionPlanner("bocal", people=24)``.

    :raises UnknownIdError: for a format that the course does not have.
    :raises PlanError: for a value that no plan can have.
    """

    activity = "session-planner"
    _css = activity_css("session-planner")
    _esm = kernel_module(activity)

    wanted = t.Unicode().tag(sync=True)
    """What the view asks for: ``"pdf"``, or nothing."""
    document = t.Dict().tag(sync=True)
    """The answer: a ``name`` and its ``bytes``, or the ``problem`` in words."""

    def __init__(self, formats: Sequence[str] = (), *, course: Course | None = None, **plan: Any) -> None:
        self._course = course or Course.load()
        self._formats = _ids(formats)
        for name in self._formats:
            self._course.format(name)
        self._plan = checked({**plan, "formats": list(self._formats)})
        super().__init__(planning.compile_planning(self._course, whole=True))

    def schedule(self) -> list[dict[str, Any]]:
        """Return the session, one row for each slot: ``pandas.DataFrame(planner.schedule())``.

        Columns: ``start``, ``end``, ``minutes``, ``step``, ``kind``, ``format``, ``groups``, ``size`` (people in the
        largest group), ``seconds`` (speech for each person) and ``note``.
        """
        plan = self.state["plan"]
        return [
            {
                "start": planning.clock(plan["start"], slot.at),
                "end": planning.clock(plan["start"], slot.at + slot.minutes),
                "minutes": slot.minutes,
                "step": slot.title,
                "kind": slot.kind,
                "format": slot.format,
                "groups": slot.groups,
                "size": slot.size,
                "seconds": slot.each,
                "note": slot.note,
            }
            for slot in planning.schedule(self.table["details"], plan).slots
        ]

    def _shown(self) -> tuple[Any, ...]:
        return (list(self._formats),) if self._formats else ()

    def _first_state(self) -> dict[str, Any]:
        return planning.initial_state() | {"plan": self._plan}

    @t.observe("wanted")
    def _make(self, change: Mapping[str, Any]) -> None:
        if change["new"] != "pdf":
            return
        from ..export.session import exported

        try:
            ((name, data),) = exported(self._course, self.state["plan"], "pdf").items()
        except (CourseError, ImportError) as exc:
            self.document = {"problem": str(exc)}
        else:
            self.document = {"name": name, "bytes": data}


def _ids(given: Sequence[str]) -> tuple[str, ...]:
    """Return ids given one alone, as a string, or several."""
    return (given,) if isinstance(given, str) else tuple(given)


def kernel_labels(activity: str) -> dict[str, dict[str, str]]:
    """Return the labels of *activity* for a host with a kernel.

    A sentence that is true only of a page with no server has a twin, ``<key>-kernel``, said here instead.
    """
    sections = labels_of(activity)
    return {name: {key: words.get(f"{key}-kernel", text) for key, text in words.items()} for name, words in sections.items()}
