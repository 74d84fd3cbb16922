"""Front-end modules: where they are, and how a page or a kernel host receives them.

The modules under ``static/`` are plain ES modules, typed with JSDoc and tested as they are. No host
loads them one by one: Jupyter imports a widget from a ``blob:`` URL, where relative imports fail,
and on a slow network a page would pay one round trip for each level of imports. :func:`fold` joins
a module and all it imports into one text, and takes the comments out.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import rjsmin

from ..labels import Catalogue, load_labels

STATIC_DIR = Path(__file__).parent / "static"
MODULE_DIR = STATIC_DIR / "cat_course"
ACTIVITIES = {
    "quiz": ("common", "quiz"),
    "role-play": ("common", "role-play"),
    "format-choice": ("common", "format-choice", "matching"),
    "self-assessment": ("common", "self-assessment"),
}
"""Modules that export an anywidget, under their own name in camel case and as default; and the sections of
labels that each one reads."""

_IMPORT = re.compile(r'^import \{(?P<names>[^}]*)\} from "(?P<spec>\./[\w-]+\.js)";\n', re.MULTILINE)
_LEFTOVER = re.compile(r"^\s*(?:import\b(?!\()|export\b.*\bfrom\b).*$", re.MULTILINE)
_DEFAULT = re.compile(r"^export default (\w+);\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=async |function|const|class)", re.MULTILINE)


class FoldError(ValueError):
    """A front-end module uses ES module syntax outside the subset that :func:`fold` joins."""


def fold(*names: str, root: Path = MODULE_DIR) -> str:
    """Return modules *names* and everything they import as one text, each module once, without exports.

    Supports ``import { a, b } from "./x.js";`` and leading ``export``; anything else is an error
    rather than a guess.

    :raises FoldError: on renamed or non-relative imports, re-exports, or a cycle.
    """
    chunks: dict[str, str] = {}

    def visit(spec: str, trail: tuple[str, ...]) -> None:
        if spec in trail:
            raise FoldError(f"import cycle: {' -> '.join((*trail, spec))}")
        if spec in chunks:
            return
        source = (root / spec).read_text(encoding="utf-8")
        for match in _IMPORT.finditer(source):
            if " as " in match["names"]:
                raise FoldError(f"{spec}: renamed import: {match[0].strip()}")
            visit(match["spec"], (*trail, spec))
        body = _EXPORT.sub("", _DEFAULT.sub("", _IMPORT.sub("", source)))
        if left := _LEFTOVER.search(body):
            raise FoldError(f"{spec}: unsupported: {left[0].strip()}")
        chunks[spec] = body

    for name in names:
        visit(f"./{name}.js", ())
    return str(rjsmin.jsmin("\n".join(chunks.values())))


@cache
def kernel_module(activity: str) -> str:
    """Return what an anywidget receives as ``_esm``."""
    name = exported(activity)
    host = 'props.el.classList.add("cc-host")'
    return f"{fold(activity)}\nexport default {{render(props){{{host};return {name}.render(props)}}}};\n"


@cache
def page_module(activity: str) -> str:
    """Return what a page loads: the activity, the static host, its labels, and the call that mounts it.

    The labels travel with the script, which a browser keeps, rather than with every page.
    """
    words = json.dumps(labels_of(activity), ensure_ascii=False, separators=(",", ":"))
    return f'{fold("host", activity)}\nmountAll("{activity}",{exported(activity)},{words});\n'


def labels_of(activity: str) -> Catalogue:
    """Return the sections of the label catalogue that *activity* reads."""
    catalogue = load_labels()
    return {section: catalogue[section] for section in ACTIVITIES[activity]}


@cache
def activity_css() -> str:
    """Return the styles of the activities, the same in a page and in a kernel host."""
    return "".join(_css(name) for name in ("activities", *ACTIVITIES))


@cache
def book_css() -> str:
    """Return the styles of the book: its colours and letters, its cards, its navigation."""
    return _css("book")


@cache
def service_worker() -> str:
    """Return the script that keeps visited pages for later, at the root of the site."""
    return fold("offline")


def _css(name: str) -> str:
    """Return one style sheet without its comments and indents."""
    text = (MODULE_DIR / f"{name}.css").read_text(encoding="utf-8")
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)).lstrip()


def exported(activity: str) -> str:
    """Return the name an activity module exports.

    >>> exported("role-play")
    'rolePlay'
    """
    first, *rest = activity.split("-")
    return first + "".join(word.title() for word in rest)
