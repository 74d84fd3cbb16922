"""The widgets: what they hold, what they say, and the same module that plays on any host."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import typst

from cat_course import Course
from cat_course.engine import assessment, matching, planning, quiz, roleplay
from cat_course.errors import PlanError, UnknownIdError
from cat_course.frontend import ACTIVITIES, activity_css, labels_of
from cat_course.widgets import FormatChoice, Quiz, RolePlay, SelfAssessment, SessionPlanner
from tests.conftest import ROOT, TOOLS

SHOWN = {
    "RolePlay('le-silence')": lambda course: RolePlay("le-silence", course=course),
    "Quiz('le-cadre')": lambda course: Quiz("le-cadre", course=course),
    "FormatChoice()": lambda course: FormatChoice(course=course),
    "SelfAssessment('niveau-1')": lambda course: SelfAssessment(course=course),
    "SessionPlanner(['bocal'])": lambda course: SessionPlanner(["bocal"], people=24, course=course),
    "SessionPlanner()": lambda course: SessionPlanner(course=course),
    "SessionPlanner(['world-cafe'])": lambda course: SessionPlanner("world-cafe", course=course),
    "SelfAssessment('niveau-1', ('presence-et-posture',))": lambda course: SelfAssessment(
        "niveau-1", "presence-et-posture", course=course
    ),
    "SelfAssessment('niveau-1', ('preparer',))": lambda course: SelfAssessment(domains=("preparer",), course=course),
}


@pytest.fixture
def scene(course: Course) -> RolePlay:
    return RolePlay("le-silence", menu=True, course=course)


@pytest.fixture
def sent(scene: RolePlay, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What *scene* sends to its view from now on, one dictionary of traits for each message."""
    messages: list[dict[str, Any]] = []
    monkeypatch.setattr(scene, "_send", lambda message, buffers=None: messages.append(message["state"]))
    return messages


@pytest.mark.parametrize("text", SHOWN)
def test_a_widget_says_what_it_shows(text: str, course: Course) -> None:
    widget = SHOWN[text](course)
    assert repr(widget) == text
    bundle = widget._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    assert data["text/plain"] == text
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == widget.model_id


