"""What each page loads: its own activities, the theme, and nothing it has no use for.

Jupyter Book links every asset of every extension on every page. :func:`trim` keeps a short list by
name instead of chasing each of them: a new extension does not make the pages heavier by itself.
"""

from __future__ import annotations

import hashlib
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from .. import __version__, frontend
from ..editions import TRAINER
from ..export.catalogue import FOLDER as OPEN_DATA
from ..export.catalogue import published
from ..export.files import write
from ..labels import load_labels
from .mounts import activity
from .progress import progress

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = "cat-course"
STYLES = {"pygments.css", "styles/furo.css"}
SCRIPTS = {"scripts/furo.js"}
SEARCH_SCRIPTS = {
    "doctools.js",
    "documentation_options.js",
    "language_data.js",
    "searchtools.js",
    "sphinx_highlight.js",
    "translations.js",
}

OFFLINE = (
    'if("serviceWorker"in navigator)addEventListener("load",()=>navigator.serviceWorker.register("ROOTsw.js").catch(()=>{}))'
)
"""Keeps what a learner has visited; refused where storage is, and then the page works all the same."""
CLOSE = (
    'document.querySelector(".toc-drawer")?.addEventListener("click",'
    'e=>{if(e.target.closest("a"))document.getElementById("__toc").checked=false})'
)
"""On a phone the contents of the page lie over its text: the theme leaves them there once a section is chosen."""


def versioned(name: str, text: str) -> str:
    """Return *name* with a digest of *text*: a browser may keep the file for ever."""
    return f"_static/{FOLDER}/{name}?v={hashlib.sha256(text.encode()).hexdigest()[:8]}"


def script_of(name: str) -> str:
    """Return the text of the script that a page loads for activity *name*."""
    if name in frontend.ACTIVITIES:
        return frontend.page_module(name)
    return frontend.page_script(name)


def add_assets(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Link what the activities of *page* need, and only that."""
    if app.builder.format != "html":
        return
    if icon := context.get("favicon_url"):
        context["favicon_url"] = f"{icon}?v={__version__}"  # a browser keeps what has a version
    names = {node["name"] for node in doctree.findall(activity)} if doctree is not None else set()
    if doctree is not None and next(doctree.findall(progress), None) is not None:
        names.add("progress")
    if page == "search":
        names.add("search-page")
        context["cat_words"] = load_labels()["search"]
    context["cat_styles"] = [versioned("book.css", frontend.book_css())]
    if app.config.cat_edition == TRAINER:
        context["cat_styles"].append(versioned("trainer.css", frontend.trainer_css()))
    styled = sorted(names & frontend.ACTIVITIES.keys())
    context["cat_styles"] += [versioned(f"{name}.css", frontend.activity_css(name)) for name in styled]
    context["cat_inline"] = f"{OFFLINE.replace('ROOT', context['content_root'])};{CLOSE}"
    context["cat_scripts"] = [versioned(f"{name}.js", script_of(name)) for name in sorted(names)]


def describe(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Give the page its own description, for search engines and shared links: how its first paragraph begins."""
    first = doctree.next_node(nodes.paragraph) if doctree is not None else None
    context["cat_description"] = textwrap.shorten(first.astext(), 155, placeholder="…") if first is not None else ""


def trim(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Drop the styles and scripts that *page* has no use for."""
    if app.builder.format != "html":
        return
    has_code = "highlight" in context.get("body", "")
    styles = STYLES if has_code else STYLES - {"pygments.css"}
    scripts = SCRIPTS | (SEARCH_SCRIPTS if page == "search" else set())
    context["css_files"] = [f for f in context["css_files"] if _name(f) in styles]
    context["script_files"] = [f for f in context["script_files"] if _name(f) in scripts]


def _name(file: Any) -> str:
    return str(getattr(file, "filename", file)).split("?")[0].removeprefix("_static/")


def write_assets(app: Sphinx, exception: Exception | None) -> None:
    """Write the folded modules, the styles and the open data, once the pages are written."""
    if exception is not None or app.builder.format != "html":
        return
    folder = Path(app.outdir) / "_static" / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name in (*frontend.ACTIVITIES, *frontend.PAGE_SCRIPTS):
        (folder / f"{name}.js").write_text(script_of(name), encoding="utf-8")
    for activity_name, (name, _) in frontend.LATER.items():
        (folder / f"{name}.js").write_text(frontend.later_module(activity_name), encoding="utf-8")
    for name in frontend.ACTIVITIES:
        (folder / f"{name}.css").write_text(frontend.activity_css(name), encoding="utf-8")
    (folder / "book.css").write_text(frontend.book_css(), encoding="utf-8")
    if app.config.cat_edition == TRAINER:
        (folder / "trainer.css").write_text(frontend.trainer_css(), encoding="utf-8")
    write(Path(app.outdir) / OPEN_DATA, published(app.cat_course))  # type: ignore[attr-defined]
    (Path(app.outdir) / "sw.js").write_text(frontend.service_worker(), encoding="utf-8")
