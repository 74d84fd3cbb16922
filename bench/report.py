"""Rows, bars, a table to read, a file to keep."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Bar:
    """A measure that must not exceed *limit*; a missing measure holds no bar."""

    name: str
    measured: float | None
    limit: float
    unit: str

    @property
    def holds(self) -> bool:
        return self.measured is not None and self.measured <= self.limit


@dataclass
class Section:
    """One table: rows with the same columns, the bars they are held to, and what must be known to read them."""

    title: str
    columns: Sequence[str]
    rows: list[Sequence[str]] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    data: list[Mapping[str, Any]] = field(default_factory=list)


def spread(values: Iterable[float]) -> dict[str, float]:
    """Return the median of some runs and their extremes.

    >>> spread([3.0, 1.0, 2.0])
    {'median': 2.0, 'min': 1.0, 'max': 3.0}
    """
    runs = list(values)
    return {"median": median(runs), "min": min(runs), "max": max(runs)}


def kilo(size: float) -> float:
    """Return bytes as KB of 1,000 bytes."""
    return round(size / 1000, 1)


def section_text(section: Section) -> str:
    """Return one section as lines to print: its table, its bars, its notes."""
    lines = [section.title, *_grid([section.columns, *section.rows])]
    if section.bars:
        rows = [
            (b.name, _value(b.measured, b.unit), f"≤ {_value(b.limit, b.unit)}", "yes" if b.holds else "NO")
            for b in section.bars
        ]
        lines += ["", *_grid([("bar", "measured", "limit", "holds"), *rows])]
    return "\n".join([*lines, *(f"  * {note}" for note in section.notes)])


def _value(value: float | None, unit: str) -> str:
    return "not measured" if value is None else f"{value:g} {unit}".rstrip()


def _grid(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows in columns: the first one to the left, figures to the right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return ["  " + "  ".join(_cell(cell, widths[i], i) for i, cell in enumerate(row)).rstrip() for row in rows]


def _cell(cell: str, width: int, place: int) -> str:
    return cell.ljust(width) if place == 0 else cell.rjust(width)


def machine(versions: Mapping[str, str]) -> dict[str, Any]:
    """Return what a reader needs to compare two files: the machine, how busy it was, the versions."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "cpus": os.cpu_count(),
        "load": [round(x, 1) for x in os.getloadavg()] if hasattr(os, "getloadavg") else [],
        "versions": {"python": platform.python_version(), **versions},
    }


def document(sections: Iterable[Section], about: Mapping[str, Any]) -> dict[str, Any]:
    """Return everything measured, ready for JSON."""
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        **about,
        "sections": [
            {
                "title": s.title,
                "rows": s.data,
                "bars": [
                    {"name": b.name, "measured": b.measured, "limit": b.limit, "unit": b.unit, "holds": b.holds} for b in s.bars
                ],
                "notes": s.notes,
            }
            for s in sections
        ],
    }


def write(folder: Path, data: Mapping[str, Any]) -> Path:
    """Write *data* into *folder*, under its date."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{str(data['date'])[:19].replace(':', '')}.json"
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


Progress = Callable[[str], None]
"""Told what is being measured, before it is."""
