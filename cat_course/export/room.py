"""A room as an SVG drawing: black on white, readable once printed."""

from __future__ import annotations

from ..engine.room import HEIGHT, WIDTH, Place, places, seat_size, table_size


def room_svg(room: str, people: int, groups: int = 1) -> str:
    """Return the plan of a *room*; what it shows in words is said by the page that holds it."""
    found = places(room, people, groups)
    seat, table = seat_size(found), table_size(found)
    shapes = "".join(_shape(place, seat, table) for place in found)
    box = f'viewBox="-20 -20 {WIDTH + 40} {HEIGHT + 40}" fill="none" stroke="#000" stroke-width="3"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{shapes}</svg>'


def _shape(place: Place, seat: int, table: int) -> str:
    x, y, kind = place
    if kind == "board":
        return f'<path d="M{x - 150} {y}h300" stroke-width="12"/>'
    if kind == "screen":
        return f'<rect x="{x - seat}" y="{y - seat * 2 // 3}" width="{2 * seat}" height="{seat * 4 // 3}"/>'
    if kind == "free-seat":
        return f'<circle cx="{x}" cy="{y}" r="{seat}" stroke-dasharray="5 4"/>'
    return (
        f'<circle cx="{x}" cy="{y}" r="{table}"/>' if kind == "table" else f'<circle cx="{x}" cy="{y}" r="{seat}" fill="#000"/>'
    )
