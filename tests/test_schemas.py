"""The JSON Schemas accept what the course accepts, and explain each key in French."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from cat_course import Course
from cat_course.content.reading import read_page, read_yaml
from cat_course.export.schemas import MODELS, schemas
from tests.conftest import ROOT

FILES = {
    "cours": "book/course.yml",
    "competences": "book/competences.yml",
    "format": "book/formats/*.md",
    "module": "book/niveau-*/[0-9]*.md",
    "jeu-de-role": "book/jeux-de-role/*.yml",
    "quiz": "book/quiz/*.yml",
    "plan-de-seance": "book/formateur/n*.yml",
    "formations": "book/formations.yml",
}


def files() -> Iterator[tuple[str, Path]]:
    for name, pattern in FILES.items():
        yield from ((name, path) for path in sorted(ROOT.glob(pattern)) if path.name != "index.md")


@pytest.mark.parametrize(("name", "path"), list(files()), ids=lambda x: getattr(x, "stem", x))
def test_every_file_of_the_course_passes_its_schema(name: str, path: Path) -> None:
    read = read_page if path.suffix == ".md" else read_yaml
    jsonschema.validate(read(ROOT, path).data, json.loads(schemas()[f"{name}.json"]))


def test_every_kind_of_file_that_authors_write_has_its_schema(course: Course) -> None:
    written = {document.path for document in course.documents.values()}
    assert written == {path.relative_to(ROOT).as_posix() for _, path in files()}


def test_a_misspelt_key_fails_its_schema() -> None:
    data = yaml.safe_load((ROOT / "book/quiz/le-cadre.yml").read_text(encoding="utf-8"))
    data["minuts"] = data.pop("minutes")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, json.loads(schemas()["quiz.json"]))


@pytest.mark.parametrize("name", MODELS)
def test_every_key_an_author_writes_is_explained_in_french(name: str) -> None:
    def silent(schema: dict[str, Any], where: str) -> Iterator[str]:
        for key, item in schema.get("properties", {}).items():
            described = item.get("description") or "$ref" in item or any("$ref" in x for x in item.get("anyOf", []))
            if not described:
                yield f"{where}.{key}"
        for key, item in schema.get("$defs", {}).items():
            yield from silent(item, key)

    key = MODELS[name][1]
    schema = json.loads(schemas()[f"{name}.json"])
    top = schema["properties"][key] if key else schema
    assert list(silent({**top, "$defs": schema.get("$defs", {})}, name)) == []
