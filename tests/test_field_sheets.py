"""The sheets of the field exercises, read back from their PDF, from the command and from the book."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from cat_course import Course
from cat_course.build import build
from cat_course.cli import cli
from cat_course.errors import BuildError, UnknownIdError
from cat_course.export.field_sheet import FOLDER, field_sheet, field_sheets, file_name
from cat_course.export.module_page import FIELD, section
from tests.conftest import ROOT
from tests.test_cards import pieces, text_of, words

MODULES = sorted(Course.load(ROOT).modules)


def read(course: Course, module_id: str) -> PdfReader:
    return PdfReader(io.BytesIO(field_sheet(course, module_id)[file_name(module_id)]))


def with_body(course: Course, module_id: str, body: str) -> Course:
    """Return *course* where the page of a module says only *body* under its title."""
    key = f"module:{module_id}"
    document = replace(course.documents[key], body=f"# {course.modules[module_id].title}\n\n## {FIELD}\n\n{body}\n")
    return replace(course, documents=MappingProxyType({**course.documents, key: document}))


@pytest.mark.parametrize("module_id", MODULES)
def test_a_sheet_holds_the_exercise_and_its_whole_form_on_one_page_in_the_order_of_the_page(
    module_id: str, course: Course
) -> None:
    pdf, place = read(course, module_id), 0
    assert len(pdf.pages) == 1
    text = text_of(pdf)
    assert words(course.module(module_id).title) in text
    for block in section(course, module_id, FIELD):
        for part in block.cells or (block.text,):
            at = text.find(words(part), place)
            assert at >= place, part
            place = at
    (page,) = pdf.pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    lowest, *others = sorted(pieces(page), key=lambda piece: -piece.y)
    assert lowest.text.startswith(course.settings.title)
    assert all(piece.y < lowest.y - 2 for piece in others), "nothing lies over the foot of the page"


@pytest.mark.parametrize("module_id", MODULES)
def test_each_row_of_a_form_leaves_room_for_a_hand(module_id: str, course: Course) -> None:
    (page,) = read(course, module_id).pages
    firsts = [block.cells[0].split()[0] for block in section(course, module_id, FIELD) if block.cells and not block.head]
    left = min(piece.x for piece in pieces(page))
    starts = sorted(piece.y for piece in pieces(page) if piece.x < left + 4 and piece.text.split()[0] in firsts)
    assert starts[-1] - starts[0] > 12 * (len(firsts) - 1), "twelve millimetres a row, or more"


def test_a_sheet_is_tagged_says_its_language_and_is_the_same_each_time(course: Course) -> None:
    pdf = read(course, "n1-m4")
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == "fr"
    assert bool(root["/MarkInfo"]["/Marked"])
    assert pdf.metadata is not None and pdf.metadata.title == "Fiche de terrain\u202f: Choisir un format"
    assert field_sheet(course, "n1-m4") == field_sheet(course, "n1-m4")


def test_course_text_is_shown_as_text_never_as_markup(course: Course) -> None:
    typed = '#read("a") @y #let z = 1 = 2'
    text = text_of(read(with_body(course, "n1-m4", f"{typed}\n\n| {typed} | B |\n| --- | --- |\n| {typed} | |"), "n1-m4"))
    assert text.count(words(typed)) == 3


def test_an_exercise_without_a_form_has_no_sheet_and_an_unknown_module_is_an_error(course: Course) -> None:
    bare = with_body(course, "n1-m4", "Observez une réunion.")
    assert field_sheet(bare, "n1-m4") == {}
    assert file_name("n1-m4") not in field_sheets(bare)
    with pytest.raises(UnknownIdError, match="vouliez-vous dire 'n1-m4'"):
        field_sheet(course, "n1-m44")


def test_the_command_makes_every_sheet_or_those_that_are_named(tmp_path: Path) -> None:
    run = CliRunner().invoke(cli, ["sheets", "--root", str(ROOT), "--output", str(tmp_path / "a")])
    assert run.exit_code == 0, run.output
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == sorted(map(file_name, MODULES))
    run = CliRunner().invoke(cli, ["sheets", "n1-m4", "--root", str(ROOT), "--output", str(tmp_path / "b")])
    assert [path.name for path in (tmp_path / "b").iterdir()] == [file_name("n1-m4")]
    run = CliRunner().invoke(cli, ["sheets", "n1-m44", "--root", str(ROOT), "--output", str(tmp_path / "c")])
    assert (run.exit_code, run.stderr) == (1, "module 'n1-m44' introuvable ; vouliez-vous dire 'n1-m4' ?\n")
    assert not (tmp_path / "c").exists()


def test_the_page_of_each_module_links_to_its_sheet_in_the_book(course: Course, book: Path) -> None:
    for module_id in MODULES:
        page = book / f"{course.page_of('module', module_id)}.html"
        (link,) = re.findall(rf'href="([^"]*{file_name(module_id)})"', page.read_text(encoding="utf-8"))
        assert (page.parent / link).resolve() == (book / FOLDER / file_name(module_id)).resolve()
        assert (page.parent / link).read_bytes() == field_sheet(course, module_id)[file_name(module_id)]


def test_a_link_to_a_sheet_that_does_not_exist_is_one_line_with_its_place(copy: Path) -> None:
    page = next((copy / "book/niveau-1").glob("04-*.md"))
    text = page.read_text(encoding="utf-8")
    start, end = text.index("| À noter |"), text.index("## Pour chaque public")
    page.write_text(f"{text[:start]}{text[end:]}", encoding="utf-8")
    with pytest.raises(BuildError, match=r"04-choisir-un-format\.md:\d+: le module 'n1-m4' n'a pas de tableau à remplir"):
        build(copy, copy / "_build")
