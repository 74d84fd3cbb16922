"""The self-assessment: golden vectors, laws that hold for any answers, and the table of the real framework."""

from __future__ import annotations

import json
from dataclasses import astuple
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cat_course.content.framework import Framework
from cat_course.content.reading import read_yaml, validate
from cat_course.content.settings import Settings
from cat_course.engine import assessment
from cat_course.engine.assessment import changes, compile_assessment, gaps, mean_tenths, next_reading, profile, strengths
from cat_course.errors import UnknownIdError

ROOT = Path(__file__).parent.parent
VECTORS = json.loads((Path(__file__).parent / "vectors" / "assessment.json").read_text(encoding="utf-8"))
TABLE = VECTORS["table"]
LEVELS = st.integers(0, 4)


def named(cases: list[dict[str, Any]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases, ids=lambda case: case["name"])


@named(VECTORS["means"])
def test_mean(case: dict[str, Any]) -> None:
    assert mean_tenths(case["numbers"]) == case["expect"]


@named(VECTORS["cases"])
def test_assessment(case: dict[str, Any]) -> None:
    answers = case["answers"]
    assert [list(astuple(d)) for d in profile(TABLE, answers)] == case["profile"]
    assert [[g.competency, g.level, g.aim] for g in gaps(TABLE, answers)] == case["gaps"]
    assert strengths(TABLE, answers) == case["strengths"]
    assert next_reading(TABLE, answers) == case["reading"]
    assert [list(astuple(c)) for c in changes(TABLE, answers, case["last"])] == case["changes"]


@st.composite
def situations(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, int], dict[str, int]]:
    """Draw a table, answers and the answers of the time before; some ids of theirs are not in the table."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=6))
    pages = [f"page-{n}" for n in range(6)]
    domains: list[dict[str, Any]] = [
        {
            "id": f"d{d}",
            "competencies": [
                {
                    "id": f"c{d}-{c}",
                    "aim": draw(st.integers(1, 4)),
                    "reading": draw(st.lists(st.sampled_from(pages), unique=True)),
                }
                for c in range(size)
            ],
        }
        for d, size in enumerate(sizes)
    ]
    ids = [c["id"] for d in domains for c in d["competencies"]]
    answers = st.dictionaries(st.sampled_from([*ids, "gone"]), LEVELS)
    return {"domains": domains}, draw(answers), draw(answers)


def competencies(table: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {c["id"]: c for d in table["domains"] for c in d["competencies"]}


@given(st.lists(LEVELS, min_size=1, max_size=60))
def test_a_mean_lies_between_the_lowest_and_the_highest(numbers: list[int]) -> None:
    mean = mean_tenths(numbers)
    assert mean is not None
    assert 10 * min(numbers) <= mean <= 10 * max(numbers)
    assert abs(mean - 10 * sum(numbers) / len(numbers)) <= 0.5


@given(situations(), st.randoms())
def test_the_order_of_the_answers_changes_nothing(situation: Any, random: Any) -> None:
    table, answers, last = situation
    items = list(answers.items())
    random.shuffle(items)
    for rule in (profile, gaps, strengths, next_reading):
        assert rule(table, dict(items)) == rule(table, answers)
    assert changes(table, dict(items), last) == changes(table, answers, last)


@given(situations())
def test_a_profile_speaks_of_every_domain_and_of_answers_only(situation: Any) -> None:
    table, answers, _ = situation
    for domain, level in zip(table["domains"], profile(table, answers), strict=True):
        given_levels = [answers[c["id"]] for c in domain["competencies"] if c["id"] in answers]
        assert (level.domain, level.answered, level.total) == (domain["id"], len(given_levels), len(domain["competencies"]))
        assert (level.level is None) == (not given_levels)
        assert level.level is None or 10 * min(given_levels) <= level.level <= 10 * max(given_levels)


@given(situations())
def test_gaps_are_sorted_answered_and_below_their_aim(situation: Any) -> None:
    table, answers, _ = situation
    found = gaps(table, answers)
    known = list(competencies(table))
    assert all(g.level == answers[g.competency] < g.aim for g in found)
    keys = [(g.level - g.aim, known.index(g.competency)) for g in found]
    assert keys == sorted(keys)


@given(situations())
def test_each_answer_is_a_gap_or_a_strength_and_an_unanswered_competency_is_neither(situation: Any) -> None:
    table, answers, _ = situation
    below, above = [g.competency for g in gaps(table, answers)], strengths(table, answers)
    assert sorted(below + above) == sorted(i for i in competencies(table) if i in answers)


@given(situations())
def test_at_most_three_distinct_pages_to_read_all_of_them_of_a_gap(situation: Any) -> None:
    table, answers, _ = situation
    pages = next_reading(table, answers)
    assert len(pages) == len(set(pages)) <= 3
    assert set(pages) <= {page for gap in gaps(table, answers) for page in gap.reading}
    if found := gaps(table, answers):
        assert set(found[0].reading[:3]) <= set(pages)


@given(situations())
def test_only_what_is_answered_both_times_is_compared(situation: Any) -> None:
    table, answers, last = situation
    found = changes(table, answers, last)
    assert {c.competency for c in found} == competencies(table).keys() & answers.keys() & last.keys()
    assert all((c.before, c.level) == (last[c.competency], answers[c.competency]) for c in found)


@given(situations())
def test_doing_better_never_adds_a_gap(situation: Any) -> None:
    table, answers, _ = situation
    better = {i: min(4, level + 1) for i, level in answers.items()}
    assert {g.competency for g in gaps(table, better)} <= {g.competency for g in gaps(table, answers)}


def stand_in() -> Any:
    """The real framework and levels, with two pages of the first level and one of the second, whatever the pages are today."""
    framework = validate(read_yaml(ROOT, ROOT / "book" / "competences.yml"), Framework)
    ids = list(framework.competencies)
    modules = {"m1": ids[:3], "m2": ids[2:6], "m3": ids[-2:]}
    return SimpleNamespace(
        framework=framework,
        settings=validate(read_yaml(ROOT, ROOT / "book" / "course.yml"), Settings),
        ordered_modules={m: SimpleNamespace(title=f"Module {m}", competencies=dict.fromkeys(c)) for m, c in modules.items()},
        page_of=lambda kind, m: f"book/{m}",
    )


@pytest.fixture(scope="module")
def course() -> Any:
    return stand_in()


@pytest.mark.parametrize("level", ["niveau-1", "niveau-2"])
def test_the_table_holds_what_the_level_aims_at_and_nothing_else(course: Any, level: str) -> None:
    table = compile_assessment(course, level)
    aimed = [c for c in course.framework.competencies.values() if level in c.aim]
    assert list(competencies(table)) == [c.id for c in aimed]
    assert [c["aim"] for c in competencies(table).values()] == [course.framework.level_number(c.aim[level]) for c in aimed]
    assert all(domain["competencies"] for domain in table["domains"])
    assert all(len(lines) >= 2 for c in competencies(table).values() for lines in c["behaviours"])
    assert len(table["mastery"]) == 4


def test_pages_are_those_of_the_competencies_in_the_course_s_order(course: Any) -> None:
    table = compile_assessment(course, "niveau-1", ["presence-et-posture"])
    assert [d["id"] for d in table["domains"]] == ["presence-et-posture"]
    assert [c["reading"] for c in competencies(table).values()] == [["book/m1"], ["book/m1"], ["book/m1", "book/m2"]]
    assert table["pages"] == {"book/m1": "Module m1", "book/m2": "Module m2"}


def test_an_unknown_level_or_domain_is_refused(course: Any) -> None:
    with pytest.raises(UnknownIdError):
        compile_assessment(course, "niveau-3")
    with pytest.raises(UnknownIdError):
        compile_assessment(course, "niveau-1", ["ecoute"])


@pytest.mark.parametrize("level", ["niveau-1", "niveau-2"])
def test_a_state_with_everything_answered_twice_fits_in_4096_characters(course: Any, level: str) -> None:
    every = dict.fromkeys(competencies(compile_assessment(course, level)), 4)
    state = {**assessment.initial_state(), "answers": every, "done": True, "on": "2026-11-24"}
    state["last"] = {"on": "2026-03-01", "answers": every}
    assert len(json.dumps(state)) < 4096


def test_a_self_assessment_nobody_has_begun_holds_nothing() -> None:
    assert assessment.initial_state() == {"answers": {}, "done": False, "on": None, "last": None}
