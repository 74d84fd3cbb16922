"""Planning: from formats, people and a length of time, a session minute by minute.

:func:`schedule` is a pure function of the formats' details and of a plan; it knows no clock and no
screen. ``planning-rules.js`` does the same on the same data, in whole numbers, and both are held to
``tests/vectors/planning.json``. What it has to say is a key with values; the words are in the
``session`` section of the labels.

A plan is data that a page keeps and a file carries; :mod:`cat_course.content.plans` says its keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..content.course import Course
from ..content.plans import checked, first_plan
from .planning_cuts import Cut, apply, cuts, least_minutes
from .planning_steps import Details, Plan, circles_of, resolved, unknown, used
from .planning_time import LONGEST_RUN, Stretch, longest_run, timed

__all__ = ["Cut", "Remark", "Schedule", "Slot", "apply", "clock", "compile_planning", "detail_of", "initial_state", "schedule"]
LEAST_SPEECH = 180
"""Seconds of speech for each person under which a session is mostly listening."""
DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Slot:
    """One line of the schedule. ``at``: minutes after the start; ``low`` and ``high``: bounds of the whole step.

    ``size``: people in the largest group; ``groups``: how many work side by side; ``each``: seconds of
    speech for each person; ``step``: index among the plan's steps, ``None`` for a break that nobody
    wrote; ``part``: which part of how many, when a long step is cut by breaks.
    """

    of: str | None
    format: str | None
    title: str
    kind: str
    at: int
    minutes: int
    low: int
    high: int
    voice: str | None
    size: int
    groups: int
    each: int
    script: str
    note: str
    step: int | None
    part: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know about the schedule; ``key`` and ``values`` make its sentence."""

    key: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Schedule:
    """A session from end to end; at most one of ``spare`` and ``missing`` is above zero."""

    slots: tuple[Slot, ...]
    minutes: int
    spare: int
    missing: int
    circles: int
    size: int
    speaking: int
    warnings: tuple[Remark, ...]
    cuts: tuple[Cut, ...]


def compile_planning(course: Course, *, whole: bool) -> dict[str, Any]:
    """Return the table of every format, ready for JSON; *whole* adds their details, which pages load on demand."""
    table: dict[str, Any] = {"formats": [_entry(course, format_id) for format_id in course.formats]}
    if whole:
        table["details"] = {format_id: detail_of(course, format_id) for format_id in course.formats}
    return table


def initial_state() -> dict[str, Any]:
    """Return the state of the planner before anything is asked."""
    return {"plan": first_plan(), "live": None}


def detail_of(course: Course, format_id: str) -> dict[str, Any]:
    """Return all that the planner reads of a format. :raises UnknownIdError: with the nearest known id."""
    return {"id": format_id, **course.format(format_id).model_dump(mode="json")}


def _entry(course: Course, format_id: str) -> dict[str, Any]:
    """Return what a list of formats needs: its name and its limits; the rest is in the details."""
    item = course.format(format_id)
    group, duration = item.group, item.duration
    facts = [[group.min, *group.ideal, group.max], [duration.min, duration.typical, duration.max], int(group.parallel)]
    return {"id": format_id, "title": item.title, "facts": facts}


def clock(start: str, at: int) -> str:
    """Return the time of day *at* minutes after *start*.

    >>> clock("18:30", 45)
    '19:15'
    """
    minutes = (_minutes(start) + at) % DAY
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _minutes(start: str) -> int:
    hours, _, minutes = start.partition(":")
    return int(hours) * 60 + int(minutes)


def schedule(details: Details, plan: Plan) -> Schedule:
    """Return the session that *plan* makes of the formats in *details*.

    A format or a phase that *details* do not hold is left out, and said; the index of its step stays taken.

    :raises PlanError: for a number, a time or a list that no session can have.
    """
    plan = checked(plan)
    people = plan["people"]
    steps = resolved(details, plan)
    stretches, left = timed(steps, plan["minutes"], plan["breaks"])
    slots = _slots(stretches, people)
    counts = {name: circles_of(details[name]["group"], people, plan["circles"]) for name in used(steps)}
    warnings = [Remark("unknown", {"name": name}) for name in unknown(details, plan)]
    if not steps:
        warnings.append(Remark("no-format", {}))
    for name, circles in counts.items():
        warnings += _about_people(details[name], people, circles)
    for name in counts:
        warnings += _about_sessions(details[name])
    warnings += _about_time(details, plan, slots, left) if steps else ()
    return Schedule(
        slots=slots,
        minutes=plan["minutes"],
        spare=max(0, left),
        missing=max(0, -left),
        circles=max(counts.values(), default=1),
        size=max((-(-people // k) for k in counts.values()), default=people),
        speaking=sum(slot.each for slot in slots),
        warnings=tuple(warnings),
        cuts=tuple(cuts(details, plan, -left)) if left < 0 else (),
    )


def _slots(stretches: list[Stretch], people: int) -> tuple[Slot, ...]:
    out: list[Slot] = []
    at = 0
    for step, minutes, length, part in stretches:
        if step is None:
            slot = Slot(None, None, "", "break", at, minutes, minutes, minutes, None, people, 1, 0, "", "", None, part)
        else:
            slot = Slot(
                step.of, step.format, step.title, step.kind, at, minutes, step.low, step.high, step.voice, step.size,
                step.groups, step.each(minutes, length), step.script, step.note, step.index, part,
            )  # fmt: skip
        out.append(slot)
        at += minutes
    return tuple(out)


def _about_people(detail: Mapping[str, Any], people: int, circles: int) -> Iterator[Remark]:
    group, title = detail["group"], detail["title"]
    if people < group["min"]:
        yield Remark("people-few", {"format": title, "people": people, "min": group["min"]})
    elif group["parallel"] and people > group["max"]:
        yield Remark("people-many", {"format": title, "people": people, "max": group["max"]})
    elif circles > 1:
        small, large = people // circles, -(-people // circles)
        key = "circles" if small < large else "circles-just"
        yield Remark(key, {"format": title, "circles": circles, "small": small, "large": large})
        if small < group["min"]:
            yield Remark("circle-few", {"format": title, "small": small, "min": group["min"]})


def _about_sessions(detail: Mapping[str, Any]) -> Iterator[Remark]:
    low, high = detail["sessions"]
    if low > 1:
        yield Remark("sessions" if low < high else "sessions-just", {"format": detail["title"], "low": low, "high": high})


def _about_time(details: Details, plan: Plan, slots: tuple[Slot, ...], left: int) -> Iterator[Remark]:
    """Yield what to know about time, in the order in which a facilitator would act on it."""
    if left < 0:
        yield Remark("missing", {"missing": -left})
        least = least_minutes(details, plan)
        if least > plan["minutes"]:
            yield Remark("too-short", {"least": least})
    if left > 0:
        yield Remark("spare", {"spare": left})
    if not plan["breaks"] and (run := longest_run(slots)) > LONGEST_RUN:
        yield Remark("long-run", {"run": run})
    speaking = sum(slot.each for slot in slots)
    if any(slot.kind == "phase" for slot in slots) and speaking < LEAST_SPEECH:
        yield Remark("speaking-low", {"seconds": speaking})
    end = slots[-1].at + slots[-1].minutes
    if _minutes(plan["start"]) + end > DAY:
        yield Remark("midnight", {"end": clock(plan["start"], end)})
