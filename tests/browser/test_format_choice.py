"""The choice of a format in a page: by keyboard alone, with kind words for bad input, sequences, a link, and a memory."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from cat_course import Course
from cat_course.engine.matching import Situation, compile_matching, match
from cat_course.engine.sequences import accompany, combine
from tests.browser.conftest import Open, has_focus, press_to

pytestmark = pytest.mark.browser
PATH = "book/ressources/choisir-un-format.html"
Check = Callable[[Page], None]


def ask(page: Page, purpose: str = "confiance") -> None:
    page.locator(f'.cc-purposes input[value="{purpose}"]').check()
    page.get_by_role("button", name="Voir les formats").click()


def titles(page: Page) -> list[str]:
    shown = page.locator(".cc-format h5, .cc-line summary .cc-name").all_inner_texts()
    return [text.replace("\n", " ").split(". ", 1)[1].strip() for text in shown]


LINK = "#purposes=explorer,decider&people=24&minutes=180&tension=2&mode=presence&audience=citoyens&experience=2"


def advised(page: Page) -> Page:
    """Wait for what a page loads once there is a list."""
    page.wait_for_selector(".cc-share")
    return page


def test_the_keyboard_alone_asks_reads_compares_and_comes_back(open_page: Open, accessible: Check) -> None:
    page = open_page(PATH)
    press_to(page, '.cc-purposes input[value="confiance"]')
    page.keyboard.press("Space")
    press_to(page, ".cc-actions button[type=submit]")
    page.keyboard.press("Enter")
    assert has_focus(page) == "title"
    advised(page)
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


@pytest.mark.parametrize("width", [320, 390, 1000, 1280])
def test_what_is_chosen_to_be_compared_stays_in_sight_wherever_one_is_in_the_list(width: int, open_page: Open) -> None:
    page = advised(open_page(PATH + LINK, viewport={"width": width, "height": 640}))
    page.locator(".cc-compare input").first.check()
    page.wait_for_selector(".cc-tray")
    for place in (0, 2, 5):
        page.locator(".cc-format").nth(place).scroll_into_view_if_needed()
        tray = page.locator(".cc-tray").bounding_box()
        assert tray is not None
        assert 0 <= tray["y"] <= 640 - tray["height"] + 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width


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
    shown = advised(page).locator(".cc-results").inner_text()
    assert "aucun n'est dans ses limites" in shown
    assert "hors limites\u202f: la" in shown, "what keeps the most formats out is named"
    assert "En tête" not in shown
    assert page.locator(".cc-line .cc-fix").count() == len(course.formats)
    accessible(page)
    line = page.locator(".cc-line summary").first
    line.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".cc-line [open] .cc-why-out li")
    assert has_focus(page).startswith("line/")
    accessible(page)


def test_an_open_conflict_gets_a_word_of_caution_and_the_way_to_the_page_that_says_when_to_stop(
    open_page: Open, accessible: Check
) -> None:
    page = open_page(PATH)
    assert page.locator('.cc-row input[name="tension"]').first.is_visible(), "the tension is there to be answered"
    page.get_by_label("Conflit ouvert").check()
    page.get_by_label("Nombre de personnes").fill("120")
    ask(page, "decider")
    advised(page)
    box = page.locator(".cc-caution")
    assert "une réunion peut aggraver" in box.inner_text()
    accessible(page)
    box.get_by_role("link").click()
    page.wait_for_selector("h1")
    assert "Tensions et pouvoirs" in page.locator("h1").inner_text()
    page.go_back()
    page.wait_for_selector(".cc-caution")


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
    page.get_by_role("button", name="Reprendre").first.click()
    assert page.get_by_label("Nombre de personnes").input_value() == "17"
    assert has_focus(page) == "title"
    page.get_by_role("button", name="Recommencer").click()
    page.get_by_role("button", name="Oublier ces situations").click()
    assert page.locator(".cc-past details").count() == 0
    assert '"past":[]' in page.evaluate("localStorage.getItem('cat-course')")


def test_a_format_of_the_list_leads_to_its_page(open_page: Open) -> None:
    page = open_page(PATH)
    ask(page)
    link = page.locator(".cc-format a").first
    title = link.inner_text()
    link.click()
    page.wait_for_selector("h1")
    assert title in page.locator("h1").inner_text()


def test_a_link_fills_the_form_shows_the_results_and_is_copied_again(
    course: Course, open_page: Open, accessible: Check
) -> None:
    page = advised(
        open_page(PATH + LINK.replace("people=24", "people=beaucoup"), permissions=["clipboard-read", "clipboard-write"])
    )
    assert page.locator('.cc-purposes input[value="decider"]').is_checked()
    assert "la taille du groupe" in page.locator(".cc-results .cc-error").inner_text()
    assert has_focus(page) == "title"
    accessible(page)
    page.get_by_label("Nombre de personnes").fill("24")
    assert "#" not in page.url
    page.get_by_role("button", name="Copier le lien").click()
    page.wait_for_selector(".cc-share p")
    assert page.evaluate("navigator.clipboard.readText()").endswith(PATH + LINK)
    asked = Situation(purposes=("explorer", "decider"), people=24, minutes=180, tension=2, experience=2)
    assert titles(page) == [fit.title for fit in match(course, asked)]
    page.reload()
    advised(page)
    assert page.get_by_label("Nombre de personnes").input_value() == "24", "what was changed survives a reload"


def test_where_the_browser_does_not_copy_the_link_is_there_selected(open_page: Open, accessible: Check) -> None:
    refuse = "Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('no')) } })"
    page = advised(open_page(PATH + LINK, before=refuse, viewport={"width": 320, "height": 640}))
    page.get_by_role("button", name="Copier le lien").click()
    page.wait_for_selector(".cc-address")
    assert has_focus(page) == "address"
    assert page.evaluate(
        "getSelection().toString() || document.activeElement.value.slice(document.activeElement.selectionStart)"
    ).endswith(LINK)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    accessible(page)


def test_sequences_lead_to_the_planner_and_say_the_tension_they_suppose(
    course: Course, open_page: Open, accessible: Check
) -> None:
    page = advised(open_page(PATH + LINK))
    table = compile_matching(course)
    asked = Situation(purposes=("explorer", "decider"), people=24, minutes=180, tension=2, experience=2)
    parts = combine(table, asked)
    single = page.locator(".cc-sequence", has_text="En une rencontre")
    assert single.locator("li a").all_inner_texts() == [part.title for part in parts]
    formats = ",".join(part.format for part in parts)
    href = f"../../book/ressources/preparer-une-seance.html#formats={formats}&people=24&minutes=180"
    assert single.locator(".cc-prepare").get_attribute("href") == href
    press_to(page, '[data-focus="several"]')
    page.keyboard.press("Enter")
    several = page.locator(".cc-sequence", has_text="En plusieurs rencontres")
    meetings = accompany(table, asked)
    assert several.locator("li a:not(.cc-prepare)").all_inner_texts() == [meeting.fit.title for meeting in meetings]
    assert several.locator("li", has_text="Tension supposée").count() == len(meetings)
    accessible(page)


def test_when_to_give_a_format_up_is_read_when_it_is_opened_and_a_failure_can_be_tried_again(
    open_page: Open, accessible: Check
) -> None:
    page = advised(open_page(PATH + LINK))
    gone = {"times": 0}

    def fail_once(route: Route) -> None:
        gone["times"] += 1
        if gone["times"] == 1:
            route.fulfill(status=200, body="illisible")
        else:
            route.continue_()

    page.route("**/donnees/formats/*.json", fail_once)
    details = page.locator(".cc-format details").first
    details.locator("summary").click()
    page.wait_for_selector(".cc-format .cc-error")
    accessible(page)
    page.get_by_role("button", name="Réessayer").click()
    page.wait_for_selector(".cc-foot details li")
    assert gone["times"] == 2


def test_the_list_stands_alone_where_the_rest_cannot_be_loaded(course: Course, open_page: Open, accessible: Check) -> None:
    page = open_page(PATH)
    page.route("**/format-advice.js*", lambda route: route.fulfill(status=200, content_type="text/javascript", body="throw 1"))
    ask(page)
    page.wait_for_selector(".cc-past .cc-error")
    assert len(titles(page)) == len(course.formats)
    accessible(page)


def test_every_format_is_drawn_again_while_a_slow_phone_types(open_page: Open, course: Course) -> None:
    page = advised(open_page(PATH + LINK))
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    field = page.get_by_label("Nombre de personnes")
    for people in ("23", "25", "26"):
        field.fill(people)
        assert len(titles(page)) == len(course.formats)
    assert field.evaluate("el => el === document.activeElement")
