"""Plan files: what opens, what is refused and in which words, and the same answer from the page."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cat_course import Course
from cat_course.content.plans import KIND, checked, first_plan, plan_stem, read_plan, write_plan
from cat_course.engine.planning import compile_planning
from cat_course.errors import PlanError
from cat_course.labels import load_labels
from tests.conftest import ROOT

WORDS = load_labels()["plan-file"]
WHOLE: dict[str, Any] = {
    "title": "L'eau de l'Oriande",
    "date": "2027-03-18",
    "start": "18:30",
    "minutes": 120,
    "people": 24,
    "formats": ["bocal"],
    "place": "Salle des fêtes",
    "host": "Nadia",
    "breaks": False,
    "circles": 2,
    "steps": [{"of": "bocal/clore", "minutes": 12, "note": "Cloche"}, {"kind": "break", "title": "Soupe", "minutes": 25}],
}


def text(plan: Any, **other: Any) -> str:
    return json.dumps({"version": 1, "kind": KIND, "plan": plan, **other})


def without(key: str) -> str:
    return json.dumps({k: v for k, v in json.loads(text({})).items() if k != key})


REFUSED = {
    "empty": ("", "not-json"),
    "truncated": (text(WHOLE)[:-30], "not-json"),
    "not JSON": ("BEGIN:VCALENDAR", "not-json"),
    "too deep": ("[" * 50_000, "not-json"),
    "a list": ("[1]", "other-kind"),
    "nothing": ("null", "other-kind"),
    "another kind": (text({}, kind="cat-course-record"), "other-kind"),
    "no kind": (without("kind"), "other-kind"),
    "no version": (without("version"), "other-kind"),
    "a version that is none": (text({}, version="1"), "other-kind"),
    "a true version": (text({}, version=True), "other-kind"),
    "version zero": (text({}, version=0), "other-kind"),
    "no plan": (without("plan"), "other-kind"),
    "a plan that is text": (text("tout"), "other-kind"),
    "a later version": (text({"novelty": 1}, version=2), "later"),
    "too large": (text({"title": "x" * 200_000}), "too-large"),
    "no people": (text({"people": 0}), "bad-people"),
    "people in letters": (text({"people": "douze"}), "bad-people"),
    "half a person": (text({"people": 2.5}), "bad-people"),
    "true people": (text({"people": True}), "bad-people"),
    "no minutes": (text({"minutes": 0}), "bad-minutes"),
    "a day too long": (text({"minutes": 1441}), "bad-minutes"),
    "an hour that is none": (text({"start": "25:00"}), "bad-start"),
    "an hour without a zero": (text({"start": "8:30"}), "bad-start"),
    "an hour in other digits": (text({"start": "1\u0660:0\u0660"}), "bad-start"),
    "half a letter": (text({"date": "\ud800x"}), "bad-date"),
    "a day that is none": (text({"date": "2027-02-30"}), "bad-date"),
    "a date in French": (text({"date": "18/03/2027"}), "bad-date"),
    "a title that is a number": (text({"title": 3}), "bad-title"),
    "a place that is null": (text({"place": None}), "bad-place"),
    "a host that is a list": (text({"host": []}), "bad-host"),
    "breaks that are a word": (text({"breaks": "oui"}), "bad-breaks"),
    "no circle": (text({"circles": 0}), "bad-circles"),
    "formats that are text": (text({"formats": "bocal"}), "bad-formats"),
    "a format that is a number": (text({"formats": ["bocal", 3]}), "bad-formats"),
    "too many formats": (text({"formats": ["bocal"] * 13}), "bad-formats"),
    "steps that are text": (text({"steps": "tout"}), "bad-steps"),
    "a step that is nothing": (text({"steps": [{"of": "bocal/clore"}, None]}), "bad-step"),
    "a step of no minutes": (text({"steps": [{"of": "bocal/clore", "minutes": 0}]}), "bad-step"),
    "a step of a format without its phase": (text({"steps": [{"of": "bocal"}]}), "bad-step"),
}


HERE = {
    "a year that no agenda holds": (text({"date": "9999-12-31"}), "bad-date"),
    "a year before any session": (text({"date": "1999-12-31"}), "bad-date"),
    "a format whose name is a path": (text({"formats": ["../../x"]}), "bad-formats"),
}
"""What is not told yet by the page."""


def said(key: str) -> str:
    """The part of a sentence that comes before what it quotes."""
    return WORDS[key].partition("{")[0]


@pytest.mark.parametrize("name", REFUSED | HERE)
def test_a_file_that_is_not_a_plan_is_refused_in_one_line_with_a_way_out(name: str, course: Course) -> None:
    source, key = (REFUSED | HERE)[name]
    with pytest.raises(PlanError) as caught:
        read_plan(source, course.formats)
    message = str(caught.value)
    assert message.startswith(said(key))
    assert "\n" not in message
    assert "{" not in message.replace(source, "")
    message.encode()


@pytest.mark.parametrize(
    ("source", "at"), [("{", ":1"), ('{"version": 1,\n"kind": oui}', ":2"), ("[1]", ""), (text({"people": 0}), "")]
)
def test_a_file_that_is_refused_is_named_with_the_line_where_it_stops_being_json(
    source: str, at: str, course: Course, tmp_path: Path
) -> None:
    path = tmp_path / "soir.plan.json"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(PlanError) as caught:
        read_plan(path, course.formats)
    assert str(caught.value).startswith(f"{path}{at}: ")
    with pytest.raises(PlanError) as told:
        read_plan(source, course.formats)
    assert str(caught.value) == f"{path}{at}: {told.value}"


def test_a_file_that_is_too_large_is_named(course: Course, tmp_path: Path) -> None:
    path = tmp_path / "soir.plan.json"
    path.write_bytes(b" " * 1_000_000)
    with pytest.raises(PlanError, match=f"{path}: {said('too-large')}"):
        read_plan(path, course.formats)


def test_half_a_letter_in_a_text_is_a_space_and_a_whole_one_stays(course: Course) -> None:
    plan, _ = read_plan(text({"title": "a\ud800b", "steps": [{"note": "\ude00 \ud83d\ude00"}]}), course.formats)
    assert plan["title"] == "a b"
    assert plan["steps"] == [{"kind": "own", "minutes": 10, "note": "  😀"}]
    write_plan(plan)


def test_a_plan_that_is_written_opens_as_it_was(course: Course, tmp_path: Path) -> None:
    path = tmp_path / "soir.plan.json"
    path.write_bytes(write_plan(WHOLE))
    assert read_plan(path, course.formats) == (WHOLE, ())
    assert json.loads(path.read_text(encoding="utf-8"))["version"] == 1


def test_a_mark_at_the_start_of_a_file_is_not_seen(course: Course) -> None:
    assert read_plan(b"\xef\xbb\xbf" + write_plan(WHOLE), course.formats).plan == WHOLE


def test_what_is_missing_takes_its_first_value(course: Course) -> None:
    assert read_plan(text({"people": 7}), course.formats).plan == {**first_plan(), "people": 7}


def test_a_whole_number_with_a_point_is_a_whole_number(course: Course) -> None:
    assert read_plan(text({"people": 7.0}), course.formats).plan["people"] == 7


def test_unknown_keys_are_ignored_and_named(course: Course) -> None:
    plan, remarks = read_plan(text({"mood": "calm", "steps": [{"of": "bocal/clore", "colour": "red"}]}, by="x"), course.formats)
    assert plan["steps"] == [{"of": "bocal/clore"}]
    assert len(remarks) == 1
    assert remarks[0].endswith(": by, mood, colour.")


def test_the_name_of_an_unknown_key_stays_on_one_line_and_can_be_written(course: Course) -> None:
    (remark,) = read_plan(text({"a\nb": 1, "\ud800": 2, "durée": 3}), course.formats).remarks
    assert remark.endswith(r": a\nb, \ud800, durée.")
    remark.encode()


def test_a_format_or_a_phase_that_the_course_has_not_is_set_aside_and_named(course: Course) -> None:
    steps = [
        {"of": "bocal/clore"},
        {"of": "bocal/disparue"},
        {"of": "perdu/clore"},
        {"kind": "own", "title": "Mot", "minutes": 5},
    ]
    plan, remarks = read_plan(text({"formats": ["perdu", "bocal"], "steps": steps}), course.formats)
    assert plan["formats"] == ["bocal"]
    assert plan["steps"] == [steps[0], steps[3]]
    assert len(remarks) == 1
    assert remarks[0].endswith(": perdu, bocal/disparue, perdu/clore.")


def test_texts_that_are_too_long_are_cut_and_it_is_said(course: Course) -> None:
    plan, remarks = read_plan(text({"title": "é" * 500, "steps": [{"of": "bocal/clore"}] * 60}), course.formats)
    assert len(plan["title"]) == 200
    assert len(plan["steps"]) == 40
    assert remarks == (WORDS["shortened"],)


def test_a_step_of_ones_own_always_has_a_kind_and_a_length() -> None:
    assert checked({"steps": [{"title": "Mot"}, {"kind": "break"}]})["steps"] == [
        {"kind": "own", "minutes": 10, "title": "Mot"},
        {"kind": "break", "minutes": 10},
    ]


@pytest.mark.parametrize(
    ("plan", "stem"),
    [
        ({"title": "L'eau, à Vaubrun ?"}, "l-eau-a-vaubrun"),
        ({"title": "../../etc/passwd"}, "etc-passwd"),
        ({"title": "水", "formats": ["bocal"]}, "bocal"),
        ({}, "seance"),
        ({"title": "a" * 300}, "a" * 60),
    ],
)
def test_files_are_named_after_the_title_or_the_first_format(plan: dict[str, Any], stem: str) -> None:
    assert plan_stem({**first_plan(), **plan}) == stem


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 2000), st.floats(allow_nan=False), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["of", "minutes", "kind", "title"]), inner)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*first_plan(), "other"]), json_values))
@settings(deadline=None)
def test_whatever_a_file_holds_it_opens_or_is_refused_in_words(course: Course, plan: dict[str, Any]) -> None:
    try:
        opened = read_plan(text(plan), course.formats)
    except PlanError as exc:
        assert "\n" not in str(exc)
    else:
        assert checked(opened.plan) == opened.plan


OPENER = """
import { readFileSync } from "node:fs";
import { openPlan } from "./cat_course/frontend/static/cat_course/planner-files.js";
const { texts, formats, words } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map((text) => openPlan(text, formats, words))));
"""


@pytest.mark.node
def test_the_page_opens_and_refuses_the_same_files_in_the_same_words(course: Course) -> None:
    labels = load_labels()
    words = {**labels["session-planner"], **labels.get("planner-tools", {}), **WORDS}
    opened = [text(WHOLE), text({"people": 7.0}), text({"formats": ["perdu", "bocal"]}), text({"title": "a\nb\tc"})]
    refused = [source for name, (source, _) in REFUSED.items() if name != "too deep"]
    done = subprocess.run(
        [str(shutil.which("node")), "--input-type=module", "-e", OPENER],
        input=json.dumps({"texts": [*opened, *refused], "formats": compile_planning(course, whole=False)["formats"], "words": words}),
        capture_output=True, encoding="utf-8", timeout=60, check=True, cwd=ROOT,
    )  # fmt: skip
    theirs = json.loads(done.stdout)
    for source, answer in zip(opened, theirs, strict=False):
        assert answer["plan"] == read_plan(source, course.formats).plan
    for source, answer in zip(refused, theirs[len(opened) :], strict=True):
        with pytest.raises(PlanError) as caught:
            read_plan(source, course.formats)
        assert answer == {"told": str(caught.value)}, source[:200]
