"""What Lighthouse says of our pages, as a phone: points out of 100 for speed, accessibility, good practice.

Its mobile profile simulates a slow network and a slow processor; a busy machine lowers the first figure.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any

from tests.chromium import FLAGS, PROGRAM
from tests.site import serving

from . import npm, pages
from .report import Bar, Progress, Section

VERSION = "12.8.2"
FIRST = {"performance": 99, "accessibility": 100, "best-practices": 100}
"""The fewest points of each category (bars of the design)."""
PAGES = {**pages.PAGES, "session planner": "book/ressources/preparer-une-seance.html", "a format": "book/formats/bocal.html"}


def section(book: Path, folder: Path, cache: Path, runs: int, tell: Progress) -> Section:
    """Judge the pages of a built *book*, *runs* times each; medians are shown."""
    out = Section(f"Lighthouse {VERSION}, mobile: points out of 100, medians of {runs}", ("page", *FIRST))
    try:
        program = npm.package(cache / "lighthouse", "lighthouse", VERSION) / "cli" / "index.js"
    except npm.MissingTool as reason:
        out.notes.append(f"not measured: {reason}")
        return out
    with serving(book) as site:
        for name, page in PAGES.items():
            tell(f"Lighthouse: {name}")
            found = [_judged(program, f"{site}/{page}", folder) for _ in range(runs)]
            points = {key: median(one[key]["points"] for one in found) for key in FIRST}
            out.rows.append((name, *(f"{points[key]:g}" for key in FIRST)))
            out.data.append({"name": name, "runs": found})
            out.bars += [Bar(f"{name}: points lost, {key}", 100 - points[key], 100 - least, "") for key, least in FIRST.items()]
            lost = sorted({title for one in found for category in one.values() for title in category["lost"]})
            out.notes += [f"{name}: {title}" for title in lost]
    return out


def _judged(program: Path, address: str, folder: Path) -> dict[str, Any]:
    """Return one judgement: of each category, its points and the titles of what lost some."""
    path = folder / "lighthouse.json"
    flags = f"--chrome-flags={' '.join(FLAGS)} --headless"
    command = ["node", str(program), address, "--quiet", "--output=json", f"--output-path={path}", flags]
    command.append(f"--only-categories={','.join(FIRST)}")
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "CHROME_PATH": str(PROGRAM)})
    return judgement(json.loads(path.read_text(encoding="utf-8")))


def judgement(report: Mapping[str, Any]) -> dict[str, Any]:
    """Return the points of each category in a Lighthouse *report*, and the titles of the audits that cost some.

    An audit without weight costs nothing: it is advice.
    """
    return {
        key: {
            "points": round(category["score"] * 100),
            "lost": [
                report["audits"][ref["id"]]["title"]
                for ref in category["auditRefs"]
                if ref["weight"] and (report["audits"][ref["id"]]["score"] or 0) < 0.9
                and report["audits"][ref["id"]]["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
            ],
        }
        for key, category in report["categories"].items()
    }  # fmt: skip
