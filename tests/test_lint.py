"""What ``check`` refuses in a role-play: each fault is provoked by one edit of a small scenario that has none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from cat_course import Course
from cat_course.content.framework import Framework
from cat_course.content.reading import parse_yaml, read_yaml, validate
from cat_course.content.roleplays import RolePlay
from cat_course.engine.exploration import HABITS, explore
from cat_course.engine.lint import lint_roleplay, remarks
from cat_course.engine.roleplay import compile_roleplay
from cat_course.errors import Finding

ROOT = Path(__file__).parent.parent
FRAMEWORK = validate(read_yaml(ROOT, ROOT / "book/competences.yml"), Framework)
PATH = "book/jeux-de-role/essai.yml"

VALID = """\
title: Un petit essai
level: niveau-1
module: n1-m1
minutes: 5
format: bocal
audiences: [citoyens]
competencies: [ecoute, cadre]
context: On se retrouve.
cast:
  nadia: {name: Nadia, role: bibliothécaire, concern: Que chacun parle.}
gauges:
  confiance: {label: Confiance, start: 2, max: 4, low: On se tait., high: On ose.}
start: accueil
nodes:
  accueil:
    title: L'accueil
    text: Tout le monde est là.
    choices:
      - text: Vous attendez.
        to: silence
        effects: {confiance: -1}
        feedback: Le silence pèse.
      - text: Vous ouvrez un tour.
        to: tour
        effects: {confiance: 1}
        shows: {ecoute: 2}
        feedback: Chacun sait quand il parlera.
  silence:
    title: Le silence
    text: Personne ne parle.
    choices:
      - text: Vous levez la séance.
        to: fin-courte
        feedback: Personne n'a pu parler.
      - text: Vous proposez un tour.
        to: tour
        feedback: Il était encore temps.
  tour:
    title: Le tour
    text: Le galet circule.
    choices:
      - text: Vous coupez.
        to: fin-tiede
        feedback: La parole s'arrête.
      - text: Vous laissez finir.
        to: fin-pleine
        when: {confiance: {min: 3}}
        feedback: La confiance le permettait.
  fin-courte:
    text: On se quitte.
    ending: {title: Trop court, tone: echec}
    debrief: Il manquait un tour.
  fin-tiede:
    text: On se salue.
    ending: {title: Une fin tiède, tone: mitige}
    debrief: Il manquait du temps.
  fin-pleine:
    text: On se reverra.
    ending: {title: Une parole entière, tone: reussi}
    debrief: Chacun a fini sa phrase.
