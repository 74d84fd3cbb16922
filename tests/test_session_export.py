"""What a session plan becomes: a PDF, a calendar, a table, a text; the invitation; the command that makes them."""

from __future__ import annotations

import csv
import datetime
import io
import json
import shutil
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner
from icalendar import Calendar
from pypdf import PdfReader

from cat_course import Course
from cat_course.cli import cli
from cat_course.content.plans import checked, first_plan, read_plan
from cat_course.engine.invitation import invitation, spoken_date
from cat_course.engine.planning import detail_of, schedule
from cat_course.errors import PlanError
from cat_course.export.session import EXPORTERS, exported
from cat_course.export.sheet import Sheet
from cat_course.labels import load_labels
from tests.conftest import ROOT

VECTORS = Path(__file__).parent / "vectors"
PLAN: dict[str, Any] = {
    "title": "L'eau de l'Oriande",
    "date": "2027-03-01",
    "start": "18:30",
    "minutes": 120,
    "people": 24,
    "formats": ["un-deux-quatre-tous", "bocal"],
    "place": "Salle des fêtes de Vaubrun",
    "host": "Nadia",
}


def one(course: Course, kind: str, plan: dict[str, Any] = PLAN) -> bytes:
    ((_, data),) = EXPORTERS[kind](course, checked(plan)).items()
    return data


# --- every exporter


@pytest.mark.parametrize("kind", EXPORTERS)
def test_the_same_plan_gives_the_same_bytes_under_the_name_of_its_title(kind: str, course: Course) -> None:
    files = EXPORTERS[kind](course, checked(PLAN))
    end = "plan.json" if kind == "json" else kind
    assert list(files) == [f"l-eau-de-l-oriande.{end}"]
    assert EXPORTERS[kind](course, checked(PLAN)) == files


@pytest.mark.parametrize("kind", [kind for kind in EXPORTERS if kind != "json"])
def test_a_plan_with_no_step_is_refused_with_a_way_out(kind: str, course: Course) -> None:
    with pytest.raises(PlanError, match="choisissez un format"):
        exported(course, {**first_plan(), "date": "2027-03-01"}, kind)


@pytest.mark.parametrize("kind", EXPORTERS)
def test_a_plan_that_cannot_be_is_refused(kind: str, course: Course) -> None:
    with pytest.raises(PlanError, match="nombre de personnes"):
        EXPORTERS[kind](course, {**first_plan(), **PLAN, "people": 0})


def test_every_warning_and_every_room_has_words(course: Course) -> None:
    for name, item in course.formats.items():
        sheet = Sheet.of(course, checked({"formats": [name], "people": 700, "minutes": 30}))
        for text in [*sheet.facts(), *sheet.remarks(), sheet.room(sheet.details[name])[1]]:
            assert "{" not in text, (name, item.room, text)


def test_a_room_is_drawn_as_people_sit_in_it_the_longest(course: Course) -> None:
    sheet = Sheet.of(course, checked({"formats": ["un-deux-quatre-tous"], "people": 24, "minutes": 15}))
    groups, said = sheet.room(sheet.details["un-deux-quatre-tous"])
    assert groups == 6
    assert said.endswith(", 24 places, 6 groupes, 4 personnes au plus")
    circle = Sheet.of(course, checked({"formats": ["cercle-de-parole-et-d-ecoute"], "people": 24, "minutes": 120}))
    assert circle.room(circle.details["cercle-de-parole-et-d-ecoute"])[0] == 2


PAPER = """
import { readFileSync } from "node:fs";
import { invitation } from "./cat_course/frontend/static/cat_course/planner-invitation.js";
import { groupsIn } from "./cat_course/frontend/static/cat_course/planner-plan.js";
const { sheets, words } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(sheets.map(({ details, plan, done }) => ({
  rooms: Object.values(details).map((detail) => groupsIn(detail, done)), text: invitation(details, plan, done, words),
}))));
"""


@pytest.mark.node
def test_the_page_draws_the_same_rooms_and_writes_the_same_invitation(course: Course) -> None:
    plans = [{**PLAN, "formats": [name], "people": people} for name in course.formats for people in (9, 40)]
    sheets = [Sheet.of(course, plan) for plan in plans]
    sent = [{"details": sheet.details, "plan": sheet.plan, "done": asdict(sheet.done)} for sheet in sheets]
    done = subprocess.run(
        [str(shutil.which("node")), "--input-type=module", "-e", PAPER],
        input=json.dumps({"sheets": sent, "words": load_labels()["invitation"]}),
        capture_output=True, encoding="utf-8", timeout=60, check=True, cwd=ROOT,
    )  # fmt: skip
    for sheet, theirs in zip(sheets, json.loads(done.stdout), strict=True):
        assert theirs["text"] == sheet.invitation()
        assert theirs["rooms"] == [sheet.room(detail)[0] for detail in sheet.details.values()]


