"""The catalogue as open data: what independent readers find in it."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import jsonschema
import pandas as pd
import pytest
from click.testing import CliRunner
from pyld import jsonld

from cat_course import Course
from cat_course.cli import cli
from cat_course.content.settings import Licence
from cat_course.export.bibliography import read_sources
from cat_course.export.catalogue import COLUMNS, EXPORTERS, FOLDER, entry, published
from tests.conftest import ROOT

SCHEMA_ORG = "https://schema.org/"


@pytest.fixture(scope="module")
def files(course: Course) -> dict[str, bytes]:
    return published(course)


def test_the_json_passes_the_schema_published_beside_it(files: dict[str, bytes], course: Course) -> None:
    schema = json.loads(files["catalogue.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads(files["catalogue.json"])
    jsonschema.validate(data, schema)
    assert [item["id"] for item in data["formats"]] == list(course.formats)


def test_the_database_and_its_texts_bear_each_their_own_licence(course: Course) -> None:
    licences = course.settings.licences.model_copy(
        update={
            "catalogue": Licence(name="Base 1.0", url="https://exemple.fr/base"),
            "texts": Licence(name="Textes 2.0", url="https://exemple.fr/textes"),
        }
    )
    made = published(replace(course, settings=course.settings.model_copy(update={"licences": licences})))
    data, linked = json.loads(made["catalogue.json"]), json.loads(made["catalogue.jsonld"])
    assert (data["licence"]["name"], data["licence"]["url"]) == ("Base 1.0", "https://exemple.fr/base")
    assert "sous la licence Base 1.0. Les textes qu'il contient sont sous licence Textes 2.0." in data["licence"]["notice"]
    assert {item["licence"]["name"] for item in data["formats"]} == {"Textes 2.0"}
    assert linked["license"] == "https://exemple.fr/base"
    assert {item["license"] for item in linked["hasPart"]} == {"https://exemple.fr/textes"}
    assert set(pd.read_csv(io.BytesIO(made["catalogue.csv"]))["licence"]) == {"Base 1.0"}


@pytest.mark.parametrize(
    ("path", "value"), [(("group", "min"), 0), (("title",), None), (("colour",), "bleu"), (("sources",), [])]
)
def test_the_schema_refuses_what_the_catalogue_never_says(files: dict[str, bytes], path: tuple[str, ...], value: Any) -> None:
    data = json.loads(files["catalogue.json"])
    place = data["formats"][0]
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, json.loads(files["catalogue.schema.json"]))


def test_each_format_has_a_file_of_its_own_that_says_what_the_whole_says(files: dict[str, bytes]) -> None:
    for item in json.loads(files["catalogue.json"])["formats"]:
        assert json.loads(files[f"formats/{item['id']}.json"]) == item


def test_every_source_is_given_in_full(course: Course) -> None:
    known = read_sources(course)
    for format_id in course.formats:
        for source in entry(course, format_id, known)["sources"]:
            assert len(source["text"]) > len(source["key"]), source
            assert not set("{}\\") & set(source["text"]), source


def test_pandas_reads_the_csv_one_row_a_format_and_numbers_as_numbers(files: dict[str, bytes], course: Course) -> None:
    table = pd.read_csv(io.BytesIO(files["catalogue.csv"]))
    assert tuple(table.columns) == COLUMNS
    assert list(table["id"]) == list(course.formats)
    for name in ("group_min", "group_max", "minutes_typical", "tension_max", "presence"):
        assert table[name].dtype.kind == "i", name
    held = table[(table["group_min"] <= 12) & (table["group_max"] >= 12)]
    assert set(held["id"]) == {i for i, f in course.formats.items() if f.group.min <= 12 <= f.group.max}
    row = table.set_index("id").loc["bocal"]
    assert row["materials"].split(" | ") == list(course.format("bocal").materials)


def test_a_text_of_the_csv_never_begins_a_formula(course: Course) -> None:
    item = course.format("bocal").model_copy(update={"summary": "=1+1"})
    other = course.__class__(**{**course.__dict__, "formats": {"bocal": item}})
    table = pd.read_csv(io.BytesIO(EXPORTERS["csv"](other)["catalogue.csv"]))
    assert table["summary"][0] == "'=1+1"


def test_an_expanded_json_ld_holds_a_how_to_for_each_format(files: dict[str, bytes], course: Course) -> None:
    def no_network(url: str, options: Any) -> Any:
        raise AssertionError(f"asked the network for {url}")

    base = "https://exemple.fr/cours/"
    data = json.loads(files["catalogue.jsonld"])
    (dataset,) = jsonld.expand(data, {"base": base, "documentLoader": no_network})
    assert dataset["@type"] == [SCHEMA_ORG + "Dataset"]
    assert dataset[SCHEMA_ORG + "license"] == [{"@id": "https://opendatacommons.org/licenses/odbl/1-0/"}]
    parts = dataset[SCHEMA_ORG + "hasPart"]
    assert [p["@id"] for p in parts] == [f"{base}book/formats/{i}.html#format" for i in course.formats]
    for part, item in zip(parts, course.formats.values(), strict=True):
        assert part["@type"] == [SCHEMA_ORG + "HowTo"]
        assert part[SCHEMA_ORG + "name"][0]["@value"] == item.title
        steps = part[SCHEMA_ORG + "step"]
        assert [s[SCHEMA_ORG + "name"][0]["@value"] for s in steps] == [p.title for p in item.phases]
        assert len(part[SCHEMA_ORG + "citation"]) == len(item.sources)
        assert part["urn:cat-course:vocabulary:peopleMaximum"][0]["@value"] == item.group.max


def test_the_lengths_of_the_json_ld_are_those_of_the_formats(files: dict[str, bytes], course: Course) -> None:
    for part in json.loads(files["catalogue.jsonld"])["hasPart"]:
        assert pd.Timedelta(part["totalTime"]).total_seconds() == 60 * course.format(part["identifier"]).duration.typical


def test_a_known_site_makes_every_address_whole(course: Course) -> None:
    settings = course.settings.model_copy(update={"site": "https://exemple.fr/cours/"})
    other = course.__class__(**{**course.__dict__, "settings": settings})
    assert entry(other, "bocal")["url"] == "https://exemple.fr/cours/book/formats/bocal.html"
    assert entry(course, "bocal")["url"] == "book/formats/bocal.html"


def test_the_book_publishes_what_the_command_writes(book: Any, files: dict[str, bytes]) -> None:
    found = {p.relative_to(book / FOLDER).as_posix(): p.read_bytes() for p in (book / FOLDER).rglob("*") if p.is_file()}
    assert found == files


@pytest.mark.parametrize("kind", sorted(EXPORTERS))
def test_the_command_prints_or_writes_the_same(kind: str, tmp_path: Any, course: Course) -> None:
    printed = CliRunner().invoke(cli, ["catalogue", "--format", kind, "--root", str(ROOT)])
    assert printed.exit_code == 0
    written = CliRunner().invoke(cli, ["catalogue", "--format", kind, "--root", str(ROOT), "--output", str(tmp_path / "d")])
    assert written.exit_code == 0
    ((name, data),) = EXPORTERS[kind](course).items()
    assert printed.stdout_bytes == data == (tmp_path / "d" / name).read_bytes()
    assert name in written.stderr
