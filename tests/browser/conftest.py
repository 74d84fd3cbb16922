"""A real Chromium, and pages that fail a test when they err or reach outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

Open = Callable[..., Page]
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def open_page(chromium: Browser, site: str) -> Iterator[Open]:
    """Open a page of the built book, on a phone unless told otherwise; at the end nothing may have gone wrong."""
    contexts: list[Any] = []
    wrong: list[str] = []

    def _open(path: str, *, before: str | None = None, workers: bool = False, **options: Any) -> Page:
        calm = {"viewport": PHONE, "reduced_motion": "reduce", "service_workers": "allow" if workers else "block"}
        options = {**calm, **options}
        context = chromium.new_context(**options)
        contexts.append(context)
        if before:
            context.add_init_script(before)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(f"error in the page: {error}"))
        page.on("console", lambda m: wrong.append(f"console: {m.text}") if m.type == "error" else None)
        page.on("request", lambda r: None if r.url.startswith((site, "data:", "blob:")) else wrong.append(f"outside: {r.url}"))
        page.goto(f"{site}/{path}")
        if options.get("java_script_enabled", True) and page.locator(".cc-activity").count():
            page.wait_for_selector(".cc-activity[data-ready]")
        return page

    yield _open
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """Check a page, as it stands, against the A and AA rules of axe."""
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()
    rules = {
        "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        # the theme's two menu check boxes stand before the landmarks, where its style sheet needs them
        "rules": {"region": {"enabled": False}},
    }

    def check(page: Page) -> None:
        # the whole page, also what waits below the screen; and the end of every transition, which is what a reader sees
        page.add_style_tag(content="article > section > section:not(:has(.cc-activity)) { content-visibility: visible }")
        # a bar that stays on the screen lies over whatever has been scrolled beneath it: where the page stands is not its layout
        page.add_style_tag(content=".mobile-header, .cc-tray, .cc-room footer { position: static !important }")
        page.evaluate("document.getAnimations().forEach(a => a.finish())")
        found = axe.run(page, options=rules)
        assert found.violations_count == 0, found.generate_report()

    return check


def press_to(page: Page, selector: str, key: str = "Tab", most: int = 400) -> None:
    """Press *key* until the element that matches *selector* has the focus, as a person without a mouse would."""
    for _ in range(most):
        if page.evaluate("s => document.activeElement?.matches(s) ?? false", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"the keyboard does not reach {selector}")


def has_focus(page: Page) -> str:
    """Say what has the focus: ``data-focus`` where there is one, else the tag; ``body`` when it is lost."""
    return str(page.evaluate("document.activeElement.dataset.focus ?? document.activeElement.tagName.toLowerCase()"))
