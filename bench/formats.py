"""The same course with more formats: whether a full build stays linear in their number, and the page of the index light."""

from __future__ import annotations

import gzip
import re
import shutil
from pathlib import Path

import yaml

from cat_course import Course

from .growth import FILES, build_seconds
from .report import Bar, Progress, Section

SIZES = (150, 500)
MOST_STEEPER = 1.3
"""From 150 to 500 formats, one more may cost at most this many times what one more costs from the real number to 150."""


def section(course: Course, folder: Path, tell: Progress) -> Section:
    """Build the real course, then copies of it with more formats, each once and in full."""
    title = "Formats (cat-course build, a whole process; the real course with that many formats)"
    out = Section(title, ("formats", "full", "ms for each one more", "index, gzip KB", "choice, gzip KB"))
    before: tuple[int, float] | None = None
    slopes: list[float] = []
    for size in (len(course.formats), *SIZES):
        tell(f"building {size} formats")
        root = folder / f"formats-{size}"
        grow(course, root, size)
        seconds = build_seconds(root)
        pages = root / "_build/html/book"
        index, choice = (gzipped(pages / name) for name in ("formats/index.html", "ressources/choisir-un-format.html"))
        if before is not None:
            slopes.append(1000 * (seconds - before[1]) / (size - before[0]))
        out.data.append({"name": f"{size} formats", "full": seconds, "index": index, "choice": choice})
        more = f"{slopes[-1]:.0f}" if slopes else "-"
        out.rows.append([f"{size} formats", f"{seconds:.1f} s", more, f"{index / 1000:.1f}", f"{choice / 1000:.1f}"])
        before = size, seconds
    steeper = round(slopes[1] / slopes[0], 2) if len(slopes) == 2 and slopes[0] > 0 else None
    out.bars.append(Bar("one more format, from 150 to 500 against before", steeper, MOST_STEEPER, "times"))
    return out


def grow(course: Course, root: Path, size: int) -> None:
    """Write into *root* a copy of *course* with *size* formats: pages of the real ones under new ids and titles."""
    root.mkdir(parents=True)
    shutil.copytree(course.root / "book", root / "book")
    for name in FILES:
        shutil.copy(course.root / name, root / name)
    real, new = list(course.formats), {}
    for place in range(size - len(real)):
        format_id, number = real[place % len(real)], len(real) + place + 1
        source = root / f"{course.page_of('format', format_id)}.md"
        page = source.with_name(f"{format_id}-{number}.md")
        page.write_text(renamed(source.read_text(encoding="utf-8"), number), encoding="utf-8")
        new[f"book/formats/{page.stem}"] = f"book/formats/{format_id}"
    toc = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    _list_beside(toc, new)
    (root / "_toc.yml").write_text(yaml.safe_dump(toc, allow_unicode=True, sort_keys=False), encoding="utf-8")


def renamed(text: str, number: int) -> str:
    """Return the page of a format under another title, in its front matter and in its heading."""
    text = re.sub(r"^(  title: )[\"']?(.+?)[\"']?$", rf'\1"\2 {number}"', text, count=1, flags=re.MULTILINE)
    return re.sub(r"^(# .+)$", rf"\1 {number}", text, count=1, flags=re.MULTILINE)


def _list_beside(entry: object, new: dict[str, str]) -> None:
    """Add each new page of a table of contents to the list that holds the page it is made from."""
    if isinstance(entry, dict):
        for value in entry.values():
            _list_beside(value, new)
    elif isinstance(entry, list):
        files = {item.get("file") for item in entry if isinstance(item, dict)}
        entry += [{"file": page} for page, source in new.items() if source in files]
        for item in entry:
            _list_beside(item, new)


def gzipped(path: Path) -> int:
    """Return the bytes that a server sends for a page."""
    return len(gzip.compress(path.read_bytes(), 9))
