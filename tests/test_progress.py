"""Progress: what a record shows of a level, and the marks that a page looks for in it."""

from __future__ import annotations

from typing import Any

import pytest

from cat_course import Course
from cat_course.engine.progress import compile_progress
from cat_course.engine.roleplay import compile_roleplay


@pytest.fixture(scope="module")
def modules(course: Course) -> list[dict[str, Any]]:
    return compile_progress(course, tuple(course.ordered_modules))


def test_every_module_is_there_in_order_with_its_role_plays_and_its_quizzes(
    course: Course, modules: list[dict[str, Any]]
) -> None:
    assert [m["page"] for m in modules] == [course.page_of("module", m) for m in course.ordered_modules]
    keys = [a["key"] for m in modules for a in m["activities"]]
    assert sorted(keys) == sorted([*(f"role-play/{r}" for r in course.roleplays), *(f"quiz/{q}" for q in course.quizzes)])


def test_the_page_of_every_activity_exists(course: Course, modules: list[dict[str, Any]]) -> None:
    for module in modules:
        for activity in module["activities"]:
            assert (course.root / f"{activity['page']}.md").is_file(), activity["page"]


def test_a_role_play_is_done_with_one_ending_whichever_choice_led_there(course: Course, modules: list[dict[str, Any]]) -> None:
    for activity in (a for m in modules for a in m["activities"] if a["kind"] == "role-play"):
        roleplay_id = activity["key"].partition("/")[2]
        table = compile_roleplay(roleplay_id, course.roleplay(roleplay_id), course.framework)
        leads = {(n, c["id"]): c["to"] for n, scene in table["nodes"].items() for c in scene.get("choices", ())}
        reached = [{leads[node, choice] for _, node, choice in ways} for ways in activity["marks"]]
        assert all(len(endings) == 1 for endings in reached), "a mark is one ending"
        assert {e for endings in reached for e in endings} == {n for n, scene in table["nodes"].items() if "tone" in scene}
        assert activity["enough"] == 1


def test_a_quiz_is_done_when_every_answer_was_asked_for(course: Course, modules: list[dict[str, Any]]) -> None:
    for activity in (a for m in modules for a in m["activities"] if a["kind"] == "quiz"):
        questions = course.quiz(activity["key"].partition("/")[2]).questions
        assert activity["marks"] == [[["checked", q.id]] for q in questions]
        assert activity["enough"] == len(questions)
