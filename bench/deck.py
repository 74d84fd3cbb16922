"""The deck to print: how long ``cat-course cards`` takes, as a process, for every format and every person."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from cat_course import Course

from .engine import CLI
from .report import Bar, Progress, Section, spread

MOST_SECONDS = 10.0


def section(course: Course, folder: Path, runs: int, tell: Progress) -> Section:
    """Make each deck *runs* times; the bar is held to the deck of all the formats."""
    out = Section("Cards (cat-course cards, a whole process; medians)", ("deck", "cards", "seconds", "KB"))
    people = sum(len(roleplay.cast) for roleplay in course.roleplays.values())
    for name, options, count in (
        ("formats", ["--what", "formats"], len(course.formats)),
        ("formats, large print", ["--what", "formats", "--large"], len(course.formats)),
        ("formats and people", [], len(course.formats) + people),
    ):
        tell(f"cards: {name}")
        file = folder / "cartes.pdf"
        times = spread(seconds(["--root", str(course.root), "--output", str(file), *options]) for _ in range(runs))
        out.data.append({"name": name, "cards": count, "seconds": times, "bytes": file.stat().st_size})
        out.rows.append([name, str(count), f"{times['median']:.2f}", f"{file.stat().st_size / 1000:.0f}"])
        if not out.bars:
            out.bars.append(Bar(f"the deck of all {count} formats", round(times["median"], 2), MOST_SECONDS, "s"))
    return out


def seconds(options: list[str]) -> float:
    """Return how long one deck takes; in a process of its own, for Typst remembers what it has set.

    :raises subprocess.CalledProcessError: if there is no deck.
    """
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", CLI, "cards", *options], check=True, capture_output=True)
    return time.perf_counter() - start
