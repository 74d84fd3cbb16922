"""What level 1 promises its learners, whoever adds to it later: its length, its questions, its choice of formats."""

from __future__ import annotations

import re

import pytest

from cat_course import Course
from tests.conftest import ROOT

ONLY_TRAINER = re.compile(r"^(`{4,})\{only-trainer\}.*?^\1$", re.MULTILINE | re.DOTALL)
DIRECTIVE = re.compile(r"^```\{[^}]*\}.*?^```$", re.MULTILINE | re.DOTALL)
WORD = re.compile(r"\w+(?:['-]\w+)*")
COURSE = Course.load(ROOT)
MODULES = [module_id for level in COURSE.settings.levels if level.id == "niveau-1" for module_id in level.modules]


def words_of(page: str) -> int:
    """Return how many words of a module's page its learners read, in its own text."""
    return len(WORD.findall(DIRECTIVE.sub("", ONLY_TRAINER.sub("", page))))


def test_only_what_learners_read_is_counted() -> None:
    assert (
        words_of("Un mot.\n\n````{only-trainer}\n```{quiz} a\n```\nDeux mots.\n````\n\n```{quiz} b\n```\nL'eau, peut-être.")
        == 4
    )


@pytest.mark.parametrize("module_id", MODULES)
def test_a_module_is_read_in_one_sitting(module_id: str) -> None:
    assert 1800 <= words_of(COURSE.documents[f"module:{module_id}"].body) <= 3000


@pytest.mark.parametrize("module_id", MODULES)
def test_a_module_ends_with_a_quiz_of_eight_questions_or_more(module_id: str) -> None:
    (quiz,) = [quiz for quiz in COURSE.quizzes.values() if quiz.module == module_id]
    assert len(quiz.questions) >= 8


def test_the_level_has_eight_modules_ten_role_plays_two_of_them_for_the_young_and_48_formats() -> None:
    plays = [play for play in COURSE.roleplays.values() if play.module in MODULES]
    assert (len(MODULES), len(plays) >= 10, len(COURSE.formats) >= 48) == (8, True, True)
    assert len([play for play in plays if "college" in play.audiences]) >= 2
