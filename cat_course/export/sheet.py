"""What every sheet made from a session plan says, whatever its format: worked out once, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..content.course import Course
from ..content.plans import checked, plan_stem
from ..engine.invitation import invitation, length_of, spoken_date, title_of
from ..engine.planning import Schedule, Slot, clock, detail_of, schedule
from ..engine.room import MOST_DRAWN
from ..errors import PlanError
from ..labels import fill, load_labels

SHORTEST_TURN = 30
"""Seconds of speech under which nobody takes a turn: not worth saying."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A plan of the course with its schedule, and the words to say it."""

    plan: dict[str, Any]
    details: dict[str, dict[str, Any]]
    done: Schedule
    title: str
    words: Mapping[str, str]

    @classmethod
    def of(cls, course: Course, plan: Mapping[str, Any]) -> Sheet:
        """Return the sheet of *plan*. :raises PlanError: if it is not a plan, or has no step to write down."""
        catalogue = load_labels(course.settings.language)
        plan = checked(plan)
        named = {*plan["formats"], *(step["of"].partition("/")[0] for step in plan["steps"] or () if "of" in step)}
        details = {name: detail_of(course, name) for name in sorted(named) if name in course.formats}
        done = schedule(details, plan)
        if not done.slots:
            raise PlanError(catalogue["plan-file"]["no-steps"])
        title = title_of(details, plan, catalogue["invitation"])
        return cls(plan, details, done, title, catalogue["session-export"] | {"break": catalogue["session"]["break"]})

    @property
    def stem(self) -> str:
        """The name that its files begin with."""
        return plan_stem(self.plan)

    def times(self, slot: Slot) -> tuple[str, str]:
        """Return when *slot* begins and ends."""
        return clock(self.plan["start"], slot.at), clock(self.plan["start"], slot.at + slot.minutes)

    def name(self, slot: Slot) -> str:
        """Return what *slot* is called; a part of a long step says which."""
        title = slot.title.strip() or self.words["break" if slot.kind == "break" else "untitled"]
        place, count = slot.part
        return fill(self.words["part"], {"title": title, "place": place, "count": count}) if count > 1 else title

    def groups(self, slot: Slot) -> str:
        """Return how people sit during *slot*; empty if they are all together."""
        return fill(self.words["in-groups"], {"groups": slot.groups, "size": slot.size}) if slot.groups > 1 else ""

    def turn(self, slot: Slot) -> str:
        """Return how long each person may speak during *slot*, as one says it; empty if nobody takes a turn."""
        minutes, seconds = divmod(slot.each, 60)
        parts = [f"{minutes}\u00a0min"] * (minutes > 0) + [f"{seconds}\u00a0s"] * (seconds > 0)
        return "\u00a0".join(parts) if slot.each >= SHORTEST_TURN else ""

    def each(self, slot: Slot) -> str:
        """Return the same in a sentence."""
        return fill(self.words["each-of"], {"time": turn}) if (turn := self.turn(slot)) else ""

    def facts(self) -> list[str]:
        """Return when, where, with whom and with how many."""
        plan, words = self.plan, self.words
        times = {"start": plan["start"], "end": clock(plan["start"], length_of(plan, self.done))}
        when = (
            fill(words["when"], {"date": spoken_date(plan["date"]), **times}) if plan["date"] else fill(words["undated"], times)
        )
        people = "people-circles" if self.done.circles > 1 else "people"
        counts = {"people": plan["people"], "circles": self.done.circles}
        out = [when[:1].upper() + when[1:]]
        out += [fill(words[key], {key: plan[key].strip()}) for key in ("place", "host") if plan[key].strip()]
        out.append(fill(words[people], counts))
        if self.done.speaking >= 60:
            out.append(fill(words["speaking"], {"minutes": self.done.speaking // 60}))
        return out

    def remarks(self) -> list[str]:
        """Return what the schedule warns about, in sentences."""
        session = load_labels()["session"]
        return [fill(session[f"warning-{remark.key}"], remark.values) for remark in self.done.warnings]

    def used(self) -> list[dict[str, Any]]:
        """Return the details of the formats that have a step, in order."""
        return [self.details[name] for name in dict.fromkeys(slot.format for slot in self.done.slots) if name is not None]

    def room(self, detail: Mapping[str, Any]) -> tuple[int, str]:
        """Return how many groups to draw for a format, and what the drawing says in words."""
        slots = [slot for slot in self.done.slots if slot.format == detail["id"]]
        small = [slot for slot in slots if slot.size < self.done.size] or slots
        longest = max(small, key=lambda slot: slot.minutes)
        groups = (
            longest.groups if detail["room"] in ("tables", "petits-cercles", "dehors") else min(slot.groups for slot in slots)
        )
        room, people = self.words[f"room-{detail['room']}"], self.plan["people"]
        key = "room-of" if people <= MOST_DRAWN else "room-most"
        said = fill(self.words[key], {"room": room, "people": people, "most": MOST_DRAWN})
        if groups > 1:
            said += f", {fill(self.words['in-groups'], {'groups': groups, 'size': -(-people // groups)})}"
        return groups, said

    def invitation(self) -> str:
        """Return the invitation, as text."""
        return invitation(self.details, self.plan, self.done)
