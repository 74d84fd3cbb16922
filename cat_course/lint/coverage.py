"""What the course covers: the hours of a level, and where each competency is taught, practised and assessed.

Constructive alignment (J. Biggs, "Enhancing teaching through constructive alignment", *Higher
Education* 32, 1996): what a level aims at, activities work on, and assessment sees. A level is held
to it once its modules are all there, ``planned`` in ``course.yml`` saying how many they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..content.course import Course
from ..content.modules import Module
from ..content.settings import CurriculumLevel
from ..errors import Finding

SELF_ASSESSMENT = "auto-evaluation"


@dataclass(frozen=True, slots=True)
class Cover:
    """Where one competency is worked on, by ids.

    ``formats`` are those lived in the room; ``lessons``: modules whose lesson plan has a step that
    exercises it; ``activities`` have no file.
    """

    competency: str
    aims: dict[str, str]
    taught: tuple[str, ...]
    roleplays: tuple[str, ...]
    formats: tuple[str, ...]
    lessons: tuple[str, ...]
    activities: tuple[str, ...]
    quizzes: tuple[str, ...]
    self_assessed: bool

    @property
    def practised(self) -> bool:
        """Whether an activity works on it."""
        return bool(self.roleplays or self.formats or self.lessons or self.activities)

    @property
    def assessed(self) -> bool:
        """Whether a quiz or the self-assessment sees it."""
        return bool(self.quizzes or self.self_assessed)


def matrix(course: Course, level: str | None = None) -> list[Cover]:
    """Return a row for each competency that *level* (by default, any level) aims at, in the framework's order.

    With a level, only its own modules count, and what belongs to them.
    """
    modules = [(i, m) for i, m in course.ordered_modules.items() if level is None or m.level == level]
    rows = []
    for competency_id, competency in course.framework.competencies.items():
        if level is not None and level not in competency.aim:
            continue
        rows.append(
            Cover(
                competency=competency_id,
                aims=dict(competency.aim),
                taught=tuple(i for i, m in modules if competency_id in m.competencies),
                roleplays=tuple(_roleplays(course, modules, competency_id)),
                formats=tuple(_formats(course, modules, competency_id)),
                lessons=tuple(_lessons(course, modules, competency_id)),
                activities=tuple(_activities(course, modules, competency_id)),
                quizzes=tuple(_quizzes(course, modules, competency_id)),
                self_assessed=any(SELF_ASSESSMENT in m.activities and m.level in competency.aim for _, m in modules),
            )
        )
    return rows


def faults(course: Course) -> Iterator[Finding]:
    """Yield what is missing in each level whose modules are all there, at its place in ``course.yml`` or the framework."""
    document = course.documents["settings"]
    for place, level in enumerate(course.settings.levels):
        if level.planned is not None and len(level.modules) > level.planned:
            problem = f"{len(level.modules)} modules, {level.planned} prévus ; accordez planned et modules"
            yield document.finding(("levels", place, "planned"), problem)
        elif complete(level):
            total = sum(course.modules[module_id].hours.total for module_id in level.modules)
            if total != level.hours:
                problem = f"les modules font {_hours(total)}, le niveau annonce {_hours(level.hours)} ; accordez les deux"
                yield document.finding(("levels", place, "hours"), problem)
            yield from _uncovered(course, level.id)


def complete(level: CurriculumLevel) -> bool:
    """Say whether all the modules that *level* plans are written."""
    return level.planned is not None and len(level.modules) == level.planned


def _uncovered(course: Course, level: str) -> Iterator[Finding]:
    document = course.documents["framework"]
    places = {
        competency.id: ("domains", d, "competencies", c)
        for d, domain in enumerate(course.framework.domains)
        for c, competency in enumerate(domain.competencies)
    }
    for row in matrix(course, level):
        at, name = (*places[row.competency], "aim"), f"compétence {row.competency!r} visée par {level}"
        if not row.taught:
            yield document.finding(at, f"{name} et enseignée par aucun module ; listez-la dans un module, ou ôtez cette visée")
        if not row.practised:
            way_out = "listez-la dans un jeu de rôle du niveau, ou dans une étape d'un plan de séance"
            yield document.finding(at, f"{name} et travaillée par aucune activité ; {way_out}")
        if not row.assessed:
            yield document.finding(at, f"{name} et évaluée nulle part ; donnez-lui une question de quiz (competency)")


def _roleplays(course: Course, modules: list[tuple[str, Module]], competency: str) -> Iterator[str]:
    own = {module_id for module_id, _ in modules} | {a for _, m in modules for a in m.activities}
    for roleplay_id, item in course.roleplays.items():
        if competency in item.competencies and (item.module in own or roleplay_id in own):
            yield roleplay_id


def _formats(course: Course, modules: list[tuple[str, Module]], competency: str) -> Iterator[str]:
    plans = [course.lessons[module_id] for module_id, _ in modules if module_id in course.lessons]
    lived = dict.fromkeys(step.activity for plan in plans for step in plan.steps if step.activity in course.formats)
    for format_id in lived:
        if format_id and competency in course.formats[format_id].competencies:
            yield format_id


def _lessons(course: Course, modules: list[tuple[str, Module]], competency: str) -> Iterator[str]:
    for module_id, _ in modules:
        if module_id in course.lessons and any(competency in s.competencies for s in course.lessons[module_id].steps):
            yield module_id


def _activities(course: Course, modules: list[tuple[str, Module]], competency: str) -> Iterator[str]:
    listed = {activity for _, module in modules for activity in module.activities}
    for activity in course.settings.activities:
        if activity.id in listed and competency in activity.competencies:
            yield activity.id


def _quizzes(course: Course, modules: list[tuple[str, Module]], competency: str) -> Iterator[str]:
    own = {module_id for module_id, _ in modules} | {a for _, m in modules for a in m.activities}
    for quiz_id, quiz in course.quizzes.items():
        if (quiz.module in own or quiz_id in own) and any(q.competency == competency for q in quiz.questions):
            yield quiz_id


def _hours(value: float) -> str:
    return f"{value:g} h".replace(".", ",")
