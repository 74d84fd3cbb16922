"""``python -m bench``: measure, print tables, write ``bench/results/<date>.json``. A bench reports; it exits 0."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from cat_course import Course
from cat_course.build import build

from . import chromium, deck, engine, formats, growth, lighthouse, pages, voila
from .report import Section, document, machine, section_text, write
from .visit import FAST, SLOW

ROOT = Path(__file__).parent.parent
CACHE = ROOT / ".cache" / "bench"
STARTED = time.monotonic()
PARTS = ("pages", "lighthouse", "engine", "cards", "build", "formats")


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=PARTS, help="one part; may be repeated (default: all)")
    parser.add_argument("--quick", action="store_true", help="one visit for each page and profile, one run of the rest")
    parser.add_argument("--output", type=Path, default=ROOT / "bench" / "results", help="folder of the JSON file")
    options = parser.parse_args()
    about = machine(versions())
    sections = []
    for section in measured(options.only or PARTS, options.quick):
        print(section_text(section) + "\n", flush=True)  # noqa: T201
        sections.append(section)
    about["load after"] = machine({})["load"]
    path = write(options.output, document(sections, about))
    print(f"{path}, written after {time.monotonic() - STARTED:.0f} s")  # noqa: T201


def measured(parts: list[str] | tuple[str, ...], quick: bool) -> Iterator[Section]:
    """Yield each section once it is measured; one that cannot be is a section that says why."""
    course = Course.load(ROOT)
    runs = 1 if quick else 5
    plan, fewer, heavy = ({FAST: n, SLOW: m} for n, m in ([(1, 1)] * 3 if quick else [(5, 5), (3, 3), (3, 1)]))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True)))
        if {"pages", "lighthouse"} & set(parts):
            if chromium.PROGRAM is None:
                yield Section("Pages", ("page",), notes=["not measured: Chromium is not installed"])
            else:
                tell("building the book")
                book = build(ROOT, folder / "book")
                if "pages" in parts:
                    with chromium.running() as browser:
                        yield pages.section(browser, course, book, folder, CACHE, (plan, fewer), tell)
                        yield voila.section(browser, ROOT, book, folder, (fewer, heavy), tell)
                if "lighthouse" in parts:
                    yield lighthouse.section(book, folder, CACHE, min(runs, 3), tell)
        if "engine" in parts:
            yield engine.section(course, runs, tell)
        if "cards" in parts:
            yield deck.section(course, folder, min(runs, 3), tell)
        if "build" in parts:
            yield growth.section(course, folder, min(runs, 3), tell)
        if "formats" in parts:
            yield formats.section(course, folder, tell)


def tell(what: str) -> None:
    """Say what is being measured, beside the tables, and when."""
    print(f"{time.monotonic() - STARTED:5.0f} s  {what}", file=sys.stderr, flush=True)  # noqa: T201


def versions() -> dict[str, str]:
    """Return the versions of what is compared."""
    found = {}
    for name in ("jupyter-book", "voila", "furo", "sphinx", "sphinx-book-theme", "anywidget"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    for name, program in (("chromium", chromium.PROGRAM), ("node", shutil.which("node"))):
        if program:
            done = subprocess.run([program, "--version"], capture_output=True, text=True)
            found[name] = done.stdout.strip()
    return found


if __name__ == "__main__":
    main()
