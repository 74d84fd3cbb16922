"""A second build shows what a first one would: no page is left as it was before its data changed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from cat_course import Course
from cat_course.sphinxext.course import digest
from tests.conftest import ROOT

pytest_plugins = ["sphinx.testing.fixtures"]
DIRECTIVES = """
{jeu-de-role} le-silence | {quiz} le-cadre | {fiche-format} bocal | {deroule-format} bocal | {fiche-module} n1-m4
{index-formats} | {comparer-formats} dialogue-circulaire | {arbre-de-choix} | {referentiel} | {matrice-competences} niveau-1
{plan-de-seance} n1-m4 | {grille-d-evaluation} n1-m4 | {alignement} niveau-1 | {plan-de-formation} huit-soirees
"""
CONFIG = """
extensions = ["myst_parser", "cat_course.sphinxext"]
source_suffix = {".md": "markdown"}
language = "fr"
exclude_patterns = ["book"]
"""
EDITS = {
    "book/course.yml": (r"label: Se rencontrer", "label: {}"),
    "book/competences.yml": (r"label: Maîtriser", "label: {}"),
    "book/formations.yml": (r"Soirée 3", "{}"),
    "book/formateur/n1-m4.yml": (r"    title: .*", '    title: "{}"'),
    "book/quiz/le-cadre.yml": (r"(?m)^(intro: ).*(\n  .*)*", "intro: {}"),
    "book/jeux-de-role/le-silence.yml": (r"concern: .*", "concern: {}"),
    "book/formats/bocal.md": (r"(?m)^  summary: .*", "  summary: {}"),
    "book/niveau-1/04-choisir-un-format.md": (r"- text: .*(\n      \S.*)*", "- text: {}"),
}
"""A file of data, and what a mark replaces in it."""


def edit(root: Path, name: str, mark: str) -> None:
    path, (old, new) = root / name, EDITS[name]
    text = path.read_text(encoding="utf-8")
    changed = re.sub(old, new.format(mark), text, count=1)
    assert changed != text, name
    path.write_text(changed, encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A book of one page that shows a little of everything, beside the data of the real course."""
    source = tmp_path / "src"
    source.mkdir()
    shutil.copytree(ROOT / "book", source / "book")
    (source / "conf.py").write_text(CONFIG, encoding="utf-8")
    openings = [part.strip() for line in DIRECTIVES.splitlines() for part in line.split("|") if part.strip()]
    page = "# Tout\n" + "".join(f"\n```{opening}\n```\n" for opening in openings)
    (source / "index.md").write_text(page, encoding="utf-8")
    return source


def test_whatever_data_an_author_changes_the_page_that_shows_it_is_built_again(root: Path, make_app: Any) -> None:
    def built() -> str:
        app = make_app(buildername="dummy", srcdir=root, confoverrides={"cat_edition": "formateur"})
        app.build()
        assert app.warning.getvalue() == ""
        app.cleanup()  # what one build registers, the next would warn of
        return str(app.env.get_doctree("index").pformat())

    before = built()
    for place, name in enumerate(EDITS):
        mark = f"marque-{place}"
        assert mark not in before
        edit(root, name, mark)
        assert mark in built(), name
    shutil.copy(root / "book/formats/bocal.md", root / "book/formats/un-nouveau.md")
    incremental = built()
    shutil.rmtree(root / "_build")
    assert incremental == built()


def test_prose_alone_asks_no_other_page_to_be_read_again(copy: Path) -> None:
    course = Course.load(copy)
    page = copy / "book/formats/bocal.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nUn mot de plus.\n", encoding="utf-8")
    assert digest(Course.load(copy)) == digest(course)