# --- PDF


def test_the_pdf_holds_what_a_facilitator_needs_and_says_its_language(course: Course) -> None:
    reader = PdfReader(io.BytesIO(one(course, "pdf")))
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    bocal = course.format("bocal")
    for wanted in (
        "18:30",
        "Salle des fêtes de Vaubrun",
        "Poser la question",
        "Pause",
        bocal.roles[0].name,
        bocal.materials[0],
        "Invitation",
    ):
        assert wanted in text
    assert reader.metadata is not None and reader.metadata.title == PLAN["title"]
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "fr"
    assert bool(root["/MarkInfo"]["/Marked"])
    assert "/StructTreeRoot" in root
    width, height = (float(side) for side in reader.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)


def test_what_is_typed_is_never_markup_in_the_pdf(course: Course) -> None:
    typed = '#read("/etc/hosts") *gras* $x$ \\ "'
    reader = PdfReader(
        io.BytesIO(one(course, "pdf", {**PLAN, "title": typed, "steps": [{"kind": "own", "title": typed, "minutes": 5}]}))
    )
    text = " ".join(reader.pages[0].extract_text().split())
    assert text.count('#read("/etc/hosts") *gras* $x$') >= 2


@pytest.mark.parametrize("people", [1, 13, 250, 10_000])
def test_every_format_makes_a_pdf_for_any_number_of_people(people: int, course: Course) -> None:
    for name in sorted(course.formats)[:: 3 if people > 13 else 1]:
        assert one(course, "pdf", {"formats": [name], "people": people}).startswith(b"%PDF-")


# --- calendar


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_the_calendar_holds_one_event_in_the_time_of_the_place(course: Course) -> None:
    (event,) = events(one(course, "ics"))
    assert event.decoded("dtstart") == datetime.datetime(2027, 3, 1, 18, 30)
    assert event.decoded("dtend") == datetime.datetime(2027, 3, 1, 20, 30)
    assert event.decoded("dtstart").tzinfo is None, "floating"
    assert event.decoded("dtstamp") == datetime.datetime(2027, 3, 1, tzinfo=datetime.UTC)
    assert str(event["summary"]) == PLAN["title"]
    assert str(event["location"]) == PLAN["place"]
    assert "18:30 Poser la question (3 min)" in str(event["description"])


def test_the_identifier_stays_when_texts_change_and_not_when_the_meeting_moves(course: Course) -> None:
    def uid(**changes: Any) -> str:
        return str(events(one(course, "ics", {**PLAN, **changes}))[0]["uid"])

    assert uid() == uid(title="Autre titre", place="Ailleurs", people=12)
    assert len({uid(), uid(date="2027-03-02"), uid(start="19:00"), uid(formats=["bocal"])}) == 4


def test_the_steps_are_free_time_and_refer_to_the_session(course: Course) -> None:
    ((_, data),) = exported(course, checked(PLAN), "ics", phases=True).items()
    session, *steps = events(data)
    done = Sheet.of(course, PLAN).done
    assert len(steps) == len(done.slots)
    assert all(str(step["transp"]) == "TRANSPARENT" and str(step["related-to"]) == str(session["uid"]) for step in steps)
    assert len({str(event["uid"]) for event in (session, *steps)}) == len(steps) + 1
    assert steps[-1].decoded("dtend") <= session.decoded("dtend")
    assert all(a.decoded("dtend") == b.decoded("dtstart") for a, b in zip(steps, steps[1:], strict=False))


def test_a_session_that_ends_after_midnight_ends_the_next_day(course: Course) -> None:
    (event,) = events(one(course, "ics", {**PLAN, "start": "23:00"}))
    assert event.decoded("dtend") == datetime.datetime(2027, 3, 2, 1, 0)


def test_a_calendar_without_a_date_says_what_to_do(course: Course) -> None:
    with pytest.raises(PlanError, match="donnez-lui-en une"):
        one(course, "ics", {**PLAN, "date": ""})


def test_what_is_typed_stays_on_its_line_in_a_calendar(course: Course) -> None:
    data = one(course, "ics", {**PLAN, "title": "Titre\r\nATTENDEE:mailto:x@example.org", "place": "A;B,C\\D"})
    (event,) = events(data)
    assert "attendee" not in event
    assert str(event["location"]) == "A;B,C\\D"
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


# --- table and text


