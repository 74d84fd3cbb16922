"""The self-assessment in a page: domain after domain to the profile, by keyboard alone, and again later."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from cat_course import Course
from cat_course.engine.assessment import compile_assessment, gaps, next_reading
from tests.browser.conftest import Open, has_focus, press_to

pytestmark = pytest.mark.browser
PATH = "book/ressources/ou-en-etes-vous.html"
Check = Callable[[Page], None]


def answer_first_domain(page: Page, levels: list[int]) -> None:
    for fieldset, level in zip(page.locator(".cc-assess fieldset").all(), levels, strict=False):
        fieldset.locator("input").nth(level).check()


def profile(page: Page) -> None:
    page.get_by_role("button", name="Voir mon profil").click()


def test_the_keyboard_alone_answers_and_reads_its_profile(open_page: Open, accessible: Check) -> None:
    page = open_page(PATH)
    press_to(page, ".cc-assess fieldset input")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.cc-assess') !== null")
    accessible(page)
    press_to(page, "button:not([disabled])")
    while not page.evaluate("document.activeElement.textContent === 'Voir mon profil'"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert has_focus(page) == "results"
    accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_profile_is_drawn_and_said_in_a_table(scheme: str, course: Course, open_page: Open, accessible: Check) -> None:
    page = open_page(PATH, color_scheme=scheme)
    answer_first_domain(page, [1, 0, 3])
    profile(page)
    assert page.locator(".cc-assess svg").count() >= 2
    page.locator(".cc-assess details", has=page.locator("table")).first.locator("summary").click()
    table = page.locator(".cc-assess table").first
    assert course.framework.domains[0].title in table.inner_text()
    accessible(page)
    page.set_viewport_size({"width": 1200, "height": 800})
    accessible(page)


def test_gaps_and_chapters_are_those_that_python_finds(course: Course, open_page: Open) -> None:
    page = open_page(PATH)
    answer_first_domain(page, [0, 1, 0])
    profile(page)
    table = compile_assessment(course, "niveau-1")
    ids = [c["id"] for c in table["domains"][0]["competencies"]]
    answers = dict(zip(ids, [0, 1, 0], strict=True))
    text = page.locator(".cc-assess").inner_text()
    for gap in gaps(table, answers):
        assert course.framework.competencies[gap.competency].title in text
    links = [a.get_attribute("href") or "" for a in page.locator(".cc-assess a").all()]
    assert [link.removeprefix("../../").removesuffix(".html") for link in links] == next_reading(table, answers)


def test_the_next_time_is_compared_with_this_one(open_page: Open, accessible: Check) -> None:
    page = open_page(PATH)
    answer_first_domain(page, [1, 1, 1])
    profile(page)
    page.get_by_role("button", name="Refaire plus tard").click()
    assert page.locator(".cc-assess fieldset input:checked").count() == 0
    answer_first_domain(page, [2, 1, 0])
    profile(page)
    assert "Plus haut : 1. Plus bas : 1. Sans changement : 1." in page.locator(".cc-assess").inner_text().replace("\u202f", " ")
    accessible(page)


def test_answers_survive_a_reload_and_can_be_changed(open_page: Open) -> None:
    page = open_page(PATH)
    answer_first_domain(page, [2])
    profile(page)
    page.reload()
    page.wait_for_selector("[data-ready]")
    page.get_by_role("button", name="Modifier mes réponses").click()
    assert page.locator(".cc-assess fieldset").first.locator("input").nth(2).is_checked()
