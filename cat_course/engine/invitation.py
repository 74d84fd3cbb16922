"""The invitation to a session: plain text, made from the plan and its formats, to paste in a message.

It speaks to those who are invited: neither the run of show nor what only a facilitator weighs (when not to
use a format) is in it. What the plan does not know stands in square brackets, to be written: above all what
is open, who decides and what will follow, which no plan can promise.

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

    Of the steps, it names only those that somebody added and named, a soup for one. *words* is the
    ``invitation`` section of the labels.
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


def spoken_hour(time: str, words: Words | None = None) -> str:
    """Return a time of day as one writes it in a sentence.

    >>> spoken_hour("09:05").split(), spoken_hour("18:00").split()
    (['9', 'h', '05'], ['18', 'h'])
    """
    words = load_labels()["invitation"] if words is None else words
    hours, _, minutes = time.partition(":")
    return fill(words["hour-sharp" if minutes == "00" else "hour"], {"hours": int(hours), "minutes": minutes})


def length_of(plan: Plan, done: Schedule) -> int:
    """Return how long the session lasts: as planned, or longer when its steps do not fit."""
    return int(plan["minutes"]) + done.missing


def _parts(formats: list[Mapping[str, object]], plan: Plan, done: Schedule, words: Words) -> Iterator[list[str]]:
    """Yield paragraphs, each a list of lines."""
    yield [words["hello"]]
    start, end = (spoken_hour(clock(plan["start"], at), words) for at in (0, length_of(plan, done)))
    times = {"start": start, "end": end}
    facts = [fill(words["when-undated"], times)]
    if plan["date"]:
        facts = [fill(words["when"], {"date": spoken_date(plan["date"], words), **times})]
    place, host = plan["place"].strip(), plan["host"].strip()
    facts.append(fill(words["where"], {"place": place}) if place else words["where-open"])
    if host:
        facts.append(fill(words["host"], {"host": host}))
    facts.append(fill(words["people"], {"people": plan["people"]}))
    yield facts
    how = [
        fill(words["how-of"], {"format": detail["title"], "summary": _after_colon(str(detail["summary"]))})
        for detail in formats
    ]
    added = [slot.title for slot in done.slots if slot.kind != "phase" and slot.part[0] == 1 and slot.title]
    if added:
        how.append(fill(words["also"], {"steps": ", ".join(added)}))
    if how:
        yield [words["how"], *how]
    for key in ("rules", "produces"):
        if lines := _together(formats, key):
            yield [words[key], *lines]
    yield [words["open"], words["promise"]]
    yield [words["come"]]


def _after_colon(text: str) -> str:
    return text[:1].lower() + text[1:]


def _together(formats: Iterable[Mapping[str, object]], key: str) -> list[str]:
    """Return the lines that *formats* have under *key*, each once, without a full stop."""
    lines: list[str] = []
    for detail in formats:
        found = detail[key]
        lines += [str(line).removesuffix(".") for line in found] if isinstance(found, list | tuple) else []
    return [f"- {line}" for line in dict.fromkeys(lines)]
