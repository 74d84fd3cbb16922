"""A role-play as an ink story: the same texts, the same gauges, the same conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

Table = Mapping[str, Any]
SPECIAL = re.compile(r"([\\{}\[\]|#~<>*+=/-])")


def story(table: Table) -> str:
    """Return the ink source of a compiled role-play."""
    lines = [f"VAR {name('g', g['id'])} = {g['start']}" for g in table["gauges"]]
    lines += prose(table["context"])
    for person in table["cast"].values():
        lines += prose(f"{person['name']}, {person['role']}. {person['concern']}")
    lines.append(f"-> {name('n', table['start'])}")
    gauges = {g["id"]: g for g in table["gauges"]}
    for node_id, node in table["nodes"].items():
        lines += ["", f"=== {name('n', node_id)} ===", *scene(table, node, gauges)]
    return "\n".join(lines) + "\n"


def scene(table: Table, node: Mapping[str, Any], gauges: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of one knot: its texts, then its choices, or the end."""
    yield from prose(node["title"])
    if speaker := node.get("speaker"):
        yield from prose(table["cast"][speaker]["name"])
    yield from prose(node["text"])
    if "tone" in node:
        yield from prose(node["debrief"])
        yield "-> END"
        return
    for choice in node["choices"]:
        doors = "".join(
            f"{{{name('g', g)} >= {low} && {name('g', g)} <= {high}}} " for g, (low, high) in choice["when"].items()
        )
        yield f"+ {doors}[{' '.join(prose(choice['text']))}]"
        yield from (f"  {line}" for line in prose(choice["feedback"]))
        for gauge_id, points in choice["effects"].items():
            own, gauge = name("g", gauge_id), gauges[gauge_id]
            yield f"  ~ {own} = MIN(MAX({own} + {points}, {gauge['min']}), {gauge['max']})"
        yield f"  -> {name('n', choice['to'])}"


def prose(text: str) -> list[str]:
    """Return *text* as lines of ink, one for each paragraph, with what ink would read as commands escaped.

    >>> prose("Un mot - puis [rien].\\n\\nFin")
    ['Un mot \\\\- puis \\\\[rien\\\\].', 'Fin']
    """
    parts = (re.sub(r"\s*\n\s*", " ", part) for part in re.split(r"\n\s*\n", text.strip()))
    return [SPECIAL.sub(r"\\\1", part) for part in parts]


def name(kind: str, item_id: str) -> str:
    """Return an id as ink's identifier.

    >>> name("n", "fin-apaisee")
    'n_fin_apaisee'
    """
    return f"{kind}_{item_id.replace('-', '_')}"
