"""The map of formats in its page: the picture, its places and their lists say what the formats say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from cat_course import Course
from cat_course.engine import atlas


@pytest.fixture(scope="module")
def drawn(book: Path) -> Any:
    page = BeautifulSoup((book / "book/ressources/bien-choisir.html").read_text(encoding="utf-8"), "html.parser")
    return page.select_one(".cc-map-of-formats")


def test_each_place_of_the_picture_leads_to_the_formats_that_stand_there_the_simplest_to_lead_first(
    drawn: Any, course: Course
) -> None:
    cells = {f"carte-{row}-{stage}": ids for (row, stage), ids in atlas.map_cells(course).items()}
    links = {a["href"].lstrip("#"): a for a in drawn.select("svg a")}
    assert set(links) == {name for name, ids in cells.items() if ids}, "an empty place leads nowhere"
    for name, link in links.items():
        place = drawn.find(id=name)
        assert place["aria-label"] == link["aria-label"]
        found = [a["href"].rpartition("/")[2].removesuffix(".html") for a in place.select("li a")]
        assert sorted(found) == sorted(cells[name])
        levels = [course.format(i).facilitator for i in found]
        assert levels == sorted(levels)
        dots = link.select("circle")
        assert ["cc-map-hard" in dot.get("class", []) for dot in dots] == [level > 2 for level in levels]


def test_no_dot_lies_outside_its_place_and_no_place_outside_the_picture(drawn: Any) -> None:
    svg = drawn.select_one("svg")
    *_, width, height = map(float, svg["viewbox"].split())
    assert width < 360, "the width of a phone"
    for rect in svg.select("rect"):
        x, y, wide, high = (float(rect[key]) for key in ("x", "y", "width", "height"))
        assert 0 <= x <= x + wide <= width
        assert 0 <= y <= y + high <= height
        for dot in rect.parent.select("circle") if rect.parent.name == "a" else ():
            assert x < float(dot["cx"]) - 4 < float(dot["cx"]) + 4 < x + wide
            assert y < float(dot["cy"]) - 4 < float(dot["cy"]) + 4 < y + high