@pytest.mark.parametrize(
    ("wrong", "way_out"),
    [
        (lambda: RolePlay("le-silense"), "vouliez-vous dire 'le-silence' ?"),
        (lambda: Quiz("le-cadr"), "vouliez-vous dire 'le-cadre' ?"),
        (lambda: SelfAssessment("niveau-9"), "vouliez-vous dire"),
        (lambda: SessionPlanner(["bocale"]), "vouliez-vous dire 'bocal' ?"),
        (lambda: SelfAssessment(domains=("preparez",)), "vouliez-vous dire 'preparer' ?"),
    ],
)
def test_a_wrong_id_is_an_error_with_a_way_out(wrong: Any, way_out: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    with pytest.raises(UnknownIdError, match="introuvable") as caught:
        wrong()
    assert way_out in str(caught.value).replace("\u202f", " ")


def test_a_widget_holds_the_table_and_the_state_of_the_engine(course: Course) -> None:
    scene, game, choice, levels = (SHOWN[text](course) for text in list(SHOWN)[:4])
    assert scene.table == roleplay.compile_roleplay("le-silence", course.roleplay("le-silence"), course.framework)
    assert game.table == quiz.compile_quiz("le-cadre", course.quiz("le-cadre"))
    assert choice.table == matching.compile_matching(course)
    assert levels.table == assessment.compile_assessment(course, "niveau-1")
    assert scene.state == roleplay.initial_state(scene.table)
    assert game.state == quiz.initial_state()
    assert choice.state == matching.initial_state(choice.table)
    assert levels.state == assessment.initial_state()
    for widget in (scene, game, choice, levels):
        json.dumps([widget.table, widget.state, widget.labels])


def test_a_state_given_in_part_takes_first_values_for_the_rest(scene: RolePlay) -> None:
    scene.state = {"path": ["c", "a"]}
    assert scene.state == {"rev": scene.table["rev"], "path": ["c", "a"], "seen": {}}
    scene.state = {}
    assert scene.state == roleplay.initial_state(scene.table)


def test_evidence_is_that_of_the_path_taken(scene: RolePlay) -> None:
    assert all(shown == (0, 0) for shown in scene.evidence().values())
    scene.state = {"path": ["c", "b"]}
    assert scene.evidence() == roleplay.evidence(scene.table, ["c", "b"])
    assert any(shown.possible for shown in scene.evidence().values())


def test_a_state_set_from_python_reaches_the_view(scene: RolePlay, sent: list[dict[str, Any]]) -> None:
    scene.state = {"path": ["c"]}
    assert [message["state"]["path"] for message in sent] == [["c"]]


def test_another_scenario_opens_and_what_was_played_of_each_is_kept(scene: RolePlay) -> None:
    scene.state = {"path": ["c"]}
    scene.scenario = "le-cadre-bouscule"
    assert repr(scene) == "RolePlay('le-cadre-bouscule')"
    assert (scene.table["id"], scene.state["path"], scene.state["rev"]) == ("le-cadre-bouscule", [], scene.table["rev"])
    scene.scenario = "le-silence"
    assert (scene.table["id"], scene.state["path"]) == ("le-silence", ["c"])


def test_a_choice_in_the_menu_is_answered_with_table_and_state_together(scene: RolePlay, sent: list[dict[str, Any]]) -> None:
    scene.set_state({"scenario": "le-cadre-bouscule"})  # what arrives from a view
    tables = [message for message in sent if "table" in message]
    assert [set(message) for message in tables] == [{"table", "state"}]
    assert tables[0]["table"]["id"] == "le-cadre-bouscule"


def test_an_unknown_scenario_changes_nothing(scene: RolePlay) -> None:
    with pytest.raises(UnknownIdError):
        scene.scenario = "le-silense"
    assert (scene.scenario, scene.table["id"]) == ("le-silence", "le-silence")


def test_the_menu_offers_every_role_play_and_only_where_it_is_asked_for(scene: RolePlay, course: Course) -> None:
    assert dict(scene.menu) == {name: item.title for name, item in course.roleplays.items()}
    assert RolePlay("le-silence", course=course).menu == []


def test_what_is_true_of_a_page_alone_is_said_otherwise_where_there_is_a_kernel(course: Course) -> None:
    """With a kernel, answers do leave the browser."""
    page, kernel = labels_of("self-assessment"), SelfAssessment(course=course).labels
    differing = {(s, key) for s, words in page.items() for key in words if kernel[s][key] != words[key]}
    assert differing == {("self-assessment", "private")}
    assert "rien n'est envoyé" in page["self-assessment"]["private"]
    assert "envoyé" not in kernel["self-assessment"]["private"]


def test_the_styles_touch_nothing_outside_an_activity() -> None:
    sheets = "".join(map(activity_css, ACTIVITIES))
    css = re.sub(r"@keyframes[^{]*\{(?:[^{}]*\{[^}]*\})*\s*\}", "", sheets)
    selectors = [s.strip() for s in re.findall(r"(?:^|[{};])\s*([^{};@]+)\{", css)]
    assert len(selectors) > 50
    for selector in selectors:
        for part in re.split(r",(?![^()]*\))", selector):
            assert ".cc-" in part, selector


# ---- the module that each widget sends

PLAYER = """
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { readFileSync } from "node:fs";
import { HOSTS } from "./tests/frontend/hosts.js";
import "./tests/frontend/dom-setup.js";

console.debug = () => {}; // what a mean host cannot do is said there
const [file, cases] = JSON.parse(readFileSync(0, "utf8"));
const activity = (await import(pathToFileURL(file))).default;
const errors = [];
window.addEventListener("error", (event) => errors.push(event.message));
const seen = [];
for (const Model of HOSTS) {
  const model = new Model(cases.traits);
  const el = document.createElement("div");
  document.body.replaceChildren(el);
  const stop = activity.render({ model, el });
  assert.ok(el.classList.contains("cc-host"));
  const shows = [el.textContent];
  for (const change of cases.changes) {
    for (const [name, value] of Object.entries(change)) model.set(name, structuredClone(value));
    shows.push(el.textContent);
  }
  const select = el.querySelector(".cc-menu select");
  if (select) {
    select.value = cases.pick;
    select.dispatchEvent(new window.Event("change"));
    shows.push(model.get("scenario"));
  }
  stop();
  const left = el.textContent;
  model.set("state", structuredClone(cases.changes[0].state));
  assert.equal(el.textContent, left, "a view that is gone still listens");
  seen.push(shows);
}
assert.deepEqual(errors, []);
assert.deepEqual(seen[0], seen[1], "the two hosts do not show the same");
console.log(JSON.stringify(seen[0]));
"""


def played(widget: Any, changes: list[dict[str, Any]], folder: Path, pick: str = "") -> list[str]:
    """Return what the view of *widget* reads, at first and after each of *changes*; the same on every host."""
    module = folder / "module.mjs"
    module.write_text(widget._esm, encoding="utf-8")
    traits = {
        name: getattr(widget, name) for name in ("table", "labels", "state", "scenario", "menu") if widget.has_trait(name)
    }
    told = json.dumps([str(module), {"traits": traits, "changes": changes, "pick": pick}])
    command = [str(TOOLS["node"]), "--input-type=module", "-e", PLAYER]
    done = subprocess.run(command, input=told, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    shows: list[str] = json.loads(done.stdout)
    return shows


@pytest.mark.node
def test_the_view_of_a_role_play_follows_its_state(course: Course, tmp_path: Path) -> None:
    widget = RolePlay("le-silence", course=course)
    first = widget.table["nodes"][widget.table["start"]]["choices"][0]
    opening, after, again = played(
        widget, [{"state": widget.state | {"path": [first["id"]]}}, {"state": widget.state}], tmp_path
    )
    assert widget.table["context"].split(".")[0] in opening and "Choisir un jeu de rôle" not in opening
    assert first["text"] in after and first["feedback"] in after
    assert first["feedback"] not in again


@pytest.mark.node
def test_the_view_plays_the_scenario_that_the_host_answers_with(scene: RolePlay, course: Course, tmp_path: Path) -> None:
    other = RolePlay("le-cadre-bouscule", course=course)
    answer = {"scenario": "le-cadre-bouscule", "state": other.state, "table": other.table}
    opening, after, picked = played(scene, [answer], tmp_path, pick="l-elue-venue-convaincre")
    assert "Choisir un jeu de rôle" in opening and all(title in opening for _, title in scene.menu)
    beginning = other.table["context"].split(".")[0]
    assert beginning in after and beginning not in opening
    assert picked == "l-elue-venue-convaincre"


@pytest.mark.node
def test_the_view_of_a_quiz_follows_its_state(course: Course, tmp_path: Path) -> None:
    widget = Quiz("le-cadre", course=course)
    question = next(q for q in widget.table["questions"] if q["kind"] == "single")
    option = question["options"][0]
    state = {"answers": {question["id"]: option["id"]}, "checked": [question["id"]]}
    before, after = played(widget, [{"state": state}], tmp_path)
    assert question["prompt"].strip()[:30] in before
    assert option["because"] in after and option["because"] not in before


@pytest.mark.node
def test_the_view_of_the_format_choice_follows_its_state(course: Course, tmp_path: Path) -> None:
    widget = FormatChoice(course=course)
    situation = widget.state["situation"] | {"purposes": ["explorer"]}
    before, after = played(widget, [{"state": widget.state | {"situation": situation, "asked": True}}], tmp_path)
    assert all(term["label"] in before for term in widget.table["purposes"])
    titles = [item.title for item in course.formats.values()]
    assert all(title in after for title in titles) and not any(f"1. {title}" in before for title in titles)


@pytest.mark.node
def test_the_view_of_the_self_assessment_follows_its_state(course: Course, tmp_path: Path) -> None:
    widget = SelfAssessment(course=course)
    profile = widget.labels["self-assessment"]["results"]
    state = widget.state | {"answers": {"presence": 1, "ecoute": 3}, "done": True, "on": "2026-01-31"}
    before, after = played(widget, [{"state": state}], tmp_path)
    assert widget.table["domains"][0]["title"] in before and profile not in before
    assert profile in after and "31 janvier 2026" in after


# --- the planner


@pytest.fixture
def planner(course: Course) -> SessionPlanner:
    return SessionPlanner(["bocal"], people=24, start="18:30", course=course)


def test_a_planner_starts_from_the_plan_it_is_given_and_holds_every_detail(planner: SessionPlanner, course: Course) -> None:
    assert planner.table == planning.compile_planning(course, whole=True)
    assert planner.state == {
        "plan": {**planning.initial_state()["plan"], "formats": ["bocal"], "people": 24, "start": "18:30"},
        "live": None,
    }
    json.dumps([planner.table, planner.state, planner.labels])


def test_a_planner_refuses_what_no_plan_can_have(course: Course) -> None:
    with pytest.raises(PlanError, match="nombre de personnes"):
        SessionPlanner(["bocal"], people=0, course=course)


def test_the_rows_of_a_schedule_make_a_table_and_follow_the_state(planner: SessionPlanner) -> None:
    rows = planner.schedule()
    assert [rows[0]["start"], rows[-1]["end"]] == ["18:30", "20:00"]
    assert sum(row["minutes"] for row in rows) == 90
    planner.state = {**planner.state, "plan": {**planner.state["plan"], "start": "09:00"}}
    assert planner.schedule()[0]["start"] == "09:00"


def test_the_view_asks_for_a_pdf_and_gets_one_for_each_demand(planner: SessionPlanner) -> None:
    for title in ("Un", "Deux"):
        planner.state = {**planner.state, "plan": {**planner.state["plan"], "title": title}}
        planner.wanted = "pdf"
        assert planner.document["name"] == f"{title.lower()}.pdf"
        assert planner.document["bytes"].startswith(b"%PDF-")
        planner.document, planner.wanted = {}, ""
    assert planner.document == {}


def test_a_pdf_that_cannot_be_made_is_said_in_words(course: Course) -> None:
    planner = SessionPlanner(course=course)
    planner.wanted = "pdf"
    assert list(planner.document) == ["problem"]
    assert "choisissez un format" in planner.document["problem"]


def test_a_pdf_that_typst_refuses_is_said_in_words(planner: SessionPlanner, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*given: Any, **options: Any) -> bytes:
        raise typst.TypstError("no such thing")

    monkeypatch.setattr(typst, "compile", refused)
    planner.wanted = "pdf"
    assert planner.document == {
        "problem": "PDF impossible à composer : no such thing ; corrigez ce texte ou ce dessin",
    }


def test_a_title_that_the_fonts_lack_still_makes_a_pdf(course: Course) -> None:
    planner = SessionPlanner("bocal", title="📅", course=course)
    planner.wanted = "pdf"
    assert planner.document["bytes"].startswith(b"%PDF-")
