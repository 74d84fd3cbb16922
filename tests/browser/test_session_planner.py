"""The session planner in a page: by keyboard alone, on a phone, off line, with files that independent readers open."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page
from pypdf import PdfReader

from cat_course import Course
from cat_course.content.plans import read_plan
from cat_course.engine.planning import compile_planning, schedule
from cat_course.export.session_ics import ics_files
from tests.browser.conftest import Open, has_focus, press_to

pytestmark = pytest.mark.browser
PATH = "book/ressources/preparer-une-seance.html"
CIRCLE = "#formats=cercle-de-parole-et-d-ecoute&people=12&minutes=120&start=18:30"
AT_TWENTY_TO_SEVEN = (
    "{ const late = new Date().setHours(18, 40, 0, 0) - Date.now(); const now = Date.now; Date.now = () => now() + late; }"
)
Check = Callable[[Page], None]


def planned(page: Page) -> Page:
    page.wait_for_selector(".cc-timeline")
    return page


def rows(page: Page) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(".cc-timeline tbody tr").all_inner_texts()]


def save(page: Page, name: str, folder: Path) -> Path:
    """Open the folded part once, press a download button, keep the file."""
    summary = page.get_by_text("Emporter, partager", exact=True)
    if not page.get_by_role("button", name=name, exact=True).is_visible():
        summary.click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name, exact=True).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_the_page_says_minute_by_minute_what_python_says(open_page: Open, course: Course) -> None:
    page = planned(open_page(PATH + CIRCLE))
    details = compile_planning(course, whole=True)["details"]
    plan = {"title": "", "date": "", "start": "18:30", "minutes": 120, "people": 12, "place": "", "host": "", "breaks": True,
            "formats": ["cercle-de-parole-et-d-ecoute"], "circles": None, "steps": None}  # fmt: skip
    slots = schedule(details, plan).slots
    found = rows(page)
    assert len(found) == len(slots)
    for row, slot in zip(found, slots, strict=True):
        hour, minute = divmod(18 * 60 + 30 + slot.at, 60)
        assert row.startswith(f"{hour:02}:{minute:02}")
        assert f"{slot.minutes} min" in row


def test_the_keyboard_alone_makes_a_plan_and_edits_it_in_its_place(open_page: Open, accessible: Check) -> None:
    page = open_page(PATH)
    press_to(page, ".cc-session-planner select")
    page.select_option(".cc-session-planner select", "bocal")
    press_to(page, ".cc-session-planner button:not([aria-label])")
    page.keyboard.press("Enter")
    planned(page)
    accessible(page)
    before = rows(page)
    press_to(page, '[data-focus^="step/1"]')
    page.keyboard.press("Enter")
    page.wait_for_selector(".cc-edit")
    accessible(page)
    assert has_focus(page) != "body"
    field = page.locator(".cc-edit").get_by_label("Minutes", exact=True)
    field.fill("33")
    page.locator(".cc-edit").get_by_role("button", name="Enregistrer").press("Enter")
    assert "33 min" in rows(page)[1]
    assert has_focus(page) != "body"
    page.get_by_role("button", name="Annuler le changement", exact=True).press("Enter")
    assert rows(page) == before


def test_a_session_that_cannot_hold_says_what_to_cut_and_a_press_cuts_it(open_page: Open, accessible: Check) -> None:
    page = planned(open_page(PATH + CIRCLE.replace("minutes=120", "minutes=40")))
    told = page.locator(".cc-plan").inner_text()
    assert "Il manque" in told
    accessible(page)
    cuts = page.locator(".cc-plan button", has_text="gagne")
    assert cuts.count() > 0
    lengthen = page.get_by_role("button", name="Allonger la séance")
    lengthen.click()
    assert "Il manque" not in page.locator(".cc-plan").inner_text()
    page.get_by_role("button", name="Annuler le changement", exact=True).click()
    assert "Il manque" in page.locator(".cc-plan").inner_text()


@pytest.mark.parametrize(("field", "typed"), [("Personnes", "0"), ("Personnes", "-3"), ("Minutes", "abc"), ("Minutes", "0")])
def test_a_number_that_is_none_is_said_beside_its_field_and_the_plan_stays(open_page: Open, field: str, typed: str) -> None:
    page = planned(open_page(PATH + CIRCLE))
    before = rows(page)
    page.get_by_label(field).first.fill(typed)
    page.keyboard.press("Tab")
    assert "Écrivez un nombre entier" in page.locator(".cc-plan-form").inner_text()
    assert rows(page) == before


@pytest.mark.parametrize(("minutes", "shorter"), [(5, False), (40, True)])
def test_minutes_for_a_format_of_a_day_are_answered_with_what_would_fit(open_page: Open, minutes: int, shorter: bool) -> None:
    page = planned(open_page(PATH + f"#formats=forum-ouvert&people=60&minutes={minutes}&start=09:00"))
    text = page.locator(".cc-plan").inner_text()
    assert "Il manque" in text
    assert "Allonger la séance" in text
    assert ("Ou un format plus court" in text) == shorter
    assert len(rows(page)) > 3


def test_the_files_open_in_independent_readers_and_say_the_same(open_page: Open, course: Course, tmp_path: Path) -> None:
    page = planned(open_page(PATH + CIRCLE, viewport={"width": 1200, "height": 900}))
    page.get_by_text("Titre, date, lieu, pauses, cercles").click()
    page.get_by_label("Titre de la séance").fill("L'eau, parlons-en")
    page.get_by_label("Date").fill("2026-12-03")
    shown = rows(page)

    opened = read_plan(save(page, "Fichier du plan", tmp_path), course.formats)
    assert not opened.remarks
    assert [opened.plan[key] for key in ("people", "minutes", "title")] == [12, 120, "L'eau, parlons-en"]

    calendar = Calendar.from_ical(save(page, "Agenda (.ics)", tmp_path).read_bytes())
    (event,) = calendar.walk("VEVENT")
    assert str(event["SUMMARY"]) == "L'eau, parlons-en"
    assert event.decoded("DTSTART") == datetime(2026, 12, 3, 18, 30)
    assert all(row[:5] in str(event["DESCRIPTION"]) for row in shown)
    ((_, same),) = ics_files(course, opened.plan).items()
    assert event["UID"] == Calendar.from_ical(same).walk("VEVENT")[0]["UID"], "saved twice, an agenda holds it once"

    table = list(csv.reader(save(page, "Tableau (CSV)", tmp_path).read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert len(table) == len(shown) + 1
    assert [line[0] for line in table[1:]] == [row[:5] for row in shown]

    text = save(page, "Texte (Markdown)", tmp_path).read_text(encoding="utf-8")
    assert text.startswith("# L'eau, parlons-en")


def test_a_plan_opens_again_and_a_broken_one_leaves_the_plan_as_it_was(open_page: Open, tmp_path: Path) -> None:
    page = planned(open_page(PATH + CIRCLE))
    path = save(page, "Fichier du plan", tmp_path)
    before = rows(page)
    chooser = page.locator('.cc-session-planner input[type="file"]')
    for text in (
        path.read_text(encoding="utf-8")[:60],
        json.dumps({"version": 99, "kind": "cat-course-plan", "plan": {}}),
        "[]",
    ):
        bad = tmp_path / "autre.plan.json"
        bad.write_text(text, encoding="utf-8")
        chooser.set_input_files(bad)
        page.wait_for_function("document.querySelector('.cc-told:not([hidden])')?.textContent.length > 10")
        assert rows(page) == before
    other = json.loads(path.read_text(encoding="utf-8"))
    other["plan"]["people"] = 8
    good = tmp_path / "bon.plan.json"
    good.write_text(json.dumps(other), encoding="utf-8")
    chooser.set_input_files(good)
    page.wait_for_function("document.querySelector('.cc-plan-form input').value === '8'")


def test_the_room_shows_the_time_and_what_to_say_and_gives_the_focus_back(open_page: Open, accessible: Check) -> None:
    page = planned(open_page(PATH + CIRCLE))
    page.get_by_role("button", name="Mode salle").press("Enter")
    room = page.locator("dialog[open]")
    room.wait_for()
    accessible(page)
    first = room.inner_text()
    page.keyboard.press("Space")
    room.get_by_role("button", name="Mettre en pause").wait_for()
    page.keyboard.press("ArrowRight")
    assert room.inner_text() != first
    accessible(page)
    page.keyboard.press("Escape")
    room.wait_for(state="detached")
    assert has_focus(page) != "body"


def test_a_late_session_is_caught_up_from_the_room_and_ends_with_words(open_page: Open, accessible: Check) -> None:
    page = planned(open_page(PATH + CIRCLE.replace("minutes=120", "minutes=90"), before=AT_TWENTY_TO_SEVEN))
    page.get_by_role("button", name="mode salle").click()
    room = page.locator("dialog[open]")
    room.get_by_role("button", name="Démarrer").press("Enter")
    assert "min de retard, fin à 20:" in room.inner_text()
    room.locator("summary").press("Enter")
    accessible(page)
    late = room.locator(".cc-room-pace").inner_text()
    room.get_by_role("button", name="Retirer « Second tour »").press("Enter")
    assert room.locator(".cc-room-pace").inner_text() != late
    assert has_focus(page) == "room/rest"
    page.reload()
    room.wait_for()
    room.get_by_role("button", name="Mettre en pause").wait_for()
    assert "Second tour" not in (room.locator(".cc-room-mine").text_content() or "")
    for _ in range(room.locator(".cc-room-mine ol li").count()):
        room.get_by_role("button", name="Suivant").click()
    room.get_by_role("button", name="Terminer").press("Enter")
    assert page.locator(".cc-told").inner_text().startswith("Séance terminée à ")
    assert page.evaluate("document.activeElement.className") == "cc-told"
    accessible(page)


def test_a_projected_room_hides_what_the_facilitator_reads(open_page: Open, accessible: Check) -> None:
    page = planned(open_page(PATH + CIRCLE, viewport={"width": 1280, "height": 720}))
    page.get_by_role("button", name="mode salle").click()
    room = page.locator("dialog[open]")
    room.wait_for()
    said = room.locator(".cc-room-script")
    assert said.is_visible()
    room.get_by_role("button", name="Masquer mon texte").click()
    assert not said.is_visible()
    assert room.locator(".cc-room-time").is_visible()
    accessible(page)


def test_the_browser_prints_the_plan_not_the_reading_for_a_page_without_script(open_page: Open) -> None:
    page = planned(open_page(PATH + CIRCLE))
    page.wait_for_function(
        "performance.getEntriesByType('resource').some(r => r.name.includes('planner-tools') && r.responseEnd)"
    )
    page.wait_for_timeout(200)
    text = " ".join(" ".join(sheet.extract_text().split()) for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages)
    assert "Premier tour" in text
    assert "4 min de parole chacun" in text
    assert "Invitation" in text
    assert "JavaScript" not in text
    assert "Ce que la page calcule" not in text


def test_the_room_works_with_no_network_and_survives_a_reload(open_page: Open) -> None:
    page = planned(open_page(PATH + CIRCLE, workers=True))
    page.wait_for_function("caches.match('../../donnees/formats/cercle-de-parole-et-d-ecoute.json').then(Boolean)")
    page.get_by_role("button", name="Mode salle").click()
    page.locator("dialog[open]").wait_for()
    page.keyboard.press("Space")
    page.locator("dialog[open]").get_by_role("button", name="Mettre en pause").wait_for()
    page.wait_for_function(
        "caches.open('cat-course-1').then(c => c.keys()).then(k => k.some(r => r.url.includes('planner-tools')))"
    )
    page.context.set_offline(True)
    page.reload()
    page.locator("dialog[open]").wait_for()
    assert page.locator("dialog[open]").get_by_role("button", name="Mettre en pause").is_visible()


def test_a_narrow_screen_never_scrolls_sideways(open_page: Open) -> None:
    for width in (320, 390):
        page = planned(open_page(PATH + CIRCLE, viewport={"width": width, "height": 800}))
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_script_the_page_gives_every_format_and_a_grid_to_fill_in(open_page: Open, course: Course) -> None:
    page = open_page(PATH, java_script_enabled=False)
    text = page.locator("article").inner_text()
    assert all(item.title in text for item in course.formats.values())
    assert page.locator("article table").count() >= 2
