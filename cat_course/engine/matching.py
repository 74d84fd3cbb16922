"""Matching: which dialogue formats fit a situation, and the reasons for and against, in words.

Each rule below turns one figure of a format into **bands**: ``[up_to, points, kind, label, values]``.
A situation falls into the first band whose ``up_to`` it does not exceed (``None``: no limit), earns
its points, and gets its reason. :func:`rank` only looks up, adds and sorts; ``matching-rules.js``
does the same on the same table.

``kind`` is ``for`` (a reason to choose it), ``watch`` (possible, with care) or ``out`` (outside what
the format can hold; the reason says what would bring it in). The verdict comes before the points: a
format that fits is ranked before one to lead with care, and both before one with an ``out``, which is
never removed. Among those, what is nearest comes first: one obstacle before two. The points are an
editorial proposal: the purpose weighs most, then the size of the group, then the mode and the time;
what is far out of reach (too much tension, too little experience, a crowd) costs some; within one
criterion, a worse band never earns more.

Some situations call for a word of caution whatever the format: see :mod:`.alerts`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from ..content.course import Course
from ..content.formats import Format
from ..errors import UnknownIdError
from ..labels import fill, load_labels
from .alerts import ALERTS

Kind = Literal["for", "watch", "out"]
Verdict = Literal["fits", "with-care", "out"]
Band = list[Any]
Table = Mapping[str, Any]
MOST_GROUPS = 6
PURPOSE_POINTS = {1: 2, 2: 4, 3: 6}
UNSERVED_POINTS = -6
MODE_POINTS = {1: 0, 2: 2, 3: 3}
FAR_POINTS = -3
VERDICTS: tuple[Verdict, ...] = ("fits", "with-care", "out")
NAMED = ("mode", "audience")
COUNTED = ("people", "minutes", "tension", "experience")


@dataclass(frozen=True, slots=True)
class Situation:
    """What a facilitator knows before choosing.

    ``people``: how many come, the facilitator not counted; ``minutes``: length of the session;
    ``tension``: 0 calm to 4 open conflict; ``experience``: the facilitator's own level, 1 to 4;
    ``purposes``, ``mode`` and ``audience``: ids of ``course.yml``. One purpose may be given alone, as a string.
    """

    purposes: Sequence[str]
    people: int
    minutes: int
    tension: int = 1
    mode: str = "presence"
    audience: str = "citoyens"
    experience: int = 1

    def __post_init__(self) -> None:
        alone = isinstance(self.purposes, str)
        object.__setattr__(self, "purposes", (self.purposes,) if alone else tuple(self.purposes))


@dataclass(frozen=True, slots=True)
class Reason:
    """One criterion's word on a format."""

    criterion: str
    kind: Kind
    points: int
    text: str


@dataclass(frozen=True, slots=True)
class Fit:
    """How one format fits: ``verdict`` is ``fits``, ``with-care`` or ``out``; ``obstacles``: how many reasons are ``out``."""

    format: str
    title: str
    points: int
    verdict: Verdict
    obstacles: int
    reasons: tuple[Reason, ...]


def compile_matching(course: Course) -> dict[str, Any]:
    """Return the table of every format of *course*, ready for JSON; formats in the order of their ids."""
    words = course.settings
    return {
        "purposes": [_term(t) for t in words.purposes],
        "modes": [_term(t) for t in words.modes],
        "audiences": [_term(t) for t in words.audiences],
        "tensions": [_term(t) for t in words.tensions],
        "mastery": [{"id": m.number, "label": m.label, "hint": m.meaning} for m in course.framework.mastery],
        "families": {t.id: t.label for t in words.families},
        "stages": [{"id": s.id, "label": s.label, "purposes": list(s.purposes)} for s in words.stages],
        "alerts": [asdict(a) for a in ALERTS if a.purpose in (None, *(t.id for t in words.purposes))],
        "formats": [_format(course, format_id, item) for format_id, item in course.formats.items()],
    }


def initial_state(table: Table) -> dict[str, Any]:
    """Return the state of the format choice before anything is asked: an ordinary circle, no purpose yet."""
    situation = asdict(Situation(purposes=(), people=10, minutes=90)) | {"purposes": []}
    return {"situation": situation, "compare": [], "asked": False, "past": []}


