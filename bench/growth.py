"""The same course with more chapters: how long a full build takes, and one where nothing changed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import yaml

from cat_course import Course

from .engine import CLI
from .report import Progress, Section, spread

SIZES = (10, 100)
FILES = ("_config.yml", "_toc.yml")


def section(course: Course, folder: Path, runs: int, tell: Progress) -> Section:
    """Build copies of *course* in *folder*: once in full, once after a change to one page, *runs* times after none."""
    title = "Build (cat-course build, a whole process; the real course with that many modules)"
    out = Section(title, ("chapters", "pages", "full", "one page changed", "nothing changed"))
    for size in SIZES:
        tell(f"building {size} chapters")
        root = folder / f"course-{size}"
        grow(course, root, size)
        full = build_seconds(root)
        again = spread(build_seconds(root) for _ in range(runs))
        page = root / f"{course.page_of('module', next(iter(course.ordered_modules)))}.md"
        page.write_text(page.read_text(encoding="utf-8") + "\nUne phrase de plus.\n", encoding="utf-8")
        one = build_seconds(root)
        pages = len(list((root / "_build/html/book").rglob("*.html")))
        out.data.append({"name": f"{size} chapters", "pages": pages, "full": full, "one page": one, "nothing": again})
        out.rows.append([f"{size} chapters", str(pages), f"{full:.1f} s", f"{one:.1f} s", f"{again['median']:.1f} s"])
    return out


def grow(course: Course, root: Path, size: int) -> None:
    """Write into *root* a copy of *course* whose first level has *size* modules in all.

    The new ones are copies of the real ones with ids, titles and pages of their own; they share quizzes and
    role-plays with them, as the course's check allows.
    """
    root.mkdir(parents=True)
    shutil.copytree(course.root / "book", root / "book")
    for name in FILES:
        shutil.copy(course.root / name, root / name)
    level = course.settings.levels[0]
    real = [m for m in level.modules if m in course.modules]
    new_ids, pages = [], []
    for place in range(size - len(course.modules)):
        module_id = real[place % len(real)]
        source = root / f"{course.page_of('module', module_id)}.md"
        number = len(course.modules) + place + 1
        new_id, page = f"{module_id}-{number}", source.with_name(f"{number:03}-{source.stem[3:]}.md")
        page.write_text(renamed(source.read_text(encoding="utf-8"), module_id, new_id, number), encoding="utf-8")
        new_ids.append(new_id)
        pages.append(page.relative_to(root).with_suffix("").as_posix())
    _list_in(root / "book/course.yml", "levels", 0, "modules", new_ids)
    _list_in(root / "_toc.yml", "parts", 0, "chapters", [{"file": page} for page in pages])


def renamed(text: str, module_id: str, new_id: str, number: int) -> str:
    """Return the page of a module under another id and another title, in its front matter and in its heading."""
    text = text.replace(f"  id: {module_id}\n", f"  id: {new_id}\n", 1)
    text = re.sub(r"^(  title: .+)$", rf"\1 {number}", text, count=1, flags=re.MULTILINE)
    return re.sub(r"^(# .+)$", rf"\1 {number}", text, count=1, flags=re.MULTILINE)


def _list_in(path: Path, outer: str, place: int, inner: str, items: Sequence[object]) -> None:
    """Add *items* to a list of a YAML file."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    data[outer][place][inner] += items
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def build_seconds(root: Path) -> float:
    """Return how long ``cat-course build`` takes.

    :raises subprocess.CalledProcessError: if the course does not build.
    """
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", CLI, "build", "--root", str(root)], check=True, capture_output=True)
    return time.perf_counter() - start
