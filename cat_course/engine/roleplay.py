"""Role-play: from an author's scenario to a table, and how a table is played.

:func:`compile_roleplay` resolves every rule: missing choice ids, the bounds of each condition,
the labels of competencies. What is left to a player is to look up, add, clamp and compare, and
``role-play-rules.js`` does the same; both are held to ``tests/vectors/roleplay.json`` and to
random walks.

A **path** is the list of choice ids taken since the start. It is all that is kept of a play:
the state, the evidence and the map are folded from it again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ..content.framework import Framework
from ..content.roleplays import Choice, Node, RolePlay, choice_ids
from .layout import layers

Table = Mapping[str, Any]


class State(NamedTuple):
    """Where a play stands: a node id, and the gauges in the table's order."""

    node: str
    gauges: tuple[int, ...]


class Evidence(NamedTuple):
    """What a path shows of one competency: points earned, out of what its open choices offered."""

    earned: int
    possible: int


class Step(NamedTuple):
    """One choice taken: the state before it, and the choice as the table holds it."""

    before: State
    choice: Mapping[str, Any]


def compile_roleplay(roleplay_id: str, roleplay: RolePlay, framework: Framework) -> dict[str, Any]:
    """Return the table of a role-play, ready for JSON. The trainer's notes stay out of it.

    ``rev`` changes with what a path depends on, and with nothing else: an author who corrects a
    word never tells every learner that the scenario changed.
    """
    places = layers(roleplay.start, {k: [c.to for c in n.choices] for k, n in roleplay.nodes.items()})
    gauges = [{"id": k, **g.model_dump()} for k, g in roleplay.gauges.items()]
    nodes = {k: _node(n, roleplay) | {"at": list(places[k])} for k, n in roleplay.nodes.items()}
    shape = {k: [[c["id"], c["to"], c["effects"], c["when"]] for c in n.get("choices", ())] for k, n in nodes.items()}
    bounds = [[g["id"], g["start"], g["min"], g["max"]] for g in gauges]
    digest = hashlib.sha256(json.dumps([bounds, roleplay.start, shape], sort_keys=True).encode()).hexdigest()
    labels = framework.competencies
    return {
        "id": roleplay_id,
        "title": roleplay.title,
        "minutes": roleplay.minutes,
        "context": roleplay.context.strip(),
        "cast": {k: c.model_dump() for k, c in roleplay.cast.items()},
        "competencies": {c: labels[c].title for c in roleplay.competencies},
        "gauges": gauges,
        "start": roleplay.start,
        "nodes": nodes,
        "rev": digest[:8],
    }


def initial_state(table: Table) -> dict[str, Any]:
    """Return the state of a role-play nobody has started: its revision, no path, nothing seen."""
    return {"rev": table["rev"], "path": [], "seen": {}}


def _node(node: Node, roleplay: RolePlay) -> dict[str, Any]:
    out: dict[str, Any] = {"title": node.ending.title if node.ending else node.title, "text": node.text.strip()}
    if node.speaker:
        out["speaker"] = node.speaker
    if node.ending:
        return out | {"tone": node.ending.tone, "debrief": (node.debrief or "").strip()}
    return out | {"choices": [_choice(i, c, roleplay) for i, c in zip(choice_ids(node.choices), node.choices, strict=True)]}


def _choice(choice_id: str, choice: Choice, roleplay: RolePlay) -> dict[str, Any]:
    when = {}
    for gauge_id, bounds in choice.when.items():
        gauge = roleplay.gauges[gauge_id]
        low = gauge.min if bounds.min is None else bounds.min
        when[gauge_id] = [low, gauge.max if bounds.max is None else bounds.max]
    return {
        "id": choice_id,
        "text": choice.text.strip(),
        "to": choice.to,
        "effects": dict(choice.effects),
        "shows": dict(choice.shows),
        "when": when,
        "feedback": (choice.feedback or "").strip(),
    }


def start(table: Table) -> State:
    """Return the state before any choice."""
    return State(table["start"], tuple(g["start"] for g in table["gauges"]))


def open_choices(table: Table, state: State) -> list[Mapping[str, Any]]:
    """Return the choices that the gauges leave open, in the author's order; none at an ending."""
    values = {g["id"]: v for g, v in zip(table["gauges"], state.gauges, strict=True)}
    return [
        choice
        for choice in table["nodes"][state.node].get("choices", ())
        if all(low <= values[g] <= high for g, (low, high) in choice["when"].items())
    ]


def after(table: Table, state: State, choice: Mapping[str, Any]) -> State:
    """Return the state after an open *choice*: each effect is added, then held within its gauge."""
    moved = (
        min(g["max"], max(g["min"], v + choice["effects"].get(g["id"], 0)))
        for g, v in zip(table["gauges"], state.gauges, strict=True)
    )
    return State(choice["to"], tuple(moved))


def replay(table: Table, path: Sequence[str]) -> tuple[list[Step], State]:
    """Fold *path* from the start; return the steps that still hold and the state they lead to.

    A scenario changes between two visits: the first choice that no longer exists, or is no
    longer open, ends the fold there. Nothing is raised, the learner goes on from that point.
    """
    state, steps = start(table), []
    for choice_id in path:
        choice = next((c for c in open_choices(table, state) if c["id"] == choice_id), None)
        if choice is None:
            break
        steps.append(Step(state, choice))
        state = after(table, state, choice)
    return steps, state


def is_ending(table: Table, state: State) -> bool:
    """Whether the play is over."""
    return "tone" in table["nodes"][state.node]


def evidence(table: Table, path: Sequence[str]) -> dict[str, Evidence]:
    """Return, for each competency of the scenario, what *path* shows of it.

    ``possible`` counts, at each step, the most that an open choice showed: a path is compared
    with what it could have shown, never with another path.
    """
    steps, _ = replay(table, path)
    out = {}
    for competency in table["competencies"]:
        earned = sum(s.choice["shows"].get(competency, 0) for s in steps)
        possible = sum(max((c["shows"].get(competency, 0) for c in open_choices(table, s.before)), default=0) for s in steps)
        out[competency] = Evidence(earned, possible)
    return out
