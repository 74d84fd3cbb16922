"""What a session plan can be exported to: each exporter takes the course and a plan, and returns ``{name: bytes}``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..content.course import Course
from .session_ics import ics_files
from .session_pdf import pdf_files
from .session_text import csv_files, json_files, markdown_files
from .sheet import Sheet

EXPORTERS: dict[str, Callable[[Course, Mapping[str, Any]], dict[str, bytes]]] = {
    "pdf": pdf_files,
    "ics": ics_files,
    "md": markdown_files,
    "csv": csv_files,
    "json": json_files,
}


def exported(course: Course, plan: Mapping[str, Any], kind: str, *, phases: bool = False) -> dict[str, bytes]:
    """Return the files of *kind*, a key of :data:`EXPORTERS`; *phases* concerns a calendar only.

    :raises PlanError: if the plan does not allow it.
    :raises ExportError: if a PDF cannot be made.
    """
    return ics_files(course, plan, phases=phases) if kind == "ics" else EXPORTERS[kind](course, plan)


def lines(course: Course, plan: Mapping[str, Any]) -> Iterator[str]:
    """Yield the session as a terminal shows it: facts, remarks, then one line for each slot."""
    sheet = Sheet.of(course, plan)
    yield sheet.title
    yield from sheet.facts()
    yield from (f"! {remark}" for remark in sheet.remarks())
    for slot in sheet.done.slots:
        groups = f" ({said})" if (said := sheet.groups(slot)) else ""
        yield f"{sheet.times(slot)[0]}  {slot.minutes:>3} min  {sheet.name(slot)}{groups}"
