"""Progress: what the record of a learner shows of a level, without judging it.

Reading is not measured: nobody knows what an open page was to its reader. What is counted is what a
learner did: the endings that a play reached, the questions whose answer was asked for. Each is a
**mark**, and a mark says where to look for it in the state of its activity, so that a page only looks up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..content import Course
from .quiz import compile_quiz
from .roleplay import compile_roleplay


def compile_progress(course: Course, module_ids: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return each module with its role-plays and its quizzes, ready for JSON.

    An activity is done with ``enough`` of its ``marks``: every question of a quiz, one ending of a
    role-play. A mark has one or several ways; a way is a path into the state of the activity, whose
    last step is a member of the list found there.
    """
    return [
        {
            "title": course.module(module_id).title,
            "page": course.page_of("module", module_id),
            "activities": [*_roleplays(course, module_id), *_quizzes(course, module_id)],
        }
        for module_id in module_ids
    ]


def _roleplays(course: Course, module_id: str) -> Iterator[dict[str, Any]]:
    for roleplay_id in course.module(module_id).activities:
        if roleplay_id in course.roleplays:
            table = compile_roleplay(roleplay_id, course.roleplays[roleplay_id], course.framework)
            ways: dict[str, list[list[str]]] = {node: [] for node, scene in table["nodes"].items() if "tone" in scene}
            for node, scene in table["nodes"].items():
                for choice in scene.get("choices", ()):
                    if choice["to"] in ways:
                        ways[choice["to"]].append(["seen", node, choice["id"]])
            yield _activity(course, "role-play", "roleplay", table, list(ways.values()), enough=1)


def _quizzes(course: Course, module_id: str) -> Iterator[dict[str, Any]]:
    for quiz_id in course.module(module_id).activities:
        if quiz_id in course.quizzes:
            table = compile_quiz(quiz_id, course.quizzes[quiz_id])
            marks = [[["checked", question["id"]]] for question in table["questions"]]
            yield _activity(course, "quiz", "quiz", table, marks, enough=len(marks))


def _activity(
    course: Course, kind: str, document: str, table: dict[str, Any], marks: list[list[list[str]]], *, enough: int
) -> dict[str, Any]:
    return {
        "kind": kind,
        "key": f"{kind}/{table['id']}",
        "title": table["title"],
        "minutes": table["minutes"],
        # the page of an activity stands beside its data, under the same name
        "page": course.documents[f"{document}:{table['id']}"].path.removesuffix(".yml"),
        "marks": marks,
        "enough": enough,
    }
