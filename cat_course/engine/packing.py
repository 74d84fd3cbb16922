"""Packing: the table of matching as it travels to a page, for a third of its weight.

Fifty formats share the shape of their bands, and their figures stand in ``facts`` already. So a
packed band names the figures instead of repeating them, each shape stands once in ``pool``, and what
is said of every format is a column, with one character for each format. What a reader asks for one
format at a time (when to avoid it, what it needs, what it gives) is left out: it is published beside
the book. ``unpack`` of ``packing.js`` is the way back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

from .matching import MOST_GROUPS, Band, Table

FIRST = 35
"""The code of ``#``: the character that stands for the first value of a pool."""
TERMS = {"purposes": ("purpose", "purposes"), "mode": ("mode", "modes"), "audience": ("audience", "audiences")}
"""For each criterion that goes by terms: the name of the term in its sentences, and where the table lists them."""
Figures = Mapping[str, Any]


def pack(table: Table) -> dict[str, Any]:
    """Return *table* as it travels: its ``formats`` become ``columns``, whose characters are places in ``pool``."""
    formats, pool = table["formats"], _Pool()
    figures = [_figures(table, entry) for entry in formats]
    bands: dict[str, Any] = {
        name: pool.column(name, [[_band(b, f[name]) for b in e["bands"][name]] for e, f in zip(formats, figures, strict=True)])
        for name in figures[0]
    } if figures else {}  # fmt: skip
    for name, (word, terms) in TERMS.items():
        bands[name] = [
            pool.column(name, [_band(e["bands"][name][term["id"]], {word: term["label"]}) for e in formats])
            for term in table[terms]
        ]
    columns = {
        **{name: [entry[name] for entry in formats] for name in ("id", "title", "summary", "facts")},
        **{name: pool.column(name, [entry[name] for entry in formats]) for name in ("family", "moments")},
        "page": pool.column("page", [entry["page"].removesuffix(entry["id"]) for entry in formats]),
    }
    rest = {key: value for key, value in table.items() if key != "formats"}
    return {**rest, "columns": columns, "bands": bands, "pool": pool.values}


class _Pool:
    """Each value once, under the name of its column."""

    def __init__(self) -> None:
        self.values: dict[str, list[Any]] = {}

    def column(self, name: str, values: Sequence[Any]) -> str:
        """Return one character for each of *values*: its place in the pool."""
        known = self.values.setdefault(name, [])
        known += [value for i, value in enumerate(values) if value not in known and value not in values[:i]]
        return "".join(chr(FIRST + known.index(value)) for value in values)


def _figures(table: Table, entry: Mapping[str, Any]) -> dict[str, Figures]:
    """Return the figures of one format, criterion by criterion, under their names in the sentences."""
    (least, low, high, most), (shortest, typical, longest), tension, needed = entry["facts"]
    return {
        "people": {"min": least, "low": low, "high": high, "max": most},
        "minutes": {"min": shortest, "typical": typical, "max": longest},
        "tension": {"most": table["tensions"][tension]["label"]},
        "experience": {"needed": needed, "label": table["mastery"][needed - 1]["label"]},
    }


def _band(band: Band, figures: Figures) -> list[Any]:
    """Return *band* with the names of the figures it shows, then the values that are no figure of the format."""
    limit, points, kind, key, values = band
    names = [name for name, value in values.items() if figures.get(name) == value]
    others = {name: value for name, value in values.items() if name not in names}
    return [_limit(limit, figures), points, kind, key, names, *([others] if others else [])]


def _limit(limit: int | None, figures: Figures) -> Any:
    """Return *limit* as ``[times, figure, less]`` where it is made of a figure, else as it is."""
    numbers = [name for name in ("high", "max", "typical", "low", "min") if name in figures]
    for times, name, less in product(range(1, MOST_GROUPS + 1), numbers, (0, 1)):
        if limit == times * figures[name] - less:
            return [times, name, less]
    return limit
