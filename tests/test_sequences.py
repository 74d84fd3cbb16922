"""The Python side of the sequences vectors, and what holds of any sequence. ``sequences-rules.test.js`` runs the same vectors."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cat_course.content.formats import Format
from cat_course.content.settings import Stage, Term
from cat_course.engine.matching import Situation, compile_matching, rank
from cat_course.engine.sequences import LONG_ENOUGH, SHARE, TENSE, accompany, combine
from tests.test_matching import asked, to_format

VECTORS = json.loads((Path(__file__).parent / "vectors/sequences.json").read_text(encoding="utf-8"))
TABLE = VECTORS["table"]
PURPOSES = [term["id"] for term in TABLE["purposes"]]
MOMENTS = ["ouvrir", "travailler", "clore"]
STAGES = [stage["id"] for stage in TABLE["stages"]]


def compiled(formats: dict[str, Format]) -> dict[str, Any]:
    """Return the table of *formats*, in the vocabulary of the vectors."""
    words = {k: [Term.model_validate(t) for t in TABLE[k]] for k in ("purposes", "modes", "audiences", "tensions")}
    families = [Term(id=k, label=v, hint=None) for k, v in TABLE["families"].items()]
    mastery = [SimpleNamespace(number=m["id"], label=m["label"], meaning=m["hint"]) for m in TABLE["mastery"]]
    stages = [Stage.model_validate(s) for s in TABLE["stages"]]
    course: Any = SimpleNamespace(
        settings=SimpleNamespace(**words, families=families, stages=stages),
        framework=SimpleNamespace(mastery=mastery),
        formats=formats,
        page_of=lambda kind, item_id: f"book/{kind}s/{item_id}",
    )
    return compile_matching(course)


def test_the_formats_of_the_vectors_compile_into_their_table() -> None:
    titles = {entry["id"]: entry["title"] for entry in TABLE["formats"]}
    formats = {i: to_format(titles[i], facts) for i, facts in VECTORS["formats"].items()}
    assert json.loads(json.dumps(compiled(formats))) == TABLE


@pytest.mark.parametrize("case", VECTORS["combine"], ids=lambda case: str(case["name"]))
def test_one_meeting(case: dict[str, Any]) -> None:
    assert [[p.moment, p.format, p.minutes] for p in combine(TABLE, asked(case["situation"]))] == case["parts"]


@pytest.mark.parametrize("case", VECTORS["accompany"], ids=lambda case: str(case["name"]))
def test_several_meetings(case: dict[str, Any]) -> None:
    meetings = accompany(TABLE, asked(case["situation"]))
    found = [[m.stage, list(m.purposes), m.tension, m.fit.format, m.fit.verdict] for m in meetings]
    assert found == case["meetings"]


# --- what holds for any formats

ratings = st.integers(0, 3)
spans = st.lists(st.integers(1, 300), min_size=3, max_size=3).map(sorted)
groups = st.lists(st.integers(1, 60), min_size=4, max_size=4).map(sorted)


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    formats: dict[str, Format] = {}
    for place in range(draw(st.integers(0, 6))):
        low, ideal_low, ideal_high, high = draw(groups)
        shortest, typical, longest = draw(spans)
        facts = {
            "family": "cercles",
            "purposes": draw(st.fixed_dictionaries({p: ratings for p in PURPOSES}).filter(lambda p: any(p.values()))),
            "group": {"min": low, "ideal": [ideal_low, ideal_high], "max": high, "parallel": draw(st.booleans())},
            "duration": {"min": shortest, "typical": typical, "max": longest},
            "moments": draw(st.lists(st.sampled_from(MOMENTS), min_size=1, unique=True)),
            "modes": {"presence": 3},
            "tension": {"max": draw(st.integers(0, 4))},
            "facilitator": draw(st.integers(1, 4)),
            "audiences": ["adultes"],
        }
        formats[f"f{place}"] = to_format("Essai", facts)
    return compiled(formats)


situations = st.builds(
    Situation,
    purposes=st.lists(st.sampled_from(PURPOSES), max_size=3, unique=True).map(tuple),
    people=st.integers(1, 60),
    minutes=st.integers(1, 500),
    tension=st.integers(0, 4),
    audience=st.just("adultes"),
    experience=st.integers(1, 4),
)


@given(tables(), situations)
def test_the_parts_of_a_meeting_fill_it_in_order_and_each_can_hold_its_moment(
    table: dict[str, Any], situation: Situation
) -> None:
    parts = combine(table, situation)
    if not parts:
        return
    assert situation.minutes >= LONG_ENOUGH
    assert 2 <= len(parts) <= 3
    assert sum(part.minutes for part in parts) == situation.minutes
    places = [MOMENTS.index(part.moment) for part in parts]
    assert places == sorted(set(places))
    assert "travailler" in [part.moment for part in parts]
    assert len({part.format for part in parts}) == len(parts)
    entries = {entry["id"]: entry for entry in table["formats"]}
    for part in parts:
        assert part.minutes > 0
        assert part.moment in entries[part.format]["moments"]
        if part.moment != "travailler":
            assert part.minutes <= situation.minutes // SHARE
            assert part.minutes <= entries[part.format]["facts"][1][1]


@given(tables(), situations)
def test_the_work_of_a_meeting_is_in_bounds_for_the_time_that_is_left(table: dict[str, Any], situation: Situation) -> None:
    for part in combine(table, situation):
        if part.moment == "travailler":
            fits = rank(table, replace(situation, minutes=part.minutes))
            assert next(fit.verdict for fit in fits if fit.format == part.format) != "out"


@given(tables(), situations)
def test_meetings_follow_the_stages_and_each_lowers_the_tension_by_one(table: dict[str, Any], situation: Situation) -> None:
    meetings = accompany(table, situation)
    assert len(meetings) != 1
    places = [STAGES.index(meeting.stage) for meeting in meetings]
    assert places == sorted(set(places))
    assert [meeting.tension for meeting in meetings] == [max(0, situation.tension - i) for i in range(len(meetings))]
    served = {purpose for meeting in meetings for purpose in meeting.purposes}
    if meetings:
        assert set(situation.purposes) <= served
    if len(meetings) and situation.tension >= TENSE:
        assert meetings[0].stage == "relier"
    stages = [meeting.stage for meeting in meetings]
    if "choisir" in stages:
        assert "comprendre" in stages


@given(tables(), situations)
def test_a_meeting_out_of_bounds_or_held_twice_means_that_nothing_else_could_hold_it(
    table: dict[str, Any], situation: Situation
) -> None:
    meetings = accompany(table, situation)
    for i, meeting in enumerate(meetings):
        before = {other.fit.format for other in meetings[:i]}
        fits = rank(table, replace(situation, purposes=meeting.purposes, tension=meeting.tension))
        fresh = [fit for fit in fits if fit.verdict != "out" and fit.format not in before]
        assert meeting.fit == (fresh or fits)[0]


@given(situations)
def test_without_formats_there_is_nothing_to_advise(situation: Situation) -> None:
    table = {**TABLE, "formats": []}
    assert combine(table, situation) == accompany(table, situation) == []


def test_sequences_never_change_the_table() -> None:
    before = json.dumps(TABLE)
    for case in (*VECTORS["combine"], *VECTORS["accompany"]):
        combine(TABLE, asked(case["situation"]))
        accompany(TABLE, asked(case["situation"]))
    assert json.dumps(TABLE) == before


@given(pairs=st.lists(st.integers(0, 4), min_size=2, max_size=2).map(sorted))
def test_less_tension_never_asks_for_more_meetings(pairs: list[int]) -> None:
    calm, tense = pairs
    for case in VECTORS["accompany"]:
        situation = asked(case["situation"])
        lengths = [len(accompany(TABLE, replace(situation, tension=tension))) for tension in (calm, tense)]
        assert all(a <= b for a, b in pairwise(lengths))
