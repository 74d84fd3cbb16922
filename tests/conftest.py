"""What the tests share: the real course, a copy that may be broken, the built book, and what may be missing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cat_course import Course
from cat_course.build import build
from tests.chromium import FLAGS, PROGRAM

ROOT = Path(__file__).parent.parent
TOOLS = {"node": shutil.which("node"), "browser": PROGRAM}
REASONS = {"node": "Node.js is not installed", "browser": "Chromium is not installed"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip, with a reason, what needs a tool that is missing; where nothing may be skipped, let it fail."""
    if os.environ.get("CAT_COURSE_SKIP_NOTHING"):
        return
    for item in items:
        for marker, tool in TOOLS.items():
            if tool is None and item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=REASONS[marker]))


@pytest.fixture(scope="session")
def course() -> Course:
    """The real course."""
    return Course.load(ROOT)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the real course that a test may break."""
    root = tmp_path / "cours"
    root.mkdir()
    shutil.copytree(ROOT / "book", root / "book")
    for name in ("_config.yml", "_toc.yml"):
        shutil.copy(ROOT / name, root / name)
    return root


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The learner's edition, built once: the folder of its pages."""
    return build(ROOT, tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="session")
def trainer_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The trainer's edition, built once: the folder of its pages."""
    return build(ROOT, tmp_path_factory.mktemp("formateur"), edition="formateur")


@pytest.fixture(scope="session")
def site(book: Path) -> Iterator[str]:
    """The address of the built book, served with gzip."""
    from tests.site import serving

    with serving(book) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all tests; each page has a context, and so a storage, of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=FLAGS)
        yield browser
        browser.close()
