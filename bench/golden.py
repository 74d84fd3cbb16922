"""Forty situations, and the formats that practitioners would expect among the first three: does the advice agree?

The situations were written from the formats' pages, without a look at the rule that ranks them. The
test holds the whole set; the bench prints the share of hits, which is what a change of the rule moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from cat_course import Course, Situation
from cat_course.engine.matching import match

SITUATIONS = Path(__file__).parent.parent / "tests" / "vectors" / "situations.yml"
FIRST = 3


@dataclass(frozen=True)
class Verdict:
    """``first``: the formats ranked first; ``hit``: one of those expected is there.

    ``alarm``: those that must never be advised and are, which is to be among the first and not out of bounds.
    """

    first: tuple[str, ...]
    hit: bool
    alarm: tuple[str, ...]


@cache
def read() -> list[dict[str, Any]]:
    """Return the cases as they are written."""
    cases: list[dict[str, Any]] = yaml.safe_load(SITUATIONS.read_text(encoding="utf-8"))
    return cases


def judge(course: Course, case: dict[str, Any]) -> Verdict:
    """Return what the advice gives for one case."""
    situation = Situation(**{**case["situation"], "purposes": tuple(case["situation"]["purposes"])})
    fits = match(course, situation)[:FIRST]
    advised = [fit.format for fit in fits if fit.verdict != "out"]
    alarm = tuple(i for i in advised if i in case.get("never", []))
    return Verdict(tuple(fit.format for fit in fits), bool(set(advised) & set(case["expect"])), alarm)
