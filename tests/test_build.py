"""Building: only when something changed, never past a warning, one edition at a time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cat_course.build import build
from cat_course.errors import BuildError, DataError, SourceError
from cat_course.problems import reason

SMALL_TOC = """format: jb-book
root: book/index
chapters:
  - file: book/formats/bocal
"""
TRAINER_TOC = """parts:
  - caption: Pour former
    chapters:
      - file: book/formateur/index
"""


@pytest.fixture
def small(copy: Path) -> Path:
    """A course whose book has two pages, and one more for trainers: quick to build."""
    (copy / "_toc.yml").write_text(SMALL_TOC, encoding="utf-8")
    (copy / "book/index.md").write_text("# Accueil\n\nUne page.\n\n```{only-trainer}\nPour la salle\n```\n", encoding="utf-8")
    for page in (copy / "book/formateur").glob("*.md"):
        page.unlink()
    (copy / "book/formateur/index.md").write_text("# Former\n\nPage de la salle\n", encoding="utf-8")
    (copy / "book/formateur/_toc.yml").write_text(TRAINER_TOC, encoding="utf-8")
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


MISTAKES = {
    "```{nimporte}\n```": "directive 'nimporte' inconnue ; voyez book/guides/ecrire.md",
    "```{quizz} le-cadre\n```": "directive 'quizz' inconnue ; vouliez-vous dire 'quiz' ?",
    "```{jeu-de-role}\n```": "'jeu-de-role' attend un argument ; écrivez-le après son nom",
    "```{quiz} le-cadre\n:pages: x.md\n```": "option 'pages' inconnue de 'quiz' ; permises : 'page'",
    "```{quiz} nul\n```": "quiz 'nul' introuvable ; connus : animer, ",
    "```{quiz} le-cadre\n:page: ../nul.md\n```": "lien vers '../nul', introuvable ; vérifiez le chemin, ou créez la page",
    "[perdu](nulle-part.md)": "lien vers 'nulle-part.md', introuvable ; vérifiez le chemin, ou créez la page",
    "[perdu](index.md#rien)": "ancre 'rien' introuvable dans 'book/index' ; vérifiez-la",
    "{footcite}`personne1900`": "source 'personne1900' introuvable ; ajoutez-la à book/references.bib",
    "{rien}`x`": "rôle 'rien' inconnu ; vérifiez son nom",
    "![alt](rien.svg)": "image 'book/rien.svg' introuvable ; vérifiez le nom du fichier",
}


def test_what_sphinx_says_of_a_page_is_said_to_authors_in_french_with_its_file_and_line(small: Path, tmp_path: Path) -> None:
    text, lines = "# Accueil\n", {}
    for mistake in MISTAKES:
        lines[mistake] = text.count("\n") + 2
        text += f"\n{mistake}\n"
    (small / "book/index.md").write_text(text, encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        build(small, tmp_path / "out")
    told = str(caught.value).splitlines()
    for mistake, problem in MISTAKES.items():
        assert [line for line in told if line.startswith(f"book/index.md:{lines[mistake]}: {problem}")], (mistake, told)
    assert len(told) == len(MISTAKES), told


def test_what_a_hook_of_the_book_refuses_is_told_without_the_hook() -> None:
    said = "Handler <function write at 0x7f> for event 'build-finished' threw an exception (exception: book/a.yml:3: vide)"
    assert reason(said) == "book/a.yml:3: vide"
    assert reason("Theme error") == "le livre n'a pas pu être construit : Theme error"


@pytest.mark.parametrize("name", ["_toc.yml", "_config.yml"])
def test_a_course_without_its_menu_or_its_configuration_is_refused_before_anything_is_written(
    small: Path, tmp_path: Path, name: str
) -> None:
    (small / name).unlink()
    with pytest.raises(SourceError, match=f"^{name}: fichier introuvable ; "):
        build(small, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_broken_configuration_is_told_in_one_line(small: Path, tmp_path: Path) -> None:
    (small / "_config.yml").write_text("sphinx:\n  config:\n    html_theme: absent\n", encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        build(small, tmp_path / "out")
    assert "absent" in str(caught.value)
    assert "Traceback" not in str(caught.value)


def test_an_edition_leaves_nothing_of_the_other_behind(small: Path, tmp_path: Path) -> None:
    pages = build(small, tmp_path / "out", edition="formateur")
    assert "Pour la salle" in (pages / "book/index.html").read_text(encoding="utf-8")
    assert "Page de la salle" in (pages / "book/formateur/index.html").read_text(encoding="utf-8")
    assert list((pages / "documents").glob("*.pdf"))
    build(small, tmp_path / "out", edition="apprenant")
    left = [p for p in pages.rglob("*") if p.is_file() and re.search(b"(Pour|Page de) la salle", p.read_bytes())]
    assert left == []
    assert not (pages / "documents").exists()
    assert not (pages / "book/formateur").exists()


def test_a_build_for_trainers_that_failed_leaves_nothing_to_learners(small: Path, tmp_path: Path) -> None:
    index = small / "book/index.md"
    good = index.read_text(encoding="utf-8")
    index.write_text(good + "\n[perdu](nulle-part.md)\n", encoding="utf-8")
    with pytest.raises(BuildError):
        build(small, tmp_path / "out", edition="formateur")
    assert (tmp_path / "out/html/book/formateur/index.html").is_file()
    index.write_text(good, encoding="utf-8")
    pages = build(small, tmp_path / "out")
    assert not (pages / "book/formateur").exists()


def test_the_trainers_edition_has_its_part_after_those_of_learners(small: Path, tmp_path: Path) -> None:
    for edition, captions in (("apprenant", []), ("formateur", ["Pour former"])):
        pages = build(small, tmp_path / edition, edition=edition)
        home = (pages / "book/index.html").read_text(encoding="utf-8")
        assert re.findall(r'class="caption-text">([^<]+)<', home) == captions
        assert ("formateur/index.html" in home) == bool(captions)


def test_a_missing_page_of_the_trainers_menu_stops_their_build_alone(small: Path, tmp_path: Path) -> None:
    (small / "book/formateur/index.md").unlink()
    build(small, tmp_path / "out")
    with pytest.raises(DataError, match=r"^book/formateur/_toc\.yml:4: page book/formateur/index introuvable"):
        build(small, tmp_path / "out", edition="formateur")


def test_the_home_page_of_the_site_leads_to_the_book(small: Path, tmp_path: Path) -> None:
    home = build(small, tmp_path / "out") / "index.html"
    assert 'href="book/index.html"' in home.read_text(encoding="utf-8")
    assert (home.parent / "book" / "index.html").is_file()
