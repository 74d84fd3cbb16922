"""Sequences: formats that follow one another in one meeting, or over several.

Both are advice made of :func:`cat_course.engine.matching.rank`, and of three editorial rules.

*One meeting* (:func:`combine`): from :data:`LONG_ENOUGH` minutes on, a format that can open takes a
quarter of the time at most, a format that can close another quarter, and the work has the rest. An
opening helps people to meet; a closing decides or acts where that is sought, else serves what is.
*Several meetings* (:func:`accompany`): one meeting for each stage of ``course.yml`` that the
situation's purposes touch, in the order of the stages. Where there is tension, people meet first;
a decision is never taken before the subject was explored together. Each meeting that goes well is
assumed to lower the tension by one, and the reader is told so.

``sequences-rules.js`` does the same on the same table.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from .matching import Fit, Situation, Table, rank

LONG_ENOUGH = 120
SHARE = 4
"""An opening or a closing takes at most one part in four of a meeting."""
TENSE = 2
PURPOSES = {"ouvrir": ("interconnaissance", "confiance"), "clore": ("decider", "agir")}
"""What an end of a meeting is for, where the situation seeks it."""
FIRST, BEFORE_CHOOSING, CHOOSING = ("relier", "confiance"), ("comprendre", "explorer"), "choisir"


@dataclass(frozen=True, slots=True)
class Part:
    """One format of a sequence: ``moment`` is ``ouvrir``, ``travailler`` or ``clore``; minutes, whole."""

    moment: str
    format: str
    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a process: ``fit`` is the best format for it, which may still be out of bounds."""

    stage: str
    purposes: tuple[str, ...]
    tension: int
    fit: Fit


def combine(table: Table, situation: Situation, words: Mapping[str, str] | None = None) -> list[Part]:
    """Return the parts of one meeting, in order; an empty list if one format alone is the better advice.

    A part whose moment no format can hold in its share of the time is left out.
    """
    if situation.minutes < LONG_ENOUGH:
        return []
    entries = {entry["id"]: entry for entry in table["formats"]}
    taken: dict[str, Part] = {}
    for moment, wanted in PURPOSES.items():
        purposes = tuple(p for p in wanted if p in situation.purposes) or (wanted if moment == "ouvrir" else situation.purposes)
        share = replace(situation, purposes=_known(table, purposes), minutes=situation.minutes // SHARE)
        if fit := _first(table, share, entries, moment, taken, words):
            minutes = min(share.minutes, entries[fit.format]["facts"][1][1])
            taken[moment] = Part(moment, fit.format, fit.title, minutes)
    rest = situation.minutes - sum(part.minutes for part in taken.values())
    work = _first(table, replace(situation, minutes=rest), entries, "travailler", taken, words)
    if work is None or not taken:
        return []
    taken["travailler"] = Part("travailler", work.format, work.title, rest)
    return [taken[moment] for moment in ("ouvrir", "travailler", "clore") if moment in taken]


def _first(
    table: Table,
    situation: Situation,
    entries: Mapping[str, Mapping[str, object]],
    moment: str,
    taken: Mapping[str, Part],
    words: Mapping[str, str] | None,
) -> Fit | None:
    """Return the best format in bounds that can hold *moment* and is not taken."""
    used = {part.format for part in taken.values()}
    for fit in rank(table, situation, words):
        moments = entries[fit.format]["moments"]
        if fit.verdict != "out" and isinstance(moments, Collection) and moment in moments and fit.format not in used:
            return fit
    return None


def accompany(table: Table, situation: Situation, words: Mapping[str, str] | None = None) -> list[Meeting]:
    """Return the meetings of a process, in order; an empty list if one meeting is enough.

    No format comes twice as long as another one is in bounds.
    """
    stages = list(_stages(table, situation))
    if len(stages) < 2:
        return []
    meetings: list[Meeting] = []
    for place, (stage, purposes) in enumerate(stages):
        tension = max(0, situation.tension - place)
        fits = rank(table, replace(situation, purposes=purposes, tension=tension), words)
        if not fits:
            return []
        used = {meeting.fit.format for meeting in meetings}
        fresh = [fit for fit in fits if fit.verdict != "out" and fit.format not in used]
        meetings.append(Meeting(stage, purposes, tension, (fresh or fits)[0]))
    return meetings


def _stages(table: Table, situation: Situation) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each stage that the situation asks for, with the purposes worked on there."""
    chooses = any(_purposes(stage, situation.purposes) for stage in table["stages"] if stage["id"] == CHOOSING)
    for stage in table["stages"]:
        purposes = _purposes(stage, situation.purposes)
        if not purposes and stage["id"] == FIRST[0] and situation.tension >= TENSE:
            purposes = (FIRST[1],)
        if not purposes and stage["id"] == BEFORE_CHOOSING[0] and chooses:
            purposes = (BEFORE_CHOOSING[1],)
        if purposes:
            yield stage["id"], _known(table, purposes)


def _purposes(stage: Mapping[str, Sequence[str]], asked: Sequence[str]) -> tuple[str, ...]:
    return tuple(purpose for purpose in asked if purpose in stage["purposes"])


def _known(table: Table, purposes: Sequence[str]) -> tuple[str, ...]:
    known = {term["id"] for term in table["purposes"]}
    return tuple(purpose for purpose in purposes if purpose in known)
