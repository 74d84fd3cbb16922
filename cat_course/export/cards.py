"""The deck to print: the formats and the people of the role-plays as cards, on A4 sheets to cut.

Four A6 cards fill a portrait sheet exactly, two A5 cards in large print, so that one cut each way
makes them. No printer reaches the edge of a sheet, and no two sides fall quite in place: nothing is
drawn nearer to a card's edge than its margin, and the marks stand in the margins of the cards, at
the ends of each cut and where the cuts cross.

Fronts are on odd pages, backs on the even page that follows, where the back of each card falls
behind its front: for a sheet turned on its long edge columns are mirrored, on its short edge rows
are. ``templates/cards.typ`` measures each side. Text that does not fit is set smaller, down to a
size that can be read, and then goes on on another card.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..content.course import Course
from ..content.formats import Format, Phase
from ..content.roleplays import RolePlay
from ..engine.room import Place, places, seat_size, table_size
from ..errors import CourseError, UnknownIdError
from ..labels import fill, load_labels
from .catalogue import address
from .typeset import pdf

FILE = "cartes.pdf"
WHAT = ("formats", "personnages")
STYLES = ("couleur", "noir-et-blanc")
BINDINGS = ("long", "court")
LONGEST_TITLE = 160
PALETTE = (
    "#22614f", "#1d5b87", "#8a4b08", "#6247a0", "#a33327", "#4a5a12",
    "#7d2a62", "#0b6570", "#a1355c", "#75560b", "#5a4a78", "#3f5466",
)  # fmt: skip
"""One colour a family, in the order of ``course.yml``; white text on each reads at 4.5:1 or more."""

Block = dict[str, Any]
Card = dict[str, Any]


def cards(
    course: Course,
    *,
    what: Sequence[str] = WHAT,
    style: str = "couleur",
    large: bool = False,
    binding: str = "long",
    formats: Iterable[str] | None = None,
    roleplays: Iterable[str] | None = None,
) -> dict[str, bytes]:
    """Return the deck as ``{"cartes.pdf": bytes}``; the same course always gives the same bytes.

    :param formats: ids of the formats to print, by default all; formats come family by family.
    :param roleplays: ids of the role-plays whose people to print, by default all.
    :raises UnknownIdError: if an id is not in the course, or *what*, *style* or *binding* is not one of ours.
    :raises CourseError: if there is no card to print, or a title is too long for a card.
    """
    for kind, known, names in (("choix", WHAT, what), ("style", STYLES, [style]), ("reliure", BINDINGS, [binding])):
        if unknown := [name for name in names if name not in known]:
            raise UnknownIdError(kind, unknown[0], known)
    deck: list[Card] = []
    if "formats" in what:
        deck += _format_cards(course, _chosen(course.format, course.formats, formats))
    if "personnages" in what:
        deck += _character_cards(course, _chosen(course.roleplay, course.roleplays, roleplays))
    if not deck:
        raise CourseError("aucune carte à imprimer : ce cours n'a rien de ce que vous demandez")
    words = load_labels(course.settings.language)["cards"]
    data = {
        "title": fill(words["deck"], {"course": course.settings.title}),
        "author": course.settings.subtitle,
        "language": course.settings.language,
        "colour": style == "couleur",
        "large": large,
        "binding": binding,
        "words": {key: words[key] for key in ("part", "more", "end")},
        "cards": deck,
    }
    return {FILE: pdf("cards", data)}


def _chosen(get: Any, known: Mapping[str, Any], ids: Iterable[str] | None) -> dict[str, Any]:
    return dict(known) if ids is None else {item_id: get(item_id) for item_id in ids}


def _card(title: str, band: str, kind: str, colour: int, **sides: Any) -> Card:
    for text in (title, band):
        if len(text) > LONGEST_TITLE:
            raise CourseError(f"titre trop long pour une carte : {text[:40]!r}… ; {LONGEST_TITLE} signes au plus")
    return {"title": title, "band": band, "kind": kind, "colour": PALETTE[colour % len(PALETTE)], **sides}


def _format_cards(course: Course, chosen: Mapping[str, Format]) -> Iterator[Card]:
    """Yield a card for each format: what it is for on the front, how to run it on the back."""
    catalogue = load_labels(course.settings.language)
    words, reading = catalogue["cards"], catalogue["format-card"]
    families = {term.id: place for place, term in enumerate(course.settings.families)}
    for format_id, item in sorted(chosen.items(), key=lambda pair: (families[pair[1].family], pair[0])):
        place = families[item.family]
        url = address(course, f"{course.page_of('format', format_id)}.html")
        yield _card(
            item.title,
            course.settings.families[place].label,
            words["format"],
            place,
            person=False,
            front=[
                {"kind": "lead", "items": [{"text": item.summary}]},
                {"kind": "figures", "items": [{"figures": list(_figures(course, item))}]},
                {"kind": "ratings", "title": reading["purposes"], "items": list(_ratings(course, item))},
                {"kind": "plan", "items": [_plan(item, words)]},
            ],
            back=[
                {"kind": "steps", "title": reading["phases"], "items": [_step(phase, words) for phase in item.phases]},
                {"kind": "list", "title": reading["rules"], "items": _texts(item.rules)},
                {"kind": "list", "title": reading["avoid_when"], "items": _texts(item.avoid_when)},
            ],
            front_foot=_credit(course),
            back_foot={"text": f"{words['page']} {url.removeprefix('https://')}", "url": url if "://" in url else None},
        )


def _figures(course: Course, item: Format) -> Iterator[dict[str, Any]]:
    """Yield people, minutes, tension and level: a value, what it counts, and a note in words."""
    words = load_labels(course.settings.language)["cards"]
    group, duration, (few, many) = item.group, item.duration, item.sessions
    notes = [_between(words, duration.min, duration.max)] if duration.min < duration.max else []
    if many > 1:
        notes.append(fill(words["sessions" if few < many else "sessions-just"], {"low": few, "high": many}))
    mastery = course.framework.mastery[item.facilitator - 1]
    yield {
        "label": words["people"],
        "value": _span(*group.ideal),
        "note": _between(words, group.min, group.max) if (group.min, group.max) != group.ideal else "",
    }
    label = words["minutes-each" if many > 1 else "minutes"]
    yield {"label": label, "value": _number(duration.typical), "note": ", ".join(notes)}
    tension = course.settings.tensions[item.tension.max].label
    yield {"label": words["tension"], "value": f"{item.tension.max}", "note": tension, "at": item.tension.max, "of": 4}
    level = {"label": words["level"], "value": f"{mastery.number}", "note": mastery.label}
    yield {**level, "at": mastery.number, "of": len(course.framework.mastery)}


def _ratings(course: Course, item: Format) -> Iterator[dict[str, Any]]:
    """Yield the purposes that the format serves, the best first, each with its rating in words."""
    reading = load_labels(course.settings.language)["format-card"]
    for term in sorted(course.settings.purposes, key=lambda term: -item.purposes.get(term.id, 0)):
        if rating := item.purposes.get(term.id, 0):
            yield {"text": term.label, "note": reading[f"purpose-{rating}"], "at": rating, "of": 3}


def _plan(item: Format, words: Mapping[str, str]) -> dict[str, Any]:
    """Return the plan of the room for the smallest of the usual groups."""
    people = item.group.ideal[0]
    size = max((phase.groups_of for phase in item.phases if phase.groups_of), default=people)
    split = item.room in ("petits-cercles", "tables") and size < people
    found = places(item.room, people, -(-people // size) if split else 1)
    return _drawing(found, fill(words["plan"], {"room": words[f"room-{item.room}"], "people": _number(people)}))


def _drawing(found: Sequence[Place], text: str) -> dict[str, Any]:
    return {"text": text, "places": [list(place) for place in found], "seat": seat_size(found), "table": table_size(found)}


def _step(phase: Phase, words: Mapping[str, str]) -> dict[str, Any]:
    """Return a step with its length: the usual and the range, or minutes for each person."""
    note = words["optional"] if phase.optional else ""
    if phase.minutes is None:
        each = f"{phase.minutes_per_person:g}".replace(".", ",")
        return {"text": phase.title, "note": note, "value": fill(words["step"], {"minutes": each}), "range": words["each"]}
    span = phase.minutes
    varies = _between(words, span.min, span.max) if span.min < span.max else ""
    return {
        "text": phase.title,
        "note": note,
        "value": fill(words["step"], {"minutes": _number(span.typical)}),
        "range": varies,
    }


def _character_cards(course: Course, chosen: Mapping[str, RolePlay]) -> Iterator[Card]:
    """Yield a card for each person of each role-play: the front faces the others, the back faces the player.

    It holds what a learner reads before the first choice, and nothing of the trainer's notes.
    """
    words = load_labels(course.settings.language)["cards"]
    for place, roleplay in enumerate(chosen.values()):
        for number, (character_id, person) in enumerate(roleplay.cast.items()):
            concern = {"kind": "text", "title": words["concern"], "items": _texts([person.concern])}
            others = ", ".join(other.name for key, other in roleplay.cast.items() if key != character_id)
            yield _card(
                person.name,
                roleplay.title,
                words["roleplay"],
                place,
                person=True,
                front=[
                    {"kind": "lead", "items": [{"text": person.role}]},
                    concern,
                    {"kind": "plan", "items": [_seat(number, len(roleplay.cast), words)]},
                ],
                back=[
                    concern,
                    {"kind": "text", "title": words["context"], "items": _texts(roleplay.context.split("\n\n"))},
                    {"kind": "text", "title": words["others"], "items": _texts([others])},
                ],
                front_foot={"text": f"{words['fictional']} · {_credit(course)['text']}", "url": None},
                back_foot=_credit(course),
            )


def _seat(number: int, people: int, words: Mapping[str, str]) -> dict[str, Any]:
    """Return the circle of a scene's people, where one chair is filled."""
    circle = [
        chair._replace(kind="seat" if place == number else "free-seat") for place, chair in enumerate(places("cercle", people))
    ]
    return _drawing(circle, fill(words["seat"], {"people": _number(people)}))


def _credit(course: Course) -> dict[str, Any]:
    return {"text": f"{course.settings.title} · {course.settings.licences.texts.name}", "url": None}


def _texts(texts: Iterable[str]) -> list[dict[str, Any]]:
    return [{"text": " ".join(text.split("\n"))} for text in texts if text.strip()]


def _span(low: int, high: int) -> str:
    return _number(low) if low == high else f"{_number(low)} – {_number(high)}"


def _between(words: Mapping[str, str], low: int, high: int) -> str:
    return fill(words["range"], {"low": _number(low), "high": _number(high)})


def _number(value: int) -> str:
    """Return a number as French writes it.

    >>> _number(90), _number(3000) == "3\u202f000"
    ('90', True)
    """
    return f"{value:,}".replace(",", "\u202f")
