"""The trainer's edition in a real browser: a lesson plan on its page, and the one that is printed."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from cat_course import Course
from tests.site import serving

pytestmark = pytest.mark.browser
MODULE = "n1-m5"
PRINTED = f"documents/plan-{MODULE}.html"
WHOLE = "article > section > section:not(:has(.cc-activity)) { content-visibility: visible }"
Check = Callable[[Page], None]


@pytest.fixture(scope="module")
def trainer_site(trainer_book: Path) -> Iterator[str]:
    with serving(trainer_book) as address:
        yield address


@pytest.fixture
def visit(chromium: Browser, trainer_site: str) -> Iterator[Callable[[str, int], Page]]:
    contexts = []

    def _visit(path: str, width: int) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 900}, service_workers="block")
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{trainer_site}/{path}")
        return page

    yield _visit
    for context in contexts:
        context.close()


def folded(text: str) -> str:
    """Return *text* without its spaces, each letter of a ligature apart."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("width", [390, 1200])
def test_a_lesson_plan_is_accessible_on_its_page_and_on_the_one_to_print(
    visit: Callable[[str, int], Page], accessible: Check, course: Course, width: int
) -> None:
    for path in (PRINTED, f"{course.page_of('module', MODULE)}.html", "book/formateur/index.html"):
        page = visit(path, width)
        if path != PRINTED:
            page.wait_for_selector("article")
        accessible(page)


def test_a_lesson_plan_fits_320_pixels_without_scrolling_sideways(visit: Callable[[str, int], Page]) -> None:
    page = visit(PRINTED, 320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_on_paper_there_is_the_plan_alone_and_each_step_stays_on_one_sheet(
    visit: Callable[[str, int], Page], course: Course
) -> None:
    page = visit(PRINTED, 1200)
    sheets = [folded(sheet.extract_text()) for sheet in PdfReader(io.BytesIO(page.pdf(format="A5"))).pages]
    steps = course.lesson(MODULE).steps
    assert len(sheets) > 2
    for step in steps:
        start, end = (folded(text) for text in (f"{step.title} (de", step.fallback or step.group))
        holds = [sheet for sheet in sheets if start in sheet]
        assert len(holds) == 1, step.title
        assert end in holds[0], step.title
    assert not [sheet for sheet in sheets if re.search("Alleraucontenu|Recherche|Ressources", sheet)]
