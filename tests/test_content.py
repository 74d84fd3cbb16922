"""The course as a library sees it."""

from __future__ import annotations

import errno
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from cat_course import Course, Situation
from cat_course.content import find_root
from cat_course.content.course import PACKAGED
from cat_course.content.crosscheck import RELIED_ON
from cat_course.engine import sequences
from cat_course.errors import CheckFailed, SourceError, UnknownIdError, system_problem
from tests.conftest import ROOT


def test_the_framework_has_16_domains_of_2_to_4_competencies_with_4_levels_and_an_iaf_counterpart(course: Course) -> None:
    assert len(course.framework.domains) == 16
    for domain in course.framework.domains:
        assert 2 <= len(domain.competencies) <= 4
        for competency in domain.competencies:
            assert list(competency.behaviours) == ["decouvrir", "pratiquer", "maitriser", "transmettre"]
            assert all(competency.behaviours.values())
            assert competency.iaf


def test_each_module_has_a_quiz_of_its_own_and_something_to_practise(course: Course) -> None:
    assert list(course.ordered_modules)[:3] == ["n1-m1", "n1-m2", "n1-m3"]
    for module_id, module in course.modules.items():
        assert {"choisir-un-format", *course.roleplays} & {*module.activities}, module_id
        assert any(course.quizzes[a].module == module_id for a in module.activities if a in course.quizzes)


def test_nothing_in_a_course_can_be_changed(course: Course) -> None:
    item = course.format("world-cafe")
    with pytest.raises(ValidationError):
        item.title = "Autre"  # type: ignore[misc]
    with pytest.raises(TypeError):
        item.purposes["agir"] = 3  # type: ignore[index]
    with pytest.raises(TypeError):
        course.formats["nouveau"] = item  # type: ignore[index]


def test_an_unknown_id_is_answered_with_the_nearest_one(course: Course) -> None:
    with pytest.raises(UnknownIdError, match="'world-caffe' introuvable ; vouliez-vous dire 'world-cafe' ?"):
        course.format("world-caffe")


@pytest.mark.parametrize(
    ("known", "way_out"),
    [
        (["bocal", "troika"], "connus : bocal, troika"),
        ([f"cercle-{n}" for n in range(20)], "les plus proches : cercle-"),
        ([], "il n'y en a aucun dans ce cours"),
    ],
)
def test_a_name_that_looks_like_nothing_known_still_gets_a_way_out(known: list[str], way_out: str) -> None:
    assert f"format 'zzz' introuvable ; {way_out}" in str(UnknownIdError("format", "zzz", known))


def test_what_the_rules_of_the_engine_name_is_looked_for_in_every_course() -> None:
    named = {
        "stages": {sequences.FIRST[0], sequences.BEFORE_CHOOSING[0], sequences.CHOOSING},
        "purposes": {
            sequences.FIRST[1],
            sequences.BEFORE_CHOOSING[1],
            *(p for ids in sequences.PURPOSES.values() for p in ids),
        },
        "modes": {Situation(("x",), 1, 1).mode},
        "audiences": {Situation(("x",), 1, 1).audience},
    }
    assert {name: {*ids} for name, (_, ids) in RELIED_ON.items()} == named


@pytest.mark.parametrize(
    ("exc", "told"),
    [
        (FileNotFoundError(errno.ENOENT, "No such file or directory"), "introuvable ; vérifiez le chemin"),
        (PermissionError(errno.EACCES, "Permission denied"), "accès refusé ; vérifiez les droits"),
        (OSError(errno.EIO, "Input/output error"), "refusé par le système (Input/output error) ; vérifiez"),
        (OSError("odd"), "refusé par le système (odd)"),
    ],
)
def test_what_the_system_refuses_is_said_in_french_with_a_way_out(exc: OSError, told: str) -> None:
    assert system_problem(exc).startswith(told)


def test_the_course_is_found_from_a_folder_inside_it() -> None:
    assert find_root(ROOT / "book" / "formats") == ROOT


def test_outside_a_checkout_the_packaged_course_is_taken(tmp_path: Path) -> None:
    assert find_root(tmp_path) == PACKAGED


def test_a_folder_without_a_course_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"il manque book/course\.yml"):
        Course.load(tmp_path)


def test_every_problem_of_every_file_is_told_at_once(copy: Path) -> None:
    for name, old in (("jeux-de-role/le-silence.yml", "minutes:"), ("quiz/le-cadre.yml", "minutes:")):
        path = copy / "book" / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, "minuts:", 1), encoding="utf-8")
    with pytest.raises(CheckFailed) as caught:
        Course.load(copy)
    assert [f.path for f in caught.value.findings] == ["book/jeux-de-role/le-silence.yml", "book/quiz/le-cadre.yml"]
    assert all("vouliez-vous dire 'minutes'" in f.problem for f in caught.value.findings)


def test_importing_the_package_needs_no_screen_and_no_table() -> None:
    code = "import cat_course, sys; print([m for m in ('sphinx', 'anywidget', 'pandas', 'click') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


FORMAT_PARTS = [
    "À quoi ça sert", "Quand s'abstenir", "Ce qui fait que ça marche", "Le déroulé, pas à pas", "Trois questions pour commencer",
    "Variantes", "Un exemple", "Sources",
]  # fmt: skip


def test_every_page_of_a_format_has_the_same_parts_in_the_same_order(course: Course) -> None:
    for format_id in course.formats:
        body = course.documents[f"format:{format_id}"].body
        assert re.findall(r"^## (.+)$", body, re.MULTILINE) == FORMAT_PARTS, format_id
        assert len(re.findall(r"^[1-3]\. ", body, re.MULTILINE)) == 3, format_id
        assert "Jeunes" in body and "distance" in body, format_id
