"""Random walks: the Python engine and the JavaScript player finish each of them identically.

Walks go over the real scenarios and over generated ones, which hold what authors avoid: loops,
dead ends, gauges below zero, conditions on several gauges. Some start from the path of another
scenario, or from nothing that is a path. Seeds are fixed: a failure happens again.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from cat_course.content.framework import Framework
from cat_course.content.reading import read_yaml, validate
from cat_course.content.roleplays import RolePlay
from cat_course.engine.roleplay import after, compile_roleplay, evidence, is_ending, open_choices, replay

ROOT = Path(__file__).parent.parent
SCENARIOS = sorted((ROOT / "book/jeux-de-role").glob("*.yml"))
FRAMEWORK = validate(read_yaml(ROOT, ROOT / "book/competences.yml"), Framework)
MOST_STEPS = 40

node = shutil.which("node")
pytestmark = [pytest.mark.node, pytest.mark.skipif(node is None, reason="node is not installed")]


def generated(seed: int) -> dict[str, Any]:
    """Return a table drawn by lot: 3 to 12 scenes, of which the last is an ending."""
    lots = random.Random(seed)
    gauges = []
    for gauge_id in ["confiance", "constructor", "0"][: lots.randint(1, 3)]:
        low = lots.randint(-4, 2)
        high = low + lots.randint(1, 8)
        gauges.append({"id": gauge_id, "start": lots.randint(low, high), "min": low, "max": high})
    names = [f"n{i}" for i in range(lots.randint(3, 12))]

    def some(ids: list[str], low: int, high: int) -> dict[str, int]:
        return {i: lots.randint(low, high) for i in ids if lots.random() < 0.6}

    def choice(place: int) -> dict[str, Any]:
        when = {}
        for gauge in gauges:
            if lots.random() < 0.25:
                when[gauge["id"]] = sorted(lots.randint(gauge["min"], gauge["max"]) for _ in range(2))
        ids = [g["id"] for g in gauges]
        effects, shows = some(ids, -9, 9), some(["ecoute", "constructor"], 0, 3)
        return {"id": f"c{place}", "to": lots.choice(names), "effects": effects, "shows": shows, "when": when}

    nodes: dict[str, Any] = {name: {"choices": [choice(i) for i in range(lots.randint(1, 4))]} for name in names[:-1]}
    nodes[names[-1]] = {"tone": "mitige"}
    labels = {"ecoute": "Écouter", "constructor": "Construire"}
    return {"start": "n0", "gauges": gauges, "competencies": labels, "nodes": nodes}


def drawn(tables: list[dict[str, Any]], each: int, seed: int) -> list[dict[str, Any]]:
    """Return *each* walks over every table: most from the start, some from a path that may not hold."""
    lots = random.Random(seed)
    garbage = [None, 7, 1.5, True, {}, [], "constructor", "__proto__", ""]
    walks = []
    for place, table in enumerate(tables):
        ids = sorted({c["id"] for n in table["nodes"].values() for c in n.get("choices", ())})
        for _ in range(each):
            pool = lots.choice([[], ids, ids, [*ids, *garbage]])
            path = [lots.choice(pool) for _ in range(lots.randint(0, 8))] if pool else []
            picks = [lots.randrange(1000) for _ in range(lots.choice([0, 3, MOST_STEPS, MOST_STEPS]))]
            walks.append({"table": place, "path": path, "picks": picks})
    return walks


def finished(table: dict[str, Any], walk: dict[str, Any]) -> dict[str, Any]:
    """Finish one walk as ``walks.js`` does."""
    steps, state = replay(table, walk["path"])
    path, states = [s.choice["id"] for s in steps], [*(s.before for s in steps), state]
    for pick in walk["picks"]:
        choices = open_choices(table, state)
        if not choices:
            break
        choice = choices[pick % len(choices)]
        path.append(choice["id"])
        state = after(table, state, choice)
        states.append(state)
    return {
        "path": path,
        "states": [[s.node, list(s.gauges)] for s in states],
        "open": [[c["id"] for c in open_choices(table, s)] for s in states],
        "over": is_ending(table, state),
        "evidence": {k: e._asdict() for k, e in evidence(table, path).items()},
    }


def finished_by_the_player(tables: list[dict[str, Any]], walks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    command = [str(node), str(ROOT / "tests/frontend/walks.js")]
    text = json.dumps({"tables": tables, "walks": walks})
    done = subprocess.run(command, input=text, capture_output=True, text=True, encoding="utf-8", timeout=60, check=True)
    return json.loads(done.stdout)


def compare(tables: list[dict[str, Any]], walks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    ours = [finished(tables[w["table"]], w) for w in walks]
    theirs = finished_by_the_player(tables, walks)
    assert len(theirs) == len(ours)
    for walk, one, other in zip(walks, ours, theirs, strict=True):
        assert other == one, f"table {walk['table']}, path {walk['path']}, picks {walk['picks']}"
    return ours


def test_the_player_walks_the_real_scenarios_as_the_engine_does():
    assert SCENARIOS
    tables = [
        json.loads(json.dumps(compile_roleplay(p.stem, validate(read_yaml(ROOT, p), RolePlay), FRAMEWORK))) for p in SCENARIOS
    ]
    done = compare(tables, drawn(tables, each=200, seed=1))
    for table in tables:
        endings = {k for k, n in table["nodes"].items() if "tone" in n}
        assert len({w["states"][-1][0] for w in done} & endings) >= 2, "the walks reach too little to compare"


def test_the_player_walks_generated_scenarios_as_the_engine_does():
    tables = [generated(seed) for seed in range(150)]
    done = compare(tables, drawn(tables, each=12, seed=2))
    lengths = [len(w["path"]) for w in done]
    assert sum(w["over"] for w in done) > 100
    assert sum(not w["over"] and not w["open"][-1] for w in done) > 20, "no dead end was met"
    assert sum(length >= MOST_STEPS for length in lengths) > 20, "no loop was met"
