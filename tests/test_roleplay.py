"""Role-play: the Python side of the golden vectors, and what holds of any scenario and any walk."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cat_course.content.framework import Framework
from cat_course.content.reading import read_yaml, validate
from cat_course.content.roleplays import RolePlay
from cat_course.engine.exploration import explore
from cat_course.engine.layout import layers
from cat_course.engine.roleplay import (
    State,
    after,
    compile_roleplay,
    evidence,
    initial_state,
    is_ending,
    open_choices,
    replay,
    start,
)

ROOT = Path(__file__).parent.parent
VECTORS = json.loads((ROOT / "tests/vectors/roleplay.json").read_text(encoding="utf-8"))
TABLE = VECTORS["table"]
SCENARIOS = sorted((ROOT / "book/jeux-de-role").glob("*.yml"))
FRAMEWORK = validate(read_yaml(ROOT, ROOT / "book/competences.yml"), Framework)
EXAMPLES = settings(max_examples=60, deadline=None)
COMPETENCIES = ["ecoute", "cadre"]
GAUGES = ["confiance", "constructor"]


def compiled(path: Path) -> dict:
    return compile_roleplay(path.stem, validate(read_yaml(ROOT, path), RolePlay), FRAMEWORK)


def step(table: dict, state: State, choice_id: str) -> State | None:
    """The state after a choice, or ``None`` where that choice is unknown or closed."""
    choice = next((c for c in open_choices(table, state) if c["id"] == choice_id), None)
    return choice and after(table, state, choice)


# --- the golden vectors


@pytest.mark.parametrize("case", VECTORS["paths"], ids=lambda case: case["name"])
def test_a_path_is_folded_as_the_rule_says(case):
    steps, state = replay(TABLE, case["path"])
    assert {
        "holds": len(steps),
        "node": state.node,
        "gauges": list(state.gauges),
        "open": [c["id"] for c in open_choices(TABLE, state)],
        "ending": is_ending(TABLE, state),
        "evidence": {k: list(e) for k, e in evidence(TABLE, case["path"]).items()},
    } == case["expect"]


@pytest.mark.parametrize("case", VECTORS["steps"], ids=lambda case: case["name"])
def test_a_step_leads_where_the_rule_says(case):
    to = step(TABLE, State(case["node"], tuple(case["gauges"])), case["choice"])
    assert (to and {"node": to.node, "gauges": list(to.gauges)}) == case["expect"]


# --- any scenario: the strategy makes some that loop, some with dead ends, some that nothing closes


@st.composite
def scenarios(draw: st.DrawFn, loops: bool = True) -> RolePlay:
    """A scenario of 3 to 8 scenes; without *loops*, every choice leads to a later scene."""
    count = draw(st.integers(3, 8))
    names = [f"n{i}" for i in range(count)]
    small = st.integers(-3, 3)
    gauges = {}
    for gauge in GAUGES:
        low, span = draw(small), draw(st.integers(1, 6))
        begin = draw(st.integers(low, low + span))
        gauges[gauge] = {"label": "G", "start": begin, "min": low, "max": low + span, "low": "b", "high": "h"}

    def choice(place: int) -> dict:
        bounds = st.fixed_dictionaries({draw(st.sampled_from(["min", "max"])): small})
        return {
            "text": draw(st.sampled_from(["Oui", "Non, merci", "Peut-être"])),
            "to": draw(st.sampled_from(names if loops else names[place + 1 :])),
            "effects": draw(st.dictionaries(st.sampled_from(GAUGES), small)),
            "shows": draw(st.dictionaries(st.sampled_from(COMPETENCIES), st.integers(0, 3))),
            "when": draw(st.dictionaries(st.sampled_from(GAUGES), bounds, max_size=1)),
        }

    nodes = {}
    for place, name in enumerate(names):
        if place == count - 1 or (place > 0 and draw(st.booleans())):
            ending = {"title": "Fin", "tone": draw(st.sampled_from(["reussi", "mitige", "echec"]))}
            nodes[name] = {"text": "…", "ending": ending}
        else:
            choices = [choice(place) for _ in range(draw(st.integers(1, 4)))]
            nodes[name] = {"title": name, "text": "…", "choices": choices}
    return RolePlay.model_validate(
        {
            "title": "T", "level": "n1", "module": "m", "minutes": 1, "format": "f", "audiences": ["a"],
            "competencies": COMPETENCIES, "context": "…", "cast": {"x": {"name": "X", "role": "r", "concern": "c"}},
            "gauges": gauges, "start": "n0", "nodes": nodes,
            "trainer": {"script": "…", "minutes": 1, "debrief_questions": ["?", "?"]},
        }
    )  # fmt: skip


class Titles:
    """As much of a framework as compiling needs."""

    class _Named:
        title = "Titre"

    competencies = dict.fromkeys(COMPETENCIES, _Named())


def table_of(scenario: RolePlay) -> dict:
    return compile_roleplay("essai", scenario, Titles())


def walk(table: dict, seed: int, most: int = 40) -> list[str]:
    """Return the choices of a player who draws lots, stopped at an ending, a dead end or *most* steps."""
    lots, state, path = random.Random(seed), start(table), []
    while len(path) < most and (choices := open_choices(table, state)):
        choice = lots.choice(choices)
        path.append(choice["id"])
        state = after(table, state, choice)
    return path


ANY = st.one_of(st.none(), st.integers(), st.floats(), st.text(max_size=3), st.lists(st.text(max_size=2), max_size=2))
seeds = st.integers(0, 2**32)


@EXAMPLES
@given(scenarios(), seeds)
def test_gauges_stay_within_their_bounds_on_any_walk(scenario, seed):
    table = table_of(scenario)
    path = walk(table, seed)
    steps, last = replay(table, path)
    assert len(steps) == len(path)
    for state in [*(s.before for s in steps), last]:
        for gauge, value in zip(table["gauges"], state.gauges, strict=True):
            assert gauge["min"] <= value <= gauge["max"]


@EXAMPLES
@given(scenarios(), seeds)
def test_replaying_any_prefix_gives_the_state_step_by_step(scenario, seed):
    table = table_of(scenario)
    path, state = walk(table, seed), start(table)
    for place, choice_id in enumerate(path):
        assert replay(table, path[:place])[1] == state
        state = step(table, state, choice_id)
        assert state is not None
    assert replay(table, path)[1] == state


@EXAMPLES
@given(scenarios(), seeds, st.lists(ANY, max_size=5))
def test_replaying_garbage_raises_nothing_and_keeps_the_valid_prefix(scenario, seed, garbage):
    table = table_of(scenario)
    path = walk(table, seed, most=5)
    _, state = replay(table, path)
    steps, _ = replay(table, [*path, "closed-or-unknown", *garbage])
    assert [s.choice["id"] for s in steps] == path
    steps, last = replay(table, [*path, *garbage])
    assert [s.choice["id"] for s in steps][: len(path)] == path
    if not garbage or step(table, state, garbage[0]) is None:
        assert last == state
    evidence(table, [*garbage, *path])


@EXAMPLES
@given(scenarios(), seeds)
def test_a_path_never_earns_more_than_was_possible(scenario, seed):
    table = table_of(scenario)
    shown = evidence(table, walk(table, seed))
    assert list(shown) == COMPETENCIES
    assert all(0 <= e.earned <= e.possible for e in shown.values())


@EXAMPLES
@given(scenarios(), seeds)
def test_every_whole_walk_is_within_what_exploring_found(scenario, seed):
    table = table_of(scenario)
    found, path = explore(table), walk(table, seed)
    _, state = replay(table, path)
    assert state in found.moves
    if not is_ending(table, state):
        return
    assert state.node in found.endings
    assert found.shortest <= len(path)
    if found.longest is not None:
        assert len(path) <= found.longest
        low, high = found.score_range
        assert low <= sum(e.earned for e in evidence(table, path).values()) <= high


@EXAMPLES
@given(scenarios(loops=False))
def test_without_loops_lengths_and_scores_are_those_of_all_paths(scenario):
    table = table_of(scenario)
    found = explore(table)
    whole: list[list[str]] = []

    def follow(path: list[str]) -> None:
        _, state = replay(table, path)
        if is_ending(table, state):
            whole.append(path)
        for choice in open_choices(table, state):
            follow([*path, choice["id"]])

    follow([])
    lengths = [len(p) for p in whole]
    scores = [sum(e.earned for e in evidence(table, p).values()) for p in whole]
    assert found.order is not None
    assert found.paths == len(whole)
    assert found.shortest == min(lengths, default=None)
    assert found.longest == max(lengths, default=None)
    assert found.score_range == ((min(scores), max(scores)) if scores else None)


@EXAMPLES
@given(scenarios(loops=False))
def test_random_shares_add_up_to_one_unless_some_players_are_stuck(scenario):
    found = explore(table_of(scenario))
    stuck = any(not moves and not is_ending(found.table, state) for state, moves in found.moves.items())
    total = sum(found.random_shares().values())
    assert total < 1 if stuck else total == pytest.approx(1)
    assert list(found.random_shares()) == found.endings


@EXAMPLES
@given(scenarios())
def test_compiling_is_stable_and_ready_for_json(scenario):
    table = table_of(scenario)
    assert table_of(scenario) == table
    assert json.loads(json.dumps(table)) == table
    assert initial_state(table) == {"rev": table["rev"], "path": [], "seen": {}}


@EXAMPLES
@given(scenarios(loops=False))
def test_on_the_map_no_two_scenes_share_a_place_and_arrows_go_forward(scenario):
    table = table_of(scenario)
    places = {k: tuple(n["at"]) for k, n in table["nodes"].items()}
    assert len(set(places.values())) == len(places)
    linked = {k: [c.to for c in n.choices] for k, n in scenario.nodes.items()}
    reached, queue = {"n0"}, ["n0"]
    for node in queue:
        queue += [to for to in dict.fromkeys(linked[node]) if to not in reached]
        reached.update(linked[node])
    assert all(places[to][0] > places[k][0] for k in reached for to in linked[k])


# --- one scenario in detail


def test_a_scene_stands_after_the_farthest_scene_that_leads_to_it():
    links = {"a": ["b", "c"], "b": ["c"], "c": [], "nowhere": ["c"]}
    assert layers("a", links) == {"a": (0, 0), "b": (1, 0), "c": (2, 0), "nowhere": (3, 0)}


def test_where_a_scenario_loops_a_scene_stands_after_the_nearest():
    assert layers("a", {"a": ["b", "c"], "b": ["c", "a"], "c": []}) == {"a": (0, 0), "b": (1, 0), "c": (1, 1)}


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda p: p.stem)
def test_correcting_words_keeps_the_revision_and_moving_a_gauge_does_not(path):
    scenario = validate(read_yaml(ROOT, path), RolePlay)
    rev = compile_roleplay("x", scenario, FRAMEWORK)["rev"]
    data = scenario.model_dump()
    gauge, node = next(iter(data["gauges"].values())), data["nodes"][scenario.start]
    gauge["label"], gauge["low"], node["text"] = "Autre mot", "Autre mot", "Autre texte"
    node["choices"][0]["text"] = node["choices"][0]["feedback"] = "Autre texte"
    assert compile_roleplay("x", RolePlay.model_validate(data), FRAMEWORK)["rev"] == rev
    gauge["max"] += 1
    assert compile_roleplay("x", RolePlay.model_validate(data), FRAMEWORK)["rev"] != rev


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda p: p.stem)
def test_the_trainers_notes_stay_out_of_the_table(path):
    scenario = validate(read_yaml(ROOT, path), RolePlay)
    text = json.dumps(compiled(path), ensure_ascii=False)
    assert scenario.trainer.debrief_questions[0] not in text
    assert "trainer" not in json.loads(text)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda p: p.stem)
def test_the_largest_state_of_a_real_scenario_fits_in_an_lms(path):
    """Every choice of every scene tried, and the longest path: 4,096 characters is SCORM 1.2's limit."""
    table = compiled(path)
    seen = {k: [c["id"] for c in n["choices"]] for k, n in table["nodes"].items() if "choices" in n}
    longest_id = max((c for ids in seen.values() for c in ids), key=len)
    steps = explore(table).longest or 3 * len(table["nodes"])
    state = {"rev": table["rev"], "path": [longest_id] * steps, "seen": seen}
    assert len(json.dumps(state, ensure_ascii=False)) < 4096
