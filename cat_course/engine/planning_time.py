"""How the time of a session is shared among its steps, and where its breaks fall. Whole minutes only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from .planning_steps import Step

REST = 10
"""Minutes of a break that nobody wrote."""
LONGEST_RUN = 90
"""Minutes of work that nobody is asked to exceed without a break."""


class Stretch(NamedTuple):
    """A length of time in one piece: a step, a part of one, or a break (``step`` is ``None``)."""

    step: Step | None
    minutes: int
    length: int
    part: tuple[int, int]


class Work(Protocol):
    """What the length of a run is read from."""

    @property
    def kind(self) -> str: ...

    @property
    def minutes(self) -> int: ...


class Timing(NamedTuple):
    """A session timed from end to end: the stretches and the minutes left over, negative when some are missing."""

    stretches: list[Stretch]
    left: int


def timed(steps: Sequence[Step], minutes: int, breaks: bool) -> Timing:
    """Share *minutes* among *steps*, with the fewest breaks that leave no run of work too long.

    A break takes time from the steps, which may then need fewer breaks: each number of breaks is tried,
    from none, until the steps ask for no more than it.
    """
    planned = 0
    while True:
        lengths = shared(steps, minutes - REST * planned)
        stretches = (
            walked(steps, lengths) if breaks else [Stretch(s, n, n, (1, 1)) for s, n in zip(steps, lengths, strict=True)]
        )
        if sum(s.step is None for s in stretches) <= planned:
            return Timing(stretches, minutes - sum(s.minutes for s in stretches))
        planned += 1


def shared(steps: Sequence[Step], minutes: int) -> list[int]:
    """Return the length of each step: all at their least, then all growing to the usual, then to the most.

    >>> from types import SimpleNamespace as S
    >>> shared([S(low=5, typical=10, high=10), S(low=5, typical=6, high=30)], 13)
    [8, 5]
    """
    low, typical, high = ([getattr(s, name) for s in steps] for name in ("low", "typical", "high"))
    if minutes <= sum(low):
        return low
    if minutes <= sum(typical):
        return _between(low, typical, minutes - sum(low))
    return _between(typical, high, min(minutes, sum(high)) - sum(typical))


def _between(start: Sequence[int], end: Sequence[int], extra: int) -> list[int]:
    """Add *extra* minutes to *start*, in proportion to the room up to *end*; the greatest remainders are served first."""
    rooms = [b - a for a, b in zip(start, end, strict=True)]
    total = sum(rooms)
    if total == 0:
        return list(start)
    shares = [extra * room // total for room in rooms]
    order = sorted(range(len(rooms)), key=lambda i: (-(extra * rooms[i] % total), i))
    for i in order[: extra - sum(shares)]:
        shares[i] += 1
    return [a + share for a, share in zip(start, shares, strict=True)]


def walked(steps: Sequence[Step], lengths: Sequence[int]) -> list[Stretch]:
    """Return the steps in order with the breaks they need; a step too long for one run is cut in near-equal parts."""
    pause = Stretch(None, REST, REST, (1, 1))
    out: list[Stretch] = []
    run = 0
    for step, length in zip(steps, lengths, strict=True):
        if step.kind == "break":
            out.append(Stretch(step, length, length, (1, 1)))
            run = 0
            continue
        if run > 0 and run + length > LONGEST_RUN:
            out.append(pause)
            run = 0
        count = -(-length // LONGEST_RUN)
        for place in range(count):
            if place:
                out.append(pause)
                run = 0
            part = length // count + (place < length % count)
            out.append(Stretch(step, part, length, (place + 1, count)))
            run += part
    return out


def longest_run(slots: Iterable[Work]) -> int:
    """Return the longest work without a break, in minutes."""
    longest = run = 0
    for slot in slots:
        run = 0 if slot.kind == "break" else run + slot.minutes
        longest = max(longest, run)
    return longest