def test_the_table_opens_in_a_spreadsheet_with_its_accents_and_one_row_for_each_slot(course: Course) -> None:
    data = one(course, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")
    assert head[:4] == ["Heure", "Fin", "Durée (min)", "Étape"]
    assert len(rows) == len(Sheet.of(course, PLAN).done.slots)
    assert {len(row) for row in rows} == {len(head)}
    assert [rows[0][0], rows[-1][1]] == ["18:30", "20:30"]
    assert pd.read_csv(io.BytesIO(data), sep=";")["Durée (min)"].sum() == 120
    # in French a double click parts cells at semicolons, and only there
    assert data.decode("utf-8-sig").splitlines()[0].count(";") == len(head) - 1


@pytest.mark.parametrize("typed", ["=1+1", "+33", "-2", "@SUM(A1)", "  =1+1", '=HYPERLINK("x")'])
def test_no_cell_is_a_formula(typed: str, course: Course) -> None:
    steps = [{"kind": "own", "title": typed, "note": typed, "minutes": 5}]
    _, row = csv.reader(
        io.StringIO(one(course, "csv", {**PLAN, "steps": steps}).decode("utf-8-sig"), newline=""), delimiter=";"
    )
    found = [cell for cell in row if typed.strip() in cell]
    assert len(found) == 2
    assert all(cell.startswith("'") for cell in found)


def test_markdown_shows_what_is_typed_as_it_is(course: Course) -> None:
    steps = [{"kind": "own", "title": "a | b *c* <b> &lt;", "note": "l1\nl2 # x", "minutes": 5}]
    text = one(course, "md", {**PLAN, "steps": steps}).decode()
    assert "| 18:30 | 5 | a \\| b \\*c\\* \\<b\\> \\&lt; |  |  | l1 l2 \\# x |" in text


def test_markdown_has_the_times_the_words_the_roles_and_the_invitation(course: Course) -> None:
    text = one(course, "md").decode()
    for wanted in ("## Déroulé", "## À dire, à faire", "### Rôles", "### Règles à dire", "## Invitation", "> Invitation"):
        assert wanted in text


def test_each_sheet_says_how_long_a_turn_lasts_and_never_a_turn_of_seconds(course: Course) -> None:
    circle = {**PLAN, "formats": ["cercle-de-parole-et-d-ecoute"], "people": 11}
    pages = PdfReader(io.BytesIO(one(course, "pdf", circle))).pages
    assert "4 min de parole chacun" in " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "| 4\u00a0min |" in one(course, "md", circle).decode()
    crowd = Sheet.of(course, checked({"formats": ["forum-ouvert"], "people": 400, "minutes": 300}))
    assert any(0 < slot.each < 30 and not crowd.turn(slot) for slot in crowd.done.slots)


# --- invitation


def cases() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((VECTORS / "invitation.json").read_text(encoding="utf-8"))["cases"]
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: str(case["name"]))
def test_invitation_vector(case: dict[str, Any]) -> None:
    more = json.loads((VECTORS / "invitation.json").read_text(encoding="utf-8"))["more"]
    details = json.loads((VECTORS / "planning.json").read_text(encoding="utf-8"))["details"]
    details = {name: {**detail, **more[name]} for name, detail in details.items()}
    plan = {**first_plan(), **case["plan"]}
    assert invitation(details, plan, schedule(details, plan)).split("\n") == case["expect"]


def test_the_invitation_keeps_what_the_facilitator_notes_for_themselves(course: Course) -> None:
    details = {"bocal": detail_of(course, "bocal")}
    plan = checked({**PLAN, "formats": ["bocal"], "steps": [{"of": "bocal/clore", "note": "Se méfier de Paul"}]})
    assert "Paul" not in invitation(details, plan, schedule(details, plan))


@pytest.mark.parametrize(("day", "text"), [("2027-03-01", "lundi 1er mars 2027"), ("2028-02-29", "mardi 29 février 2028")])
def test_a_date_is_said_in_french(day: str, text: str) -> None:
    assert spoken_date(day) == text


# --- the command


def run(*args: str) -> Any:
    return CliRunner().invoke(cli, ["plan", *args, "--root", str(ROOT)])


def test_a_new_plan_is_a_file_that_the_page_opens(course: Course, tmp_path: Path) -> None:
    done = run("--new", "world-cafe", "--people", "30", "--start", "18:30", "--minutes", "120", "--output", str(tmp_path))
    assert done.exit_code == 0, done.output
    plan, remarks = read_plan(tmp_path / "world-cafe.plan.json", course.formats)
    assert plan == {**first_plan(), "formats": ["world-cafe"], "people": 30, "start": "18:30", "minutes": 120}
    assert remarks == ()


