"""The role-play in a page: by keyboard alone, to every kind of ending, back and again."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from cat_course import Course
from cat_course.engine.exploration import explore
from cat_course.engine.roleplay import State, compile_roleplay, start
from tests.browser.conftest import Open, has_focus, press_to

pytestmark = pytest.mark.browser
SCENES = ["l-elue-venue-convaincre", "le-silence", "le-cadre-bouscule"]
Check = Callable[[Page], None]
REFUSE = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"


def paths(course: Course, scene: str) -> dict[str, list[str]]:
    """One shortest path to each ending that a player can reach."""
    table = compile_roleplay(scene, course.roleplay(scene), course.framework)
    moves = explore(table).moves
    found: dict[str, list[str]] = {}
    ways: dict[State, list[str]] = {start(table): []}
    queue = list(ways)
    for state in queue:
        if "tone" in table["nodes"][state.node]:
            found.setdefault(state.node, ways[state])
        for choice, to, _ in moves[state]:
            if to not in ways:
                ways[to] = [*ways[state], choice]
                queue.append(to)
    return found


def play(page: Page, path: list[str]) -> None:
    if page.locator(".cc-opening").count():
        page.get_by_role("button", name="Commencer").click()
    for choice in path:
        page.locator(f'[data-focus="choice/{choice}"]').click()


@pytest.mark.parametrize("scene", SCENES)
def test_every_ending_has_its_debrief_and_is_accessible(scene: str, course: Course, open_page: Open, accessible: Check) -> None:
    item = course.roleplay(scene)
    rev = compile_roleplay(scene, item, course.framework)["rev"]
    page = open_page(f"book/jeux-de-role/{scene}.html")
    for ending, path in paths(course, scene).items():
        states = {f"role-play/{scene}": {"rev": rev, "path": path, "seen": {}}}
        record = json.dumps({"version": 1, "course": "cat-course", "states": states})
        page.evaluate("record => localStorage.setItem('cat-course', record)", record)
        page.reload()
        page.wait_for_selector("[data-ready]")
        text = " ".join(page.locator(".cc-role-play").inner_text().split())
        node = item.nodes[ending]
        assert node.ending
        assert node.ending.title in text
        assert " ".join((node.debrief or "").split())[:60] in text
        accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_step_of_a_play_is_accessible(scheme: str, course: Course, open_page: Open, accessible: Check) -> None:
    page = open_page("book/jeux-de-role/le-silence.html", color_scheme=scheme)
    accessible(page)
    page.get_by_role("button", name="Commencer").click()
    for choice in max(paths(course, "le-silence").values(), key=len):
        accessible(page)
        page.locator(f'[data-focus="choice/{choice}"]').click()
    accessible(page)
    page.set_viewport_size({"width": 1200, "height": 800})
    accessible(page)


def test_the_keyboard_alone_plays_to_the_end_and_never_loses_its_place(course: Course, open_page: Open) -> None:
    page = open_page("book/jeux-de-role/le-silence.html")
    press_to(page, ".cc-opening button")
    page.keyboard.press("Enter")
    assert has_focus(page) == "scene"
    for choice in max(paths(course, "le-silence").values(), key=len):
        press_to(page, f'[data-focus="choice/{choice}"]')
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.closest('.cc-role-play') !== null"), "the focus left the role-play"
        assert page.locator(".cc-role-play ~ [role=status], .cc-activity [role=status].cc-sr").first.inner_text() != ""
    assert page.locator(".cc-role-play svg").count() > 0


def test_the_map_shows_the_path_taken_and_what_was_left(course: Course, open_page: Open) -> None:
    page = open_page("book/jeux-de-role/le-silence.html")
    path = max(paths(course, "le-silence").values(), key=len)
    play(page, path)
    section = page.locator(".cc-map-section, .cc-map").first
    assert section.is_visible()
    replays = page.get_by_role("button", name="ejouer depuis")
    assert replays.count() >= len(path)


def test_a_play_is_taken_up_where_it_was_left(course: Course, open_page: Open) -> None:
    page = open_page("book/jeux-de-role/le-silence.html")
    path = max(paths(course, "le-silence").values(), key=len)
    play(page, path[:2])
    title = page.locator("[data-focus=scene]").inner_text()
    page.reload()
    page.wait_for_selector("[data-ready]")
    assert page.locator("[data-focus=scene]").inner_text() == title


def test_each_step_is_read_from_the_top_of_the_screen(course: Course, open_page: Open) -> None:
    page = open_page("book/jeux-de-role/le-silence.html", reduced_motion="no-preference")
    for step in ["begin", *(f"choice/{c}" for c in max(paths(course, "le-silence").values(), key=len))]:
        page.locator(f'[data-focus="{step}"]').click()
        top = page.evaluate("document.activeElement.getBoundingClientRect().top")
        assert 48 <= top <= 150, "under the bar, and at once"


def test_two_tabs_of_one_play_go_on_together(course: Course, open_page: Open) -> None:
    page = open_page("book/jeux-de-role/le-silence.html")
    other = page.context.new_page()
    other.goto(page.url)
    other.wait_for_selector("[data-ready]")
    play(page, min(paths(course, "le-silence").values(), key=len))
    other.wait_for_selector(".cc-ending")
    other.get_by_role("button", name="Rejouer depuis le début").click()
    other.locator(".cc-choices button").last.click()
    seen = other.evaluate("Object.keys(JSON.parse(localStorage.getItem('cat-course')).states['role-play/le-silence'].seen)")
    assert len(seen) == len(min(paths(course, "le-silence").values(), key=len)), "what one tab saw, the other keeps"


def test_in_forced_colours_every_button_can_be_read(course: Course, open_page: Open) -> None:
    page = open_page("book/jeux-de-role/le-silence.html", forced_colors="active")
    play(page, min(paths(course, "le-silence").values(), key=len))
    for button in page.locator(".cc-role-play button").all():
        ink, paper = button.evaluate("b => [getComputedStyle(b).color, getComputedStyle(b).backgroundColor]")
        assert ink != paper
        assert "255, 255, 255" in paper, "the browser lays its own white behind the text, and the ink is not white"


def test_starting_again_forgets_the_path(course: Course, open_page: Open) -> None:
    page = open_page("book/jeux-de-role/le-silence.html")
    play(page, min(paths(course, "le-silence").values(), key=len))
    page.get_by_role("button", name="Rejouer depuis le début").first.click()
    kept = page.evaluate("JSON.parse(localStorage.getItem('cat-course')).states['role-play/le-silence'].path")
    assert kept == []


def test_where_storage_is_refused_the_play_goes_on_and_says_so(course: Course, open_page: Open) -> None:
    page = open_page("book/jeux-de-role/le-silence.html", before=REFUSE)
    play(page, min(paths(course, "le-silence").values(), key=len))
    assert "ne garde rien" in page.locator(".cc-note").inner_text()
    assert page.locator(".cc-role-play svg").count() > 0


def test_a_record_that_is_broken_is_set_aside_and_told(open_page: Open) -> None:
    page = open_page(
        "book/jeux-de-role/le-silence.html",
        before="localStorage.getItem('cat-course') ?? localStorage.setItem('cat-course', '{oops')",
    )
    assert "mises de côté" in page.locator(".cc-note").inner_text()
    assert page.evaluate("Object.entries(localStorage).some(([k, v]) => k.startsWith('cat-course.aside.') && v === '{oops')")
