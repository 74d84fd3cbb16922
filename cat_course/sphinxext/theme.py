"""What the theme leaves to mend in a finished page: its English words, its unnamed landmarks, its one fragile script.

Furo has no translation, and some of its words are not even marked for one. They are replaced in
the finished page, so that no template of the theme is copied; tests read the built pages and fail
on any English word of the theme that is left, and on any rule of axe.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..labels import load_labels

if TYPE_CHECKING:
    from sphinx.application import Sphinx

WORDS = {
    "Skip to content": "skip",
    "Toggle site navigation sidebar": "menu",
    "Toggle table of contents sidebar": "toc",
    "Toggle Light / Dark / Auto color theme": "theme",
    "Back to top": "top",
    "Made with": "made-with",
    "<span>Next</span>": "next",
    "<span>Previous</span>": "previous",
    "On this page": "on-this-page",
    "Please activate JavaScript to enable the search functionality.": "search-needs-script",
}
LANDMARKS = {'<aside class="sidebar-drawer"': "course-menu", '<aside class="toc-drawer': "on-this-page"}
_FOLD = re.compile(r"Toggle navigation of ([^<\"]*)")
_CODE = re.compile(r"(<pre\b.*?</pre>|<textarea\b.*?</textarea>)", re.DOTALL)
_KERNEL = re.compile(r'<script type="text/x-thebe-config">.*?</script>\s*<script>kernelName =.*?</script>', re.DOTALL)
"""The settings of a kernel that no page has, which Jupyter Book writes on each of them."""
_SPACE = re.compile(r"\s*\n\s*")
_LIGHT = 'document.body.dataset.theme = localStorage.getItem("theme") || "auto";'
ROLES = {
    # a table that may scroll is reached by the keyboard; a role that left the standard gives way to its successor
    '<div class="table-wrapper': '<div tabindex="0" class="table-wrapper',
    'role="doc-biblioentry"': 'role="listitem"',
}
_CAREFUL = 'try{document.body.dataset.theme=localStorage.getItem("theme")||"auto"}catch{document.body.dataset.theme="auto"}'


def mend(html: str) -> str:
    """Return *html* with the theme's words in French, its landmarks named, and its script safe without storage."""
    labels = load_labels()["page"]
    for english, key in WORDS.items():
        bare = english.removeprefix("<span>").removesuffix("</span>")
        html = html.replace(english, english.replace(bare, labels[key]))
    for opening, key in LANDMARKS.items():
        html = html.replace(opening, opening.replace("<aside", f'<aside aria-label="{labels[key]}"'))
    for old, new in ROLES.items():
        html = html.replace(old, new)
    return tightened(_KERNEL.sub("", html).replace(_LIGHT, _CAREFUL))


def tightened(html: str) -> str:
    """Return *html* without the blank lines and indents of the templates, which weigh on every page; code keeps its own."""
    parts = _CODE.split(html)
    return "".join(part if place % 2 else _SPACE.sub("\n", part) for place, part in enumerate(parts))


def fold_tree(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Show in the menu of a page the branch it stands on, and only the heads of the others.

    The theme would list every page of the book on every page: with fifty formats the menu outweighs
    the text, and a book of n pages takes n times n links to write.
    """
    if whole := context.get("toctree"):
        context["toctree"] = lambda **options: whole(**{**options, "collapse": True})


def mend_tree(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Mend the navigation, which the theme writes apart: its folding buttons, and headings without a level."""
    if tree := context.get("furo_navigation_tree"):
        tree = _FOLD.sub(lambda m: f"{load_labels()['page']['expand']} {m[1]}", tree)
        context["furo_navigation_tree"] = tree.replace('role="heading"', 'role="heading" aria-level="2"')


def add_filter(app: Sphinx) -> None:
    """Make :func:`mend` a filter of the page template, where the builder has templates."""
    if templates := getattr(app.builder, "templates", None):
        templates.environment.filters["cat_mend"] = mend
