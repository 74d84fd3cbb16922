"""The Python side of the table vectors, and what a spreadsheet reads."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cat_course.export.table import harmless, table

VECTORS = json.loads((Path(__file__).parent / "vectors/table.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: str(case["name"]))
def test_vector(case: dict[str, Any]) -> None:
    assert harmless(case["cell"]) == case["expect"]


@given(st.text())
def test_no_text_begins_a_formula_and_each_is_found_again(text: str) -> None:
    shown = str(harmless(text))
    assert shown.removeprefix("'") == text.removeprefix("'")
    assert shown.lstrip()[:1] not in tuple("=+-@")


@pytest.mark.parametrize("separator", [",", ";"])
@given(rows=st.lists(st.tuples(st.text(), st.integers()), max_size=4))
def test_a_table_opens_with_its_rows_whatever_they_hold(separator: str, rows: list[tuple[str, int]]) -> None:
    data = table(["Étape", "Durée"], rows, separator=separator)
    assert data.startswith(b"\xef\xbb\xbf")
    head, *found = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator)
    assert head == ["Étape", "Durée"]
    assert found == [[str(harmless(text)), str(number)] for text, number in rows]
