"""The steps of a session plan: in which order, in how many circles, and between which lengths.

A plan names formats; while nobody has edited it, its steps are their phases in order. Lengths are
whole minutes. Circles work side by side: a round lasts as long as the largest of them needs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..content.plans import MOST_STEPS

Details = Mapping[str, Mapping[str, Any]]
Plan = Mapping[str, Any]
Kind = Literal["phase", "break", "own"]

LEAST_TURN = 60
"""Seconds that a round always leaves to each person; it leaves half of what its format gives too."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step with all that bounds it; ``index`` is its place in the plan's list of steps.

    ``size``: people in the largest group while it lasts; ``groups``: how many work side by side;
    ``seconds``: what a round gives to each person, ``None`` where the length of the step says it;
    ``spare``: the whole minutes that each person in a round can give back.
    """

    index: int
    of: str | None
    format: str | None
    title: str
    kind: Kind
    low: int
    typical: int
    high: int
    voice: str | None = None
    size: int = 1
    groups: int = 1
    seconds: int | None = None
    spare: int = 0
    optional: bool = False
    script: str = ""
    note: str = ""

    def each(self, minutes: int, length: int) -> int:
        """Return the seconds that each person may speak in *minutes* out of the *length* of this step."""
        if self.voice != "groupe":
            return 0
        return minutes * 60 // self.size if self.seconds is None else self.seconds * minutes // length


def listed(details: Details, plan: Plan) -> Sequence[Mapping[str, Any]]:
    """Return the steps of *plan* as it writes them: its own list, or the phases of its formats."""
    if plan["steps"] is not None:
        return tuple(plan["steps"])
    known = [name for name in plan["formats"] if name in details]
    return [{"of": f"{name}/{phase['id']}"} for name in known for phase in details[name]["phases"]][:MOST_STEPS]


def resolved(details: Details, plan: Plan) -> list[Step]:
    """Return the steps of *plan* with their bounds; what names an unknown format or phase is left out."""
    found = (_step(details, plan, index, step) for index, step in enumerate(listed(details, plan)))
    return [step for step in found if step is not None]


def unknown(details: Details, plan: Plan) -> list[str]:
    """Return what *plan* names and *details* do not hold: format ids, or ``format/phase``; each once."""
    names = [name for name in plan["formats"] if name not in details]
    for step in listed(details, plan):
        of = step.get("of")
        if of is not None and _phase(details, of) is None:
            names.append(of if format_of(step) in details else format_of(step))
    return list(dict.fromkeys(names))


def used(steps: Sequence[Step]) -> list[str]:
    """Return the formats of *steps*, in the order of their first one."""
    return list(dict.fromkeys(step.format for step in steps if step.format is not None))


def format_of(step: Mapping[str, Any]) -> str:
    """Return the format that a written step comes from; empty for a step of one's own."""
    return str(step.get("of", "")).partition("/")[0]


def circles_of(group: Mapping[str, Any], people: int, wanted: int | None) -> int:
    """Return how many circles *people* make in a format of this *group*.

    One, as long as the format holds them all or has its own tables; else circles of the ideal size.
    *wanted* circles are kept between the fewest that hold everyone and the most that leave each its minimum.
    """
    if group["parallel"]:
        return 1
    fewest = -(-people // group["max"])
    if wanted is None:
        return 1 if fewest == 1 else -(-people // group["ideal"][1])
    return int(min(max(wanted, fewest), max(people // group["min"], fewest)))


def _phase(details: Details, of: str) -> Mapping[str, Any] | None:
    format_id, _, phase_id = of.partition("/")
    phases = details[format_id]["phases"] if format_id in details else ()
    return next((phase for phase in phases if phase["id"] == phase_id), None)


def _step(details: Details, plan: Plan, index: int, step: Mapping[str, Any]) -> Step | None:
    title, note, people = step.get("title", ""), step.get("note", ""), plan["people"]
    if "of" not in step:
        length = step["minutes"]
        return Step(index, None, None, title, step["kind"], length, length, length, size=people, note=note)
    phase = _phase(details, step["of"])
    if phase is None:
        return None
    circles = circles_of(details[format_of(step)]["group"], people, plan["circles"])
    largest = -(-people // circles)
    together = phase["groups_of"] or largest
    size = min(together, largest)
    given = None if phase["minutes"] is not None else int(phase["minutes_per_person"] * 60 + 0.5)
    if "minutes" in step:
        low = typical = high = step["minutes"]
    elif given is None:
        low, typical, high = (phase["minutes"][name] for name in ("min", "typical", "max"))
    else:
        low = typical = high = -(-given * size // 60)
    small, larger = divmod(people, circles)
    return Step(
        index, step["of"], format_of(step), title or phase["title"], "phase", low, typical, high,
        voice=phase["voice"],
        size=size,
        groups=larger * -(-(small + 1) // together) + (circles - larger) * -(-small // together),
        seconds=None if "minutes" in step else given,
        spare=0 if given is None else max(0, low * 60 // size - max(LEAST_TURN, given // 2)) // 60,
        optional=phase["optional"],
        script=phase["script"],
        note=note,
    )  # fmt: skip
