"""A session plan as a calendar file, to add to an agenda.

Times are *floating*: no time zone, so that 18:30 stays 18:30 where people meet, in Mayotte as in
Lille, whatever the clock of the phone that reads it. Nothing comes from the clock of this machine:
the same plan gives the same bytes, and its identifier does not change with its texts, so that an
agenda updates the meeting rather than adding a second one.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from ..content.course import Course
from ..engine.invitation import length_of
from ..errors import PlanError
from ..labels import load_labels
from .sheet import Sheet


def ics_files(course: Course, plan: Mapping[str, Any], *, phases: bool = False) -> dict[str, bytes]:
    """Return one event with the run of show in its description; *phases* adds one event for each step.

    Those of steps are transparent (the agenda stays free) and refer to the session's.

    :raises PlanError: if the plan has no date.
    """
    from icalendar import Calendar

    sheet = Sheet.of(course, plan)
    if not sheet.plan["date"]:
        raise PlanError(load_labels()["plan-file"]["no-date"])
    calendar = Calendar()
    calendar.add("prodid", "-//cat-course//seance//FR")
    calendar.add("version", "2.0")
    main = _event(sheet, _uid(sheet, "session"), sheet.title, 0, length_of(sheet.plan, sheet.done))
    steps = [f"{sheet.times(slot)[0]} {sheet.name(slot)} ({slot.minutes} min)" for slot in sheet.done.slots]
    main.add("description", "\n".join([*sheet.facts(), "", *steps]))
    calendar.add_component(main)
    for place, slot in enumerate(sheet.done.slots if phases else ()):
        event = _event(sheet, _uid(sheet, str(place)), sheet.name(slot), slot.at, slot.minutes)
        event.add("transp", "TRANSPARENT")
        event.add("related-to", main["uid"])
        if said := "\n\n".join(part for part in (slot.note, slot.script.strip()) if part):
            event.add("description", said)
        calendar.add_component(event)
    return {f"{sheet.stem}.ics": bytes(calendar.to_ical())}


def _event(sheet: Sheet, uid: str, title: str, at: int, minutes: int) -> Any:
    from icalendar import Event

    day = datetime.date.fromisoformat(sheet.plan["date"])
    start = datetime.datetime.combine(day, datetime.time.fromisoformat(sheet.plan["start"]))
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", datetime.datetime.combine(day, datetime.time(), datetime.UTC))
    event.add("summary", title)
    event.add("dtstart", start + datetime.timedelta(minutes=at))
    event.add("dtend", start + datetime.timedelta(minutes=at + minutes))
    if place := sheet.plan["place"].strip():
        event.add("location", place)
    return event


def _uid(sheet: Sheet, part: str) -> str:
    """Return an identifier that depends on when, and on the formats; not on what is typed.

    The page writes the same one (``uidOf`` in `planner-files.js`): a meeting saved twice stays one event.
    """
    plan = sheet.plan
    return f"{'.'.join([plan['date'], plan['start'].replace(':', ''), *plan['formats'], part])}@cat-course"
