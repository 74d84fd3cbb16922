"""A scenario drawn as SVG, for an author: scenes, choices with their effects and conditions, endings."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET

Table = Mapping[str, Any]
Scene = Mapping[str, Any]
WIDTH, HEIGHT, GAP_X, GAP_Y, MARGIN = 190, 62, 140, 90, 24
ARCH, RISE = 34, 13
INK, MUTED, GREEN, PAPER = "#23302b", "#55635d", "#22614f", "#fbfaf6"
TONES = {"reussi": "#1f6b43", "mitige": "#8a5a00", "echec": "#a33327"}


def scenario_svg(table: Table) -> str:
    """Return the graph of a compiled role-play. Columns follow the story from left to right.

    An arrow bears the id of each choice that takes it, with its effects on the gauges; a dashed
    one is open only under a condition. An arrow that skips a column, or goes back, passes in an
    arch: above the first row, below the others, the higher the farther it goes.
    """
    nodes = table["nodes"]
    columns, rows = (max(n["at"][axis] for n in nodes.values()) + 1 for axis in (0, 1))
    room = ARCH + RISE * columns
    width = 2 * MARGIN + columns * WIDTH + (columns - 1) * GAP_X
    height = 2 * MARGIN + rows * HEIGHT + (rows - 1) * GAP_Y + 2 * room
    svg = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 {-room} {width} {height}",
            "width": str(width),
            "height": str(height),
            "role": "img",
            "font-family": "system-ui, sans-serif",
            "font-size": "12",
        },
    )
    add(svg, "title", table["title"])
    marker = add(
        add(svg, "defs"), "marker", id="a", viewBox="0 0 8 8", refX=8, refY=4, markerWidth=7, markerHeight=7, orient="auto"
    )
    add(marker, "path", d="M0 0L8 4L0 8z", fill=MUTED)
    add(svg, "rect", y=-room, width=width, height=height, fill=PAPER)
    for node in nodes.values():
        draw_choices(svg, node, nodes)
    for node_id, node in nodes.items():
        draw_scene(svg, node_id, node, start=node_id == table["start"])
    return ET.tostring(svg, encoding="unicode") + "\n"


def add(parent: ET.Element, tag: str, text: str | None = None, /, **attributes: Any) -> ET.Element:
    """Append one element; ``stroke_width=2`` writes ``stroke-width="2"``."""
    element = ET.SubElement(parent, tag, {k.replace("_", "-"): str(v) for k, v in attributes.items() if v is not None})
    element.text = text
    return element


def corner(node: Scene) -> tuple[int, int]:
    """Return the upper left corner of a scene's box."""
    column, row = node["at"]
    return MARGIN + column * (WIDTH + GAP_X), MARGIN + row * (HEIGHT + GAP_Y)


def draw_scene(svg: ET.Element, node_id: str, node: Scene, *, start: bool) -> None:
    """Draw one scene: its title on two lines at most, its id below."""
    x, y = corner(node)
    tone = TONES.get(node.get("tone", ""))
    edge, thick = tone or (GREEN if start else MUTED), 3 if tone or start else 1.5
    add(svg, "rect", x=x, y=y, width=WIDTH, height=HEIGHT, rx=8, fill="#fff", stroke=edge, stroke_width=thick)
    for i, line in enumerate(textwrap.wrap(node["title"], 24)[:2]):
        add(svg, "text", line, x=x + 10, y=y + 20 + 15 * i, fill=INK, font_weight=600)
    add(svg, "text", f"{node_id} · fin" if tone else node_id, x=x + 10, y=y + HEIGHT - 8, fill=MUTED)


def draw_choices(svg: ET.Element, node: Scene, nodes: Mapping[str, Scene]) -> None:
    """Draw one arrow for each scene that *node* leads to, with the choices that take it."""
    by_target: dict[str, list[Mapping[str, Any]]] = {}
    for choice in node.get("choices", ()):
        by_target.setdefault(choice["to"], []).append(choice)
    for place, (target, choices) in enumerate(by_target.items(), 1):
        neighbour = nodes[target]["at"][0] == node["at"][0] + 1
        curve, x, y = (straight if neighbour else arch)(node, nodes[target], place, len(by_target))
        dashes = "5 4" if all(c["when"] for c in choices) else None
        add(svg, "path", d=curve, fill="none", stroke=MUTED, stroke_dasharray=dashes, marker_end="url(#a)")
        add(svg, "text", " ".join(c["id"] + effects(c) for c in choices), x=f"{x:g}", y=f"{y:g}", fill=GREEN)


def straight(node: Scene, target: Scene, place: int, count: int) -> tuple[str, float, float]:
    """Return the path of an arrow to the next column, and where its label stands."""
    (x, y), (to_x, to_y) = corner(node), corner(target)
    x1, y1, y2 = x + WIDTH, y + HEIGHT * place / (count + 1), to_y + HEIGHT / 2
    bend = (to_x - x1) / 2
    return f"M{x1} {y1:g}C{x1 + bend:g} {y1:g} {to_x - bend:g} {y2:g} {to_x} {y2:g}", x1 + 6, y1 - 4


def arch(node: Scene, target: Scene, place: int, count: int) -> tuple[str, float, float]:
    """Return the path of an arrow that passes over other columns, and where its label stands."""
    (x, y), (to_x, to_y) = corner(node), corner(target)
    up = node["at"][1] == 0
    x1, y1 = x + WIDTH * place / (count + 1), y if up else y + HEIGHT
    x2, y2 = to_x + WIDTH / 2, to_y if up else to_y + HEIGHT
    rise = 1.3 * (ARCH + RISE * abs(target["at"][0] - node["at"][0])) * (-1 if up else 1)
    label_y = y1 - 8 - 13 * (place - 1) if up else y1 + 18 + 13 * (place - 1)
    return f"M{x1:g} {y1}C{x1:g} {y1 + rise:g} {x2:g} {y2 + rise:g} {x2:g} {y2}", x1 + 5, label_y


def effects(choice: Mapping[str, Any]) -> str:
    """Return what a choice does to the gauges, short: ``(conf+1,ouve-1)``."""
    moves = [f"{gauge[:4]}{points:+d}" for gauge, points in choice["effects"].items() if points]
    return f"({','.join(moves)})" if moves else ""
