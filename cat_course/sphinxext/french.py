"""The theme's own words, in French.

Furo has no translation, and some of its words are not even marked for one. They are replaced in
the finished page, so that no template of the theme is copied; a test reads the built pages and
fails on any English word of the theme that is left.
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
    "Made with ": "made-with",
    "<span>Next</span>": "next",
    "<span>Previous</span>": "previous",
    "On this page": "on-this-page",
    "Please activate JavaScript to enable the search functionality.": "search-needs-script",
}
_TREE = re.compile(r"Toggle navigation of ([^<\"]*)")
_THEME = 'document.body.dataset.theme = localStorage.getItem("theme") || "auto";'
_CAREFUL = 'try{document.body.dataset.theme=localStorage.getItem("theme")||"auto"}catch{document.body.dataset.theme="auto"}'


def french(html: str) -> str:
    """Return *html* with the theme's words in French, and its one script made to stand without storage.

    The menu's two check boxes are what the keyboard reaches, so they leave ``display: none`` by a class.
    """
    labels = load_labels()["page"]
    for english, key in WORDS.items():
        bare = english.removeprefix("<span>").removesuffix("</span>").strip()
        html = html.replace(english, english.replace(bare, labels[key]))
    return html.replace(_THEME, _CAREFUL)


def french_tree(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Translate the folding buttons of the navigation, which the theme writes while it builds the tree."""
    if tree := context.get("furo_navigation_tree"):
        context["furo_navigation_tree"] = _TREE.sub(lambda m: f"{load_labels()['page']['expand']} {m[1]}", tree)


def add_filter(app: Sphinx) -> None:
    """Make :func:`french` a filter of the page template, where the builder has templates."""
    if templates := getattr(app.builder, "templates", None):
        templates.environment.filters["cat_french"] = french
