"""The Python side of the planning vectors, what holds for any plan, and schedules compared with the player's."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cat_course import Course
from cat_course.content.plans import LARGEST_PLAN, MOST_STEPS, checked, first_plan, fitted
from cat_course.engine.planning import apply, clock, compile_planning, detail_of, initial_state, schedule
from cat_course.engine.planning_steps import resolved
from cat_course.errors import PlanError, UnknownIdError
from cat_course.labels import fill, load_labels

HERE = Path(__file__).parent
VECTORS = json.loads((HERE / "vectors/planning.json").read_text(encoding="utf-8"))
DETAILS = VECTORS["details"]
WORDS = load_labels()["session"]


def full(plan: dict[str, Any]) -> dict[str, Any]:
    return {**first_plan(), **plan}


def plain(value: Any) -> Any:
    return json.loads(json.dumps(value))


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: str(case["name"]))
def test_vector(case: dict[str, Any]) -> None:
    done = plain(asdict(schedule(DETAILS, full(case["plan"]))))
    shown = ["title", "at", "minutes", "size", "groups", "each", "step", "part"]
    rows = [
        [s["of"] or s["kind"], *(s[k] for k in shown[:3]), [s["low"], s["high"]], *(s[k] for k in shown[3:])]
        for s in done["slots"]
    ]
    expect = case["expect"]
    assert rows == expect["slots"]
    assert {key: done[key] for key in expect["totals"]} == expect["totals"]
    assert [[w["key"], w["values"]] for w in done["warnings"]] == expect["warnings"]
    assert [[c["key"], c["values"], c["gain"], c["op"]] for c in done["cuts"]] == expect["cuts"]


def test_a_schedule_has_the_shape_that_the_player_knows() -> None:
    assert plain(asdict(schedule(DETAILS, full(VECTORS["whole"]["plan"])))) == VECTORS["whole"]["expect"]
    assert initial_state() == VECTORS["initial"]


@pytest.mark.parametrize("case", VECTORS["apply"], ids=lambda case: json.dumps(case["op"]))
def test_applying_a_cut(case: dict[str, Any]) -> None:
    after, before = apply(DETAILS, full(case["plan"]), case["op"]), first_plan()
    assert {key: value for key, value in after.items() if before[key] != value} == case["expect"]


@pytest.mark.parametrize(("start", "at", "expect"), VECTORS["clock"])
def test_the_time_of_day_turns_at_midnight(start: str, at: int, expect: str) -> None:
    assert clock(start, at) == expect


@pytest.mark.parametrize(
    "wrong",
    [
        {"people": 0}, {"people": -3}, {"people": "abc"}, {"people": True}, {"people": 2.5}, {"people": None},
        {"minutes": 0}, {"minutes": 1441}, {"minutes": "90"}, {"start": "25:00"}, {"start": "8h"}, {"start": ""},
        {"circles": 0}, {"date": "2027-02-30"}, {"date": "hier"}, {"formats": "tour"}, {"steps": [{"minutes": 0}]},
        {"steps": [{"of": "tour"}]}, {"steps": "tout"}, {"breaks": "oui"}, {"title": 3},
    ],
    ids=json.dumps,
)  # fmt: skip
def test_what_no_session_can_have_is_refused_in_one_french_line(wrong: dict[str, Any]) -> None:
    with pytest.raises(PlanError) as caught:
        schedule(DETAILS, full(wrong))
    assert "\n" not in str(caught.value)
    assert "\u202f: " in str(caught.value)


# --- what holds for any plan


@st.composite
def spans(draw: st.DrawFn) -> dict[str, int]:
    return dict(
        zip(("min", "typical", "max"), sorted(draw(st.lists(st.integers(1, 130), min_size=3, max_size=3))), strict=True)
    )


@st.composite
def some_details(draw: st.DrawFn) -> dict[str, Any]:
    out = {}
    for format_id in ("a", "b", "c")[: draw(st.integers(1, 3))]:
        least, low, high, most = sorted(draw(st.lists(st.integers(1, 60), min_size=4, max_size=4)))
        phases = []
        for place in range(draw(st.integers(2, 6))):
            per = draw(st.sampled_from([None, None, 0.5, 1, 1.1, 1.5, 2, 3, 4, 7.25]))
            phases.append(
                {
                    "id": f"p{place}", "title": f"Étape {place}", "script": "Dites.", "minutes_per_person": per,
                    "minutes": draw(spans()) if per is None else None,
                    "groups_of": draw(st.sampled_from([None, None, 2, 4, 5, 30])),
                    "voice": draw(st.sampled_from(["groupe", "animation", "silence"])), "optional": draw(st.booleans()),
                }
            )  # fmt: skip
        group = {"min": least, "ideal": [low, high], "max": most, "parallel": draw(st.booleans())}
        out[format_id] = {"id": format_id, "title": format_id.upper(), "group": group, "sessions": [1, 1], "phases": phases}
    return out


@st.composite
def plans(draw: st.DrawFn) -> dict[str, Any]:
    step = st.one_of(
        st.builds(lambda f, p: {"of": f"{f}/p{p}"}, st.sampled_from("abcd"), st.integers(0, 6)),
        st.builds(
            lambda f, p, m: {"of": f"{f}/p{p}", "minutes": m}, st.sampled_from("abc"), st.integers(0, 5), st.integers(1, 200)
        ),
        st.builds(
            lambda k, m: {"kind": k, "title": "À nous", "minutes": m}, st.sampled_from(["own", "break"]), st.integers(1, 200)
        ),
    )
    return full(
        {
            "start": f"{draw(st.integers(0, 23)):02}:{draw(st.integers(0, 59)):02}",
            "minutes": draw(st.one_of(st.integers(1, 300), st.integers(1, 1440))),
            "people": draw(st.one_of(st.integers(1, 40), st.integers(1, 2000))),
            "formats": draw(st.lists(st.sampled_from("abcd"), max_size=4, unique=True)),
            "breaks": draw(st.booleans()),
            "circles": draw(st.sampled_from([None, None, 1, 2, 5, 40])),
            "steps": draw(st.one_of(st.none(), st.lists(step, max_size=12))),
        }
    )


@given(some_details(), plans())
def test_every_minute_is_accounted_for(details: dict[str, Any], plan: dict[str, Any]) -> None:
    done = schedule(details, plan)
    assert sum(slot.minutes for slot in done.slots) == plan["minutes"] - done.spare + done.missing
    assert 0 in (done.spare, done.missing)
    assert [slot.at for slot in done.slots] == [sum(s.minutes for s in done.slots[:i]) for i in range(len(done.slots))]
    assert done.speaking == sum(slot.each for slot in done.slots)
    assert bool(done.cuts) == bool(done.missing)


@given(some_details(), plans())
def test_every_step_keeps_its_bounds_its_order_and_all_its_parts(details: dict[str, Any], plan: dict[str, Any]) -> None:
    done = schedule(details, plan)
    whole: dict[int, int] = {}
    for slot in done.slots:
        if slot.step is not None:
            whole[slot.step] = whole.get(slot.step, 0) + slot.minutes
    steps = resolved(details, plan)
    assert list(whole) == [step.index for step in steps]
    for step in steps:
        assert step.low <= whole[step.index] <= step.high
    if done.missing:
        assert all(whole[step.index] == step.low for step in steps)


@given(some_details(), plans())
def test_with_breaks_nobody_works_longer_than_ninety_minutes(details: dict[str, Any], plan: dict[str, Any]) -> None:
    done = schedule(details, {**plan, "breaks": True})
    run = 0
    for slot in done.slots:
        run = 0 if slot.kind == "break" else run + slot.minutes
        assert run <= 90
    free = schedule(details, {**plan, "breaks": False})
    assert all(slot.step is not None and slot.part == (1, 1) for slot in free.slots)


@given(some_details(), plans())
def test_everyone_is_in_a_group_and_no_circle_is_larger_than_its_format_holds(
    details: dict[str, Any], plan: dict[str, Any]
) -> None:
    done = schedule(details, plan)
    for slot in done.slots:
        assert slot.size * slot.groups >= plan["people"]
        assert 1 <= slot.size <= plan["people"]
        if slot.format and not details[slot.format]["group"]["parallel"]:
            assert slot.size <= details[slot.format]["group"]["max"]
    assert done.circles == 1 or done.circles <= plan["people"]


@given(some_details(), plans())
def test_a_longer_session_never_takes_time_from_the_missing_and_the_last_cut_always_fits(
    details: dict[str, Any], plan: dict[str, Any]
) -> None:
    done = schedule(details, plan)
    if not done.cuts or plan["minutes"] + done.missing > 1440:
        return
    assert done.cuts[-1].key == "minutes-total"
    assert schedule(details, apply(details, plan, done.cuts[-1].op)).missing == 0


@given(some_details(), plans())
def test_a_cut_saves_the_minutes_that_it_says(details: dict[str, Any], plan: dict[str, Any]) -> None:
    def least(one: dict[str, Any]) -> int:
        return sum(step.low for step in resolved(details, one))

    for cut in schedule(details, plan).cuts[:-1]:
        assert cut.gain > 0
        assert least(plan) - least(apply(details, plan, cut.op)) == cut.gain, cut


@given(some_details(), plans())
def test_a_plan_said_too_short_stays_so_whatever_is_cut(details: dict[str, Any], plan: dict[str, Any]) -> None:
    short = [w for w in schedule(details, plan).warnings if w.key == "too-short"]
    if not short:
        return
    for _ in range(60):
        done = schedule(details, plan)
        assert done.missing > 0
        rest = [cut for cut in done.cuts if cut.key != "minutes-total"]
        if not rest:
            break
        plan = apply(details, plan, rest[0].op)


@given(some_details(), plans())
def test_every_remark_and_cut_has_words_with_every_name_filled(details: dict[str, Any], plan: dict[str, Any]) -> None:
    done = schedule(details, plan)
    for said, kind in [(w, "warning") for w in done.warnings] + [(c, "cut") for c in done.cuts]:
        assert "{" not in fill(WORDS[f"{kind}-{said.key}"], said.values)


def test_a_plan_is_left_as_it_was() -> None:
    plan = full({"formats": ["tables", "tour"], "people": 16, "minutes": 30})
    before = plain(plan)
    for cut in schedule(DETAILS, plan).cuts:
        apply(DETAILS, plan, cut.op)
    assert plan == before


def test_a_longer_turn_is_shared_in_parts_and_the_longest_comes_first() -> None:
    details = plain(DETAILS)
    details["tour"]["phases"][1]["minutes_per_person"] = 9.1
    slots = [
        s for s in schedule(details, full({"formats": ["tour"], "people": 20, "minutes": 300})).slots if s.of == "tour/premier"
    ]
    assert [slot.minutes for slot in slots] == [61, 61, 60]
    assert all(a.minutes >= b.minutes for a, b in pairwise(slots))
    assert sum(slot.each for slot in slots) == 546


# --- the state of the activity

texts = st.one_of(st.text(max_size=400), st.sampled_from(["é" * 300, '"\\' * 150, "\U0001f33f" * 250, "\n" * 300]))


@given(
    st.fixed_dictionaries({key: texts for key in ("title", "place", "host")}),
    st.lists(
        st.one_of(
            st.fixed_dictionaries({"title": texts, "note": texts, "minutes": st.integers(1, 1440), "kind": st.just("own")}),
            st.fixed_dictionaries({"of": st.just("f" * 60 + "/" + "p" * 60), "note": texts, "minutes": st.integers(1, 1440)}),
        ),
        max_size=60,
    ),
)
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_the_state_fits_where_an_lms_keeps_it(words: dict[str, str], steps: list[dict[str, Any]]) -> None:
    plan = fitted(checked(full({**words, "steps": steps, "formats": ["f" * 60] * 12})))
    state = {"plan": plan, "live": {"slot": 39, "since": 1_900_000_000_000, "spent": 86_400_000}}
    size = len(json.dumps(state, ensure_ascii=False, separators=(",", ":")).encode("utf-16-le", "surrogatepass")) // 2
    assert size <= 4096
    assert LARGEST_PLAN < 4096
    assert len(plan["steps"]) <= MOST_STEPS
    assert checked(plan) == plan, "what was cut is still a plan"


def test_where_nothing_is_left_to_shorten_the_last_steps_go() -> None:
    steps = [{"of": "f" * 60 + "/" + "p" * 60, "minutes": minutes} for minutes in range(101, 141)]
    kept = fitted(checked(full({"steps": steps})))["steps"]
    assert 20 < len(kept) < 40
    assert kept == steps[: len(kept)]


def test_an_ordinary_plan_loses_nothing() -> None:
    notes = [{"of": "cercle-de-parole-et-d-ecoute/poser-le-cadre", "note": "Une phrase à ne pas oublier. " * 3}] * 20
    plan = checked(full({"title": "Rencontre", "steps": notes}))
    assert fitted(plan) == plan


# --- the real course


def test_every_real_format_fits_in_its_usual_time_with_its_usual_people(course: Course) -> None:
    details = {name: detail_of(course, name) for name in course.formats}
    for name, item in course.formats.items():
        for people in item.group.ideal:
            plan = full({"formats": [name], "people": people, "minutes": item.duration.max})
            done = schedule(details, plan)
            keys = {remark.key for remark in done.warnings}
            assert not keys & {"people-few", "people-many", "circles", "too-short"}, (name, people, keys)
            assert done.slots, name


def test_the_table_of_a_page_leaves_the_details_to_be_loaded(course: Course) -> None:
    table = compile_planning(course, whole=False)
    assert set(table) == {"formats"}
    whole = compile_planning(course, whole=True)
    assert set(whole["details"]) == {entry["id"] for entry in table["formats"]} == set(course.formats)
    assert whole["details"]["bocal"]["id"] == "bocal"
    assert plain(whole) == whole, "nothing but what JSON holds"
    (bocal,) = [entry for entry in table["formats"] if entry["id"] == "bocal"]
    assert bocal["facts"] == [[10, 20, 50, 75], [60, 90, 120], 0]
    assert set(bocal) == {"id", "title", "facts"}, "a page holds every format: each key weighs"


def test_an_unknown_format_suggests_the_nearest(course: Course) -> None:
    with pytest.raises(UnknownIdError, match="'bocal' \\?"):
        detail_of(course, "bocale")


PLAYER = """
import { readFileSync } from "node:fs";
import { apply, schedule } from "./cat_course/frontend/static/cat_course/planning-rules.js";
const { details, plans } = JSON.parse(readFileSync(0, "utf8"));
const walk = (plan, picks) => {
  const seen = [];
  for (const pick of [...picks, 0]) {
    const done = schedule(details, plan);
    seen.push(done);
    if (!done.cuts.length) break;
    plan = apply(details, plan, done.cuts[pick % done.cuts.length].op);
  }
  return seen;
};
process.stdout.write(JSON.stringify(plans.map(([plan, picks]) => walk(plan, picks))));
"""


def drawn(details: dict[str, Any], count: int, seed: int) -> list[tuple[dict[str, Any], list[int]]]:
    """Return plans drawn by lot over *details*, each with the cuts to take one after the other."""
    lots, names = random.Random(seed), [*details, "disparu"]
    out = []
    for _ in range(count):
        formats = lots.sample(names, lots.randint(0, min(4, len(names))))
        steps: list[dict[str, Any]] | None = None
        if lots.random() < 0.5:
            phases = [f"{f}/{p['id']}" for f in formats if f in details for p in details[f]["phases"]] + ["disparu/phase"]
            steps = []
            for of in lots.sample(phases, lots.randint(0, len(phases))):
                steps.append({"of": of} | ({"minutes": lots.randint(1, 150)} if lots.random() < 0.2 else {}))
                if lots.random() < 0.3:
                    steps.append({"kind": lots.choice(["own", "break"]), "title": "Un mot", "minutes": lots.randint(1, 120)})
        plan = {
            "start": f"{lots.randrange(24):02}:{lots.randrange(60):02}",
            "minutes": lots.choice([lots.randint(1, 200), lots.randint(1, 1440)]),
            "people": lots.choice([lots.randint(1, 30), lots.randint(1, 1500)]),
            "formats": formats,
            "breaks": lots.random() < 0.7,
            "circles": lots.choice([None, None, lots.randint(1, 12)]),
            "steps": steps,
        }
        out.append((full(plan), [lots.randrange(100) for _ in range(lots.choice([0, 3, 6]))]))
    return out


def walked(details: dict[str, Any], plan: dict[str, Any], picks: list[int]) -> list[Any]:
    seen = []
    for pick in [*picks, 0]:
        done = schedule(details, plan)
        seen.append(plain(asdict(done)))
        if not done.cuts:
            break
        plan = apply(details, plan, done.cuts[pick % len(done.cuts)].op)
        if plan["minutes"] > 1440:
            break
    return seen


@pytest.mark.node
@pytest.mark.parametrize("real", [True, False], ids=["real formats", "generated formats"])
def test_the_player_plans_and_cuts_as_the_engine_does(course: Course, real: bool) -> None:
    details = plain({name: detail_of(course, name) for name in course.formats}) if real else generated(11)
    plans = drawn(details, 150, seed=5 if real else 6)
    done = subprocess.run(
        [str(shutil.which("node")), "--input-type=module", "-e", PLAYER],
        input=json.dumps({"details": details, "plans": plans}), capture_output=True, encoding="utf-8", timeout=120, check=True, cwd=HERE.parent,
    )  # fmt: skip
    cuts = 0
    for (plan, picks), theirs in zip(plans, json.loads(done.stdout), strict=True):
        ours = walked(details, plan, picks)
        assert theirs[: len(ours)] == ours, plan
        cuts += len(ours) - 1
    assert cuts > 50, "too few cuts to compare"


def generated(seed: int) -> dict[str, Any]:
    """Return formats drawn by lot, with what authors avoid: tiny groups, long phases, fractions of a minute."""
    lots = random.Random(seed)
    out = {}
    for name in ("a", "b", "c", "d", "e", "f"):
        least, low, high, most = sorted(lots.randint(1, 40) for _ in range(4))
        phases = []
        for place in range(lots.randint(2, 8)):
            per = lots.choice([None, None, 0.5, 1, 1.1, 0.7, 2, 3.33, 4, 12])
            span = dict(zip(("min", "typical", "max"), sorted(lots.randint(1, 200) for _ in range(3)), strict=True))
            phases.append(
                {
                    "id": f"p{place}", "title": f"P{place}", "script": "", "minutes_per_person": per, "minutes": span if per is None else None,
                    "groups_of": lots.choice([None, 2, 3, 4, 30]), "voice": lots.choice(["groupe", "animation", "silence"]),
                    "optional": lots.random() < 0.3,
                }
            )  # fmt: skip
        group = {"min": least, "ideal": [low, high], "max": most, "parallel": lots.random() < 0.3}
        low_sessions = lots.randint(1, 3)
        out[name] = {
            "id": name,
            "title": name,
            "group": group,
            "sessions": [low_sessions, low_sessions + lots.randint(0, 2)],
            "phases": phases,
        }
    return out
