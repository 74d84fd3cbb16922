"""The deck to print, read back from its PDF: what each card says, where it stands, what is never lost."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

from cat_course import Course
from cat_course.cli import cli
from cat_course.content.formats import Format
from cat_course.errors import CourseError, UnknownIdError
from cat_course.export.cards import BINDINGS, FILE, LONGEST_TITLE, PALETTE, STYLES, WHAT, cards
from cat_course.export.typeset import soft
from tests.conftest import ROOT

MM = 72 / 25.4
SIGNS = r"Un #titre *fort* _souligné_ $x^2$ @clé \n <balise> `code` [lien](x) // = - ~ "


class Piece(NamedTuple):
    """A run of text: where it begins, in mm from the upper left corner of the sheet, and its size in points."""

    text: str
    x: float
    y: float
    size: float


def read(course: Course, **options: Any) -> PdfReader:
    return PdfReader(io.BytesIO(cards(course, **options)[FILE]))


def words(text: str) -> str:
    """Return *text* without its spaces: a line may end after a hyphen, or inside a word that is too long for it."""
    return "".join(text.replace("\u200b", "").split())


def text_of(pdf: PdfReader) -> str:
    return words(" ".join(page.extract_text() for page in pdf.pages))


def pieces(page: PageObject) -> list[Piece]:
    found: list[Piece] = []

    def note(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        if text.strip():
            x, y = (tm[4] * cm[i] + tm[5] * cm[i + 2] + cm[i + 4] for i in (0, 1))
            across = ((tm[2] * cm[0] + tm[3] * cm[2]) ** 2 + (tm[2] * cm[1] + tm[3] * cm[3]) ** 2) ** 0.5
            found.append(Piece(text, x / MM, 297 - y / MM, round(size * across, 2)))

    page.extract_text(visitor_text=note)
    return found


def place_of(page: PageObject, title: str) -> tuple[int, int]:
    """Return the column and the row of the card that bears *title*."""
    (found,) = {(int(p.x > 105), int(p.y > 148.5)) for p in pieces(page) if p.text.strip() == title}
    return found


def with_format(course: Course, **changes: Any) -> Course:
    """Return *course* with one format, the fishbowl, changed."""
    item = Format.model_validate(course.format("bocal").model_dump() | changes)
    return replace(course, formats=MappingProxyType({"bocal": item}))


@pytest.fixture(scope="module")
def deck(course: Course) -> PdfReader:
    return read(course)


def people(course: Course) -> Iterator[tuple[str, Any, Any]]:
    for roleplay_id, roleplay in course.roleplays.items():
        for person in roleplay.cast.values():
            yield roleplay_id, roleplay, person


# ---- what the cards say


def test_a_card_says_what_its_format_is_for_and_how_to_run_it(course: Course) -> None:
    families = {term.id: term.label for term in course.settings.families}
    purposes = {term.id: term.label for term in course.settings.purposes}
    for format_id, item in course.formats.items():
        text = text_of(read(course, what=("formats",), formats=[format_id]))
        low, high = item.group.ideal
        expected = [
            families[item.family], item.title, item.summary, "Personnes", f"{low} – {high}" if low < high else f"{low}",
            f"{item.duration.typical}", course.settings.tensions[item.tension.max].label,
            course.framework.mastery[item.facilitator - 1].label, *item.rules, *item.avoid_when,
            *(phase.title for phase in item.phases), *(purposes[p] for p, rating in item.purposes.items() if rating),
            f"book/formats/{format_id}.html",
        ]  # fmt: skip
        for phase in item.phases:
            span = phase.minutes
            minutes = f"{phase.minutes_per_person:g}".replace(".", ",") if span is None else f"{span.typical}"
            expected += [f"{minutes} min", "par personne" if span is None else f"de {span.min} à {span.max}"]
            if span is not None and span.min == span.max:
                expected.pop()
        missing = [part for part in expected if words(part) not in text]
        assert not missing, f"{format_id}: {missing}"


def test_the_family_is_in_words_on_both_sides(course: Course) -> None:
    front, back = read(course, what=("formats",), formats=["bocal"]).pages
    assert all("Grand groupe" in page.extract_text() for page in (front, back))


def test_every_person_of_every_role_play_has_a_card(course: Course) -> None:
    for roleplay_id in course.roleplays:
        text = text_of(read(course, what=("personnages",), roleplays=[roleplay_id]))
        roleplay = course.roleplay(roleplay_id)
        for person in roleplay.cast.values():
            for part in (person.name, person.role, person.concern, roleplay.title, *roleplay.context.split("\n\n")):
                assert words(part) in text, part
        assert words("Personnage fictif") in text


def test_a_card_never_says_what_the_trainer_s_notes_say(course: Course) -> None:
    text = text_of(read(course, what=("personnages",)))
    for roleplay in course.roleplays.values():
        for part in (*roleplay.trainer.debrief_questions, *roleplay.trainer.script.split("\n")):
            assert not part.strip() or words(part) not in text


def test_course_text_is_shown_as_text_never_as_markup(course: Course) -> None:
    changed = with_format(course, title=SIGNS.strip(), rules=[SIGNS * 2], summary=SIGNS)
    text = text_of(read(changed, what=("formats",)))
    assert text.count(words(SIGNS)) >= 5


def test_a_known_site_is_an_address_to_follow(course: Course) -> None:
    settings = course.settings.model_copy(update={"site": "https://exemple.fr/cours"})
    _, back = read(replace(with_format(course), settings=settings), what=("formats",)).pages
    assert "exemple.fr/cours/book/formats/bocal.html" in back.extract_text()
    links = [note.get_object()["/A"]["/URI"] for note in back["/Annots"]]
    assert links == ["https://exemple.fr/cours/book/formats/bocal.html"]


# ---- where they stand


def test_four_cards_fill_a_portrait_a4_sheet_of_two_sides(course: Course, deck: PdfReader) -> None:
    count = len(course.formats) + len(list(people(course)))
    assert len(deck.pages) == 2 * -(-count // 4)
    for page in deck.pages:
        assert (round(page.mediabox.width / MM), round(page.mediabox.height / MM)) == (210, 297)


@pytest.mark.parametrize(("binding", "behind"), [("long", lambda x, y: (1 - x, y)), ("court", lambda x, y: (x, 1 - y))])
def test_the_back_of_a_card_falls_behind_its_front(course: Course, binding: str, behind: Any) -> None:
    pdf = read(course, what=("formats",), binding=binding, formats=list(course.formats)[:11])
    titles = [entry.title for entry in pdf.outline]
    assert len(titles) == 11
    found = [{p.text.strip(): (int(p.x > 105), int(p.y > 148.5)) for p in pieces(page)} for page in pdf.pages]
    checked = 0
    for front, back in zip(found[::2], found[1::2], strict=True):
        for title in front.keys() & back.keys() & set(titles):
            assert back[title] == behind(*front[title]), title
            checked += 1
    assert checked > len(titles) / 2  # a title on two lines is not found in one piece


def test_a_sheet_that_is_not_full_keeps_its_backs_behind_its_fronts(course: Course) -> None:
    front, back = read(course, what=("formats",), formats=["bocal"]).pages
    assert (place_of(front, "Bocal"), place_of(back, "Bocal")) == ((0, 0), (1, 0))


def test_no_text_begins_nearer_to_a_cut_than_the_margin_nor_is_too_small_to_read(deck: PdfReader) -> None:
    for page in deck.pages:
        for piece in pieces(page):
            assert 6.9 <= piece.x % 105 <= 98, piece
            assert 6.9 <= piece.y % 148.5 <= 141.6, piece
            assert piece.size >= 8, piece


def lines(page: PageObject) -> set[tuple[float, ...]]:
    """Return the ends of each line that is drawn, in mm from the upper left corner: ``(x, y, x, y)``."""
    found, stack, now, start = set(), [], (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), (0.0, 0.0)
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator == b"q":
            stack.append(now)
        elif operator == b"Q":
            now = stack.pop()
        elif operator == b"cm":
            a, b, c, d, e, f = map(float, operands)
            p, q, r, s, u, v = now
            now = (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + u, e * q + f * s + v)
        elif operator in (b"m", b"l"):
            x, y = map(float, operands)
            end = ((x * now[0] + y * now[2] + now[4]) / MM, 297 - (x * now[1] + y * now[3] + now[5]) / MM)
            if operator == b"l":
                found.add(tuple(round(n, 1) + 0.0 for n in (*start, *end)))
            start = end
    return found


@pytest.mark.parametrize("side", [0, 1])
def test_marks_stand_in_the_margins_at_the_ends_of_each_cut_and_where_the_cuts_cross(course: Course, side: int) -> None:
    across = {(0, 148.5, 6, 148.5), (204, 148.5, 210, 148.5)}
    down = {(105, 0, 105, 6), (105, 291, 105, 297)}
    cross = {(102, 148.5, 108, 148.5), (105, 145.5, 105, 151.5)}
    assert across | down | cross <= lines(read(course, what=("formats",), formats=["bocal"]).pages[side])
    large = lines(read(course, what=("formats",), formats=["bocal"], large=True).pages[side])
    assert {(0, 148.5, 8, 148.5), (202, 148.5, 210, 148.5)} <= large
    assert not [line for line in large if line[0] == line[2] == 105]


# ---- what is never lost


@pytest.mark.parametrize("large", [False, True])
def test_text_that_does_not_fit_goes_on_on_another_card(course: Course, large: bool) -> None:
    rules = [f"Règle {n} : on parle chacun à son tour, et l'on écoute jusqu'au bout ce que dit l'autre" for n in range(1, 41)]
    pdf = read(with_format(course, rules=rules), what=("formats",), large=large)
    text = text_of(pdf)
    assert words("Carte 2 sur") in text
    assert words("Règles (suite)") in text
    places = [text.find(words(rule)) for rule in rules]
    assert -1 not in places
    assert all(piece.y % 148.5 <= 141.6 for page in pdf.pages for piece in pieces(page))


def test_one_text_longer_than_a_card_is_cut_between_two_words_and_goes_on(course: Course) -> None:
    long = " ".join(f"mot{n}," for n in range(2000))
    text = text_of(read(with_format(course, avoid_when=[long]), what=("formats",)))
    assert {text.count(f"mot{n},") for n in range(2000)} == {1}


def test_a_word_too_long_for_a_line_is_broken_never_lost(course: Course) -> None:
    word = "a" * 400
    pdf = read(with_format(course, rules=[word]), what=("formats",))
    assert word in text_of(pdf)
    assert len({piece.y for page in pdf.pages for piece in pieces(page) if "aaaa" in piece.text}) > 4
    assert soft("Communication NonViolente, aujourd'hui") == "Communication NonViolente, aujourd'hui"


def test_long_titles_stand_whole_and_longer_ones_are_refused(course: Course) -> None:
    title = ("Merveilleux " * 20)[: LONGEST_TITLE - 1] + "x"
    for large in (False, True):
        assert words(title) in text_of(read(with_format(course, title=title), what=("formats",), large=large))
    with pytest.raises(CourseError, match="titre trop long pour une carte : 'Merveilleux"):
        cards(with_format(course, title=title + "x"), what=("formats",))


# ---- what a printer and a reader may rely on


def test_the_same_course_gives_the_same_bytes_in_another_process(course: Course, tmp_path: Path) -> None:
    target = tmp_path / "nouveau" / "jeu.pdf"
    code = "from cat_course.cli import cli; cli()"
    chosen = ["--format", "bocal", "--scenario", "le-silence"]
    command = [sys.executable, "-c", code, "cards", *chosen, "--root", str(ROOT), "--output", str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == f"Écrit : {target}\n"
    assert PdfReader(target).metadata.creation_date is None  # type: ignore[union-attr]
    assert target.read_bytes() == cards(course, formats=["bocal"], roleplays=["le-silence"])[FILE]


def test_the_pdf_says_its_language_and_title_and_is_tagged(deck: PdfReader, course: Course) -> None:
    root = deck.trailer["/Root"]
    assert str(root["/Lang"]).startswith("fr")
    assert root["/MarkInfo"]["/Marked"] is not None and root["/MarkInfo"]["/Marked"] == True  # noqa: E712
    assert deck.metadata is not None and deck.metadata.title == f"{course.settings.title}\u202f: cartes à imprimer"
    assert "pdfuaid" in deck.xmp_metadata.stream.get_data().decode()  # type: ignore[union-attr]


def test_every_font_is_in_the_file(deck: PdfReader) -> None:
    for page in deck.pages:
        for font in page["/Resources"]["/Font"].values():
            (inner,) = font.get_object()["/DescendantFonts"]
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & inner.get_object()["/FontDescriptor"].keys()


def test_in_large_print_no_text_is_under_14_points(course: Course) -> None:
    pdf = read(course, large=True)
    assert len(pdf.pages) >= len(course.formats)
    found = [piece for page in pdf.pages for piece in pieces(page)]
    assert min(piece.size for piece in found) >= 14
    text = words("".join(piece.text for piece in found))
    for item in course.formats.values():
        assert not [part for part in (item.title, item.summary, *item.rules, *item.avoid_when) if words(part) not in text]
        assert not [phase.title for phase in item.phases if words(phase.title) not in text]


def colours(pdf: PdfReader) -> set[tuple[float, ...]]:
    found = set()
    for page in pdf.pages:
        for operands, operator in ContentStream(page.get_contents(), pdf).operations:
            if operator in (b"scn", b"SCN", b"sc", b"SC", b"g", b"G", b"rg", b"RG"):
                parts = tuple(float(n) for n in operands)
                found.add(parts * 3 if len(parts) == 1 else parts)
    return found


def contrast_on_white(colour: tuple[float, ...]) -> float:
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 1.05 / (sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True)) + 0.05)


def test_black_and_white_has_no_colour_and_no_pale_grey(course: Course) -> None:
    each_room = {item.room: format_id for format_id, item in course.formats.items()}
    used = colours(read(course, style="noir-et-blanc", formats=each_room.values(), roleplays=["le-silence"]))
    assert used
    for colour in used:
        assert max(colour) - min(colour) < 0.002, colour
        assert min(colour) > 0.998 or contrast_on_white(colour) >= 4.5, colour


def test_white_words_read_on_every_family_s_colour(course: Course) -> None:
    assert len(set(PALETTE)) == len(PALETTE) >= len(course.settings.families)
    for colour in PALETTE:
        assert contrast_on_white(tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))) >= 4.5, colour


# ---- the command


def run(*args: str) -> Any:
    return CliRunner().invoke(cli, ["cards", "--root", str(ROOT), *args])


def test_the_command_makes_the_cards_that_are_named(tmp_path: Path) -> None:
    target = tmp_path / "d.pdf"
    for args, titles in (
        (["--format", "bocal", "--format", "world-cafe"], {"Bocal", "World Café"}),
        (["--what", "tout", "--format", "bocal", "--scenario", "le-silence"], {"Bocal", "Marc Vautrin"}),
        (["--scenario", "le-silence"], {"Marc Vautrin"}),
    ):
        assert run("--output", str(target), *args).exit_code == 0
        found = {entry.title for entry in PdfReader(target).outline}
        assert titles <= found
        assert ("Bocal" in found) == ("bocal" in args)
        assert ("Marc Vautrin" in found) == ("le-silence" in args)


@pytest.mark.parametrize(
    ("args", "line"),
    [
        (("--format", "bocale"), "format 'bocale' introuvable ; vouliez-vous dire 'bocal' ?\n"),
        (("--scenario", "le-silense"), "jeu de rôle 'le-silense' introuvable ; vouliez-vous dire 'le-silence' ?\n"),
    ],
)
def test_an_unknown_id_is_one_line_and_writes_nothing(args: tuple[str, ...], line: str, tmp_path: Path) -> None:
    result = run("--output", str(tmp_path / "d.pdf"), *args)
    assert (result.exit_code, result.stderr) == (1, line)
    assert not list(tmp_path.iterdir())


def test_cards_that_what_leaves_out_cannot_be_named(tmp_path: Path) -> None:
    result = run("--output", str(tmp_path / "d.pdf"), "--what", "personnages", "--format", "bocal")
    assert result.exit_code == 2
    assert "--what personnages écarte les formats que vous nommez ; retirez --what" in result.stderr


def test_a_course_with_no_card_says_so(course: Course) -> None:
    with pytest.raises(CourseError, match="aucune carte"):
        cards(replace(course, roleplays=MappingProxyType({})), what=("personnages",))


@pytest.mark.parametrize(
    ("option", "way_out"),
    [({"style": "couleurs"}, "'couleur'"), ({"binding": "longue"}, "'long'"), ({"what": ["format"]}, "'formats'")],
)
def test_a_word_that_the_deck_does_not_know_is_refused_with_the_nearest(
    option: dict[str, Any], way_out: str, course: Course
) -> None:
    with pytest.raises(UnknownIdError, match=f"vouliez-vous dire {way_out}"):
        cards(course, **option)


def test_the_command_offers_every_choice_of_the_deck_and_no_other() -> None:
    offered = {option.name: tuple(getattr(option.type, "choices", ())) for option in cli.commands["cards"].params}
    assert (offered["style"], offered["binding"], offered["what"]) == (STYLES, BINDINGS, (*WHAT, "tout"))


def test_formats_come_family_by_family_in_the_order_of_the_course(deck: PdfReader, course: Course) -> None:
    family = {item.title: item.family for item in course.formats.values()}
    places = [term.id for term in course.settings.families]
    found = [places.index(family[entry.title]) for entry in deck.outline if entry.title in family]
    assert all(a <= b for a, b in pairwise(found))


def test_the_guide_shows_commands_that_exist_and_every_choice() -> None:
    guide = (ROOT / "book/guides/imprimer.md").read_text(encoding="utf-8")
    shown = [line.split()[2:] for line in guide.splitlines() if line.startswith("cat-course cards")]
    assert len(shown) >= 5
    for args in shown:
        cli.commands["cards"].make_context("cards", list(args))
    for option in cli.commands["cards"].params:
        assert option.opts[0] in guide or option.name == "root", option.opts
