"""The Python side of the matching vectors, what holds for any format, and ranks compared with the player's."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from dataclasses import asdict, replace
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cat_course import Course
from cat_course.content.formats import Format
from cat_course.content.settings import Stage, Term
from cat_course.engine.alerts import alerts
from cat_course.engine.matching import VERDICTS, Situation, compile_matching, initial_state, match, rank
from cat_course.engine.packing import pack
from cat_course.engine.sequences import accompany, combine
from cat_course.errors import UnknownIdError
from cat_course.labels import load_labels

HERE = Path(__file__).parent
VECTORS = json.loads((HERE / "vectors/matching.json").read_text(encoding="utf-8"))
TABLE, WORDS = VECTORS["table"], VECTORS["words"]
PURPOSES = [term["id"] for term in TABLE["purposes"]]


def to_format(title: str, facts: dict[str, Any]) -> Format:
    """Return a whole format from the figures that matching reads."""
    risk = {"name": "La gêne", "answer": "La nommer."}
    line = {"materials": [], "conditions": ["Un lieu calme"], "risks": [risk], "avoid_when": ["Quand cela blesse"]}
    phases = [{"id": i, "title": i, "minutes": facts["duration"], "script": "Dites."} for i in ("ouvrir", "clore")]
    rest = {"roles": [{"name": "Anime", "mission": "Tient."}], "rules": ["Écouter"], "space": "Un cercle.", "room": "cercle"}
    rest["phases"] = phases
    last = {"produces": ["Une trace"], "competencies": ["ecoute"], "sources": ["bohm1991"], "evidence": {"group": "editorial"}}
    return Format.model_validate({"title": title, "summary": f"{title}, en une phrase.", **facts, **line, **rest, **last})


def to_course(formats: dict[str, Format]) -> Any:
    """Return what ``compile_matching`` needs of a course, in the vocabulary of the vectors."""
    words = {k: [Term.model_validate(t) for t in TABLE[k]] for k in ("purposes", "modes", "audiences", "tensions")}
    families = [Term(id=k, label=v, hint=None) for k, v in TABLE["families"].items()]
    stages = [Stage.model_validate(s) for s in TABLE["stages"]]
    mastery = [SimpleNamespace(number=m["id"], label=m["label"], meaning=m["hint"]) for m in TABLE["mastery"]]
    return SimpleNamespace(
        settings=SimpleNamespace(**words, families=families, stages=stages),
        framework=SimpleNamespace(mastery=mastery),
        formats=formats,
        page_of=lambda kind, item_id: f"book/{kind}s/{item_id}",
    )


def asked(data: dict[str, Any]) -> Situation:
    return Situation(**{**data, "purposes": tuple(data["purposes"])})


def test_the_formats_of_the_vectors_compile_into_their_table() -> None:
    titles = {entry["id"]: entry["title"] for entry in TABLE["formats"]}
    formats = {i: to_format(titles[i], facts) for i, facts in VECTORS["formats"].items()}
    assert json.loads(json.dumps(compile_matching(to_course(formats)))) == TABLE


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: str(case["name"]))
def test_vector(case: dict[str, Any]) -> None:
    fits = rank(TABLE, asked(case["situation"]), WORDS)
    assert [[f.format, f.verdict, f.points] for f in fits] == case["order"]
    found = {f.format: [f"{r.kind} {r.points} {r.text}" for r in f.reasons] for f in fits}
    assert {i: found[i] for i in case["reasons"]} == case["reasons"]


@pytest.mark.parametrize("case", VECTORS["alerts"]["cases"], ids=lambda case: str(case["name"]))
def test_a_word_of_caution(case: dict[str, Any]) -> None:
    assert alerts({"alerts": VECTORS["alerts"]["table"]}, asked(case["situation"])) == case["alerts"]


@pytest.mark.parametrize("edge", VECTORS["edges"], ids=lambda edge: "-".join(map(str, edge)))
def test_edge_of_a_band(edge: list[Any]) -> None:
    format_id, criterion, value, key = edge
    situation = replace(asked(VECTORS["cases"][0]["situation"]), **{criterion: value})
    fit = next(f for f in rank(TABLE, situation, WORDS) if f.format == format_id)
    assert [r.text.split()[0] for r in fit.reasons if r.criterion == criterion] == [key]


def test_a_packed_table_holds_each_value_once_and_leaves_the_details_to_the_pages() -> None:
    packed = pack(TABLE)
    assert set(packed) == set(TABLE) - {"formats"} | {"columns", "bands", "pool"}
    for values in packed["pool"].values():
        assert all(value not in values[:i] for i, value in enumerate(values))
    assert "Quand cela blesse" not in json.dumps(packed)
    assert pack({**TABLE, "formats": []})["columns"]["id"] == []


def test_the_initial_state_is_the_one_the_player_starts_from() -> None:
    assert initial_state(TABLE) == VECTORS["initial"]


def test_equal_points_follow_the_code_of_the_letters() -> None:
    entry = TABLE["formats"][0]
    table = {**TABLE, "formats": [{**entry, "id": i} for i in ("b", "a1", "a-b", "a", "B")]}
    assert [f.format for f in rank(table, Situation(("parler",), 10, 90, audience="adultes"), WORDS)] == [
        "B",
        "a",
        "a-b",
        "a1",
        "b",
    ]


def test_one_purpose_may_be_given_alone() -> None:
    assert Situation("explorer", 10, 90) == Situation(("explorer",), 10, 90) == Situation(["explorer"], 10, 90)


@pytest.mark.parametrize(
    ("wrong", "kind", "nearest"),
    [
        ({"purposes": ("parlr",)}, "intention", "parler"),
        ({"mode": "presense"}, "mode", "presence"),
        ({"audience": "adulte"}, "public", "adultes"),
    ],
)
def test_an_unknown_id_is_named_with_the_nearest(wrong: dict[str, Any], kind: str, nearest: str) -> None:
    with pytest.raises(UnknownIdError) as caught:
        rank(TABLE, replace(asked(VECTORS["cases"][0]["situation"]), **wrong))
    assert str(caught.value).startswith(f"{kind} ")
    assert f"{nearest!r} ?" in str(caught.value)


# --- what holds for any format


@st.composite
def formats(draw: st.DrawFn) -> Format:
    low, ideal_low, ideal_high, high = sorted(draw(st.lists(st.integers(1, 120), min_size=4, max_size=4)))
    shortest, typical, longest = sorted(draw(st.lists(st.integers(1, 600), min_size=3, max_size=3)))
    ratings = st.integers(0, 3)
    modes = draw(st.fixed_dictionaries({"presence": ratings, "distance": ratings}).filter(lambda m: any(m.values())))
    return to_format(
        "Essai",
        {
            "family": "cercles",
            "purposes": draw(st.fixed_dictionaries({p: ratings for p in PURPOSES}).filter(lambda p: any(p.values()))),
            "group": {"min": low, "ideal": [ideal_low, ideal_high], "max": high, "parallel": draw(st.booleans())},
            "duration": {"min": shortest, "typical": typical, "max": longest},
            "modes": modes,
            "tension": {"max": draw(st.integers(0, 4))},
            "facilitator": draw(st.integers(1, 4)),
            "audiences": draw(st.lists(st.sampled_from(["jeunes", "adultes"]), min_size=1, unique=True)),
        },
    )


situations = st.builds(
    Situation,
    purposes=st.lists(st.sampled_from(PURPOSES), max_size=3, unique=True).map(tuple),
    people=st.integers(1, 900),
    minutes=st.integers(1, 700),
    tension=st.integers(0, 4),
    mode=st.sampled_from(["presence", "distance"]),
    audience=st.sampled_from(["jeunes", "adultes"]),
    experience=st.integers(1, 4),
)


def compiled(*items: Format) -> dict[str, Any]:
    return compile_matching(to_course({f"f{i}": item for i, item in enumerate(items)}))


def place(fit: Any) -> tuple[int, int]:
    """Where a fit stands, the best lowest."""
    return VERDICTS.index(fit.verdict), -fit.points


@given(st.lists(formats(), max_size=5), situations)
def test_no_format_is_ever_lost_and_what_is_out_comes_after_the_rest(items: list[Format], situation: Situation) -> None:
    fits = rank(compiled(*items), situation)
    assert sorted(f.format for f in fits) == [f"f{i}" for i in range(len(items))]
    verdicts = [VERDICTS.index(f.verdict) for f in fits]
    assert verdicts == sorted(verdicts)
    for fit in fits:
        kinds = {r.kind for r in fit.reasons}
        assert fit.verdict == ("out" if "out" in kinds else "with-care" if "watch" in kinds else "fits")
        assert fit.points == sum(r.points for r in fit.reasons)


@given(formats(), situations)
def test_every_reason_has_words_and_every_name_in_them_is_filled(item: Format, situation: Situation) -> None:
    (fit,) = rank(compiled(item), situation)
    assert len(fit.reasons) in {len(situation.purposes) + 6, len(situation.purposes) + 7}
    for reason in fit.reasons:
        assert reason.text
        assert "{" not in reason.text


def test_every_sentence_of_the_catalogue_is_one_the_rule_can_say_and_the_reverse() -> None:
    bands = [entry["bands"] for entry in TABLE["formats"]]
    rows = [b for criteria in bands for c in criteria.values() for b in (c.values() if isinstance(c, dict) else c)]
    assert {"purpose-none", *(row[3] for row in rows)} == set(load_labels()["matching"]) == set(WORDS)


@given(formats())
def test_every_integer_falls_in_exactly_one_band(item: Format) -> None:
    bands = compiled(item)["formats"][0]["bands"]
    for criterion in ("people", "minutes", "tension", "experience"):
        limits = [band[0] for band in bands[criterion]]
        assert limits[-1] is None
        assert all(a < b for a, b in pairwise(limits[:-1])), (criterion, limits)


@given(formats())
def test_within_a_criterion_a_worse_kind_never_earns_more(item: Format) -> None:
    for criterion, bands in compiled(item)["formats"][0]["bands"].items():
        rows = bands.values() if isinstance(bands, dict) else bands
        earned: dict[str, list[int]] = {kind: [row[1] for row in rows if row[2] == kind] for kind in ("out", "watch", "for")}
        present = [points for points in earned.values() if points]
        assert all(max(a) <= min(b) for a, b in pairwise(present)), (criterion, earned)


@given(formats(), situations.filter(lambda s: s.purposes), st.data())
def test_a_better_purpose_rating_never_ranks_lower_all_else_equal(
    item: Format, situation: Situation, data: st.DataObject
) -> None:
    purpose = data.draw(st.sampled_from(situation.purposes))
    low, high = sorted(data.draw(st.lists(st.integers(0, 3), min_size=2, max_size=2, unique=True)))
    worse, better = (item.model_copy(update={"purposes": {**item.purposes, purpose: r}}) for r in (low, high))
    for pair in ((worse, better), (better, worse)):
        fits = rank(compiled(*pair), situation)
        assert pair[int(fits[0].format[1])] is better


@given(formats(), situations)
def test_more_experience_or_less_tension_never_ranks_lower(item: Format, situation: Situation) -> None:
    table = compiled(item)
    for easier in (
        replace(situation, experience=min(4, situation.experience + 1)),
        replace(situation, tension=max(0, situation.tension - 1)),
    ):
        assert place(rank(table, easier)[0]) <= place(rank(table, situation)[0])


@given(st.lists(formats(), max_size=4), situations)
def test_out_of_bounds_what_is_nearest_comes_first(items: list[Format], situation: Situation) -> None:
    fits = rank(compiled(*items), situation)
    assert [f.obstacles for f in fits] == sorted(f.obstacles for f in fits)
    assert all(f.obstacles == sum(r.kind == "out" for r in f.reasons) for f in fits)
    assert all((f.verdict == "out") == (f.obstacles > 0) for f in fits)


@given(formats(), st.integers(1, 900))
def test_groups_that_a_reason_advises_are_groups_that_the_format_can_hold(item: Format, people: int) -> None:
    (fit,) = rank(compiled(item), Situation((), people, 60, audience="adultes"), WORDS)
    (reason,) = [r for r in fit.reasons if r.criterion == "people"]
    key, *values = reason.text.split()
    if key == "people-split":
        groups = int(values[2])
        assert people > item.group.max
        assert not item.group.parallel
        assert people // groups >= item.group.min
        assert -(-people // groups) <= item.group.ideal[1]
    inside = item.group.min <= people <= item.group.max
    assert inside == (reason.kind != "out")


@given(formats(), situations)
def test_a_mode_that_a_reason_advises_is_one_that_the_format_is_made_for(item: Format, situation: Situation) -> None:
    labels = {term["label"]: term["id"] for term in TABLE["modes"]}
    for mode in compiled(item)["formats"][0]["bands"]["mode"].values():
        if "better" in mode[4]:
            assert item.modes[labels[mode[4]["better"]]] == max(item.modes.values()) > 0


# --- the real course


def test_every_alert_of_the_real_course_has_its_words(course: Course) -> None:
    ids = [alert["id"] for alert in compile_matching(course)["alerts"]]
    assert [key for key in load_labels()["format-advice"] if key.startswith("alert-")] == [f"alert-{i}" for i in ids]


def test_every_real_format_fits_a_situation_made_for_it(course: Course) -> None:
    for format_id, item in course.formats.items():
        best = {name: max(ratings, key=lambda i: ratings[i]) for name, ratings in (("p", item.purposes), ("m", item.modes))}
        situation = Situation(
            purposes=(best["p"],), people=item.group.ideal[0], minutes=item.duration.typical, tension=0,
            mode=best["m"], audience=item.audiences[0], experience=4,
        )  # fmt: skip
        assert next(f for f in match(course, situation) if f.format == format_id).verdict == "fits", format_id


PLAYER = """
import { readFileSync } from "node:fs";
import { rank } from "./cat_course/frontend/static/cat_course/matching-rules.js";
import { unpack } from "./cat_course/frontend/static/cat_course/packing.js";
import { alertsOf } from "./cat_course/frontend/static/cat_course/matching-alerts.js";
import { accompany, combine } from "./cat_course/frontend/static/cat_course/sequences-rules.js";
const { table: packed, words, situations } = JSON.parse(readFileSync(0, "utf8"));
const table = unpack(packed);
const all = situations.map((s) => [rank(table, s, words), combine(table, s, words), accompany(table, s, words), alertsOf(table, s)]);
process.stdout.write(JSON.stringify(all));
"""


@pytest.mark.node
def test_the_player_ranks_and_combines_the_real_formats_as_the_engine_does(course: Course) -> None:
    table = json.loads(json.dumps(compile_matching(course)))
    lots, ids = random.Random(7), {k: [t["id"] for t in table[k]] for k in ("purposes", "modes", "audiences")}
    drawn = [
        Situation(
            purposes=tuple(lots.sample(ids["purposes"], lots.randint(0, 3))),
            people=lots.choice([lots.randint(1, 30), lots.randint(1, 1500)]),
            minutes=lots.choice([lots.randint(1, 200), lots.randint(1, 900)]),
            tension=lots.randint(0, 4),
            mode=lots.choice(ids["modes"]),
            audience=lots.choice(ids["audiences"]),
            experience=lots.randint(1, 4),
        )
        for _ in range(300)
    ]
    words = load_labels()["matching"]
    node, text = (
        shutil.which("node"),
        json.dumps({"table": pack(table), "words": words, "situations": [asdict(s) for s in drawn]}),
    )
    done = subprocess.run(
        [str(node), "--input-type=module", "-e", PLAYER],
        input=text, capture_output=True, encoding="utf-8", timeout=60, check=True, cwd=HERE.parent,
    )  # fmt: skip
    for situation, theirs in zip(drawn, json.loads(done.stdout), strict=True):
        ours = (rank(table, situation, words), combine(table, situation, words), accompany(table, situation, words))
        listed = [*([asdict(item) for item in items] for items in ours), alerts(table, situation)]
        assert theirs == json.loads(json.dumps(listed)), situation


UNPACK = """
import { readFileSync } from "node:fs";
import { unpack } from "./cat_course/frontend/static/cat_course/packing.js";
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(unpack)));
"""


@pytest.mark.node
def test_what_a_page_unpacks_is_what_was_compiled_but_for_the_details(course: Course) -> None:
    drawn: list[dict[str, Any]] = []

    @given(st.lists(formats(), max_size=4))
    def draw(items: list[Format]) -> None:
        drawn.append(compiled(*items))

    draw()
    tables = json.loads(json.dumps([TABLE, compile_matching(course), *drawn]))
    text = json.dumps([*map(pack, tables), TABLE])
    done = subprocess.run(
        [str(shutil.which("node")), "--input-type=module", "-e", UNPACK],
        input=text, capture_output=True, encoding="utf-8", timeout=60, check=True, cwd=HERE.parent,
    )  # fmt: skip
    *theirs, untouched = json.loads(done.stdout)
    for table, unpacked in zip(tables, theirs, strict=True):
        entries = [{k: v for k, v in e.items() if k not in ("avoid", "needs", "produces")} for e in table["formats"]]
        assert unpacked == {**table, "formats": entries}
    assert untouched == TABLE, "a table that was never packed comes back as it is"