def _term(term: Any) -> dict[str, str]:
    return {"id": term.id, "label": term.label} | ({"hint": term.hint} if term.hint else {})


def _format(course: Course, format_id: str, item: Format) -> dict[str, Any]:
    return {
        "id": format_id,
        "title": item.title,
        "summary": item.summary,
        "page": course.page_of("format", format_id),
        "family": item.family,
        "facts": [
            [item.group.min, *item.group.ideal, item.group.max],
            [item.duration.min, item.duration.typical, item.duration.max],
            item.tension.max,
            item.facilitator,
        ],
        "moments": list(item.moments),
        "avoid": list(item.avoid_when),
        "needs": list(item.conditions),
        "produces": list(item.produces),
        "bands": {
            "purposes": {t.id: _purpose(item.purposes.get(t.id, 0), t.label) for t in course.settings.purposes},
            "people": _people(item),
            "minutes": _minutes(item),
            "tension": _tension(item, [t.label for t in course.settings.tensions]),
            "mode": _modes(item, {t.id: t.label for t in course.settings.modes}),
            "audience": {t.id: _audience(t.id in item.audiences, t.label) for t in course.settings.audiences},
            "experience": _experience(item, [m.label for m in course.framework.mastery]),
        },
    }


def _purpose(rating: int, label: str) -> Band:
    if rating == 0:
        return [None, UNSERVED_POINTS, "watch", "purpose-0", {"purpose": label}]
    return [None, PURPOSE_POINTS[rating], "watch" if rating == 1 else "for", f"purpose-{rating}", {"purpose": label}]


def _people(item: Format) -> list[Band]:
    group, (low, high) = item.group, item.group.ideal
    bands: list[Band] = [[group.min - 1, 0, "out", "people-few", {"min": group.min}]] if group.min > 1 else []
    if group.min < low:
        bands.append([low - 1, 1, "watch", "people-below", {"low": low, "high": high}])
    bands.append([high, 4, "for", "people-ideal" if low < high else "people-just", {"low": low, "high": high}])
    if high < group.max:
        key = "people-above-parallel" if group.parallel else "people-above"
        bands.append([group.max, 1, "watch", key, {"low": low, "high": high}])
    too_many: Band = [None, 0, "out", "people-many", {"max": group.max}]
    for groups in range(2, MOST_GROUPS + 1):
        if groups * high <= group.max or group.parallel:
            continue
        if bands[-1][0] + 1 < groups * group.min:  # too many for fewer groups, too few to fill these
            bands.append([groups * group.min - 1, *too_many[1:]])
        bands.append([groups * high, 0, "out", "people-split", {"max": group.max, "groups": groups}])
    return [*bands, [None, FAR_POINTS, *too_many[2:]]]


def _minutes(item: Format) -> list[Band]:
    span = item.duration
    bands: list[Band] = [[span.min - 1, 0, "out", "minutes-short", {"min": span.min}]] if span.min > 1 else []
    if span.min < span.typical:
        bands.append([span.typical - 1, 1, "watch", "minutes-tight", {"typical": span.typical}])
    bands.append([span.max, 3, "for", "minutes-fit", {"typical": span.typical}])
    return [*bands, [None, 2, "watch", "minutes-long", {"max": span.max}]]


def _tension(item: Format, labels: Sequence[str]) -> list[Band]:
    most = item.tension.max
    values = {"most": labels[most]}
    over: list[Band] = [[None, FAR_POINTS, "out", "tension-over", values]] if most < 4 else []
    last = most if over else None
    if most < 2:
        return [[last, 2, "for", "tension-holds", {}], *over]
    return [[most - 1, 2, "for", "tension-holds", {}], [last, 1, "watch", "tension-edge", values], *over]


def _modes(item: Format, labels: Mapping[str, str]) -> dict[str, Band]:
    better = labels[max(labels, key=lambda mode: item.modes.get(mode, 0))]
    return {mode: _mode(item.modes.get(mode, 0), label, better) for mode, label in labels.items()}


