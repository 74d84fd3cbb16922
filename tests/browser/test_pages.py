"""Every page of the book in a real browser: accessible, narrow, in both lights, without a script, without a network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

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


def test_the_contents_of_a_page_close_once_a_section_is_chosen(open_page: Open) -> None:
    page = open_page("book/niveau-1/06-animer.html", has_touch=True)
    page.locator(".toc-header-icon").tap()
    link = page.locator(".toc-drawer").get_by_role("link", name="Vérifier ses acquis")
    assert (link.bounding_box() or {"height": 0})["height"] >= 30
    link.tap()
    page.wait_for_function("document.querySelector('.toc-drawer').getBoundingClientRect().left >= innerWidth")
    assert page.evaluate("document.querySelector(':target h2').getBoundingClientRect().top") < 400


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


def test_without_a_network_a_page_never_visited_says_what_can_be_read(chromium: Browser, site: str) -> None:
    context = chromium.new_context(service_workers="allow")
    page = context.new_page()
    page.goto(f"{site}/book/niveau-1/03-le-cadre.html")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.wait_for_function("caches.open('cat-course-1').then(c => c.keys()).then(k => k.length >= 6)")
    context.set_offline(True)
    page.goto(f"{site}/book/quiz/le-cadre.html")
    assert page.locator("h1").inner_text() == "Pas de réseau"
    page.get_by_role("link", name="Le cadre").click()
    assert page.locator("h1").inner_text().startswith("Le cadre")
    page.goto(f"{site}/book/niveau-1/03-le-cadre.html?depuis=un-lien")
    assert page.locator("h1").inner_text().startswith("Le cadre")
    page.goto(f"{site}/")  # the short address was kept with the first page
    page.wait_for_url("**/book/index.html")
    context.close()


def test_with_reduced_motion_nothing_moves_by_itself(open_page: Open) -> None:
    moves = "[document.documentElement, ...document.body.querySelectorAll('*')].map(e => getComputedStyle(e)).some(s => s.scrollBehavior === 'smooth' || parseFloat(s.transitionDuration) > 0)"
    assert open_page("book/index.html", reduced_motion="no-preference").evaluate(moves)
    assert not open_page("book/index.html").evaluate(moves)


def test_home_leads_back_to_the_section_that_was_read_and_shows_what_was_done(open_page: Open, accessible: Check) -> None:
    page = open_page("book/index.html")
    page.get_by_role("link", name="Commencer par").click()
    page.wait_for_url("**/01-pourquoi-le-dialogue.html")
    section = page.locator("article section section[id]").nth(3)
    title = section.locator("h2").evaluate("h => h.firstChild.textContent")
    section.evaluate("s => s.scrollIntoView()")
    page.wait_for_timeout(100)
    page.go_back()
    page.wait_for_selector(".cc-start :text('Vous en étiez')")
    assert title in page.locator(".cc-start").inner_text()
    accessible(page)
    page.get_by_role("link", name="Reprendre").click()
    page.wait_for_url("**/01-pourquoi-le-dialogue.html#*")
    assert page.evaluate("document.querySelector(':target h2').getBoundingClientRect().top") < 300
    page.get_by_role("link", name="Répondre au quiz").click()
    page.wait_for_selector("[data-ready]")
    page.locator(".cc-question input").first.check()
    page.get_by_role("button", name="Voir la réponse").first.click()
    page.go_back()
    page.wait_for_selector(".cc-play :text('commencé, 1 sur')")


def test_what_a_device_keeps_can_be_erased_with_the_keyboard(open_page: Open, accessible: Check) -> None:
    kept = '{"version": 1, "course": "cat-course", "states": {"role-play/le-silence": {"rev": "", "path": ["a"], "seen": {}}}}'
    page = open_page("book/index.html", before=f"localStorage.getItem('done') ?? localStorage.setItem('cat-course', '{kept}')")
    press_to(page, ".cc-kept button")
    page.keyboard.press("Enter")
    accessible(page)
    assert "Effacer vos repères" in page.locator(".cc-kept").inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate("document.activeElement.closest('.cc-start') !== null"), "the focus is not lost"


def test_on_paper_a_table_to_fill_in_has_room_to_write_and_nothing_of_the_screen_is_left(open_page: Open) -> None:
    page = open_page("book/niveau-1/03-le-cadre.html")
    page.emulate_media(media="print")
    rows = page.locator("tr:has(p:empty)")
    assert rows.count() > 3
    assert all((row.bounding_box() or {"height": 0})["height"] >= 45 for row in rows.all())
    for chrome in (".toc-drawer", ".sidebar-drawer", ".related-pages"):
        assert not page.locator(chrome).is_visible()
    link = page.locator(".cc-play a").first
    assert link.evaluate("a => getComputedStyle(a).color") == page.locator("article p").first.evaluate(
        "p => getComputedStyle(p).color"
    ), "white on green would print as white on white"


def test_the_index_of_formats_filters_and_says_how_many_are_left(open_page: Open, accessible: Check) -> None:
    page = open_page("book/formats/index.html")
    rows = page.locator("tbody tr:visible")
    whole = rows.count()
    page.get_by_role("searchbox").fill("cercle")
    assert 0 < rows.count() < whole
    assert page.locator(".cc-filter [role=status]").inner_text().startswith(f"{rows.count()} ")
    accessible(page)


@pytest.mark.parametrize("scripted", [True, False])
def test_a_place_of_the_map_opens_its_formats_takes_the_keyboard_there_and_back_closes_them(
    scripted: bool, open_page: Open, accessible: Check
) -> None:
    page = open_page("book/ressources/bien-choisir.html", viewport={"width": 320, "height": 640}, java_script_enabled=scripted)
    places = page.locator(".cc-map-place:visible")
    picture = page.locator(".cc-map-of-formats svg")
    picture.scroll_into_view_if_needed()
    assert places.count() == 0
    size = picture.bounding_box()
    assert size is not None
    assert size["x"] >= 0
    assert size["x"] + size["width"] <= 320
    first = picture.locator("a").first
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".cc-map-place:target")
    assert places.count() == 1
    name = places.first.get_attribute("aria-label")
    assert name == first.get_attribute("aria-label")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.cc-map-place')?.getAttribute('aria-label')") == name
    if scripted:
        accessible(page)
    page.go_back()
    page.wait_for_function("!document.querySelector(':target')")
    assert places.count() == 0
    page.get_by_role("link", name="toutes les cases").click()
    assert places.count() == picture.locator("a").count()


def test_on_paper_the_map_gives_every_list(open_page: Open) -> None:
    page = open_page("book/ressources/bien-choisir.html")
    page.emulate_media(media="print")
    assert all(place.is_visible() for place in page.locator(".cc-map-place").all())


@pytest.mark.parametrize("scripted", [True, False])
@pytest.mark.parametrize("path", ["formats/index", "formats/familles/conflit", "ressources/bien-choisir"])
def test_a_table_of_formats_reads_as_cards_on_a_phone_and_nothing_hides_beside_the_screen(
    path: str, scripted: bool, open_page: Open
) -> None:
    page = open_page(f"book/{path}.html", viewport={"width": 320, "height": 640}, java_script_enabled=scripted)
    for fold in page.locator(".cc-fold:has(.cc-cards) > summary").all():
        fold.click()
    tables = page.locator(".cc-cards .table-wrapper")
    assert tables.count()
    for table in tables.all():
        table.scroll_into_view_if_needed()
        assert table.evaluate("t => t.scrollWidth <= t.clientWidth")
        assert table.locator(".cc-cell:visible").count() > 0
    page.set_viewport_size({"width": 1200, "height": 800})
    assert page.locator(".cc-cards .cc-cell:visible").count() == 0, "a wide table has its head"


def test_the_page_of_a_format_leads_to_a_session_with_it_and_to_its_family(open_page: Open) -> None:
    page = open_page("book/formats/bocal.html", java_script_enabled=False)
    page.get_by_role("link", name="Le comparer aux autres de sa famille").click()
    assert page.locator("h1").inner_text() == "Grand groupe"
    page = open_page("book/formats/bocal.html")
    page.get_by_role("link", name="Préparer une séance avec ce format").click()
    page.wait_for_selector(".cc-activity[data-ready] h3:has-text('Bocal')")


def test_a_format_is_found_by_a_name_heard_somewhere(open_page: Open, accessible: Check) -> None:
    page = open_page("book/formats/index.html")
    rows = page.locator("tbody tr:visible a")
    names = {"fishbowl": "Bocal", "cercle samoan": "Bocal", "open space": "Forum ouvert"}
    for heard, title in (*names.items(), ("CNV", "Cercle de pratique de la Communication NonViolente")):
        page.get_by_role("searchbox").fill(heard)
        assert rows.all_inner_texts() == [title], heard
    page.get_by_role("searchbox").fill("tirage au sort")
    assert rows.count() == 0
    accessible(page)
    page.get_by_role("link", name="dans tout le livre").click()
    page.wait_for_selector("#search-results li a")


def test_search_finds_a_page_and_speaks_french(open_page: Open, accessible: Check) -> None:
    page = open_page("search.html?q=bocal")
    page.wait_for_selector("#search-results li a")
    assert "Bocal" in page.locator("#search-results").inner_text()
    assert "Search" not in page.locator("body").inner_text()
    page.wait_for_selector(".search-summary:text('Pages trouvées')")
    accessible(page)


def test_search_finds_a_word_typed_without_its_accents_and_a_question_can_be_corrected(open_page: Open) -> None:
    page = open_page("search.html?q=zzzz")
    page.wait_for_selector(".search-summary:text('Aucune page')")
    field = page.get_by_role("searchbox")
    assert field.input_value() == "zzzz"
    field.fill("ecoute")
    field.press("Enter")
    page.wait_for_selector("#search-results li a")
    page.wait_for_selector("#search-results li a:text('Posture et écoute')")


def test_the_search_page_without_a_question_asks_for_one(open_page: Open) -> None:
    page = open_page("search.html")
    assert page.evaluate("document.activeElement.name") == "q"


def test_every_page_of_the_table_of_contents_was_looked_at(book: Path) -> None:
    built = sorted(p.relative_to(book).as_posix() for p in (book / "book").rglob("*.html"))
    assert built == PAGES
