"""What no file can say alone: every reference from one file to another names something."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from ..errors import Finding, suggestion
from .bibliography import ADD_SOURCE
from .reading import Document, Loc
from .roleplays import choice_ids

if TYPE_CHECKING:
    from .course import Course

ACTIVITIES = {"auto-evaluation", "choisir-un-format", "preparer-une-seance"}
"""Activities that a module may name and that have no file of their own."""
RELIED_ON = {
    "stages": ("l'étape", ("relier", "comprendre", "choisir")),
    "purposes": ("l'intention", ("interconnaissance", "confiance", "explorer", "decider", "agir")),
    "modes": ("la modalité", ("presence",)),
    "audiences": ("le public", ("citoyens",)),
}
"""Ids of ``course.yml`` that the rules of the engine name: without one of them, a rule would be lost and nobody told."""


def crosscheck(course: Course) -> Iterator[Finding]:
    """Yield a finding for each reference that leads nowhere, each with file, line and a way out."""
    yield from _settings(course)
    yield from _framework(course)
    for format_id in course.formats:
        yield from _format(course, format_id)
    for roleplay_id in course.roleplays:
        yield from _roleplay(course, roleplay_id)
    for quiz_id in course.quizzes:
        yield from _quiz(course, quiz_id)
    for module_id in course.modules:
        yield from _module(course, module_id)
    for module_id in course.lessons:
        yield from _lesson(course, module_id)
    yield from _trainings(course)


def known(
    document: Document, loc: Loc, kind: str, names: Iterable[str], pool: Collection[str], otherwise: str = ""
) -> Iterator[Finding]:
    """Yield a finding for each of *names*, found at ``loc`` (by key or by place), that *pool* lacks.

    *otherwise* is the way out where no known name looks like it.
    """
    for place, name in enumerate(names):
        if name not in pool:
            at = (*loc, name) if document.line((*loc, name)) != document.line(loc) else (*loc, place)
            yield document.finding(at, f"{kind} {name!r} introuvable{suggestion(name, pool, otherwise)}")


def unique(document: Document, loc: Loc, ids: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for each id written a second time in the list at *loc*."""
    seen: set[str] = set()
    for place, name in enumerate(ids):
        if name in seen:
            yield document.finding((*loc, place, "id"), f"identifiant {name!r} écrit deux fois ; ôtez-en un, ou renommez-le")
        seen.add(name)


def _settings(course: Course) -> Iterator[Finding]:
    document, settings = course.documents["settings"], course.settings
    for name in ("levels", "purposes", "stages", "families", "modes", "audiences", "tensions"):
        yield from unique(document, (name,), [term.id for term in getattr(settings, name)])
    for name, (kind, ids) in RELIED_ON.items():
        for missing in sorted({*ids} - {term.id for term in getattr(settings, name)}):
            problem = f"il manque {kind} {missing!r}, dont des règles du cours dépendent ; gardez l'identifiant, changez label"
            yield document.finding((name,), problem)
    purposes = [term.id for term in settings.purposes]
    for place, stage in enumerate(settings.stages):
        yield from known(document, ("stages", place, "purposes"), "intention", stage.purposes, purposes)
    placed = [purpose for stage in settings.stages for purpose in stage.purposes]
    for purpose in purposes:
        if placed.count(purpose) != 1:
            yield document.finding(("stages",), f"intention {purpose!r} : une étape et une seule doit la porter")
    for place, activity in enumerate(settings.activities):
        yield from known(document, ("activities", place, "id"), "activité", [activity.id], ACTIVITIES)
        at: Loc = ("activities", place, "competencies")
        yield from known(document, at, "compétence", activity.competencies, course.framework.competencies)
    for place, level in enumerate(settings.levels):
        listed: Loc = ("levels", place, "modules")
        yield from known(document, listed, "module", level.modules, course.modules)
        yield from unique(document, listed, level.modules)
        for number, module_id in enumerate(level.modules):
            if module_id in course.modules and (own_level := course.modules[module_id].level) != level.id:
                problem = f"module {module_id!r} est de {own_level} ; ôtez-le de cette liste, ou changez level dans sa page"
                yield document.finding((*listed, number), problem)
    for module_id, module in course.modules.items():
        page = course.documents[f"module:{module_id}"]
        own = next((x for x in settings.levels if x.id == module.level), None)
        if own is None:
            yield from known(page, ("module", "level"), "niveau", [module.level], [x.id for x in settings.levels])
        elif module_id not in own.modules:
            problem = f"module {module_id!r} absent de book/course.yml ; ajoutez-le à levels, {module.level}"
            yield page.finding(("module", "id"), problem)
    for shared in sorted(course.roleplays.keys() & course.quizzes.keys()):
        document = course.documents[f"quiz:{shared}"]
        yield document.finding((), f"{shared!r} est déjà le nom d'un jeu de rôle ; renommez l'un des deux fichiers")


