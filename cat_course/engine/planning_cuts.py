"""What to cut when a session plan does not fit in its time: each way out, what it gains, and how to take it.

From the lightest to the heaviest: an optional step, a minute less for each person in a round (again,
until :data:`.planning_steps.LEAST_TURN` or half of what the format gives), one circle more, a whole
format, a longer session. :func:`apply` takes one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..content.plans import MOST_MINUTES
from .planning_steps import Details, Plan, Step, circles_of, format_of, listed, resolved, used
from .planning_time import REST, walked


@dataclass(frozen=True, slots=True)
class Cut:
    """A way to save ``gain`` minutes; ``key`` and ``values`` make its sentence, ``op`` takes it."""

    key: str
    values: dict[str, Any]
    gain: int
    op: dict[str, Any]


def apply(details: Details, plan: Plan, op: Mapping[str, Any]) -> dict[str, Any]:
    """Return *plan* after one cut; a plan whose steps were implicit gets its own list when a step changes."""
    ((name, value),) = op.items()
    if name == "circles":
        return {**plan, "circles": value}
    if name == "minutes-total":
        return {**plan, "minutes": value}
    steps = listed(details, plan)
    if name == "drop":
        return {**plan, "steps": [step for i, step in enumerate(steps) if i != value]}
    if name == "minutes":
        place, minutes = value
        return {**plan, "steps": [{**step, "minutes": minutes} if i == place else step for i, step in enumerate(steps)]}
    kept = None if plan["steps"] is None else [step for step in steps if format_of(step) != value]
    return {**plan, "formats": [f for f in plan["formats"] if f != value], "steps": kept}


def cuts(details: Details, plan: Plan, missing: int) -> Iterator[Cut]:
    """Yield every way out of a plan that lacks *missing* minutes, as far as a plan can hold it."""
    steps = resolved(details, plan)
    for step in steps:
        if step.optional:
            yield Cut("drop", {"title": step.title}, step.low, {"drop": step.index})
    for step in steps:
        less = step.low - step.size
        if step.spare and less <= MOST_MINUTES:
            yield Cut("per-person", {"title": step.title, "minutes": less}, step.size, {"minutes": [step.index, less]})
    names = used(steps)
    more = 1 + max((circles_of(details[f]["group"], plan["people"], plan["circles"]) for f in names), default=0)
    gain = _low(steps) - _low(resolved(details, {**plan, "circles": more}))
    if gain > 0:
        yield Cut("circles", {"circles": more}, gain, {"circles": more})
    for name in names if len(names) > 1 else ():
        gain = _low([step for step in steps if step.format == name])
        yield Cut("drop-format", {"title": details[name]["title"]}, gain, {"drop-format": name})
    total = plan["minutes"] + missing
    if total <= MOST_MINUTES:
        yield Cut("minutes-total", {"minutes": total}, missing, {"minutes-total": total})


def least_minutes(details: Details, plan: Plan) -> int:
    """Return the shortest session that *plan* fits in once every cut but a longer session is taken.

    Of a sequence, the format that needs the least is kept.
    """
    names = used(resolved(details, plan))
    alone = [_without(details, plan, [name for name in names if name != kept]) for kept in names]
    return min(_shortest(details, one) for one in alone or [plan])


def _without(details: Details, plan: Plan, names: Sequence[str]) -> Plan:
    for name in names:
        plan = apply(details, plan, {"drop-format": name})
    return plan


def _shortest(details: Details, plan: Plan) -> int:
    short = {**plan, "circles": plan["people"]}
    steps = [step for step in resolved(details, short) if not step.optional]
    low = [step.low - step.size * step.spare for step in steps]
    breaks = sum(stretch.step is None for stretch in walked(steps, low)) if plan["breaks"] else 0
    return sum(low) + REST * breaks


def _low(steps: Sequence[Step]) -> int:
    return sum(step.low for step in steps)
