"""The curriculum as a whole: what is aligned with what, and how a training lays out its hours.

Alignment is Biggs's: each objective is worked on by an activity and seen by an assessment, and the
table that shows it is computed from the modules, the role-plays and the quizzes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import inf

from ..content.course import Course
from ..content.modules import Module
from ..content.trainings import Training

HEAVIEST_WEEK = 6.0
"""Hours of work on one's own that a week may ask of people who have a job (editorial)."""
LOOSE = 0.25
"""A training that leaves more than this share of its room time empty promises more than it gives (editorial)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One objective of one module. ``activities`` practise its competencies; ``questions``: those of quizzes that test them."""

    module: str
    objective: str
    competencies: tuple[str, ...]
    activities: tuple[str, ...]
    questions: tuple[tuple[str, int], ...]
    field: bool


def alignment(course: Course, level: str) -> list[Row]:
    """Return the objectives of a level, in order, each with what practises it and what assesses it."""
    return [row for module_id, module in of_level(course, level) for row in _rows(course, module_id, module)]


def of_level(course: Course, level: str) -> Iterator[tuple[str, Module]]:
    """Yield the modules of a level, in order.

    :raises UnknownIdError: if there is no such level.
    """
    course.level(level)
    for module_id, module in course.ordered_modules.items():
        if module.level == level:
            yield module_id, module


def _rows(course: Course, module_id: str, module: Module) -> Iterator[Row]:
    for objective in module.objectives:
        wanted = set(objective.competencies)
        plays = [a for a in module.activities if a in course.roleplays and wanted & {*course.roleplays[a].competencies}]
        quizzes = [a for a in module.activities if a in course.quizzes]
        tests = [(a, sum(q.competency in wanted for q in course.quizzes[a].questions)) for a in quizzes]
        found = tuple((quiz, count) for quiz, count in tests if count)
        yield Row(module_id, objective.text, objective.competencies, tuple(plays), found, module.hours.field > 0)


@dataclass(frozen=True, slots=True)
class Slot:
    """A step of a lesson plan inside a session: ``at`` and ``minutes`` are whole minutes of work, pauses left out."""

    module: str
    step: str
    at: int
    minutes: int


@dataclass
class Laid:
    """A session filled: its slots, what is left of its time, and the hours each learner works before it."""

    label: str
    week: int
    minutes: int
    slots: list[Slot] = field(default_factory=list)
    alone: float = 0.0
    field_hours: float = 0.0

    @property
    def spare(self) -> int:
        """Minutes of work that nothing fills: welcome, arrivals, what comes up."""
        return self.minutes - sum(slot.minutes for slot in self.slots)

    @property
    def modules(self) -> list[str]:
        """The modules worked on, in order."""
        return list(dict.fromkeys(slot.module for slot in self.slots))


@dataclass(frozen=True, slots=True)
class Warning:
    """What does not add up: the key of a sentence, and its values."""

    key: str
    values: dict[str, object]


def lay_out(course: Course, training: Training) -> tuple[list[Laid], list[Warning]]:
    """Return the sessions of *training*, filled with the lesson plans of its level in order, and what does not add up.

    The work is spread evenly, so that no session ends in a rush while another is empty; where that
    leaves something out, each session is filled to its end. A step is never cut in two; a module
    neither, for a training of ``whole`` modules, unless no session is long enough; nor does a module
    leave its first step alone at the end of a session that others fill. The reading of a
    module comes before the session that begins it; its field work, after the one that ends it.
    """
    sessions, missing = _filled(course, training, even=True)
    if missing:
        sessions, missing = _filled(course, training, even=False)
    return sessions, list(_warnings(course, training, sessions, list(of_level(course, training.level)), missing))


def _filled(course: Course, training: Training, *, even: bool) -> tuple[list[Laid], int]:
    """Return the sessions with their slots, and the minutes of work that found no place."""
    sessions = [Laid(s.label, s.week, s.minutes - s.pause) for s in training.sessions]
    modules = [(i, m, course.lessons[i].steps) for i, m in of_level(course, training.level) if i in course.lessons]
    left = sum(step.minutes for _, _, steps in modules for step in steps)
    place, missing = 0, 0
    share = left / len(sessions)
    for module_id, module, steps in modules:
        if training.whole and sessions[place].slots and sessions[place].spare < sum(step.minutes for step in steps):
            place = min(place + 1, len(sessions) - 1)
        first: int | None = None
        for number, step in enumerate(steps):
            session = sessions[place]
            ahead = steps[:2] if number == 0 and session.slots else (step,)
            most = share if even and not training.whole else inf
            if _is_full(session, [s.minutes for s in ahead], most):
                later = (p for p in range(place + 1, len(sessions)) if sessions[p].minutes >= step.minutes)
                if (found := next(later, None)) is not None:
                    place, session = found, sessions[found]
                    share = left / (len(sessions) - place)
            left -= step.minutes
            if session.spare < step.minutes:
                missing += step.minutes
                continue
            session.slots.append(Slot(module_id, step.title, session.minutes - session.spare, step.minutes))
            first = place if first is None else first
        if first is not None:
            sessions[first].alone += module.hours.alone
            sessions[place].field_hours += module.hours.field
    return sessions, missing


def _is_full(session: Laid, lengths: Sequence[int], most: float) -> bool:
    """Say whether one of these *lengths* of work, in turn, does not fit, or lies mostly beyond *most* minutes."""
    done = session.minutes - session.spare
    for length in lengths:
        if done + length > session.minutes or done + length / 2 > most:
            return True
        done += length
    return False


def _warnings(
    course: Course, training: Training, sessions: list[Laid], modules: list[tuple[str, Module]], missing: int
) -> Iterator[Warning]:
    level = next(x for x in course.settings.levels if x.id == training.level)
    if unplanned := [m.title for module_id, m in modules if module_id not in course.lessons]:
        yield Warning("unplanned", {"modules": ", ".join(unplanned)})
    if missing:
        yield Warning("missing", {"minutes": missing})
    room = sum(session.minutes for session in sessions)
    spare = sum(session.spare for session in sessions)
    if not missing and spare > LOOSE * room:
        yield Warning("loose", {"minutes": spare, "room": room})
    total = sum(module.hours.total for _, module in modules)
    if total != level.hours:
        yield Warning("hours", {"total": f"{total:g}", "level": f"{level.hours:g}"})
    weeks = _own_work(training, sessions)
    heavy = {week: hours for week, hours in weeks.items() if hours > HEAVIEST_WEEK}
    for week, hours in heavy.items():
        yield Warning("heavy", {"week": week, "hours": f"{hours:g}", "most": f"{HEAVIEST_WEEK:g}"})


def _own_work(training: Training, sessions: list[Laid]) -> dict[int, float]:
    """Return the hours that each week asks of a learner on their own.

    With weeks of reading before the first session, all the reading is spread over them, and the
    field work waits until the sessions are over: it weighs on none of their weeks.
    """
    if training.reading_weeks:
        share = sum(session.alone for session in sessions) / training.reading_weeks
        return {week: share for week in range(1, training.reading_weeks + 1)}
    weeks: dict[int, float] = {}
    for session in sessions:
        weeks[session.week] = weeks.get(session.week, 0) + session.alone + session.field_hours
    return weeks