trainer:
  minutes: 10
  script: Jouez-le.
  debrief_questions: [Qu'avez-vous vu ?, Et ensuite ?]
"""


def lint(text: str) -> list[Finding]:
    document = parse_yaml(PATH, text)
    return lint_roleplay("essai", validate(document, RolePlay), document, FRAMEWORK)


def edited(*edits: tuple[str, str]) -> str:
    """Return the valid scenario after *edits*, each of which must change it."""
    text = VALID
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
        text = text.replace(old, new)
    return text


def line_of(text: str, shown: str) -> int:
    """Return the number of the one line of *text* that starts with *shown*, spaces aside."""
    found = [n for n, line in enumerate(text.split("\n"), 1) if line.strip().startswith(shown)]
    assert len(found) == 1, f"{shown!r} is on lines {found}"
    return found[0]


def test_the_scenario_that_is_edited_has_no_fault():
    assert lint(VALID) == []


SHORT_ENDING = """\
  fin-courte:
    text: On se quitte.
    ending: {title: Trop court, tone: echec}
    debrief: Il manquait un tour.
"""
FORGOTTEN = """\
  oubliee:
    text: Personne ici.
    ending: {title: Oubliée, tone: mitige}
    debrief: Elle existe pourtant.
"""
DEAD_END = """\
  impasse:
    title: L'impasse
    text: Rien ne bouge.
    choices:
      - {text: Vous attendez encore., to: impasse, feedback: Rien ne change.}
"""
ROUND = """\
  ronde:
    title: La ronde
    text: On tourne.
    choices:
      - {text: Encore., to: retour, feedback: On revient.}
  retour:
    title: Le retour
    text: On revient.
    choices:
      - {text: Encore ?, to: ronde, feedback: On repart.}
"""
CUT = """\
      - text: Vous coupez.
        to: fin-tiede
        feedback: La parole s'arrête.
"""
RUSH = "      - {text: Vous brusquez., to: tour, feedback: Trop tôt.}\n"
ENERGY = "  energie: {label: Énergie, start: 1, max: 2, low: Lasse., high: Vive.}\n"

SILENCE_ENDS = ("Vous proposez un tour.\n        to: tour", "Vous sortez.\n        to: fin-courte")
"""The second choice of the silence leads to the short ending, so that the first is free."""


def insert(scene: str, before: str = "  fin-courte:\n") -> tuple[str, str]:
    return (before, scene + before)


# what is wrong: (edits, start of the line it is on, what is said, the way out)
CASES = {
    "a choice with no feedback": (
        [("        feedback: Personne n'a pu parler.\n", "")],
        "- text: Vous levez la séance.",
        "choix sans retour",
        "dites dans feedback pourquoi",
    ),
    "an ending with no debrief": (
        [("    debrief: Il manquait du temps.\n", "")],
        "fin-tiede:",
        "la fin 'fin-tiede' n'a pas de débriefing",
        "ajoutez debrief",
    ),
    "a gauge that nothing reads": (
        [insert(ENERGY, "start: accueil\n"), ("{confiance: -1}", "{confiance: -1, energie: 1}")],
        "energie:",
        "la jauge 'energie' n'ouvre ni ne ferme aucun choix",
        "ajoutez un when, ou retirez-la",
    ),
    "a scene that nothing leads to": (
        [insert(FORGOTTEN)],
        "oubliee:",
        "aucun chemin ne mène à la scène 'oubliee'",
        "ajoutez un choix qui y va",
    ),
    "a condition that can never hold": (
        [
            ("when: {confiance: {min: 3}}", "when: {confiance: {max: 0}}"),
            ("to: fin-tiede", "to: fin-pleine"),
            ("to: fin-courte", "to: fin-tiede"),
            SILENCE_ENDS,
        ],
        "when:",
        "cette condition n'est jamais remplie",
        "changez when ou les effets",
    ),
    "a scene from which no ending can be reached in any state": (
        [("to: fin-courte", "to: impasse"), SILENCE_ENDS, insert(DEAD_END)],
        "impasse:",
        "depuis la scène 'impasse', aucune fin n'est possible",
        "ouvrez une sortie",
    ),
    "a scene that some gauges leave with no ending": (
        [(CUT, ""), ("to: fin-courte", "to: fin-tiede"), SILENCE_ENDS, insert(RUSH, "      - text: Vous ouvrez un tour.\n")],
        "tour:",
        "dans la scène 'tour', certaines jauges ne laissent aucune fin possible",
        "assouplissez un when",
    ),
    "fewer than three endings": (
        [("to: fin-courte", "to: fin-tiede"), (SHORT_ENDING, "")],
        "nodes:",
        "2 fins ; il en faut au moins 3",
        "ajoutez des scènes avec ending",
    ),
    "a success that always taking the first choice reaches": (
        [("tone: echec", "tone: reussi")],
        "start: accueil",
        "prendre toujours le premier choix mène à la fin réussie 'fin-courte'",
        "changez l'ordre des choix",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_check_refuses(name):
    edits, shown, problem, way_out = CASES[name]
    text = edited(*edits)
    [finding] = lint(text)
    assert finding.path == PATH
    line = line_of(text, shown)
    assert finding.line == line
    assert problem in finding.problem
    assert way_out in finding.problem
    assert str(finding) == f"{PATH}:{line}: {finding.problem}"


def test_check_refuses_a_loop_with_no_way_out_scene_by_scene():
    text = edited(("to: fin-courte", "to: ronde"), SILENCE_ENDS, insert(ROUND))
    assert [(f.line, f.problem) for f in lint(text)] == [
        (line_of(text, f"{scene}:"), f"depuis la scène {scene!r}, aucune fin n'est possible ; ouvrez une sortie")
        for scene in ("ronde", "retour")
    ]


def test_a_loop_with_a_way_out_is_fine():
    text = edited(("to: tour\n        feedback: Il était", "to: accueil\n        feedback: Il était"))
    assert lint(text) == []


def test_one_ending_is_one_ending_in_the_singular():
    text = VALID.replace("to: fin-tiede", "to: fin-courte").replace("to: fin-pleine", "to: fin-courte")
    for name in ("fin-tiede", "fin-pleine"):
        head, rest = text.split(f"  {name}:\n")
        text = head + rest[rest.index("    debrief:") :].split("\n", 1)[1]
    assert [f.problem.split(" ; ")[0] for f in lint(text)] == ["1 fin"]


def test_every_fault_of_a_scenario_is_found_at_once():
    text = edited(
        ("        feedback: Personne n'a pu parler.\n", ""),
        ("    debrief: Il manquait du temps.\n", ""),
        ("tone: echec", "tone: reussi"),
    )
    assert len(lint(text)) == 3


@pytest.mark.parametrize("path", sorted((ROOT / "book/jeux-de-role").glob("*.yml")), ids=lambda p: p.stem)
def test_the_scenarios_of_the_course_have_no_fault(path):
    document = read_yaml(ROOT, path)
    assert lint_roleplay(path.stem, validate(document, RolePlay), document, FRAMEWORK) == []


def remarked(course: Course, text: str) -> list[str]:
    document = parse_yaml(PATH, text)
    one = MappingProxyType({"essai": validate(document, RolePlay)})
    documents = MappingProxyType({**course.documents, "roleplay:essai": document})
    return [finding.problem for finding in remarks(replace(course, roleplays=one, documents=documents))]


def test_a_success_that_chance_or_a_habit_reaches_is_a_remark(course: Course):
    assert remarked(course, VALID) == [
        "une personne sur 4 réussit en choisissant au hasard ; rendez la bonne fin plus difficile",
        "prendre toujours le choix dernier mène à une fin réussie ; changez l'ordre ou la longueur des choix",
        "prendre toujours le choix plus long mène à une fin réussie ; changez l'ordre ou la longueur des choix",
    ]


def test_a_success_that_has_to_be_looked_for_is_none(course: Course):
    hidden = edited(
        ("        feedback: Chacun sait quand il parlera.\n", "        feedback: Chacun sait quand il parlera.\n" + RUSH),
        ("      - text: Vous laissez finir.\n", "      - text: Finir.\n"),
        ("Vous proposez un tour.", "Un tour."),
    )
    assert remarked(course, hidden) == []


@pytest.mark.parametrize("path", sorted((ROOT / "book/jeux-de-role").glob("*.yml")), ids=lambda p: p.stem)
def test_the_scenarios_of_the_course_are_long_enough_and_hard_to_guess(path):
    roleplay = validate(read_yaml(ROOT, path), RolePlay)
    found = explore(compile_roleplay(path.stem, roleplay, FRAMEWORK))
    assert len(roleplay.nodes) >= 14
    assert len(roleplay.gauges) >= 2
    assert len(found.endings) >= 3
    assert 0 < found.successes() < 0.2
    assert [habit for habit in HABITS if found.succeeds(found.follow(habit))] == []
