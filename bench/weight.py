"""How light an activity is in a built page, without a browser."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Activity:
    """An activity as it stands in a built page: its name, its element, and the island of JSON inside."""

    name: str
    html: str
    island: str


def activity_of(page: str) -> Activity:
    """Return the first activity of a built page.

    :raises ValueError: if the page has none.
    """
    start = page.find('<div class="cc-activity')
    if start < 0:
        raise ValueError("no activity on this page")
    html = page[start : start + _end_of_div(page[start:])]
    name = re.search(r'data-activity="([\w-]+)"', html)
    island = re.search(r'<script type="application/json">(.*?)</script>', html, re.DOTALL)
    if name is None or island is None:
        raise ValueError("an activity without a name or without data")
    return Activity(name[1], html, island[1])


def _end_of_div(html: str) -> int:
    """Return where the element that *html* begins with ends."""
    depth = 0
    for tag in re.finditer(r"<(/?)div\b[^>]*>", html):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    raise ValueError("an element that does not end")


def compressed(text: str) -> int:
    """Return the size of *text* as a server sends it."""
    return len(gzip.compress(text.encode(), 9, mtime=0))


def player_weight(book: Path, page: str) -> dict[str, int]:
    """Return, in compressed bytes, what the activity of a built page adds to it.

    ``player``: its one script, player, host and labels; ``island``: the table, which refers to the texts that
    the page shows without JavaScript; ``element``: island and those texts, all that the page holds of it.
    """
    found = activity_of((book / page).read_text(encoding="utf-8"))
    player = (book / "_static/cat-course" / f"{found.name}.js").read_text(encoding="utf-8")
    return {"player": compressed(player), "island": compressed(found.island), "element": compressed(found.html)}
