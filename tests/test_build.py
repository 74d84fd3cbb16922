"""Building: only when something changed, never past a warning, one edition at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from cat_course.build import build
from cat_course.errors import BuildError

SMALL_TOC = """format: jb-book
root: book/index
chapters:
  - file: book/formats/bocal
"""


@pytest.fixture
def small(copy: Path) -> Path:
    """A course whose book has two pages: quick to build."""
    (copy / "_toc.yml").write_text(SMALL_TOC, encoding="utf-8")
    (copy / "book/index.md").write_text("# Accueil\n\nUne page.\n\n```{only-trainer}\nPour la salle\n```\n", encoding="utf-8")
    text = (copy / "book/formats/bocal.md").read_text(encoding="utf-8")
    (copy / "book/formats/bocal.md").write_text(text.split("\n## ")[0] + "\n", encoding="utf-8")
    return copy


def test_nothing_is_built_again_until_something_changes(small: Path, tmp_path: Path) -> None:
    steps: list[str] = []
    build(small, tmp_path / "out", report=lambda step, percent: steps.append(step))
    assert {"read", "write"} <= set(steps)
    steps.clear()
    pages = build(small, tmp_path / "out", report=lambda step, percent: steps.append(step))
    assert steps == []
    index = small / "book/index.md"
    index.write_text(index.read_text(encoding="utf-8") + "\nUn ajout.\n", encoding="utf-8")
    build(small, tmp_path / "out", report=lambda step, percent: steps.append(step))
    assert "write" in steps
    assert "Un ajout." in (pages / "book/index.html").read_text(encoding="utf-8")


def test_a_warning_stops_every_build_until_it_is_mended(small: Path, tmp_path: Path) -> None:
    index = small / "book/index.md"
    good = index.read_text(encoding="utf-8")
    index.write_text(good + "\n[perdu](nulle-part.md)\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(BuildError, match="nulle-part"):
            build(small, tmp_path / "out")
    index.write_text(good, encoding="utf-8")
    build(small, tmp_path / "out")


def test_a_broken_configuration_is_told_in_one_line(small: Path, tmp_path: Path) -> None:
    (small / "_config.yml").write_text("sphinx:\n  config:\n    html_theme: absent\n", encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        build(small, tmp_path / "out")
    assert "absent" in str(caught.value)
    assert "Traceback" not in str(caught.value)


def test_an_edition_leaves_nothing_of_the_other_behind(small: Path, tmp_path: Path) -> None:
    pages = build(small, tmp_path / "out", edition="formateur")
    assert "Pour la salle" in (pages / "book/index.html").read_text(encoding="utf-8")
    build(small, tmp_path / "out", edition="apprenant")
    left = [p for p in pages.rglob("*") if p.is_file() and b"Pour la salle" in p.read_bytes()]
    assert left == []


def test_the_home_page_of_the_site_leads_to_the_book(small: Path, tmp_path: Path) -> None:
    home = build(small, tmp_path / "out") / "index.html"
    assert 'href="book/index.html"' in home.read_text(encoding="utf-8")
    assert (home.parent / "book" / "index.html").is_file()
