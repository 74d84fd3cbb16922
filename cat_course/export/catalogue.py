"""The catalogue of formats as open data: JSON, CSV, JSON-LD, and one JSON file for each format.

The database and its texts have each a licence of their own; each file says so. Addresses are
stable: ids last for ever, and a file's name is made of the id. They are relative to the book's root,
so that a copy of the book is a copy of its data, unless ``course.yml`` gives a ``site``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from ..content.base import ID_PATTERN
from ..content.course import Course
from ..content.formats import Format
from ..labels import fill
from .bibliography import Source, read_sources
from .table import table

FOLDER = "donnees"
NOTICE = (
    "Le catalogue des formats de dialogue du Commun d'Accompagnement des Transitions est mis à disposition sous la licence "
    "{database}. Les textes qu'il contient sont sous licence {texts}. Citez «\u202fCommun d'Accompagnement des Transitions, "
    "Catalogue des formats de dialogue\u202f» et partagez vos versions aux mêmes conditions. Les méthodes gardent leurs "
    "propres licences et marques\u202f: voyez licence_note."
)
COLUMNS = (
    "id", "title", "names", "summary", "family", "purposes", "moments", "group_min", "group_ideal_min", "group_ideal_max",
    "group_max", "parallel", "sessions_min", "sessions_max", "minutes_min", "minutes_typical", "minutes_max", "presence",
    "hybride", "distance", "tension_max", "facilitator", "audiences", "room", "materials", "conditions", "risks", "avoid_when",
    "produces", "sources", "evidence", "licence_note", "url", "licence",
)  # fmt: skip


def entry(course: Course, format_id: str, sources: Mapping[str, Source] | None = None) -> dict[str, Any]:
    """Return one format as published: its front matter, its id, its address, its sources in full."""
    known = read_sources(course) if sources is None else sources
    item = course.format(format_id)
    cited = [
        {"key": key, "text": known[key].text, **({"url": known[key].url} if known[key].url else {})} for key in item.sources
    ]
    data = {"id": format_id, "url": address(course, f"{course.page_of('format', format_id)}.html")}
    return {**data, **item.model_dump(mode="json"), "sources": cited, "licence": course.settings.licences.texts.model_dump()}


def address(course: Course, path: str) -> str:
    """Return the public address of *path*; relative to the book's root where the site is not known."""
    return f"{course.settings.site.rstrip('/')}/{path}" if course.settings.site else path


def as_json(course: Course) -> dict[str, bytes]:
    """Return ``catalogue.json``: a notice, then every format."""
    return {"catalogue.json": _json(_whole(course))}


def _whole(course: Course) -> dict[str, Any]:
    sources, licences = read_sources(course), course.settings.licences
    names = {"database": licences.catalogue.name, "texts": licences.texts.name}
    return {
        "$schema": "catalogue.schema.json",
        "title": "Catalogue des formats de dialogue",
        "publisher": course.settings.subtitle,
        "version": course.settings.version,
        "language": course.settings.language,
        "licence": {**licences.catalogue.model_dump(), "notice": fill(NOTICE, names)},
        "formats": [entry(course, format_id, sources) for format_id in course.formats],
    }


def as_csv(course: Course) -> dict[str, bytes]:
    """Return ``catalogue.csv``: one row for each format, lists joined by `` | ``.

    Programs read it too: unlike those of a session, its cells part at commas.
    """
    whole = _whole(course)
    rows = [_row(data) | {"licence": whole["licence"]["name"]} for data in whole["formats"]]
    return {"catalogue.csv": table(COLUMNS, [[_cell(row[column]) for column in COLUMNS] for row in rows])}


def _row(data: Mapping[str, Any]) -> dict[str, Any]:
    group, duration = data["group"], data["duration"]
    return {
        **{column: data[column] for column in COLUMNS if column in data},
        "purposes": [f"{purpose}={rating}" for purpose, rating in data["purposes"].items()],
        "group_min": group["min"],
        "group_ideal_min": group["ideal"][0],
        "group_ideal_max": group["ideal"][1],
        "group_max": group["max"],
        "parallel": int(group["parallel"]),
        "sessions_min": data["sessions"][0],
        "sessions_max": data["sessions"][1],
        **{f"minutes_{key}": duration[key] for key in ("min", "typical", "max")},
        **{mode: data["modes"].get(mode, 0) for mode in ("presence", "hybride", "distance")},
        "tension_max": data["tension"]["max"],
        "risks": [f"{risk['name']} : {risk['answer']}" for risk in data["risks"]],
        "sources": [source["key"] for source in data["sources"]],
        "evidence": [f"{field}={origin}" for field, origin in data["evidence"].items()],
    }


def _cell(value: Any) -> Any:
    return "" if value is None else " | ".join(value) if isinstance(value, list) else value


