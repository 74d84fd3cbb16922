"""A table that a spreadsheet opens: its accents are read, and nothing in it is ever a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

FORMULA = re.compile(r"[\s\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
"""How a formula begins, in ASCII and full width: https://owasp.org/www-community/attacks/CSV_Injection"""
Cell = str | int | float


def table(head: Sequence[str], rows: Iterable[Iterable[Cell]], *, separator: str = ",") -> bytes:
    """Return a table as CSV, in UTF-8 with the mark by which a spreadsheet knows it; lines end in CRLF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(head)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def harmless(cell: Cell) -> Cell:
    """Return *cell* with an apostrophe in front of a text that a spreadsheet would take for a formula.

    Blanks in front hide nothing: some programs trim them. A tab or the end of a line in front is one
    too. A number is never a formula. ``tests/vectors/table.json`` holds the rule.

    >>> harmless(" =1+1"), harmless("1=1"), harmless(-1)
    ("' =1+1", '1=1', -1)
    """
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell
