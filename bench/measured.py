"""Several visits of one page, and the row they make."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .chromium import Chromium
from .report import Section, kilo, spread
from .visit import FAST, SLOW, Control, Profile, Visit, Visitor, visitor

COLUMNS = ("page", "requests", "KB", "before usable", "elements", "usable, fast", "usable, slow")
FIGURES = ("requests", "bytes", "requests_before", "bytes_before", "ready", "usable", "nodes", "socket_bytes")
Plan = Mapping[Profile, int]
"""How many visits for each profile."""


@dataclass
class Measured:
    """The visits of one page, by profile; ``problem`` says why there are none, or not all."""

    name: str
    visits: dict[str, list[Visit]] = field(default_factory=dict)
    problem: str = ""

    def median(self, figure: str, profile: Profile = SLOW) -> float | None:
        """Return the median of one figure, or ``None`` where nothing was measured."""
        runs = self.visits.get(profile.name)
        return spread(getattr(visit, figure) for visit in runs)["median"] if runs else None

    def kb(self) -> float | None:
        """Return the KB of a whole visit."""
        size = self.median("bytes", self._some())
        return None if size is None else kilo(size)

    def _some(self) -> Profile:
        """Return a profile to count by: what is sent does not depend on it."""
        return SLOW if self.visits.get(SLOW.name) else FAST

    def row(self) -> list[str]:
        """Return the cells of this page under ``COLUMNS``."""
        some = self._some()
        if self.median("bytes", some) is None:
            return [self.name, *["-"] * (len(COLUMNS) - 1)]
        requests, size, before, size_before, nodes = (
            self.median(f, some) or 0 for f in ("requests", "bytes", "requests_before", "bytes_before", "nodes")
        )
        sent = f"{before:.0f} / {kilo(size_before):,.1f} KB"
        seconds = (_seconds(self.median("usable", profile)) for profile in (FAST, SLOW))
        return [self.name, f"{requests:.0f}", f"{kilo(size):,.1f}", sent, f"{nodes:,.0f}", *seconds]

    def as_json(self) -> dict[str, Any]:
        """Return medians and extremes, and what the last visit was made of."""
        out: dict[str, Any] = {"name": self.name} | ({"problem": self.problem} if self.problem else {})
        for profile, runs in self.visits.items():
            if runs:
                figures = {f: spread(getattr(visit, f) for visit in runs) for f in FIGURES}
                out[profile] = {"runs": len(runs), **figures, "parts": runs[-1].parts, "outside": list(runs[-1].outside)}
        return out


def _seconds(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f} s"


def table(title: str, rows: Iterable[Measured]) -> Section:
    """Return the section of some pages, with what went wrong and which other hosts were asked."""
    out = Section(title, COLUMNS)
    for found in rows:
        out.rows.append(found.row())
        out.data.append(found.as_json())
        if found.problem:
            out.notes.append(f"{found.name}: {found.problem}")
        if outside := sorted({host for runs in found.visits.values() for visit in runs for host in visit.outside}):
            out.notes.append(f"{found.name}: asks {', '.join(outside)}, which the bench does not let answer")
    return out


def measure(
    browser: Chromium,
    name: str,
    url: str,
    control: Control | None,
    plan: Plan,
    before_each: Callable[[], object] = lambda: None,
) -> Measured:
    """Visit *url* as somebody new each time, as often as *plan* says."""
    found = Measured(name)
    for profile, runs in plan.items():
        for _ in range(runs):
            before_each()
            try:
                with visitor(browser, profile, control) as somebody:
                    _note(found, profile, somebody, url)
            except TimeoutError as error:
                found.problem = f"{profile.name}: {error}"
                break
    return found


def measure_walk(browser: Chromium, names: Mapping[str, str], control: Control, plan: Plan) -> list[Measured]:
    """Visit the pages of *names* (name: address) one after the other as one person, whose browser keeps things.

    The first page is what they already know; each of the others is "the next page" to somebody.
    """
    found = {name: Measured(name) for name in list(names)[1:]}
    first, *others = names.items()
    for profile, runs in plan.items():
        for _ in range(runs):
            with visitor(browser, profile, control) as somebody:
                somebody.visit(first[1])
                for name, url in others:
                    _note(found[name], profile, somebody, url)
    return list(found.values())


def _note(found: Measured, profile: Profile, somebody: Visitor, url: str) -> None:
    found.visits.setdefault(profile.name, []).append(somebody.visit(url))