def _mode(rating: int, label: str, better: str) -> Band:
    if rating == 0:
        return [None, 0, "out", "mode-0", {"mode": label, "better": better}]
    return [None, MODE_POINTS[rating], "watch" if rating == 1 else "for", f"mode-{rating}", {"mode": label}]


def _audience(usual: bool, label: str) -> Band:
    key = "audience-usual" if usual else "audience-rare"
    return [None, 1 if usual else -2, "for" if usual else "watch", key, {"audience": label}]


def _experience(item: Format, mastery: Sequence[str]) -> list[Band]:
    needed = item.facilitator
    values = {"needed": needed, "label": mastery[needed - 1]}
    bands: list[Band] = []
    if needed > 2:
        bands.append([needed - 2, FAR_POINTS, "out", "experience-far", values])
    if needed > 1:
        bands.append([needed - 1, -1, "watch", "experience-near", values])
    return [*bands, [None, 2, "for", "experience-enough", values]]


def rank(table: Table, situation: Situation, labels: Mapping[str, str] | None = None) -> list[Fit]:
    """Return every format of *table*, best first: nothing is removed.

    By verdict (fits, with care, out), then by obstacles, by points, by id. *labels* is the ``matching``
    section of a catalogue of labels.

    :raises UnknownIdError: if the situation names a purpose, a mode or an audience that the course has not.
    """
    _check_ids(table, situation)
    words = load_labels()["matching"] if labels is None else labels
    fits = [_fit(entry, situation, words) for entry in table["formats"]]
    return sorted(fits, key=lambda f: (VERDICTS.index(f.verdict), f.obstacles, -f.points, f.format))


def _check_ids(table: Table, situation: Situation) -> None:
    named = (
        ("intention", situation.purposes, "purposes"),
        ("mode", (situation.mode,), "modes"),
        ("public", (situation.audience,), "audiences"),
    )
    for kind, ids, terms in named:
        known = [term["id"] for term in table[terms]]
        for name in ids:
            if name not in known:
                raise UnknownIdError(kind, name, known)


def _fit(entry: Mapping[str, Any], situation: Situation, words: Mapping[str, str]) -> Fit:
    asked, bands = asdict(situation), entry["bands"]
    found: list[tuple[str, Band]] = [("purposes", bands["purposes"][p]) for p in situation.purposes]
    if found and all(band[1] < 0 for _, band in found):
        found.append(("purposes", [None, 0, "out", "purpose-none", {}]))
    for criterion in COUNTED:
        value = asked[criterion]
        band = next(b for b in bands[criterion] if b[0] is None or value <= b[0])
        found.append((criterion, [band[0], band[1], band[2], band[3], {**band[4], "value": value}]))
    found += [(criterion, bands[criterion][asked[criterion]]) for criterion in NAMED]
    reasons = tuple(Reason(c, b[2], b[1], fill(words[b[3]], b[4])) for c, b in found)
    kinds = [r.kind for r in reasons]
    verdict: Verdict = "out" if "out" in kinds else "with-care" if "watch" in kinds else "fits"
    return Fit(entry["id"], entry["title"], sum(r.points for r in reasons), verdict, kinds.count("out"), reasons)


def match(course: Course, situation: Situation) -> list[Fit]:
    """Rank every format of *course* for *situation*; see :func:`rank`."""
    return rank(compile_matching(course), situation)


def rows(course: Course, fits: Sequence[Fit]) -> list[dict[str, Any]]:
    """Return *fits* as flat rows, which pandas reads as a table; see :meth:`cat_course.Course.match`."""
    families = {term.id: term.label for term in course.settings.families}
    kinds = {"strengths": "for", "cautions": "watch", "obstacles": "out"}
    return [
        {
            "rank": place,
            "format": fit.format,
            "title": fit.title,
            "family": families[course.formats[fit.format].family],
            "verdict": fit.verdict,
            "points": fit.points,
            **{name: [r.text for r in fit.reasons if r.kind == kind] for name, kind in kinds.items()},
        }
        for place, fit in enumerate(fits, 1)
    ]