def _framework(course: Course) -> Iterator[Finding]:
    document, framework = course.documents["framework"], course.framework
    levels = [level.id for level in course.settings.levels]
    mastery = [m.id for m in framework.mastery]
    if [m.number for m in framework.mastery] != [1, 2, 3, 4]:
        yield document.finding(("mastery",), "les niveaux de maîtrise portent les numéros 1, 2, 3, 4 dans cet ordre")
    yield from unique(document, ("domains",), [d.id for d in framework.domains])
    yield from known(document, ("sources",), "source", framework.sources, course.bibliography, ADD_SOURCE)
    seen: set[str] = set()
    for d, domain in enumerate(framework.domains):
        yield from known(document, ("domains", d, "level"), "niveau", [domain.level], levels)
        for c, competency in enumerate(domain.competencies):
            loc: Loc = ("domains", d, "competencies", c)
            if competency.id in seen:
                yield document.finding((*loc, "id"), f"compétence {competency.id!r} écrite deux fois ; renommez-en une")
            seen.add(competency.id)
            yield from known(document, (*loc, "aim"), "niveau", competency.aim, levels)
            for level, aim in competency.aim.items():
                yield from known(document, (*loc, "aim", level), "niveau de maîtrise", [aim], mastery)
            yield from known(document, (*loc, "behaviours"), "niveau de maîtrise", competency.behaviours, mastery)
            for missing in [m for m in mastery if not competency.behaviours.get(m)]:
                yield document.finding((*loc, "behaviours"), f"comportements absents pour le niveau {missing!r} ; ajoutez-en")


def _format(course: Course, format_id: str) -> Iterator[Finding]:
    document, item, words = course.documents[f"format:{format_id}"], course.formats[format_id], course.settings
    loc: Loc = ("format",)
    yield from known(document, (*loc, "family"), "famille", [item.family], [t.id for t in words.families])
    yield from known(document, (*loc, "purposes"), "intention", item.purposes, [t.id for t in words.purposes])
    yield from known(document, (*loc, "modes"), "modalité", item.modes, [t.id for t in words.modes])
    yield from known(document, (*loc, "audiences"), "public", item.audiences, [t.id for t in words.audiences])
    yield from known(document, (*loc, "competencies"), "compétence", item.competencies, course.framework.competencies)
    yield from known(document, (*loc, "sources"), "source", item.sources, course.bibliography, ADD_SOURCE)
    yield from unique(document, (*loc, "phases"), [p.id for p in item.phases])
    yield from _heading(document, item.title)


def _roleplay(course: Course, roleplay_id: str) -> Iterator[Finding]:
    document, item = course.documents[f"roleplay:{roleplay_id}"], course.roleplays[roleplay_id]
    yield from known(document, ("level",), "niveau", [item.level], [level.id for level in course.settings.levels])
    yield from known(document, ("module",), "module", [item.module], course.modules)
    yield from known(document, ("format",), "format", [item.format], course.formats)
    yield from known(document, ("audiences",), "public", item.audiences, [t.id for t in course.settings.audiences])
    yield from known(document, ("competencies",), "compétence", item.competencies, course.framework.competencies)
    yield from known(document, ("sources",), "source", item.sources, course.bibliography, ADD_SOURCE)
    yield from known(document, ("start",), "scène", [item.start], item.nodes)
    for node_id, node in item.nodes.items():
        if node.speaker:
            yield from known(document, ("nodes", node_id, "speaker"), "personnage", [node.speaker], item.cast)
        for place, choice in enumerate(node.choices):
            at: Loc = ("nodes", node_id, "choices", place)
            yield from known(document, (*at, "to"), "scène", [choice.to], item.nodes)
            yield from known(document, (*at, "effects"), "jauge", choice.effects, item.gauges)
            yield from known(document, (*at, "when"), "jauge", choice.when, item.gauges)
            yield from known(document, (*at, "shows"), "compétence du jeu de rôle", choice.shows, item.competencies)
        yield from unique(document, ("nodes", node_id, "choices"), choice_ids(node.choices))


