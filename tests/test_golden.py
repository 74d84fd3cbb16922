"""What practitioners would expect the choice of a format to advise, in forty situations."""

from __future__ import annotations

from typing import Any

import pytest

from bench import golden
from cat_course import Course

CASES = golden.read()


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_a_format_that_practitioners_expect_is_among_the_first_three(course: Course, case: dict[str, Any]) -> None:
    verdict = golden.judge(course, case)
    assert verdict.hit, f"expected one of {case['expect']}, got {list(verdict.first)}: {case['because']}"
    assert not verdict.alarm


def test_the_situations_cover_the_whole_vocabulary(course: Course) -> None:
    assert len(CASES) >= 40
    asked = [case["situation"] for case in CASES]
    assert {p for s in asked for p in s["purposes"]} == {t.id for t in course.settings.purposes}
    assert {s["mode"] for s in asked} == {t.id for t in course.settings.modes}
    assert {s["audience"] for s in asked} == {t.id for t in course.settings.audiences}
    assert {s["tension"] for s in asked} == set(range(5))
    assert {s["experience"] for s in asked} == {1, 2, 3, 4}
    assert all(case["because"].strip() for case in CASES)
    assert all(i in course.formats for case in CASES for i in (*case["expect"], *case.get("never", [])))


def test_an_expected_format_that_falls_behind_fails_the_case(course: Course) -> None:
    case = {**CASES[0], "expect": ["methode-delphi"], "never": list(golden.judge(course, CASES[0]).first)}
    verdict = golden.judge(course, case)
    assert not verdict.hit
    assert verdict.alarm
