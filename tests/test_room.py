"""The Python side of the room vectors, what holds for any room, and places compared with the player's."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cat_course.content.formats import Room
from cat_course.engine.room import HEIGHT, MOST_DRAWN, WIDTH, places, seat_size, table_size
from cat_course.export.room import room_svg

HERE = Path(__file__).parent
VECTORS = json.loads((HERE / "vectors/room.json").read_text(encoding="utf-8"))
ROOMS = get_args(Room)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: f"{case['room']}-{case['people']}-{case['groups']}")
def test_vector(case: dict[str, Any]) -> None:
    found = places(case["room"], case["people"], case["groups"])
    shown = found if len(found) < 100 else [*found[:3], *found[-3:]]
    assert [list(place) for place in shown] == case["places"]
    assert [len(found), seat_size(found), table_size(found)] == [case["count"], case["seat"], case["table"]]


@given(st.sampled_from(ROOMS), st.one_of(st.integers(1, 130), st.integers(1, 10_000)), st.sampled_from([1, 2, 3, 7, 24, 200]))
def test_everyone_has_a_place_of_their_own_inside_the_room(room: str, people: int, groups: int) -> None:
    found = places(room, people, groups)
    assert all(0 <= place.x <= WIDTH and 0 <= place.y <= HEIGHT for place in found)
    assert len({(place.x, place.y) for place in found}) == len(found)
    kinds = [place.kind for place in found]
    assert kinds.count("seat") + kinds.count("screen") == min(people, MOST_DRAWN)


@given(st.sampled_from(ROOMS), st.integers(1, 120), st.sampled_from([1, 2, 5, 12]))
def test_no_two_chairs_touch(room: str, people: int, groups: int) -> None:
    found = places(room, people, groups)
    size = seat_size(found)
    chairs = [place for place in found if place.kind != "table"]
    for i, one in enumerate(chairs):
        for other in chairs[:i]:
            assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 > (2 * size) ** 2


def test_a_fishbowl_keeps_one_free_chair_for_each_group() -> None:
    assert [place.kind for place in places("bocal", 20)].count("free-seat") == 1
    assert [place.kind for place in places("bocal", 20, 2)].count("free-seat") == 2


def test_each_table_has_its_people_and_they_are_shared_evenly() -> None:
    found = places("tables", 23, 5)
    tables = [place for place in found if place.kind == "table"]
    around = [0] * len(tables)
    for seat in (place for place in found if place.kind == "seat"):
        nearest = min(range(len(tables)), key=lambda i: (tables[i].x - seat.x) ** 2 + (tables[i].y - seat.y) ** 2)
        around[nearest] += 1
    assert around == [5, 5, 5, 4, 4]


@pytest.mark.parametrize("room", ROOMS)
def test_a_drawing_is_svg_with_a_shape_for_each_place(room: str) -> None:
    svg = ElementTree.fromstring(room_svg(room, 24, 4))
    shapes = [shape for name in ("circle", "rect", "path") for shape in svg.findall(f"{SVG}{name}")]
    assert len(shapes) == len(places(room, 24, 4))


PLAYER = """
import { readFileSync } from "node:fs";
import { places } from "./cat_course/frontend/static/cat_course/room-rules.js";
const asked = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(asked.map(([room, people, groups]) => places(room, people, groups).map(({ x, y, kind }) => [x, y, kind]))));
"""


@pytest.mark.node
def test_the_player_puts_every_chair_where_the_engine_does() -> None:
    counts = [*range(1, 62), 75, 100, 199, 350, 600, 601, 5000]
    asked = [[room, people, groups] for room in ROOMS for people in counts for groups in (1, 2, 3, 7, 40)]
    done = subprocess.run(
        [str(shutil.which("node")), "--input-type=module", "-e", PLAYER],
        input=json.dumps(asked), capture_output=True, encoding="utf-8", timeout=120, check=True, cwd=HERE.parent,
    )  # fmt: skip
    for (room, people, groups), theirs in zip(asked, json.loads(done.stdout), strict=True):
        assert theirs == [list(place) for place in places(room, people, groups)], (room, people, groups)
