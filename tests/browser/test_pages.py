"""Every page of the book in a real browser: accessible, narrow, in both lights, without a script, without a network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open, has_focus, press_to
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
PAGES = sorted(
    p.relative_to(ROOT).with_suffix(".html").as_posix() for p in ROOT.glob("book/**/*.md") if p.parent.name != "formateur"
)
TOUCHED = ["book/index.html", "book/guides/ecrire.html", "book/niveau-1/02-posture-et-ecoute.html", "book/formats/index.html"]
Check = Callable[[Page], None]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_on_a_phone_and_on_a_wide_screen_and_fits_320_pixels(
    path: str, open_page: Open, accessible: Check
) -> None:
    page = open_page(path)
    accessible(page)
    page.set_viewport_size({"width": 1200, "height": 800})
    accessible(page)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", TOUCHED)
def test_a_page_is_accessible_in_the_dark(path: str, open_page: Open, accessible: Check) -> None:
    accessible(open_page(path, color_scheme="dark"))


@pytest.mark.parametrize("path", [p for p in PAGES if "jeux-de-role" in p or "niveau" in p or "ressources" in p])
def test_a_page_without_script_is_readable_and_accessible(path: str, open_page: Open) -> None:
    page = open_page(path, java_script_enabled=False)
    assert page.locator("h1").is_visible()
    for reading in page.locator(".cc-fallback").all():
        assert reading.is_visible()
        assert len(reading.text_content() or "") > 400


def test_on_paper_the_reading_takes_the_place_of_the_activity(open_page: Open) -> None:
    page = open_page("book/jeux-de-role/le-silence.html")
    page.emulate_media(media="print")
    assert page.locator(".cc-fallback").is_visible()
    assert not page.locator(".cc-role-play").is_visible()


def test_the_menu_of_a_phone_opens_with_the_keyboard(open_page: Open) -> None:
    page = open_page("book/index.html")
    drawer = page.locator(".sidebar-drawer")
    left = drawer.bounding_box()
    press_to(page, "#__navigation")
    page.keyboard.press("Space")
    page.wait_for_function("document.querySelector('.sidebar-drawer').getBoundingClientRect().left >= 0")
    assert left is not None
    assert left["x"] < 0
    press_to(page, ".sidebar-tree a")


def test_the_first_tab_leads_to_the_content(open_page: Open) -> None:
    page = open_page("book/niveau-1/01-pourquoi-le-dialogue.html", viewport={"width": 1200, "height": 800})
    press_to(page, ".skip-to-content", most=3)
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#furo-main-content"


def test_the_light_can_be_chosen_even_where_storage_is_refused(open_page: Open) -> None:
    refuse = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
    page = open_page("book/index.html", before=refuse)
    assert page.evaluate("document.body.dataset.theme") == "auto"


def test_a_page_visited_once_opens_without_a_network(open_page: Open) -> None:
    page = open_page("book/jeux-de-role/le-silence.html", workers=True)
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.wait_for_function("caches.open('cat-course-1').then(c => c.keys()).then(k => k.length >= 5)")
    page.context.set_offline(True)
    page.reload()
    page.wait_for_selector(".cc-activity[data-ready]")
    page.get_by_role("button", name="Commencer").click()
    assert has_focus(page) == "scene"


def test_the_index_of_formats_filters_and_says_how_many_are_left(open_page: Open, accessible: Check) -> None:
    page = open_page("book/formats/index.html")
    rows = page.locator("tbody tr:visible")
    whole = rows.count()
    page.get_by_role("searchbox").fill("cercle")
    assert 0 < rows.count() < whole
    assert page.locator(".cc-filter [role=status]").inner_text().startswith(f"{rows.count()} ")
    accessible(page)


def test_search_finds_a_page_and_speaks_french(open_page: Open, site: str) -> None:
    page = open_page("search.html?q=bocal")
    page.wait_for_selector("#search-results li a")
    assert "Bocal" in page.locator("#search-results").inner_text()
    assert "Search" not in page.locator("body").inner_text()


def test_every_page_of_the_table_of_contents_was_looked_at(book: Path) -> None:
    built = sorted(p.relative_to(book).as_posix() for p in (book / "book").rglob("*.html"))
    assert built == PAGES
