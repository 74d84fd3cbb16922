"""The slides of a module, read back from their PDF: what they say, how large, what is never lost."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from click.testing import CliRunner
from pypdf import PageObject, PdfReader, PdfWriter

from cat_course import Course
from cat_course.cli import cli
from cat_course.content.lessons import LessonPlan
from cat_course.errors import UnknownIdError
from cat_course.export.module_page import FIELD, figures, plain, section
from cat_course.export.slides import LEAST, ROOM, file_name, slides, windows
from tests.conftest import ROOT
from tests.test_cards import SIGNS, colours, contrast_on_white, pieces, text_of, words

DRAWING = '<svg viewBox="0 0 {w} {h}"><text font-size="{size}">Un</text></svg>'


@cache
def course_of() -> Course:
    return Course.load(ROOT)


def read(course: Course, module_id: str) -> PdfReader:
    return PdfReader(io.BytesIO(slides(course, module_id)[file_name(module_id)]))


@cache
def deck(module_id: str) -> PdfReader:
    return read(course_of(), module_id)


def with_steps(course: Course, module_id: str, **changes: Any) -> Course:
    """Return *course* where each step of a plan is changed."""
    plan = course.lesson(module_id).model_dump()
    changed = LessonPlan.model_validate({**plan, "steps": [{**step, **changes} for step in plan["steps"]]})
    return replace(course, lessons=MappingProxyType({module_id: changed}))


def is_drawing(page: PageObject) -> bool:
    text = words(page.extract_text())
    return words("La figure du module") in text or words("Figure, partie") in text


MODULES = sorted(course_of().lessons)


# ---- what they say


@pytest.mark.parametrize("module_id", MODULES)
def test_slides_say_title_hours_objectives_steps_each_figure_with_its_step_or_after_them_and_field_exercise(
    module_id: str,
) -> None:
    course, pdf = course_of(), deck(module_id)
    module, plan = course.module(module_id), course.lesson(module_id)
    hours = f"{module.hours.total:g} h".replace(".", ",")
    wanted = [module.title, hours, f"Séance de {sum(s.minutes for s in plan.steps)} min"]
    wanted += ["À la fin, vous saurez", *(objective.text for objective in module.objectives)]
    captions = [figure.caption for figure in figures(course, module_id)]
    for step in plan.steps:
        wanted += [step.title, *step.slide] if step.slide else []
        wanted += captions if step.figure else []
    wanted += captions if not any(step.figure for step in plan.steps) else []
    blocks = [block for block in section(course, module_id, FIELD) if not block.head]
    assert blocks
    wanted += [FIELD, *(block.text for block in blocks)]
    text, place = text_of(pdf), 0
    for part in wanted:
        at = text.find(words(part), place)
        assert at >= place, part
        place = at


@pytest.mark.parametrize("module_id", MODULES)
def test_each_step_that_shows_something_has_its_slide_with_its_minutes(module_id: str) -> None:
    pages = [words(page.extract_text()) for page in deck(module_id).pages]
    for step in course_of().lesson(module_id).steps:
        mine = [page for page in pages if words(step.title) in page and words(f"{step.minutes} min") in page]
        assert len(mine) >= bool(step.slide), step.title


def test_the_questions_of_the_quiz_are_not_shown() -> None:
    course = course_of()
    for module_id in MODULES:
        text = text_of(deck(module_id))
        quizzes = [quiz for quiz in course.quizzes.values() if quiz.module == module_id]
        assert not [q.prompt for quiz in quizzes for q in quiz.questions if words(q.prompt) in text]


def test_what_only_the_trainer_says_is_not_projected() -> None:
    for module_id in MODULES:
        text = text_of(deck(module_id))
        plan = course_of().lesson(module_id)
        assert not [s.title for s in plan.steps if words(s.trainer) in text or (s.fallback and words(s.fallback) in text)]


def test_course_text_is_shown_as_text_never_as_markup(course: Course) -> None:
    changed = with_steps(course, "n1-m4", slide=[SIGNS.strip()], title=SIGNS.strip())
    text = text_of(read(changed, "n1-m4"))
    assert text.count(words(SIGNS)) == 2 * len(course.lesson("n1-m4").steps)


def test_a_step_with_nothing_to_show_has_no_slide(course: Course) -> None:
    pdf = read(with_steps(course, "n1-m4", slide=[]), "n1-m4")
    assert len(pdf.pages) == len(deck("n1-m4").pages) - sum(bool(s.slide) for s in course.lesson("n1-m4").steps)


def test_a_module_without_a_plan_has_no_slides(course: Course) -> None:
    with pytest.raises(UnknownIdError, match="plan de séance 'n1-m4' introuvable"):
        slides(replace(course, lessons=MappingProxyType({})), "n1-m4")


# ---- how large, and what is never lost


@pytest.mark.parametrize("module_id", MODULES)
def test_no_text_is_under_24_points_and_no_slide_overflows(module_id: str) -> None:
    for page in deck(module_id).pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (842, 474)
        if not is_drawing(page):
            assert [piece for piece in pieces(page) if piece.size < LEAST] == []
            assert too_low(page) == []
        assert page.extract_text().strip()


def too_low(page: PageObject) -> list[Any]:
    """Return what stands in the lower margin, where only the number of the slide may."""
    return [p for p in pieces(page) if (297 - p.y) * 72 / 25.4 < 44 and not p.text.strip().isdigit()]


def test_the_longest_lines_that_a_plan_may_show_stand_on_one_slide(course: Course) -> None:
    lines = [f"{n} " + ("mot " * 22)[:88].strip() for n in range(5)]
    pdf = read(with_steps(course, "n1-m4", slide=lines), "n1-m4")
    assert len(pdf.pages) == len(deck("n1-m4").pages)
    assert text_of(pdf).count(words(lines[4])) == len(course.lesson("n1-m4").steps)


def test_objectives_that_do_not_fit_go_on_on_the_next_slide(course: Course) -> None:
    module = course.module("n1-m4")
    long = [o.model_copy(update={"text": f"Objectif {n}. " + f"mot{n} " * 150}) for n, o in enumerate(module.objectives)]
    modules = {**course.modules, "n1-m4": module.model_copy(update={"objectives": tuple(long)})}
    pdf = read(replace(course, modules=MappingProxyType(modules)), "n1-m4")
    text = text_of(pdf)
    assert words("vous saurez (suite)") in text
    assert [text.count(f"mot{n}") for n in range(len(long))] == [150] * len(long)
    assert not [page for page in pdf.pages if not is_drawing(page) and too_low(page)]


def test_a_list_on_several_slides_is_as_large_as_their_number_allows(course: Course) -> None:
    lines = [f"{n} " + ("mot " * 22)[:88].strip() for n in range(5)]
    objectives = tuple(course.module("n1-m4").objectives[0].model_copy(update={"text": line}) for line in [*lines, *lines[:2]])
    modules = {**course.modules, "n1-m4": course.module("n1-m4").model_copy(update={"objectives": objectives})}
    pages = [
        page
        for page in read(replace(course, modules=MappingProxyType(modules)), "n1-m4").pages
        if "vous saurez" in page.extract_text()
    ]
    assert len(pages) == 2
    assert min(piece.size for page in pages for piece in pieces(page) if "mot" in piece.text) > LEAST


def test_a_numbered_line_goes_on_beside_its_number(course: Course) -> None:
    numbered = "1. " + ("mot " * 22)[:80].strip()
    pdf = read(with_steps(course, "n1-m4", slide=[numbered]), "n1-m4")
    page = next(page for page in pdf.pages if "1." in page.extract_text() and "mot" in page.extract_text())
    (number, *_) = [piece for piece in pieces(page) if piece.text.strip() == "1."]
    rest = {round(piece.x) for piece in pieces(page) if "mot" in piece.text}
    assert len(rest) == 1
    assert rest.pop() > number.x


def test_a_figure_is_shown_whole_then_in_parts_that_overlap_and_cover_it_all() -> None:
    parts = windows(DRAWING.format(w=360, h=720, size=14.5))
    assert len(parts) == 4
    scale = parts[0][0]
    assert scale * 14.5 >= LEAST - 0.1
    assert parts[0][1] == 0
    assert parts[-1][1] + parts[-1][2] == pytest.approx(720)
    for (_, top, shown), (_, after, _) in zip(parts, parts[1:], strict=False):
        assert top + shown - after >= 24  # a line of the drawing, and more
        assert shown * scale <= ROOM[1] + 0.01


@pytest.mark.parametrize("svg", ["<svg/>", DRAWING.format(w=300, h=120, size=20), '<svg viewBox="0 0 9 9"/>'])
def test_a_figure_that_is_large_enough_whole_or_has_no_text_has_no_parts(svg: str) -> None:
    assert windows(svg) == []


@pytest.mark.parametrize("module_id", MODULES)
def test_each_figure_says_in_words_what_it_shows(module_id: str) -> None:
    pdf = deck(module_id)
    everything = (pdf.get_object(number) for number in range(1, int(pdf.trailer["/Size"])))
    said = {str(part["/Alt"]) for part in everything if isinstance(part, dict) and "/Alt" in part}
    wanted = {figure.alt for figure in figures(course_of(), module_id)}
    assert wanted
    assert {words(alt) for alt in wanted} <= {words(alt) for alt in said}


# ---- what a screen, a printer and a reader may rely on


def test_our_words_are_dark_on_white_so_that_black_and_white_loses_nothing() -> None:
    ours = PdfWriter()
    for page in deck("n1-m4").pages:
        if not is_drawing(page):
            ours.add_page(page)
    used = colours(ours)
    assert used
    assert not [colour for colour in used if min(colour) < 0.998 and contrast_on_white(colour) < 7]


def test_slides_say_their_language_and_title_and_are_tagged() -> None:
    pdf = deck("n1-m4")
    root = pdf.trailer["/Root"]
    assert str(root["/Lang"]).startswith("fr")
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Choisir un format\u202f: diapositives"
    assert "pdfuaid" in pdf.xmp_metadata.stream.get_data().decode()  # type: ignore[union-attr]


def test_every_slide_but_its_continuation_is_in_the_outline() -> None:
    titles = [str(entry.title) for entry in flat(deck("n1-m4").outline)]
    plan = course_of().lesson("n1-m4")
    assert titles[:2] == ["Choisir un format", "À la fin, vous saurez"]
    assert [step.title for step in plan.steps if step.slide] == titles[2 : 2 + len(plan.steps)]


def flat(outline: Any) -> list[Any]:
    return [entry for item in outline for entry in (flat(item) if isinstance(item, list) else [item])]


def test_the_same_course_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    code = "from cat_course.cli import cli; cli()"
    command = [sys.executable, "-c", code, "slides", "n1-m4", "--root", str(ROOT), "--output", str(tmp_path / "neuf")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    target = tmp_path / "neuf" / file_name("n1-m4")
    assert done.stderr == f"Écrit : {target}\n"
    assert target.read_bytes() == slides(course_of(), "n1-m4")[file_name("n1-m4")]


# ---- the page, the command


def test_inline_markup_and_citations_leave_plain_words() -> None:
    assert plain("Un **mot**, un [lien](a.md) {footcite}`bohm1996`.") == "Un mot, un lien."
    assert plain("Une question\u202f: laquelle\u202f?") == "Une question\u202f: laquelle\u202f?"


def test_the_exercise_gives_its_paragraphs_and_its_form_row_by_row(course: Course) -> None:
    blocks = section(course, "n1-m4", FIELD)
    assert not blocks[0].item
    assert "Qui décidera, et quand" in [block.text for block in blocks if block.item]
    assert [block.cells for block in blocks if block.head] == [("À noter", "Vos observations")]
    assert {len(block.cells) for block in blocks if block.cells} == {2}
    assert section(course, "n1-m4", "Ce titre n'existe pas") == []


def test_the_command_makes_every_deck_or_those_that_are_named(tmp_path: Path, course: Course) -> None:
    run = CliRunner().invoke(cli, ["slides", "n1-m4", "n1-m5", "--root", str(ROOT), "--output", str(tmp_path / "a")])
    assert run.exit_code == 0, run.output
    assert sorted(p.name for p in (tmp_path / "a").iterdir()) == [file_name("n1-m4"), file_name("n1-m5")]
    run = CliRunner().invoke(cli, ["slides", "--root", str(ROOT), "--output", str(tmp_path / "b")])
    assert sorted(p.name for p in (tmp_path / "b").iterdir()) == sorted(map(file_name, course.lessons))


def test_an_unknown_module_is_one_line_and_writes_nothing(tmp_path: Path) -> None:
    run = CliRunner().invoke(cli, ["slides", "n1-m4", "n1-m44", "--root", str(ROOT), "--output", str(tmp_path / "a")])
    assert (run.exit_code, run.stderr) == (1, "module 'n1-m44' introuvable ; vouliez-vous dire 'n1-m4' ?\n")
    assert not (tmp_path / "a").exists()


def test_the_guide_shows_commands_that_exist() -> None:
    guide = (ROOT / "book/guides/imprimer.md").read_text(encoding="utf-8")
    shown = [line.split()[2:] for line in guide.splitlines() if line.startswith("cat-course slides")]
    assert len(shown) >= 3
    for args in shown:
        cli.commands["slides"].make_context("slides", list(args))
