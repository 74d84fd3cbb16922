"""The plan of a room: where each chair, table or screen stands in a box of 1000 by 700.

Whole numbers, so that ``room-rules.js`` puts everything at the very same place; both are held to
``tests/vectors/room.json``. It is a sketch to set a room up from, not a survey: beyond
:data:`MOST_DRAWN` people a drawing says nothing more, and only that many chairs are drawn.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 1000, 700
MOST_DRAWN = 600
USUAL_TABLE = 5
"""People at a table or in a small circle, when nobody has said how many there are."""
ONE_ROW = 48
"""Chairs that a single row still holds legibly, whatever its radius; more make rows one behind the other."""
TURN = 2 * math.pi


class Place(NamedTuple):
    """One thing at a point; ``kind``: ``seat``, ``free-seat``, ``table``, ``board`` or ``screen``."""

    x: int
    y: int
    kind: str


def places(room: str, people: int, groups: int = 1) -> list[Place]:
    """Return what stands in a *room* for *people*, who sit in as many *groups* at once.

    >>> places("bocal", 2)[-1]
    Place(x=500, y=434, kind='free-seat')
    """
    people = min(people, MOST_DRAWN)
    if room == "aucune":
        return list(_grid(people, "screen"))
    if room == "arc":
        return [Place(500, 40, "board"), *_arc(people)]
    if room in ("libre", "dehors") and (room == "libre" or groups < 2):
        return list(_grid(people, "seat"))
    if room in ("petits-cercles", "tables") and groups < 2:
        groups = -(-people // USUAL_TABLE)
    groups = max(1, min(groups, people))
    columns, rows = _cells(groups)
    small, larger = divmod(people, groups)
    out: list[Place] = []
    for place in range(groups):
        row, column = divmod(place, columns)
        inside = min(columns, groups - row * columns)  # the last row may hold fewer, and is centred
        x, y = (2 * column + 1 + columns - inside) * WIDTH / columns / 2, (2 * row + 1) * HEIGHT / rows / 2
        radius = 0.4 * min(WIDTH / columns, HEIGHT / rows)
        out += _one_group(room, small + (place < larger), x, y, radius)
    return out


def seat_size(found: Sequence[Place]) -> int:
    """Return the radius at which no two things of *found* touch, between 2 and 18."""
    points = [place for place in found if place.kind != "table"]
    nearest = min(((a.x - b.x) ** 2 + (a.y - b.y) ** 2 for i, a in enumerate(points) for b in points[:i]), default=3600)
    return max(2, min(18, math.isqrt(nearest) * 4 // 10))


def table_size(found: Sequence[Place]) -> int:
    """Return the radius of a table: what leaves room for the chairs around the smallest one."""
    tables, seats = ([place for place in found if (place.kind == "table") == wanted] for wanted in (True, False))
    nearest = min(((t.x - s.x) ** 2 + (t.y - s.y) ** 2 for t in tables for s in seats), default=0)
    return math.isqrt(nearest) * 6 // 10


def _one_group(room: str, people: int, x: float, y: float, radius: float) -> Iterator[Place]:
    if room == "bocal":
        inner = max(1, min(5, people // 2))
        yield from _rows(people - inner, x, y, radius, radius * 0.55, 0)
        centre = list(_row(inner + 1, x, y, radius * 0.3))
        yield from centre[:-1]
        yield centre[-1]._replace(kind="free-seat")
        return
    if room == "tables":
        yield _at(x, y, "table")
    yield from _rows(people, x, y, radius, radius / 3, 75)


def _rows(people: int, x: float, y: float, radius: float, least: float, wide: int) -> Iterator[Place]:
    """Chairs in a circle; one row as long as it stays legible, else rows one behind the other, the outer first.

    With *wide*, a small group sits closer: that much room for each person, along the row.
    """
    if people <= ONE_ROW:
        yield from _row(people, x, y, max(radius * 0.3, min(radius, people * wide / TURN)) if wide else radius)
        return
    for seated, at in _shared(people, TURN, radius, least, TURN * radius / ONE_ROW):
        yield from _row(seated, x, y, at)


def _shared(people: int, spread: float, radius: float, least: float, gap: float) -> list[tuple[int, float]]:
    """Share *people* among the fewest rows that hold them, the outer first: ``(people, radius)`` of each.

    Rows turn over *spread* radians and stand *gap* apart, which shrinks until all are seated.
    """
    while True:
        radii = [radius - place * gap for place in range(math.floor((radius - least) / gap) + 1)]
        held = [math.floor(spread * at / gap) for at in radii]
        while len(held) > 1 and sum(held[:-1]) >= people:
            held.pop()
        if sum(held) >= people:
            break
        gap *= 0.95
    total = sum(held)
    seated = [people * most // total for most in held]
    for place in range(people - sum(seated)):  # fewer than there are rows, and each row still has room
        seated[place] += 1
    return list(zip(seated, radii, strict=False))


def _row(people: int, x: float, y: float, radius: float) -> Iterator[Place]:
    for place in range(people):
        angle = TURN * place / people - math.pi / 2
        yield _at(x + radius * math.cos(angle), y + radius * math.sin(angle), "seat")


def _arc(people: int) -> Iterator[Place]:
    """Rows in an arc around the board."""
    spread = 2.4
    for seated, radius in _shared(people, spread, 500, 150, 70):
        for place in range(seated):
            angle = (math.pi - spread) / 2 + spread * (place + 0.5) / seated
            yield _at(500 - radius * math.cos(angle), 120 + radius * math.sin(angle), "seat")


def _grid(people: int, kind: str) -> Iterator[Place]:
    """Everyone at the middle of a cell of their own; a last row that is not full is centred."""
    columns, rows = _cells(people)
    for place in range(people):
        row, column = divmod(place, columns)
        inside = min(columns, people - row * columns)
        yield _at((2 * column + 1 + columns - inside) * WIDTH / columns / 2, (2 * row + 1) * HEIGHT / rows / 2, kind)


def _cells(count: int) -> tuple[int, int]:
    """Return the columns and rows of the grid whose cells are the largest squares."""
    grids = [(columns, -(-count // columns)) for columns in range(1, count + 1)]
    return max(grids, key=lambda grid: (min(WIDTH // grid[0], HEIGHT // grid[1]), -grid[0]))


def _at(x: float, y: float, kind: str) -> Place:
    """Round halves up by a hair: a cosine may differ in its last digit from one language to another."""
    return Place(math.floor(x + 0.500001), math.floor(y + 0.500001), kind)
