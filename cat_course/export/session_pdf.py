"""A session plan as a PDF to print and hold: A4, black on white, tagged for screen readers.

Typst sets it (a wheel, with its fonts: no system package). The words reach the template as data, so
that nothing that is typed in a plan can be markup.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from ..content.course import Course
from .room import room_svg
from .sheet import Sheet


def pdf_files(course: Course, plan: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the sheet of the facilitator: the table of times with what to say, the rest, the invitation."""
    import typst

    sheet = Sheet.of(course, plan)
    template = files(__package__).joinpath("templates/session.typ").read_bytes()
    data = json.dumps(_data(sheet), ensure_ascii=False)
    pdf = typst.compile(
        template, format="pdf", sys_inputs={"data": data}, ignore_system_fonts=True, pdf_standards="ua-1", timestamp=0
    )
    return {f"{sheet.stem}.pdf": bytes(pdf)}


def _data(sheet: Sheet) -> dict[str, Any]:
    slots = [
        {
            "time": sheet.times(slot)[0],
            "minutes": str(slot.minutes),
            "title": sheet.name(slot),
            "kind": slot.kind,
            "groups": sheet.groups(slot),
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
        "room": room_svg(detail["room"], sheet.plan["people"], groups),
        "said": said,
    }
