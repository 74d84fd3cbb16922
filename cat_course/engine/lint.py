"""What makes a role-play unplayable or hollow, each with file, line and a way out.

The list is that of the authors' guide. References that lead nowhere are found earlier, by
:mod:`cat_course.content.crosscheck`; this module trusts them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..content.course import Course
from ..content.framework import Framework
from ..content.reading import Document
from ..content.roleplays import RolePlay
from ..errors import CheckFailed, Finding
from .exploration import Exploration, explore
from .roleplay import compile_roleplay, open_choices

HABIT_NAMES = {"first": "premier", "last": "dernier", "longest": "plus long", "shortest": "plus court"}
FEWEST_ENDINGS = 3
EASIEST = 0.2
"""Players choosing at random who may reach an ending that succeeds: over this share, nobody has to read (editorial)."""


def lint(course: Course) -> list[Finding]:
    """Return every finding of every role-play of *course*, in file order."""
    found: list[Finding] = []
    for roleplay_id, roleplay in course.roleplays.items():
        document = course.documents[f"roleplay:{roleplay_id}"]
        found += lint_roleplay(roleplay_id, roleplay, document, course.framework)
    return sorted(found)


def lint_roleplay(roleplay_id: str, roleplay: RolePlay, document: Document, framework: Framework) -> list[Finding]:
    """Return the findings of one role-play whose references hold."""
    exploration = explore(compile_roleplay(roleplay_id, roleplay, framework))
    return [*_texts(roleplay, document), *_gauges(roleplay, document), *_graph(roleplay, document, exploration)]


def _texts(roleplay: RolePlay, document: Document) -> Iterator[Finding]:
    for node_id, node in roleplay.nodes.items():
        if node.ending and not node.debrief:
            yield document.finding(("nodes", node_id), f"la fin {node_id!r} n'a pas de débriefing ; ajoutez debrief")
        for place, choice in enumerate(node.choices):
            if not choice.feedback:
                at = ("nodes", node_id, "choices", place)
                yield document.finding(at, "choix sans retour ; dites dans feedback pourquoi il fait ce qu'il fait")
    endings = [n for n in roleplay.nodes.values() if n.ending]
    if len(endings) < FEWEST_ENDINGS:
        count = f"{len(endings)} fin{'s' if len(endings) > 1 else ''}"
        yield document.finding(("nodes",), f"{count} ; il en faut au moins {FEWEST_ENDINGS}, ajoutez des scènes avec ending")


def _gauges(roleplay: RolePlay, document: Document) -> Iterator[Finding]:
    read = {gauge for node in roleplay.nodes.values() for choice in node.choices for gauge in choice.when}
    for gauge in roleplay.gauges:
        if gauge not in read:
            problem = f"la jauge {gauge!r} n'ouvre ni ne ferme aucun choix ; ajoutez un when, ou retirez-la"
            yield document.finding(("gauges", gauge), problem)


def _graph(roleplay: RolePlay, document: Document, exploration: Exploration) -> Iterator[Finding]:
    table = exploration.table
    opened = {(state.node, c["id"]) for state in exploration.moves for c in open_choices(table, state)}
    hopeful = {state.node for state in exploration.hopeful}
    hopeless = {state.node for state in exploration.moves.keys() - exploration.hopeful}
    for node_id in roleplay.nodes:
        at = ("nodes", node_id)
        if node_id not in exploration.nodes:
            yield document.finding(at, f"aucun chemin ne mène à la scène {node_id!r} ; ajoutez un choix qui y va")
            continue
        if node_id not in hopeful:
            yield document.finding(at, f"depuis la scène {node_id!r}, aucune fin n'est possible ; ouvrez une sortie")
        elif node_id in hopeless:
            problem = f"dans la scène {node_id!r}, certaines jauges ne laissent aucune fin possible ; assouplissez un when"
            yield document.finding(at, problem)
        for place, choice in enumerate(table["nodes"][node_id].get("choices", ())):
            if (node_id, choice["id"]) not in opened:
                where = (*at, "choices", place, "when") if choice["when"] else (*at, "choices", place)
                yield document.finding(where, "cette condition n'est jamais remplie ; changez when ou les effets")
    if exploration.succeeds(first := exploration.follow("first")):
        problem = f"prendre toujours le premier choix mène à la fin réussie {first!r} ; changez l'ordre des choix"
        yield document.finding(("start",), problem)


def remarks(course: Course) -> Iterator[Finding]:
    """Yield, for each role-play, what makes it too easy to guess; nothing here stops an author."""
    for roleplay_id, roleplay in course.roleplays.items():
        document = course.documents[f"roleplay:{roleplay_id}"]
        found = explore(compile_roleplay(roleplay_id, roleplay, course.framework))
        if (share := found.successes()) >= EASIEST:
            easy = f"une personne sur {1 / share:.0f} réussit en choisissant au hasard ; rendez la bonne fin plus difficile"
            yield document.finding(("start",), easy)
        for habit, said in HABIT_NAMES.items():
            if habit != "first" and found.succeeds(found.follow(habit)):
                problem = f"prendre toujours le choix {said} mène à une fin réussie ; changez l'ordre ou la longueur des choix"
                yield document.finding(("start",), problem)


def checked(root: Path | None = None) -> Course:
    """Load the course at *root* and lint it.

    :raises CheckFailed: with every finding, of the files first, then of the role-plays.
    """
    course = Course.load(root)
    if findings := lint(course):
        raise CheckFailed(findings)
    return course


def describe(course: Course) -> Iterator[str]:
    """Yield, for each role-play, a line in French on its size, its endings and who reaches them."""
    for roleplay_id, roleplay in course.roleplays.items():
        table = compile_roleplay(roleplay_id, roleplay, course.framework)
        found = explore(table)
        length = f"de {found.shortest} à {found.longest} choix" if found.longest else f"au moins {found.shortest} choix"
        shares = ", ".join(f"{node} {100 * share:.0f} %" for node, share in found.random_shares().items())
        habits = ", ".join(f"toujours le {said} : {found.follow(habit)}" for habit, said in HABIT_NAMES.items())
        score = "" if found.score_range is None else f" ; indices de {found.score_range[0]} à {found.score_range[1]}"
        good = f"au hasard, {100 * found.successes():.1f} % réussissent ({shares})"
        yield f"{roleplay_id} : {len(table['nodes'])} scènes, {length}{score} ; {good} ; {habits}"
