"""The curriculum as a whole: objectives are practised and assessed, and a training's hours add up or say why not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cat_course import Course
from cat_course.content.lessons import LessonPlan
from cat_course.content.trainings import Training
from cat_course.engine.curriculum import alignment, lay_out, of_level
from cat_course.labels import fill, load_labels

LEVEL = "niveau-1"


def lesson(module_id: str, *minutes: int) -> LessonPlan:
    words = {"objective": "sait", "trainer": "Dites.", "group": "Écoute."}
    steps = [{"id": f"e{i}", "title": f"{module_id} {i}", "minutes": m, **words} for i, m in enumerate(minutes)]
    rest = {"debrief_questions": ["a", "b", "c"], "observe": ["a", "b", "c"], "pitfalls": ["a"]}
    return LessonPlan.model_validate({"module": module_id, "group": [6, 12], "prepare": ["a"], "steps": steps, **rest})


def training(*sessions: tuple[int, int, int]) -> Training:
    held = [{"label": f"S{i}", "week": week, "minutes": m, "pause": p} for i, (week, m, p) in enumerate(sessions)]
    return Training.model_validate({"id": "essai", "title": "Essai", "level": LEVEL, "intro": "Pour voir.", "sessions": held})


def with_lessons(course: Course, *minutes: int) -> Course:
    """The course with the same lesson plan for each module of the level."""
    lessons = {module_id: lesson(module_id, *minutes) for module_id, _ in of_level(course, LEVEL)}
    return Course(**{**course.__dict__, "lessons": lessons})


def keys(found: tuple[Any, list[Any]]) -> set[str]:
    return {warning.key for warning in found[1]}


def test_every_objective_of_the_level_is_worked_on_by_an_activity_or_in_the_field(course: Course) -> None:
    rows = alignment(course, LEVEL)
    assert {row.module for row in rows} == {module_id for module_id, _ in of_level(course, LEVEL)}
    for row in rows:
        assert row.activities or row.field, row
        assert row.competencies


def test_a_role_play_practises_only_the_objectives_whose_competencies_it_trains(course: Course) -> None:
    for row in alignment(course, LEVEL):
        for activity in row.activities:
            assert {*row.competencies} & {*course.roleplays[activity].competencies}


def test_the_steps_fill_the_sessions_in_order_and_none_is_cut_in_two(course: Course) -> None:
    whole = with_lessons(course, 20, 30, 40)
    modules = [module_id for module_id, _ in of_level(course, LEVEL)]
    sessions, warnings = lay_out(whole, training(*((week, 110, 10) for week in range(1, len(modules) + 1))))
    assert [s.modules for s in sessions] == [[m] for m in modules]
    assert [[slot.at for slot in s.slots] for s in sessions] == [[0, 20, 50]] * len(modules)
    assert [s.spare for s in sessions] == [10] * len(modules)
    assert "missing" not in {w.key for w in warnings}


def test_a_step_that_no_longer_fits_begins_the_next_session(course: Course) -> None:
    count = 2 * len(list(of_level(course, LEVEL)))
    sessions, _ = lay_out(with_lessons(course, 40, 30, 30), training(*((week, 60, 0) for week in range(1, count + 1))))
    assert [slot.minutes for slot in sessions[0].slots] == [40]
    assert [slot.minutes for slot in sessions[1].slots] == [30, 30]


def test_a_module_does_not_leave_its_first_step_alone_at_the_end_of_a_session(course: Course) -> None:
    lessons = with_lessons(course, 5, 40, 15)
    sessions, warnings = lay_out(lessons, training(*((week, 120, 0) for week in range(1, len(lessons.lessons)))))
    assert "missing" not in {w.key for w in warnings}
    for session in sessions:
        assert len(session.slots) == 1 or session.slots[-1].minutes != 5, session


def test_the_work_is_spread_evenly_and_the_last_session_is_not_empty(course: Course) -> None:
    whole = with_lessons(course, 30, 30, 30)
    total = 90 * len(whole.lessons)
    sessions, _ = lay_out(whole, training(*((week, 300, 0) for week in range(1, 7))))
    filled = [s.minutes - s.spare for s in sessions]
    assert sum(filled) == total
    assert all(abs(minutes - total / 6) <= 30 for minutes in filled), filled


def test_a_step_too_long_for_the_next_sessions_waits_for_one_that_holds_it(course: Course) -> None:
    sessions, warnings = lay_out(with_lessons(course, 10, 10, 20), training((1, 15, 0), (2, 15, 0), (3, 10, 0), (4, 3000, 0)))
    assert "missing" not in {w.key for w in warnings}
    assert [slot.minutes for slot in sessions[3].slots[:1]] == [20]


def test_a_training_of_whole_modules_never_parts_one_that_fits_a_session(course: Course) -> None:
    lessons = with_lessons(course, 30, 30, 30)
    modules = list(lessons.lessons)
    held = training(*((week, 160, 0) for week in range(1, len(modules) + 1))).model_copy(update={"whole": True})
    sessions, _ = lay_out(lessons, held)
    assert [s.modules for s in sessions] == [[m] for m in modules]


def test_minutes_that_find_no_place_are_counted_and_said(course: Course) -> None:
    whole = with_lessons(course, 20, 30, 40)
    count = len(list(of_level(course, LEVEL)))
    _, warnings = lay_out(whole, training((1, 100, 10)))
    (missing,) = [w for w in warnings if w.key == "missing"]
    assert missing.values == {"minutes": 90 * (count - 1)}


@pytest.mark.parametrize(
    ("minutes", "sessions", "expected"),
    [
        ((30, 30, 30), [(w, 300, 0) for w in range(1, 20)], "loose"),
        ((30, 30, 30), [(1, 95, 0)] * 20, "heavy"),
    ],
)
def test_what_does_not_add_up_is_said(course: Course, minutes: Any, sessions: Any, expected: str) -> None:
    assert expected in keys(lay_out(with_lessons(course, *minutes), training(*sessions)))


def test_reading_spread_over_the_weeks_before_weighs_on_no_week_of_the_sessions(course: Course) -> None:
    crammed = training(*[(1, 200, 0)] * 4)
    lessons = with_lessons(course, 30, 30, 30)
    assert "heavy" in keys(lay_out(lessons, crammed))
    assert "heavy" not in keys(lay_out(lessons, crammed.model_copy(update={"reading_weeks": 3})))
    assert "heavy" in keys(lay_out(lessons, crammed.model_copy(update={"reading_weeks": 1})))


def test_a_module_without_a_lesson_plan_is_named(course: Course) -> None:
    bare = Course(**{**course.__dict__, "lessons": {}})
    found = lay_out(bare, training((1, 90, 0)))
    (unplanned,) = [w for w in found[1] if w.key == "unplanned"]
    assert all(module.title in str(unplanned.values["modules"]) for _, module in of_level(course, LEVEL))


def test_hours_that_differ_from_those_of_the_level_are_said(course: Course) -> None:
    level = course.settings.levels[0].model_copy(update={"hours": 1000.0})
    settings = course.settings.model_copy(update={"levels": (level, *course.settings.levels[1:])})
    assert "hours" in keys(lay_out(Course(**{**course.__dict__, "settings": settings}), training((1, 90, 0))))


@given(st.lists(st.integers(5, 90), min_size=3, max_size=8), st.lists(st.integers(30, 240), min_size=1, max_size=20))
def test_no_minute_is_lost_and_no_session_overflows(course: Course, steps: list[int], lengths: list[int]) -> None:
    whole = with_lessons(course, *steps)
    sessions, warnings = lay_out(whole, training(*((1, m, 0) for m in lengths)))
    missing = sum(int(str(w.values["minutes"])) for w in warnings if w.key == "missing")
    placed = sum(slot.minutes for s in sessions for slot in s.slots)
    assert placed + missing == sum(steps) * len(whole.lessons)
    assert all(s.spare >= 0 for s in sessions)


def test_each_warning_has_a_sentence_that_takes_its_values(course: Course) -> None:
    words = load_labels()["curriculum"]
    values = {"modules": "a", "minutes": 1, "room": 2, "total": "3", "level": "4", "week": 5, "hours": "6", "most": "7"}
    for key in ("unplanned", "missing", "loose", "hours", "heavy"):
        assert "{" not in fill(words[f"warning-{key}"], values)


def test_each_way_to_run_the_level_lays_out_every_module_of_it(course: Course) -> None:
    for way in course.trainings.values():
        sessions, warnings = lay_out(course, way)
        assert not warnings, (way.id, warnings)
        held = list(dict.fromkeys(m for s in sessions for m in s.modules))
        assert held == [module_id for module_id, _ in of_level(course, way.level)]
