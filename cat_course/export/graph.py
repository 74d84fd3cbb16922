"""A scenario drawn as SVG, for an author: scenes, choices with their effects and conditions, endings."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

Table = Mapping[str, Any]
WIDTH, HEIGHT, GAP_X, GAP_Y, MARGIN = 190, 62, 120, 34, 24
TONES = {"reussi": "#1f6b43", "mitige": "#8a5a00", "echec": "#a33327"}


def scenario_svg(table: Table) -> str:
    """Return the graph of a compiled role-play. Columns follow the story from left to right.

    An arrow carries the id of each choice that takes it; a dashed one is open only under a condition.
    """
    nodes = table["nodes"]
    columns = max(n["at"][0] for n in nodes.values()) + 1
    rows = max(n["at"][1] for n in nodes.values()) + 1
    width = 2 * MARGIN + columns * WIDTH + (columns - 1) * GAP_X
    height = 2 * MARGIN + rows * HEIGHT + (rows - 1) * GAP_Y + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{_attribute(table["title"])}" font-family="system-ui, sans-serif" font-size="12">',
        f"<title>{escape(table['title'])}</title>",
        '<defs><marker id="a" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#55635d"/></marker></defs>',
        f'<rect width="{width}" height="{height}" fill="#fbfaf6"/>',
    ]
    for node in nodes.values():
        parts += _arrows(node, nodes)
    for node_id, node in nodes.items():
        parts += _box(node_id, node, start=node_id == table["start"])
    return "\n".join([*parts, "</svg>", ""])


def _corner(node: Mapping[str, Any]) -> tuple[int, int]:
    column, row = node["at"]
    return MARGIN + column * (WIDTH + GAP_X), MARGIN + row * (HEIGHT + GAP_Y)


def _box(node_id: str, node: Mapping[str, Any], *, start: bool) -> list[str]:
    x, y = _corner(node)
    tone = TONES.get(node.get("tone", ""))
    edge = tone or ("#2f6f5e" if start else "#7d8a83")
    lines = textwrap.wrap(node["title"], 28)[:2]
    texts = [
        f'<text x="{x + 10}" y="{y + 20 + 15 * i}" fill="#23302b" font-weight="600">{escape(t)}</text>'
        for i, t in enumerate(lines)
    ]
    note = f"{node_id} · fin" if tone else node_id
    return [
        f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="8" fill="#fff" stroke="{edge}" stroke-width="{3 if tone or start else 1.5}"/>',
        *texts,
        f'<text x="{x + 10}" y="{y + HEIGHT - 8}" fill="#55635d">{escape(note)}</text>',
    ]


def _arrows(node: Mapping[str, Any], nodes: Mapping[str, Any]) -> list[str]:
    x, y = _corner(node)
    by_target: dict[str, list[Mapping[str, Any]]] = {}
    for choice in node.get("choices", ()):
        by_target.setdefault(choice["to"], []).append(choice)
    out = []
    for place, (target, choices) in enumerate(by_target.items(), 1):
        tx, ty = _corner(nodes[target])
        x1, y1 = x + WIDTH, y + HEIGHT * place / (len(by_target) + 1)
        x2, y2 = (tx, ty + HEIGHT / 2) if tx > x else (tx + WIDTH / 2, ty + HEIGHT)
        bend = max(40, abs(x2 - x1) / 2)
        dashed = ' stroke-dasharray="5 4"' if all(c["when"] for c in choices) else ""
        out.append(
            f'<path d="M{x1} {y1:g}C{x1 + bend:g} {y1:g} {x2 - bend:g} {y2:g} {x2} {y2:g}" fill="none" stroke="#55635d"{dashed} marker-end="url(#a)"/>'
        )
        label = " ".join(c["id"] + _moves(c) for c in choices)
        out.append(f'<text x="{x1 + 8}" y="{y1 - 4:g}" fill="#22614f">{escape(label)}</text>')
    return out


def _moves(choice: Mapping[str, Any]) -> str:
    moves = [f"{gauge[:4]}{points:+d}" for gauge, points in choice["effects"].items() if points]
    return f"({','.join(moves)})" if moves else ""


def _attribute(text: str) -> str:
    return escape(text, {'"': "&quot;"})
