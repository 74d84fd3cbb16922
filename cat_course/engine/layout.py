"""Placing the nodes of a scenario on a map: columns by distance, rows that avoid crossings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter


def layers(start: str, targets: Mapping[str, Sequence[str]]) -> dict[str, tuple[int, int]]:
    """Return ``(column, row)`` of each node, both from 0.

    A node stands one column after the farthest node that leads to it, so every arrow goes
    forward; where the scenario loops, after the nearest, so that an arrow may go back. Rows
    follow the mean row of the nodes that lead to a node (the barycentre heuristic of Sugiyama,
    1981). Nodes that nothing reaches come last, in a column of their own.
    """
    columns = _columns(start, targets)
    last = max(columns.values(), default=0) + 1
    sources: dict[str, list[str]] = {}
    for node, outs in targets.items():
        for out in outs:
            sources.setdefault(out, []).append(node)
    order = {node: i for i, node in enumerate(targets)}
    by_column: dict[int, list[str]] = {}
    for node in targets:
        by_column.setdefault(columns.get(node, last), []).append(node)
    rows: dict[str, int] = {}
    for column in sorted(by_column):

        def weight(node: str) -> tuple[float, int]:
            above = [rows[s] for s in sources.get(node, ()) if s in rows]
            return (sum(above) / len(above) if above else 0.0, order[node])

        for row, node in enumerate(sorted(by_column[column], key=weight)):
            rows[node] = row
    return {node: (columns.get(node, last), rows[node]) for node in targets}


def _columns(start: str, targets: Mapping[str, Sequence[str]]) -> dict[str, int]:
    near = {start: 0}
    queue = [start]
    for node in queue:
        for out in targets.get(node, ()):
            if out in targets and out not in near:
                near[out] = near[node] + 1
                queue.append(out)
    graph: dict[str, set[str]] = {node: set() for node in near}
    for node in near:
        for out in targets[node]:
            if out in graph:
                graph[out].add(node)
    try:
        topological = list(TopologicalSorter(graph).static_order())
    except CycleError:
        return near
    far = {start: 0}
    for node in topological:
        if node != start:
            far[node] = max((far[s] + 1 for s in graph[node]), default=0)
    return far
