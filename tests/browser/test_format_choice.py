"""The choice of a format in a page: by keyboard alone, with kind words for bad input, and a comparison."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from cat_course import Course
from cat_course.engine.matching import Situation, match
from tests.browser.conftest import Open, has_focus, press_to

pytestmark = pytest.mark.browser
PATH = "book/ressources/choisir-un-format.html"
Check = Callable[[Page], None]


def ask(page: Page, purpose: str = "confiance") -> None:
    page.locator(f'.cc-purposes input[value="{purpose}"]').check()
    page.get_by_role("button", name="Voir les formats").click()


def titles(page: Page) -> list[str]:
    return [text.split("\n")[-1].strip() for text in page.locator(".cc-format h4, .cc-format h5").all_inner_texts()]


def test_the_keyboard_alone_asks_reads_compares_and_comes_back(open_page: Open, accessible: Check) -> None:
    page = open_page(PATH)
    press_to(page, '.cc-purposes input[value="confiance"]')
    page.keyboard.press("Space")
    press_to(page, ".cc-actions button[type=submit]")
    page.keyboard.press("Enter")
    assert has_focus(page) == "title"
    for _ in range(2):
        press_to(page, '[data-focus^="compare/"]:not(:checked):not([data-focus="compare/none"])')
        page.keyboard.press("Space")
    accessible(page)
    press_to(page, '[data-focus="compare"]')
    page.keyboard.press("Enter")
    assert has_focus(page) == "comparison"
    accessible(page)
    press_to(page, '[data-focus="comparison/close"]')
    page.keyboard.press("Enter")
    assert has_focus(page) == "compare"


def test_the_page_ranks_as_python_does_and_loses_no_format(course: Course, open_page: Open) -> None:
    page = open_page(PATH)
    ask(page)
    expected = [fit.title for fit in match(course, Situation(purposes=("confiance",), people=10, minutes=90))]
    assert titles(page) == expected
    assert len(expected) == len(course.formats)


@pytest.mark.parametrize(
    ("people", "word"), [("0", "Écrivez 1 au moins"), ("-3", "Écrivez"), ("", "Écrivez un nombre"), ("2,5", "nombre entier")]
)
def test_bad_numbers_get_a_kind_sentence_and_the_list_stays(people: str, word: str, open_page: Open, accessible: Check) -> None:
    page = open_page(PATH)
    ask(page)
    before = titles(page)
    field = page.get_by_label("Nombre de personnes")
    field.fill(people)
    field.press("Tab")
    assert word in page.locator(".cc-counts").inner_text()
    assert field.get_attribute("aria-invalid") == "true"
    assert titles(page) == before
    accessible(page)


def test_what_nothing_fits_still_gets_every_format_with_what_would_change_it(
    course: Course, open_page: Open, accessible: Check
) -> None:
    page = open_page(PATH, color_scheme="dark")
    page.get_by_label("Nombre de personnes").fill("900")
    page.get_by_label("Durée en minutes").fill("5")
    ask(page, "conflit")
    assert len(titles(page)) == len(course.formats)
    assert "aucun ne convient" in page.locator(".cc-results").inner_text()
    assert page.locator(".cc-why-out").count() > len(course.formats)
    accessible(page)


def test_a_change_updates_the_list_and_says_so_once(open_page: Open) -> None:
    page = open_page(PATH)
    ask(page)
    page.get_by_label("Nombre de personnes").fill("40")
    page.keyboard.press("Tab")
    status = page.locator(".cc-activity [role=status].cc-sr")
    page.wait_for_function("document.querySelector('.cc-activity [role=status].cc-sr').textContent.includes('En tête')")
    assert "formats" in status.inner_text()


def test_the_situation_survives_a_reload_and_can_be_forgotten(open_page: Open) -> None:
    page = open_page(PATH)
    ask(page)
    page.get_by_label("Nombre de personnes").fill("17")
    page.wait_for_function("localStorage.getItem('cat-course').includes('17')")
    page.reload()
    page.wait_for_selector("[data-ready]")
    assert page.get_by_label("Nombre de personnes").input_value() == "17"
    assert page.locator(".cc-format").count() > 0
    page.get_by_role("button", name="Recommencer").click()
    assert page.get_by_label("Nombre de personnes").input_value() == "10"
    assert page.locator(".cc-format").count() == 0


def test_a_format_of_the_list_leads_to_its_page(open_page: Open) -> None:
    page = open_page(PATH)
    ask(page)
    link = page.locator(".cc-format a").first
    title = link.inner_text()
    link.click()
    page.wait_for_selector("h1")
    assert title in page.locator("h1").inner_text()