def _quiz(course: Course, quiz_id: str) -> Iterator[Finding]:
    document, item = course.documents[f"quiz:{quiz_id}"], course.quizzes[quiz_id]
    yield from known(document, ("module",), "module", [item.module], course.modules)
    yield from known(document, ("sources",), "source", item.sources, course.bibliography, ADD_SOURCE)
    yield from unique(document, ("questions",), [q.id for q in item.questions])
    for place, question in enumerate(item.questions):
        if question.competency:
            at: Loc = ("questions", place, "competency")
            yield from known(document, at, "compétence", [question.competency], course.framework.competencies)


def _module(course: Course, module_id: str) -> Iterator[Finding]:
    document, item = course.documents[f"module:{module_id}"], course.modules[module_id]
    loc: Loc = ("module",)
    activities = ACTIVITIES | course.roleplays.keys() | course.quizzes.keys()
    yield from known(document, (*loc, "competencies"), "compétence", item.competencies, course.framework.competencies)
    for competency, aim in item.competencies.items():
        at: Loc = (*loc, "competencies", competency)
        yield from known(document, at, "niveau de maîtrise", [aim], [m.id for m in course.framework.mastery])
    for place, objective in enumerate(item.objectives):
        at = (*loc, "objectives", place, "competencies")
        yield from known(document, at, "compétence du module", objective.competencies, item.competencies)
    yield from known(document, (*loc, "prerequisites"), "module", item.prerequisites, course.modules)
    yield from known(document, (*loc, "activities"), "activité", item.activities, activities)
    yield from known(document, (*loc, "sources"), "source", item.sources, course.bibliography, ADD_SOURCE)
    yield from _heading(document, item.title)


def _lesson(course: Course, lesson_id: str) -> Iterator[Finding]:
    document, item = course.documents[f"lesson:{lesson_id}"], course.lessons[lesson_id]
    yield from known(document, ("module",), "module", [item.module], course.modules)
    if item.module != lesson_id:
        yield document.finding(
            ("module",), f"le fichier s'appelle {lesson_id!r} ; donnez-lui le nom du module, {item.module!r}"
        )
    yield from unique(document, ("steps",), [step.id for step in item.steps])
    activities = ACTIVITIES | course.roleplays.keys() | course.quizzes.keys() | course.formats.keys()
    for place, step in enumerate(item.steps):
        yield from known(
            document, ("steps", place, "activity"), "activité", [step.activity] if step.activity else [], activities
        )
        at: Loc = ("steps", place, "competencies")
        yield from known(document, at, "compétence", step.competencies, course.framework.competencies)
    if module := course.modules.get(item.module):
        planned, promised = sum(step.minutes for step in item.steps), round(60 * module.hours.room)
        if planned != promised:
            problem = f"les étapes durent {planned} min, le module promet {promised} min en groupe ; accordez les deux"
            yield document.finding(("steps",), problem)


def _trainings(course: Course) -> Iterator[Finding]:
    if (document := course.documents.get("trainings")) is None:
        return
    levels = [level.id for level in course.settings.levels]
    yield from unique(document, ("trainings",), [training["id"] for training in document.data["trainings"]])
    for place, training in enumerate(course.trainings.values()):
        yield from known(document, ("trainings", place, "level"), "niveau", [training.level], levels)
        weeks = [session.week for session in training.sessions]
        if weeks != sorted(weeks):
            yield document.finding(("trainings", place, "sessions"), "les semaines ne sont pas dans l'ordre")


def _heading(document: Document, title: str) -> Iterator[Finding]:
    match = re.search(r"^# +(.+?)\s*$", document.body, re.MULTILINE)
    if match is None or match[1] != title:
        line = document.body_line + (document.body.count("\n", 0, match.start()) if match else 0)
        yield Finding(document.path, line, f"le titre de la page doit être « # {title} », comme dans l'en-tête")
