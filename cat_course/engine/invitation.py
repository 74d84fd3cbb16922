"""The invitation to a session: plain text, made from the plan and its formats, to paste in a message.

``planner-invitation.js`` writes the same text; both are held to ``tests/vectors/invitation.json``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

from ..labels import fill, load_labels
from .planning import Schedule, clock
from .planning_steps import Details, Plan

Words = Mapping[str, str]


def invitation(details: Details, plan: Plan, done: Schedule, words: Words | None = None) -> str:
    """Return the invitation to the session *done* that *plan* makes; ends with a newline.

    Breaks and the facilitator's own notes are left out. *words* is the ``invitation`` section of the labels.
    """
    words = load_labels()["invitation"] if words is None else words
    formats = [details[name] for name in dict.fromkeys(slot.format for slot in done.slots) if name is not None]
    title = fill(words["title"], {"title": title_of(details, plan, words)})
    return "\n\n".join([title, *("\n".join(part) for part in _parts(formats, plan, done, words))]) + "\n"


def title_of(details: Details, plan: Plan, words: Words | None = None) -> str:
    """Return the title of a session: its own, or the names of its formats."""
    words = load_labels()["invitation"] if words is None else words
    names = [details[name]["title"] for name in plan["formats"] if name in details]
    return str(plan["title"].strip() or words["then"].join(names) or words["untitled"])


def spoken_date(day: str, words: Words | None = None) -> str:
    """Return a date as one says it.

    >>> spoken_date("2027-03-01")
    'lundi 1er mars 2027'
    """
    words = load_labels()["invitation"] if words is None else words
    date = datetime.date.fromisoformat(day)
    weekday, month = words["weekdays"].split()[date.weekday()], words["months"].split()[date.month - 1]
    number = words["first"] if date.day == 1 else str(date.day)
    return fill(words["date"], {"weekday": weekday, "day": number, "month": month, "year": date.year})


def length_of(plan: Plan, done: Schedule) -> int:
    """Return how long the session lasts: as planned, or longer when its steps do not fit."""
    return int(plan["minutes"]) + done.missing


def _parts(formats: list[Mapping[str, object]], plan: Plan, done: Schedule, words: Words) -> Iterator[list[str]]:
    """Yield paragraphs, each a list of lines."""
    length = length_of(plan, done)
    times = {"start": plan["start"], "end": clock(plan["start"], length)}
    facts = [fill(words["when-undated"], times)]
    if plan["date"]:
        facts = [fill(words["when"], {"date": spoken_date(plan["date"], words), **times})]
    place, host = plan["place"].strip(), plan["host"].strip()
    facts.append(fill(words["where"], {"place": place}) if place else words["where-open"])
    if host:
        facts.append(fill(words["host"], {"host": host}))
    facts.append(fill(words["length"], {"minutes": length, "people": plan["people"]}))
    yield facts
    how = [fill(words["how-of"], {"format": detail["title"], "summary": detail["summary"]}) for detail in formats]
    steps = [
        fill(words["step"], {"title": slot.title, "minutes": sum(s.minutes for s in done.slots if s.step == slot.step)})
        for slot in done.slots
        if slot.kind != "break" and slot.part[0] == 1 and slot.title
    ]
    if steps:
        yield [words["how"], *how, fill(words["steps"], {"steps": ", ".join(steps)})]
    for key, section in (("rules", "rules"), ("produces", "produces"), ("not", "avoid_when")):
        if lines := _together(formats, section):
            yield [words[key], *lines]
    yield [words["come"]]


def _together(formats: Iterable[Mapping[str, object]], key: str) -> list[str]:
    """Return the lines that *formats* have under *key*, each once."""
    lines: list[str] = []
    for detail in formats:
        found = detail[key]
        lines += [str(line) for line in found] if isinstance(found, list | tuple) else []
    return [f"- {line}" for line in dict.fromkeys(lines)]
