"""A session plan as a PDF to print and hold: A4, black on white, tagged for screen readers.

The words reach the template as data, so that nothing that is typed in a plan can be markup.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..content.course import Course
from .room import room_svg
from .sheet import Sheet
from .typeset import pdf


def pdf_files(course: Course, plan: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the sheet of the facilitator: the table of times with what to say, the rest, the invitation.

    :raises PlanError: if it is not a plan, or has no step.
    """
    sheet = Sheet.of(course, plan)
    return {f"{sheet.stem}.pdf": pdf("session", _data(sheet))}


def _data(sheet: Sheet) -> dict[str, Any]:
    slots = [
        {
            "time": sheet.times(slot)[0],
            "minutes": str(slot.minutes),
            "title": sheet.name(slot),
            "kind": slot.kind,
            "facts": [fact for fact in (sheet.groups(slot), sheet.each(slot)) if fact],
            "script": slot.script.strip() if slot.part[0] == 1 else "",
            "note": slot.note.strip(),
        }
        for slot in sheet.done.slots
    ]
    title, *invitation = sheet.invitation().strip().split("\n\n")
    return {
        "title": sheet.title,
        "facts": sheet.facts(),
        "remarks": sheet.remarks(),
        "slots": slots,
        "formats": [_format(sheet, detail) for detail in sheet.used()],
        "invitation": {"title": title, "parts": [part.split("\n") for part in invitation]},
        "words": dict(sheet.words),
    }


def _format(sheet: Sheet, detail: Mapping[str, Any]) -> dict[str, Any]:
    groups, said = sheet.room(detail)
    return {
        "title": detail["title"],
        "roles": [[role["name"], role["mission"].strip()] for role in detail["roles"]],
        "rules": detail["rules"],
        "materials": detail["materials"],
        "space": detail["space"].strip(),
        "svg": room_svg(detail["room"], sheet.plan["people"], groups),
        "alt": said,
    }