def as_jsonld(course: Course) -> dict[str, bytes]:
    """Return ``catalogue.jsonld``: a schema.org ``Dataset`` that holds a ``HowTo`` for each format.

    The context is inside the file, so that reading it asks nothing of the network.
    """
    whole = _whole(course)
    context = {"@vocab": "https://schema.org/", "cat": "urn:cat-course:vocabulary:", "@language": whole["language"]}
    data = {
        "@context": context | {key: {"@id": key, "@type": "@id"} for key in ("license", "url")},
        "@type": "Dataset",
        "@id": address(course, f"{FOLDER}/catalogue.jsonld"),
        "name": whole["title"],
        "description": whole["licence"]["notice"],
        "version": whole["version"],
        "license": whole["licence"]["url"],
        "creator": {"@type": "Organization", "name": "Commun d'Accompagnement des Transitions"},
        "hasPart": [_how_to(course, data) for data in whole["formats"]],
    }
    return {"catalogue.jsonld": _json(data)}


def _how_to(course: Course, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a format as a ``HowTo``; figures that schema.org has no word for are under ``cat:``."""
    labels = {t.id: t.label for t in (*course.settings.purposes, *course.settings.audiences, *course.settings.families)}
    return {
        "@type": "HowTo",
        "@id": f"{data['url']}#format",
        "identifier": data["id"],
        "name": data["title"],
        "alternateName": data["names"],
        "description": data["summary"],
        "url": data["url"],
        "license": data["licence"]["url"],
        "genre": labels[data["family"]],
        "keywords": [labels[purpose] for purpose, rating in data["purposes"].items() if rating],
        "audience": [{"@type": "Audience", "audienceType": labels[a]} for a in data["audiences"]],
        "totalTime": _length(data["duration"]["typical"]),
        "supply": [{"@type": "HowToSupply", "name": name} for name in data["materials"]],
        "step": [_step(place, phase) for place, phase in enumerate(data["phases"], 1)],
        "citation": [
            {"@type": "CreativeWork", "name": s["text"], **({"url": s["url"]} if "url" in s else {})} for s in data["sources"]
        ],
        "cat:peopleMinimum": data["group"]["min"],
        "cat:peopleMaximum": data["group"]["max"],
        "cat:tensionMaximum": data["tension"]["max"],
        "cat:facilitatorLevel": data["facilitator"],
        "cat:avoidWhen": data["avoid_when"],
        **({"copyrightNotice": data["licence_note"]} if data["licence_note"] else {}),
    }


def _step(place: int, phase: Mapping[str, Any]) -> dict[str, Any]:
    length = {"performTime": _length(phase["minutes"]["typical"])} if phase["minutes"] else {}
    per_person = {} if phase["minutes"] else {"cat:minutesPerPerson": phase["minutes_per_person"]}
    direction = {"@type": "HowToDirection", "text": phase["script"], **length, **per_person}
    return {"@type": "HowToStep", "position": place, "name": phase["title"], "itemListElement": [direction]}


def _length(minutes: int) -> str:
    """Return minutes as an ISO 8601 length.

    >>> _length(90), _length(45)
    ('PT1H30M', 'PT45M')
    """
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")


def schema(course: Course) -> dict[str, bytes]:
    """Return the JSON Schema of ``catalogue.json``, made from the model that reads the pages."""
    model = Format.model_json_schema(mode="serialization")
    definitions = model.pop("$defs")
    text, link = {"type": "string"}, {"type": "string", "format": "uri-reference"}
    licence = {"type": "object", "properties": {"name": text, "url": link, "notice": text}, "required": ["name", "url"]}
    source = {"type": "object", "properties": {"key": text, "text": text, "url": link}, "required": ["key", "text"]}
    own = {"id": {"type": "string", "pattern": ID_PATTERN}, "url": link, "licence": licence}
    item = {
        **model,
        "properties": {**own, **model["properties"], "sources": {"type": "array", "items": source, "minItems": 1}},
        "required": [*own, *(name for name in model["properties"])],
    }
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Catalogue des formats de dialogue",
        "type": "object",
        "properties": {
            "$schema": text, "title": text, "publisher": text, "version": text, "language": text, "licence": licence,
            "formats": {"type": "array", "items": item},
        },
        "required": ["title", "version", "language", "licence", "formats"],
        "additionalProperties": False,
        "$defs": definitions,
    }  # fmt: skip
    return {"catalogue.schema.json": _json(whole)}


def published(course: Course) -> dict[str, bytes]:
    """Return all that stands beside the book, by path: the three files, their schema, one file for each format."""
    sources = read_sources(course)
    each = {f"formats/{i}.json": _json(entry(course, i, sources)) for i in course.formats}
    return {**as_json(course), **as_csv(course), **as_jsonld(course), **schema(course), **each}


EXPORTERS: dict[str, Callable[[Course], dict[str, bytes]]] = {"json": as_json, "csv": as_csv, "jsonld": as_jsonld}
"""What ``cat-course catalogue --format`` writes."""


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
