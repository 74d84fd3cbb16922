"""The Python side of the quiz vectors, and what holds for any answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cat_course import Course
from cat_course.engine.quiz import compile_quiz, score, shuffled

VECTORS = json.loads((Path(__file__).parent / "vectors/quiz.json").read_text(encoding="utf-8"))
IDS = list("abcde")


def options(points: list[int]) -> list[dict[str, Any]]:
    return [{"id": i, "points": p} for i, p in zip(IDS, points, strict=False)]


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: str(case["name"]))
def test_vector(case: dict[str, Any]) -> None:
    got = score(case["question"], case["answer"])
    assert {"earned": got.earned, "max": got.max, "verdict": got.verdict} == case["expect"]


@given(st.lists(st.sampled_from([-1, 1]), min_size=2, max_size=5), st.lists(st.sampled_from(IDS), max_size=8))
def test_no_answer_earns_less_than_nothing_or_more_than_all(points: list[int], answer: list[str]) -> None:
    got = score({"kind": "multiple", "options": options(points)}, answer)
    assert 0 <= got.earned <= got.max


@given(st.permutations(IDS))
def test_only_the_right_order_earns_everything(answer: list[str]) -> None:
    got = score({"kind": "ordering", "options": [{"id": i} for i in IDS]}, answer)
    assert (got.verdict == "full") == (answer == IDS)


@given(st.text(max_size=12), st.lists(st.text("abc", min_size=1, max_size=3), min_size=3, max_size=8, unique=True))
def test_steps_are_never_shown_in_the_right_order_and_always_in_the_same(seed: str, ids: list[str]) -> None:
    assert shuffled(seed, ids) != ids
    assert sorted(shuffled(seed, ids)) == sorted(ids)
    assert shuffled(seed, ids) == shuffled(seed, ids)


def test_ticking_every_option_of_a_real_quiz_earns_less_than_half(course: Course) -> None:
    for quiz_id, item in course.quizzes.items():
        table = compile_quiz(quiz_id, item)
        multiple = [q for q in table["questions"] if q["kind"] == "multiple"]
        everything = {q["id"]: [o["id"] for o in q["options"]] for q in multiple}
        got = [score(q, everything[q["id"]]) for q in multiple]
        assert sum(s.earned for s in got) < sum(s.max for s in got) / 2, quiz_id


def test_a_quiz_whose_key_is_followed_earns_everything(course: Course) -> None:
    for quiz_id, item in course.quizzes.items():
        table = compile_quiz(quiz_id, item)
        key: dict[str, Any] = {}
        for question in table["questions"]:
            right = [o["id"] for o in question["options"] if o.get("points", 1) > 0]
            key[question["id"]] = right[0] if question["kind"] == "single" else right
        assert {score(q, key[q["id"]]).verdict for q in table["questions"]} == {"full"}, quiz_id


def test_the_right_answer_is_neither_always_first_nor_always_the_longest(course: Course) -> None:
    for quiz_id, item in course.quizzes.items():
        single = [q for q in item.questions if q.kind == "single"]
        assert sum(q.options[0].right for q in single) <= len(single) / 2, quiz_id
        assert sum(max(q.options, key=lambda o: len(o.text)).right for q in single) <= len(single) / 2, quiz_id
