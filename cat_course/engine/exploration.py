"""Every state a role-play can be in, and what follows: endings, lengths, scores, shares of players."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import Any

from .roleplay import State, Table, after, is_ending, open_choices, start

Move = tuple[str, State, int]  # choice id, state it leads to, points of evidence it shows
Choices = Sequence[Mapping[str, Any]]

HABITS: Mapping[str, Callable[[Choices], Mapping[str, Any]]] = {
    "first": lambda choices: choices[0],
    "last": lambda choices: choices[-1],
    "longest": lambda choices: max(choices, key=lambda c: len(c["text"])),
    "shortest": lambda choices: min(choices, key=lambda c: len(c["text"])),
}
"""What a player does who reads nothing: which of the open choices is taken."""


@dataclass(frozen=True)
class Exploration:
    """The graph of states reachable from the start of *table*: ``moves[state]`` are its ways on."""

    table: Table
    moves: dict[State, list[Move]]

    @cached_property
    def endings(self) -> list[str]:
        """Ids of the endings that some path reaches, in the scenario's order."""
        reached = {s.node for s in self.moves if is_ending(self.table, s)}
        return [node for node in self.table["nodes"] if node in reached]

    @cached_property
    def nodes(self) -> set[str]:
        """Ids of the nodes that some path reaches."""
        return {s.node for s in self.moves}

    @cached_property
    def hopeful(self) -> set[State]:
        """States from which some path reaches an ending."""
        back: dict[State, list[State]] = {s: [] for s in self.moves}
        for state, moves in self.moves.items():
            for _, to, _ in moves:
                back[to].append(state)
        found = {s for s in self.moves if is_ending(self.table, s)}
        queue = list(found)
        for state in queue:
            for before in back[state]:
                if before not in found:
                    found.add(before)
                    queue.append(before)
        return found

    @cached_property
    def shortest(self) -> int | None:
        """Fewest choices from the start to an ending."""
        distance = {start(self.table): 0}
        queue = list(distance)
        for state in queue:
            if is_ending(self.table, state):
                return distance[state]
            for _, to, _ in self.moves[state]:
                if to not in distance:
                    distance[to] = distance[state] + 1
                    queue.append(to)
        return None

    @cached_property
    def order(self) -> list[State] | None:
        """States with each before those it leads to; ``None`` if the scenario can loop."""
        try:
            graph = {s: [to for _, to, _ in moves] for s, moves in self.moves.items()}
            return list(TopologicalSorter(graph).static_order())[::-1]
        except CycleError:
            return None

    @cached_property
    def longest(self) -> int | None:
        """Most choices from the start to an ending; ``None`` if the scenario can loop."""
        found = self._fold(lambda step, _: step + 1)
        return None if found is None else found[1]

    @cached_property
    def score_range(self) -> tuple[int, int] | None:
        """Least and most evidence, all competencies added, that a whole path shows; ``None`` if it can loop."""
        return self._fold(lambda score, points: score + points)

    def _fold(self, add: Callable[[int, int], int]) -> tuple[int, int] | None:
        """Return the least and the most of *add* over all complete paths."""
        if self.order is None:
            return None
        best: dict[State, tuple[int, int]] = {}
        for state in reversed(self.order):
            if is_ending(self.table, state):
                best[state] = (0, 0)
                continue
            ahead = [(best[to], points) for _, to, points in self.moves[state] if to in best]
            if ahead:
                best[state] = (
                    min(add(low, points) for (low, _), points in ahead),
                    max(add(high, points) for (_, high), points in ahead),
                )
        return best.get(start(self.table))

    @cached_property
    def paths(self) -> int | None:
        """How many different complete paths there are; ``None`` if the scenario can loop."""
        if self.order is None:
            return None
        count: dict[State, int] = {}
        for state in reversed(self.order):
            ended = is_ending(self.table, state)
            count[state] = 1 if ended else sum(count[to] for _, to, _ in self.moves[state])
        return count[start(self.table)]

    def random_shares(self, rounds: int = 10_000) -> dict[str, float]:
        """Return the share of players choosing evenly at random that reaches each ending.

        Exact for a scenario that cannot loop; otherwise what *rounds* steps leave undecided
        (or fewer, once under a billionth) is counted nowhere.
        """
        shares = dict.fromkeys(self.endings, 0.0)
        mass = {start(self.table): 1.0}
        for _ in range(rounds):
            ahead: dict[State, float] = {}
            for state, weight in mass.items():
                if is_ending(self.table, state):
                    shares[state.node] += weight
                    continue
                for _, to, _ in self.moves[state]:
                    ahead[to] = ahead.get(to, 0.0) + weight / len(self.moves[state])
            mass = ahead
            if sum(mass.values()) < 1e-9:
                break
        return shares

    def successes(self) -> float:
        """Return the share of players choosing evenly at random that reaches an ending that succeeds, from 0 to 1."""
        return sum(share for node, share in self.random_shares().items() if self.succeeds(node))

    def succeeds(self, node: str | None) -> bool:
        """Say whether *node* is an ending, and one that succeeds."""
        return node is not None and self.table["nodes"][node].get("tone") == "reussi"

    def follow(self, habit: str) -> str | None:
        """Return the ending of a player with one of the :data:`HABITS`; ``None`` if it loops."""
        state, seen = start(self.table), set[State]()
        while not is_ending(self.table, state):
            choices = open_choices(self.table, state)
            if state in seen or not choices:
                return None
            seen.add(state)
            state = after(self.table, state, HABITS[habit](choices))
        return state.node


def explore(table: Table) -> Exploration:
    """Visit every reachable state of *table*."""
    moves: dict[State, list[Move]] = {}
    queue = [start(table)]
    for state in queue:
        if state in moves:
            continue
        moves[state] = [(c["id"], after(table, state, c), sum(c["shows"].values())) for c in open_choices(table, state)]
        queue.extend(to for _, to, _ in moves[state])
    return Exploration(table, moves)