def test_a_plan_already_there_is_never_overwritten(tmp_path: Path) -> None:
    args = ("--new", "bocal", "--output", str(tmp_path))
    assert run(*args).exit_code == 0
    before = (tmp_path / "bocal.plan.json").read_bytes()
    again = run(*args, "--people", "50")
    assert again.exit_code == 1
    assert "existe déjà" in again.stderr
    assert (tmp_path / "bocal.plan.json").read_bytes() == before


def test_a_plan_read_from_a_file_replaces_that_file_and_never_another(course: Course, tmp_path: Path) -> None:
    run("--new", "bocal", "--title", "Court", "--output", str(tmp_path))
    run("--new", "troika", "--output", str(tmp_path))
    troika, court = tmp_path / "troika.plan.json", tmp_path / "court.plan.json"
    before = court.read_bytes()
    taken = run(str(troika), "--title", "Court", "--to", "json", "--output", str(tmp_path))
    assert (taken.exit_code, court.read_bytes()) == (1, before)
    assert taken.stderr == f"{court} existe déjà ; donnez un autre dossier avec --output, ou un titre avec --title\n"
    same = run(str(court), "--people", "33", "--to", "json", "--output", str(tmp_path))
    assert same.exit_code == 0, same.output
    assert read_plan(court, course.formats).plan["people"] == 33


def test_what_is_typed_is_cut_as_what_is_read_is_and_it_is_said(course: Course, tmp_path: Path) -> None:
    done = run("--new", "bocal", "--title", "A" * 9000, "--output", str(tmp_path))
    assert done.exit_code == 0
    assert load_labels()["plan-file"]["shortened"] in done.stderr
    (path,) = tmp_path.iterdir()
    assert read_plan(path, course.formats) == ({**first_plan(), "title": "A" * 200, "formats": ["bocal"]}, ())


def test_a_plan_is_shown_and_a_field_may_be_changed_on_the_way(tmp_path: Path) -> None:
    run("--new", "bocal", "--output", str(tmp_path))
    done = run(str(tmp_path / "bocal.plan.json"), "--people", "4", "--start", "09:00")
    assert done.exit_code == 0
    assert done.stdout.startswith("Bocal\nDe 09:00 à 10:30")
    assert "! Il manque du monde" in done.stdout
    assert "09:00   " in done.stdout


@pytest.mark.parametrize("kind", EXPORTERS)
def test_a_plan_becomes_a_file(kind: str, tmp_path: Path) -> None:
    run("--new", "bocal", "--output", str(tmp_path))
    done = run(str(tmp_path / "bocal.plan.json"), "--to", kind, "--date", "2027-03-18", "--output", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    assert [path.name for path in (tmp_path / "out").iterdir()] == [f"bocal.{'plan.json' if kind == 'json' else kind}"]
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--new", "bocale"], "vouliez-vous dire 'bocal'"),
        (["--new", "bocal", "--people", "0"], "nombre de personnes vaut 0"),
        (["--new", "bocal", "--start", "25:00"], 'vaut "25:00"'),
        (["--new", "bocal", "--date", "demain", "--to", "ics"], 'vaut "demain"'),
        (["--new", "bocal", "--date", "9999-12-31", "--minutes", "240", "--to", "ics"], "de 2000 à 2100"),
        (["--new", "bocal", "--to", "ics"], "pas de date"),
    ],
)
def test_a_bad_word_is_one_line_and_nothing_is_written(args: list[str], words: str, tmp_path: Path) -> None:
    done = run(*args, "--output", str(tmp_path / "out"))
    assert done.exit_code == 1
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_no_plan_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "x.plan.json"
    path.write_text("{", encoding="utf-8")
    done = run(str(path))
    assert (done.exit_code, done.stderr.strip()) == (1, f"{path}:1: {load_labels()['plan-file']['not-json']}")


def test_what_was_set_aside_is_told_beside_the_plan(tmp_path: Path) -> None:
    path = tmp_path / "x.plan.json"
    path.write_text(
        json.dumps({"version": 1, "kind": "cat-course-plan", "plan": {"formats": ["bocal", "perdu"]}}), encoding="utf-8"
    )
    done = run(str(path))
    assert done.exit_code == 0
    assert "perdu" in done.stderr and "perdu" not in done.stdout


def test_the_package_needs_neither_typst_nor_icalendar_until_a_file_is_made() -> None:
    probe = "import sys, cat_course.export.session, cat_course.widgets; sys.exit('typst' in sys.modules or 'icalendar' in sys.modules)"
    assert subprocess.run([sys.executable, "-W", "ignore", "-c", probe], check=False).returncode == 0
