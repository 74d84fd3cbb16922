"""A session plan as text: Markdown to read, and a table that a spreadsheet opens on a double click.

The table's cells part at semicolons. Where a decimal number is written with a comma, as in French, a
spreadsheet takes the semicolon for the list separator: a double click on a file with commas puts each
row in one cell. Those that ask or guess (LibreOffice, Google Sheets, Numbers) read either. The
catalogue's table keeps its commas: programs read that one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..content.course import Course
from ..content.plans import plan_stem, write_plan
from .sheet import Sheet
from .table import table

COLUMNS = ("time", "end", "minutes", "step", "kind", "format", "groups", "size", "each", "say", "note")


def json_files(course: Course, plan: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the plan itself, as the page saves it and opens it again."""
    return {f"{plan_stem(plan)}.plan.json": write_plan(plan)}


def markdown_files(course: Course, plan: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the session as Markdown: the table of times, then what to say, roles, rules, materials, the invitation."""
    sheet = Sheet.of(course, plan)
    return {f"{sheet.stem}.md": ("\n\n".join(_blocks(sheet)) + "\n").encode()}


def csv_files(course: Course, plan: Mapping[str, Any]) -> dict[str, bytes]:
    """Return one row for each slot as a :func:`.table.table`, parted at semicolons."""
    sheet = Sheet.of(course, plan)
    words = sheet.words
    rows = [
        [
            *sheet.times(slot), slot.minutes, sheet.name(slot), words[f"kind-{slot.kind}"],
            sheet.details[slot.format]["title"] if slot.format else "", slot.groups, slot.size, slot.each,
            _one_line(slot.script), slot.note,
        ]
        for slot in sheet.done.slots
    ]  # fmt: skip
    return {f"{sheet.stem}.csv": table([words[column] for column in COLUMNS], rows, separator=";")}


def _blocks(sheet: Sheet) -> Iterator[str]:
    words = sheet.words
    yield f"# {_md(sheet.title)}"
    yield _bullets(sheet.facts())
    if remarks := sheet.remarks():
        yield f"## {words['remarks']}"
        yield _bullets(remarks)
    yield f"## {words['run']}"
    head = [words[key] for key in ("time", "minutes", "step", "turn", "groups", "note")]
    rows = [
        [sheet.times(s)[0], str(s.minutes), sheet.name(s), sheet.turn(s), sheet.groups(s), s.note] for s in sheet.done.slots
    ]
    yield "\n".join([_row(head), _row(["---"] * len(head)), *(_row([_md(cell) for cell in row]) for row in rows)])
    yield f"## {words['say']}"
    for slot in sheet.done.slots:
        if slot.script and slot.part[0] == 1:
            yield f"### {sheet.times(slot)[0]} {_md(slot.title)}"
            yield _md(_one_line(slot.script))
    for detail in sheet.used():
        yield f"## {_md(detail['title'])}"
        yield f"### {words['roles']}"
        yield "\n".join(f"- **{_md(role['name'])}**{_colon}{_md(_one_line(role['mission']))}" for role in detail["roles"])
        yield f"### {words['rules']}"
        yield _bullets(detail["rules"])
        if detail["materials"]:
            yield f"### {words['materials']}"
            yield _bullets(detail["materials"])
        yield f"### {words['space']}"
        yield _md(_one_line(detail["space"]))
    yield f"## {words['invitation']}"
    yield "\n".join(f"> {_md(text)}".rstrip() for text in sheet.invitation().rstrip().split("\n"))


_colon = "\u202f: "


def _bullets(texts: Iterable[str]) -> str:
    return "\n".join(f"- {_md(text)}" for text in texts)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _md(text: str) -> str:
    """Return *text* on one line, so that Markdown shows it as it is."""
    return re.sub(r"([\\`*_\[\]<>#|~&])", r"\\\1", _one_line(text))


def _one_line(text: str) -> str:
    return re.sub(r"[ \t]*\n\s*", " ", text.strip()) if "\n" in text else text
