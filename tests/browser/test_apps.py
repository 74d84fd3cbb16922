"""The notebooks as apps: served, and played in a browser to their end, on a phone and on a desk."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, has_focus, press_to
from tests.conftest import ROOT
from tests.notebooks import EXERCISES, NOTEBOOKS

pytestmark = pytest.mark.browser
SERVE = """
import sys
from pathlib import Path
from cat_course.server import serve
serve(Path(sys.argv[1]), Path(sys.argv[2]), port=0, max_kernels=4, ready=lambda address: print(address, flush=True))
"""
DESK = {"width": 1200, "height": 900}
Check = Callable[[Page], None]
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def apps(book: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the book and its apps, served as ``cat-course serve`` does."""
    with (tmp_path_factory.mktemp("server") / "log").open("w") as log:
        command = [sys.executable, "-c", SERVE, str(book), str(EXERCISES)]
        server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True)
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        assert address
        yield address
        server.send_signal(signal.SIGTERM)
        server.wait(30)
        server.stdout.close()


@pytest.fixture
def open_app(chromium: Browser, apps: str) -> Iterator[Open]:
    """Open an app and wait for its activity; at the end nothing may have gone wrong, nor reached outside."""
    contexts: list[Any] = []
    wrong: list[str] = []

    def _open(name: str, **options: Any) -> Page:
        contexts.append(context := chromium.new_context(**{"viewport": PHONE, "reduced_motion": "reduce", **options}))
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(f"error in the page: {error}"))
        page.on("console", lambda m: wrong.append(f"console: {m.text}") if m.type == "error" else None)
        page.on("request", lambda r: None if r.url.startswith((apps, "blob:", "data:")) else wrong.append(f"outside: {r.url}"))
        page.goto(f"{apps}apps/{name}")
        page.locator(".cc-host > *").first.wait_for()
        page.locator("#cat-wait").wait_for(state="detached")
        return page

    yield _open
    for context in contexts:
        context.pages[0].goto("about:blank")  # the page says goodbye, and its kernel is free
        context.close()
    assert wrong == []


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_role_play_is_played_to_its_end_and_the_kernel_keeps_it(viewport: Any, open_app: Open, accessible: Check) -> None:
    page = open_app("jeu-de-role", viewport=viewport)
    accessible(page)
    page.get_by_role("button", name="Commencer").click()
    choices = page.locator(".cc-choices button")
    while choices.count():
        choices.last.click()
        assert has_focus(page) == "feedback" and fits(page)
    ending = page.locator(".cc-ending h3").inner_text()
    accessible(page)
    menu = page.get_by_label("Choisir un jeu de rôle")
    menu.select_option(label="Le cadre bousculé")
    expect(page.locator(".cc-opening h3")).to_have_text("Le cadre bousculé")
    menu.select_option(label="Le silence")
    expect(page.locator(".cc-ending h3")).to_have_text(ending)


def test_another_role_play_is_chosen_with_the_keyboard_which_stays_in_the_menu(open_app: Open) -> None:
    page = open_app("jeu-de-role")
    press_to(page, ".cc-menu select")
    titles = page.locator(".cc-menu option").all_inner_texts()
    chosen = page.locator(".cc-menu select").evaluate("el => el.selectedIndex")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".cc-opening h3")).to_have_text(titles[chosen - 1])
    assert has_focus(page) == "select"


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_format_is_chosen_and_compared(viewport: Any, open_app: Open, accessible: Check) -> None:
    page = open_app("choisir-un-format", viewport=viewport)
    accessible(page)
    page.get_by_label("Explorer un sujet").check()
    page.get_by_role("button", name="Voir les formats").click()
    accessible(page)
    for box in page.locator(".cc-compare input").all()[:2]:
        box.check()
    page.get_by_role("button", name="Comparer (2)").click()
    expect(page.locator(".cc-comparison table")).to_be_visible()
    accessible(page)
    assert fits(page)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_profile_is_drawn(viewport: Any, open_app: Open, accessible: Check) -> None:
    page = open_app("auto-evaluation", viewport=viewport)
    accessible(page)
    page.locator('input[type="radio"]').nth(2).check()
    page.get_by_role("button", name="Voir mon profil").click()
    assert has_focus(page) == "results"
    accessible(page)
    assert fits(page)


@pytest.mark.parametrize("name", [path.stem for path in NOTEBOOKS])
def test_an_app_in_the_dark_is_accessible_at_320_pixels(name: str, open_app: Open, accessible: Check) -> None:
    page = open_app(name, color_scheme="dark", viewport={"width": 320, "height": 640})
    accessible(page)
    assert fits(page)


def test_a_wide_table_scrolls_in_a_box_that_the_keyboard_reaches(open_app: Open) -> None:
    page = open_app("jeu-de-role")
    boxes = page.locator(".jp-RenderedHTML > div")
    widths = boxes.evaluate_all("all => all.map(box => [box.scrollWidth > box.clientWidth, box.tabIndex === 0])")
    assert [True, True] in widths and all(wide == reached for wide, reached in widths)
    page.set_viewport_size(DESK)
    expect(page.locator(".jp-RenderedHTML > div[tabindex]")).to_have_count(0)


@pytest.mark.parametrize("name", [path.stem for path in NOTEBOOKS])
def test_tests_and_code_stay_out_of_the_app_and_the_way_back_leads_to_the_book(name: str, open_app: Open) -> None:
    page = open_app(name)
    text = page.locator("main").inner_text()
    assert "Derrière l'écran" in text and "assert " not in text and "import " not in text
    page.get_by_role("link", name="Retour au livre").click()
    expect(page.locator(".cc-activity[data-ready]")).to_be_visible()
