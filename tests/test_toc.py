"""The table of contents of each edition: one file for everyone, one that adds the trainer's parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from cat_course.cli import cli
from cat_course.content.toc import FOR_TRAINERS, PRIVATE, TOC, menu, read_toc
from cat_course.errors import CourseError, DataError, SourceError
from tests.conftest import ROOT

ADDED = "parts:\n  - caption: Pour former\n    chapters:\n      - file: book/formateur/index\n"


def course(root: Path, toc: str, added: str | None = None) -> Path:
    (root / "book/formateur").mkdir(parents=True)
    for page in ("index", "a", "formateur/index"):
        (root / f"book/{page}.md").write_text("# Page\n", encoding="utf-8")
    (root / TOC).write_text(toc, encoding="utf-8")
    if added is not None:
        (root / FOR_TRAINERS).write_text(added, encoding="utf-8")
    return root


def test_learners_get_their_file_as_it_is_and_no_page_of_trainers() -> None:
    toc = read_toc(ROOT)
    assert not [page for page in menu(toc) if page.startswith(PRIVATE)]
    assert menu(toc) < menu(read_toc(ROOT, for_trainers=True))


def test_every_page_of_the_trainers_folder_is_in_their_menu_and_there_alone() -> None:
    pages = {p.relative_to(ROOT).with_suffix("").as_posix() for p in (ROOT / PRIVATE).glob("*.md")}
    assert pages
    assert menu(read_toc(ROOT, for_trainers=True)) - menu(read_toc(ROOT)) == pages


def test_the_parts_of_trainers_come_after_those_of_everyone(tmp_path: Path) -> None:
    toc = "format: jb-book\nroot: book/index\nparts:\n  - caption: Tous\n    chapters:\n      - file: book/a\n"
    read = read_toc(course(tmp_path, toc, ADDED), for_trainers=True)
    assert [part["caption"] for part in read["parts"]] == ["Tous", "Pour former"]
    assert (read["format"], read["root"]) == ("jb-book", "book/index")


def test_a_menu_of_chapters_becomes_the_first_part(tmp_path: Path) -> None:
    toc = "format: jb-book\nroot: book/index\nchapters:\n  - file: book/a\n"
    read = read_toc(course(tmp_path, toc, ADDED), for_trainers=True)
    assert "chapters" not in read
    assert [part["chapters"][0]["file"] for part in read["parts"]] == ["book/a", "book/formateur/index"]


def test_a_course_without_pages_for_trainers_has_the_same_menu_for_both(tmp_path: Path) -> None:
    root = course(tmp_path, "format: jb-book\nroot: book/index\n")
    assert read_toc(root, for_trainers=True) == read_toc(root)


@pytest.mark.parametrize("for_trainers", [False, True])
def test_a_page_of_trainers_in_the_menu_of_learners_is_refused_with_its_line(tmp_path: Path, for_trainers: bool) -> None:
    toc = "format: jb-book\nroot: book/index\nchapters:\n  - file: book/a\n  - file: book/formateur/index\n"
    with pytest.raises(DataError) as caught:
        read_toc(course(tmp_path, toc, ADDED), for_trainers=for_trainers)
    assert str(caught.value).startswith("_toc.yml:5: book/formateur/index est réservée à l'édition de formation ; déplacez")


@pytest.mark.parametrize("added", ["- file: book/formateur/index\n", "parts: oui\n", "chapters: []\n", "parts: []\nroot: x\n"])
def test_what_adds_anything_but_parts_is_refused(tmp_path: Path, added: str) -> None:
    with pytest.raises(DataError, match=r"^book/formateur/_toc.yml:1: une seule clé ici, « parts »"):
        read_toc(course(tmp_path, "format: jb-book\nroot: book/index\n", added), for_trainers=True)


def test_a_file_that_is_no_table_of_contents_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="table des matières"):
        read_toc(course(tmp_path, "- a\n"))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("chapters:", "chapterss:", "3: chapterss : clé inconnue ; vouliez-vous dire 'chapters' ?"),
        ("root:", "#root:", "1: root : clé obligatoire absente ; ajoutez-la"),
        ("- file: book/a", "- book/a", "4: chapters[1] : ensemble « clé: valeur » attendu, reçu 'book/a'"),
        ("- file: book/a", "- title: A", "4: chapters[1] : une ligne du menu a une clé « file », et une seule"),
        ("book/a", "book/absente", "4: page book/absente introuvable ; créez book/absente.md, ou ôtez cette ligne"),
        ("book/a", "book/index.md", "4: page book/index listée deux fois (déjà _toc.yml:2) ; gardez une ligne"),
    ],
)
def test_a_mistake_in_the_menu_is_told_with_its_line_before_anything_is_built(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    toc = "format: jb-book\nroot: book/index\nchapters:\n  - file: book/a\n"
    with pytest.raises(CourseError) as caught:
        read_toc(course(tmp_path, toc.replace(old, new)))
    assert str(caught.value).startswith(f"_toc.yml:{told}")


def test_a_page_of_everyone_is_not_listed_again_for_trainers(tmp_path: Path) -> None:
    toc = "format: jb-book\nroot: book/index\nchapters:\n  - file: book/a\n"
    added = ADDED.replace("book/formateur/index", "book/a")
    with pytest.raises(DataError, match=r"^book/formateur/_toc.yml:4: page book/a listée deux fois \(déjà _toc.yml:4\)"):
        read_toc(course(tmp_path, toc, added), for_trainers=True)


def test_check_refuses_the_leak_too(copy: Path) -> None:
    from click.testing import CliRunner

    toc = copy / TOC
    toc.write_text(toc.read_text(encoding="utf-8") + "      - file: book/formateur/index\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["check", "--root", str(copy)])
    assert result.exit_code == 1
    assert result.stderr.startswith("_toc.yml:")
    assert len(result.stderr.splitlines()) == 1
