"""Our pages beside the same content told by others: what each sends, and how soon it can be used."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from cat_course import Course
from tests.site import serving

from . import npm, peers
from .chromium import Chromium
from .measured import Measured, Plan, measure, measure_walk, table
from .report import Bar, Progress, Section, kilo
from .visit import Control
from .weight import player_weight

ROLEPLAY = "le-silence"
ACTIVITY = Control(".cc-activity", ".cc-activity[data-ready] :is(button, input, select, textarea)")
STORY = Control("#story", "#story button")
PAGES = {
    "role-play": "book/jeux-de-role/le-silence.html",
    "module with a quiz": "book/niveau-1/02-posture-et-ecoute.html",
    "format choice": "book/ressources/choisir-un-format.html",
    "self-assessment": "book/ressources/ou-en-etes-vous.html",
}
NEXT_ROLEPLAY = "book/jeux-de-role/le-cadre-bouscule.html"
HOME = "book/index.html"
MOST_KB, MOST_REQUESTS, MOST_NEXT_KB, MOST_PLAYER_KB, MOST_SECONDS = 60, 10, 20, 15, 1.0


def section(
    browser: Chromium, course: Course, book: Path, folder: Path, cache: Path, plans: tuple[Plan, Plan], tell: Progress
) -> Section:
    """Measure the pages of *book*, then (by the second plan) next pages and peers, written into *folder*."""
    plan, fewer = plans
    with serving(book) as site:
        ours = []
        for name, page in PAGES.items():
            tell(name)
            ours.append(measure(browser, name, f"{site}/{page}", ACTIVITY, plan))
        tell("home page")
        home = measure(browser, "home page, a text", f"{site}/{HOME}", None, plan)
        tell("next pages")
        walk = {name: f"{site}/{page}" for name, page in {**PAGES, "another role-play": NEXT_ROLEPLAY}.items()}
        later = measure_walk(browser, walk, ACTIVITY, fewer)
    for found in later:
        found.name = f"next page: {found.name}"
    others = list(_peers(browser, course, book, folder, cache, fewer, tell))
    title = "Pages (a phone, nothing in its cache; KB of 1,000 bytes, gzip, headers included; medians)"
    out = table(title, (*ours, home, *later, *others))
    out.notes.append("not counted: the browser's own check of sw.js a second after each page, 200 bytes where a host says 304")
    out.bars += [bar for found in ours for bar in first_visit_bars(found)]
    out.bars += [Bar(f"{found.name}, KB", found.kb(), MOST_NEXT_KB, "KB") for found in later]
    for name, page in PAGES.items():
        weight = player_weight(book, page)
        out.data.append({"name": f"{name}: player, host, data", **weight})
        light, whole = weight["player"] + weight["island"], weight["player"] + weight["element"]
        out.bars.append(Bar(f"{name}: player + host + its data", kilo(light), MOST_PLAYER_KB, "KB"))
        out.bars.append(Bar(f"{name}: the same with the texts it plays", kilo(whole), MOST_PLAYER_KB, "KB"))
    return out


def first_visit_bars(found: Measured) -> list[Bar]:
    """Return what a learner's page with an activity is held to."""
    usable = found.median("usable")
    return [
        Bar(f"{found.name}: first visit, KB", found.kb(), MOST_KB, "KB"),
        Bar(f"{found.name}: first visit, requests", found.median("requests"), MOST_REQUESTS, ""),
        Bar(f"{found.name}: usable on the slow profile", None if usable is None else round(usable, 2), MOST_SECONDS, "s"),
    ]


def _peers(
    browser: Chromium, course: Course, book: Path, folder: Path, cache: Path, plan: Plan, tell: Progress
) -> Iterator[Measured]:
    """Yield one row for each peer, measured or not."""
    rows: list[tuple[str, Control | None, Callable[[], Path]]] = [
        ("Jupyter Book, default theme, same text", None, lambda: peers.default_book(course, ROLEPLAY, folder / "default")),
        ("our player alone, no book", ACTIVITY, lambda: peers.player_page(book, PAGES["role-play"], folder / "player")),
        ("inkjs alone, same story", STORY, lambda: peers.ink_page(course, ROLEPLAY, folder / "ink", cache)),
    ]
    for name, control, write in rows:
        tell(name)
        try:
            page = write()
        except (npm.MissingTool, subprocess.CalledProcessError, OSError, ValueError) as error:
            yield Measured(name, problem=str(error))
            continue
        with serving(page.parent) as site:
            yield measure(browser, name, f"{site}/{page.name}", control, plan)
