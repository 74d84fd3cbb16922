"""What every PDF owes its reader: it is made whatever was typed, and what cannot be drawn is named with its place."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from cat_course import Course
from cat_course.cli import cli
from cat_course.content.drawing import read_drawing
from cat_course.errors import ExportError, SourceError
from cat_course.export.cards import cards
from cat_course.export.field_sheet import field_sheet
from cat_course.export.session import exported
from cat_course.export.slides import slides
from cat_course.export.typeset import LACKING, LONGEST_WORD, pdf
from tests.test_cards import pieces, text_of, with_format, words
from tests.test_field_sheets import with_body
from tests.test_slides import with_steps

ADDRESS = "https://rencontre.exemple.fr/" + "aBcDeFgHiJ" * 17
TYPED: dict[str, Callable[[Course, str], dict[str, bytes]]] = {
    "the title of a session": lambda course, text: exported(course, {"title": text, "formats": ["bocal"]}, "pdf"),
    "the note of a step": lambda course, text: exported(course, {"steps": [{"title": "Mot", "note": text}]}, "pdf"),
    "a rule on a card": lambda course, text: cards(with_format(course, rules=[text]), what=("formats",)),
    "a line on a slide": lambda course, text: slides(with_steps(course, "n1-m4", slide=[text[:80]]), "n1-m4"),
    "a cell of a form": lambda course, text: field_sheet(
        with_body(course, "n1-m4", f"Notez.\n\n| A | B |\n| --- | --- |\n| {text} | |"), "n1-m4"
    ),
}


def read(files: dict[str, bytes]) -> PdfReader:
    ((_, data),) = files.items()
    return PdfReader(io.BytesIO(data))


@pytest.mark.parametrize("place", TYPED)
@pytest.mark.parametrize(("signs", "shown"), [("📅", 1), ("中文", 2), ("👨\u200d👩\u200d👧", 3), ("\uffff", 1), ("한", 1)])
def test_a_sign_that_the_fonts_lack_leaves_a_mark_and_never_costs_the_document(
    place: str, signs: str, shown: int, course: Course
) -> None:
    text = text_of(read(TYPED[place](course, f"Avant{signs}après")))
    assert f"Avant{LACKING * shown}après" in text


@pytest.mark.parametrize("place", TYPED)
@pytest.mark.parametrize("sign", ["\ufeff", "\u2060", "\u200d"])
def test_a_sign_that_nobody_sees_leaves_nothing(place: str, sign: str, course: Course) -> None:
    text = text_of(read(TYPED[place](course, f"Avant{sign}après")))
    assert "Avantaprès" in text.replace(sign, "")
    assert LACKING not in text


def test_letters_that_the_fonts_have_stay_as_they_are(course: Course) -> None:
    kept = "Œuvre ÿ Ł ș ğ ħ Ωμέγα Привет → ☎ … « » “ ” – — ½ ² ‰"
    text = text_of(read(TYPED["the title of a session"](course, kept)))
    assert "".join(kept.split()) in text


@pytest.mark.parametrize(
    ("place", "most"),
    [("the title of a session", 72), ("the note of a step", 26), ("a rule on a card", 55), ("a cell of a form", 36)],
)
def test_a_long_address_goes_on_on_the_next_line_however_narrow_its_column(place: str, most: int, course: Course) -> None:
    found = read(TYPED[place](course, ADDRESS))
    assert ADDRESS in text_of(found)
    lines: dict[float, str] = {}
    for page in found.pages:
        for piece in pieces(page):
            lines[round(piece.y, 1)] = lines.get(round(piece.y, 1), "") + words(piece.text)
    longest = max(len(run) for line in lines.values() for run in re.findall(r"[a-jA-J]{4,}", line) if "BcDe" in run)
    assert 4 < longest <= most


def test_an_address_to_follow_stays_whole(course: Course) -> None:
    settings = course.settings.model_copy(update={"site": f"https://{'exemple' * 9}.fr"})
    (_, back) = read(cards(replace(course, settings=settings), what=("formats",), formats=["bocal"])).pages
    (link,) = [note.get_object()["/A"]["/URI"] for note in back["/Annots"]]
    assert len("exemple" * 9) > LONGEST_WORD
    assert link == f"https://{'exemple' * 9}.fr/book/formats/bocal.html"


def test_what_typst_refuses_is_one_line_with_a_way_out() -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="0" height="3"/>'
    slide = {"kind": "figure", "title": "T", "svg": drawing, "alt": "Rien", "text": "L"}
    data: dict[str, Any] = {"title": "T", "author": "A", "language": "fr", "least": 24.0, "more": "(suite)", "slides": [slide]}
    with pytest.raises(ExportError, match="failed to parse SVG") as caught:
        pdf("slides", data)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith("corrigez ce texte ou ce dessin")


# ---- drawings


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("<svg xmlns='http://www.w3.org/2000/svg'>\n<g>\n</svg>\n", 3, "mal formé"),
        ("<svg xmlns='http://www.w3.org/2000/svg'>\n<text>Un & deux</text></svg>\n", 2, "mal formé"),
        ("<html></html>\n", 1, "pas un SVG"),
        ("<svg viewBox='0 0 1 1'/>\n", 1, "pas un SVG"),
        ("Un dessin\n", 1, "mal formé"),
    ],
)
def test_a_drawing_that_no_program_can_show_is_named_with_its_line(text: str, line: int, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "book/images/x.svg"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=problem) as caught:
        read_drawing(tmp_path, path)
    assert str(caught.value).startswith(f"book/images/x.svg:{line}: ")


def test_every_drawing_of_the_course_can_be_shown(course: Course) -> None:
    found = sorted((course.root / "book").rglob("*.svg"))
    assert len(found) > 5
    for path in found:
        read_drawing(course.root, path)


def test_slides_of_a_page_whose_drawing_is_broken_are_one_line(copy: Path, tmp_path: Path) -> None:
    drawing = copy / "book/images/choisir-un-format.svg"
    text = drawing.read_text(encoding="utf-8")
    drawing.write_text(text.replace("</svg>", "</sgv>"), encoding="utf-8")
    done = CliRunner().invoke(cli, ["slides", "n1-m4", "--root", str(copy), "--output", str(tmp_path / "d")])
    assert done.exit_code == 1
    assert done.stderr.startswith(f"book/images/choisir-un-format.svg:{text.count(chr(10))}: dessin SVG mal formé")
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "d").exists()
