"""The quiz in a page: by keyboard alone, with a reason for every answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from cat_course import Course
from tests.browser.conftest import Open, has_focus, press_to

pytestmark = pytest.mark.browser
PATH = "book/quiz/le-cadre.html"
Check = Callable[[Page], None]


def test_the_keyboard_alone_answers_every_question_to_the_total(course: Course, open_page: Open, accessible: Check) -> None:
    page = open_page(PATH)
    for question in course.quiz("le-cadre").questions:
        if question.kind == "ordering":
            press_to(page, f'[data-focus="{question.id}/{question.options[1].id}/up"]')
            page.keyboard.press("Enter")
            assert has_focus(page) == f"{question.id}/{question.options[1].id}/up"
        else:
            press_to(page, f'[data-question="{question.id}"] input')
            page.keyboard.press("Space")
        press_to(page, f'[data-focus="{question.id}/check"]')
        page.keyboard.press("Enter")
        assert has_focus(page) == f"{question.id}/result"
        shown = page.locator(f'[data-question="{question.id}"] .cc-because')
        assert shown.count() == len(question.options)
    assert "Votre total" in page.locator(".cc-total").inner_text()
    accessible(page)


def test_a_question_is_accessible_before_and_after_its_answer(course: Course, open_page: Open, accessible: Check) -> None:
    page = open_page(PATH, color_scheme="dark")
    accessible(page)
    for question in course.quiz("le-cadre").questions:
        if question.kind != "ordering":
            page.locator(f'[data-question="{question.id}"] input').first.check()
        page.locator(f'[data-focus="{question.id}/check"]').click()
    accessible(page)


def test_answers_survive_a_reload_and_can_be_forgotten(course: Course, open_page: Open) -> None:
    page = open_page(PATH)
    question = next(q for q in course.quiz("le-cadre").questions if q.kind == "single")
    page.locator(f'[data-question="{question.id}"] input').first.check()
    page.locator(f'[data-focus="{question.id}/check"]').click()
    page.reload()
    page.wait_for_selector("[data-ready]")
    field = page.locator(f'[data-question="{question.id}"]')
    assert field.locator("input").first.is_checked()
    field.get_by_role("button", name="Réessayer").click()
    assert not field.locator("input").first.is_checked()
    assert has_focus(page) == f"{question.id}/title"
