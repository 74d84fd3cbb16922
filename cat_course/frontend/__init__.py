"""Front-end modules: where they are, and how a page or a kernel host receives them.

The modules under ``static/`` are plain ES modules, typed with JSDoc and tested as they are. No host
loads them one by one: Jupyter imports a widget from a ``blob:`` URL, where relative imports fail,
and on a slow network a page would pay one round trip for each level of imports. :func:`fold` joins
a module and all it imports into one text, and takes the comments out.
"""

from __future__ import annotations

import hashlib
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
    "format-choice": ("common", "format-choice", "format-fixes", "matching"),
    "self-assessment": ("common", "self-assessment"),
    "session-planner": ("common", "session-planner", "session"),
}
"""Modules that export an anywidget, under their own name in camel case and as default; and the sections of
labels that each one reads."""
LATER = {
    "format-choice": ("format-advice", ("format-advice",)),
    "session-planner": ("planner-tools", ("plan-file", "planner-tools", "invitation", "session-export")),
}
"""What a page loads of an activity only when it is needed: a module, named by ``import("./….js")``, and its labels.
A kernel host receives all at once."""

PAGE_SCRIPTS: dict[str, tuple[str, ...]] = {"format-index": (), "progress": ("common", "progress"), "search-page": ("search",)}
"""What a page may load beside its activities: a module, and the sections of labels that its function reads, if any."""

MORE_STYLES = {"session-planner": ("session-room",)}
"""Style sheets of an activity beside the one that bears its name."""

_IMPORT = re.compile(r'^import \{(?P<names>[^}]*)\} from "(?P<spec>\./[\w-]+\.js)";\n', re.MULTILINE)
_LEFTOVER = re.compile(r"^\s*(?:import\b(?!\()|export\b.*\bfrom\b).*$", re.MULTILINE)
_DEFAULT = re.compile(r"^export default (\w+);\n", re.MULTILINE)
_DYNAMIC = re.compile(r'import\("\./(?P<name>[\w-]+)\.js"\)')
_EXPORT = re.compile(r"^export (?=async |function|const|class)", re.MULTILINE)


class FoldError(ValueError):
    """A front-end module uses ES module syntax outside the subset that :func:`fold` joins."""


def fold(*names: str, root: Path = MODULE_DIR, whole: bool = True) -> str:
    """Return modules *names* and everything they import as one text, each module once, without exports.

    Supports ``import { a, b } from "./x.js";`` and leading ``export``; anything else is an error
    rather than a guess. ``import("./x-y.js")``, of a module that exports ``xY``, is joined too when
    *whole*, and else left to be loaded when it is needed.

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
        for match in _DYNAMIC.finditer(body) if whole else ():
            visit(f"./{match['name']}.js", (*trail, spec))
            body = body.replace(match[0], f"Promise.resolve({{{exported(match['name'])}}})")
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
    words = _json(_sections(ACTIVITIES[activity]))
    script = fold("host", activity, whole=False)
    if activity in LATER:
        name = LATER[activity][0]
        version = hashlib.sha256(later_module(activity).encode()).hexdigest()[:8]
        script = script.replace(f'import("./{name}.js")', f'import("./{name}.js?v={version}")')
    return f'{script}\nmountAll("{activity}",{exported(activity)},{words});\n'


@cache
def later_module(activity: str) -> str:
    """Return what a page loads of *activity* when it is needed; see :data:`LATER`."""
    name, sections = LATER[activity]
    return f"{fold(name)}\nexport{{{exported(name)}}};export const laterLabels={_json(_sections(sections))};\n"


def labels_of(activity: str) -> Catalogue:
    """Return the sections of the label catalogue that *activity* reads, at once or later."""
    return _sections((*ACTIVITIES[activity], *LATER.get(activity, ("", ()))[1]))


def _sections(names: tuple[str, ...]) -> Catalogue:
    catalogue = load_labels()
    return {name: catalogue[name] for name in names}


def _json(data: Catalogue) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


@cache
def activity_css(activity: str) -> str:
    """Return the styles of one activity: what all share, then its own; the same in a page and in a kernel host.

    A page with two activities receives what they share twice, a kilobyte: less than the styles of
    all the activities it has not.
    """
    return "".join(_css(name) for name in ("activities", activity, *MORE_STYLES.get(activity, ())))


@cache
def book_css() -> str:
    """Return the styles of the book: its colours and letters, its cards, its navigation."""
    return _css("book")


@cache
def trainer_css() -> str:
    """Return the styles of what only the trainer's edition holds: no learner loads them."""
    return _css("trainer")


@cache
def page_script(name: str) -> str:
    """Return a script of :data:`PAGE_SCRIPTS`, with its labels and the call that starts it."""
    sections = PAGE_SCRIPTS[name]
    return fold(name) + (f"\n{exported(name)}({_json(_sections(sections))});\n" if sections else "")


@cache
def service_worker() -> str:
    """Return the script that keeps visited pages for later, at the root of the site, and its labels."""
    return f"{fold('offline')}\nself.labels={_json(_sections(('offline',)))};\n"


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
