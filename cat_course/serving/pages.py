"""The plain French pages that the server itself has to say: each stands alone and asks for nothing else."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from tornado.web import RequestHandler

from ..labels import fill, load_labels

TEMPLATES = Path(__file__).parent / "templates" / "cat"


@cache
def style() -> str:
    """Return the style sheet that apps and plain pages share; it is small enough to be written into each."""
    return (TEMPLATES / "style.css").read_text(encoding="utf-8")


def page(title: str, text: str, *links: tuple[str, str]) -> str:
    """Return a page with one heading, one paragraph and *links* (address, label); all of it is plain text.

    >>> "<h1>Où ?</h1>" in page("Où ?", "Ici & là", ("/", "Le livre"))
    True
    """
    items = "".join(f'<li><a href="{escape(href)}">{escape(label)}</a></li>' for href, label in links)
    return (
        '<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex"><link rel="icon" href="data:,">'
        f"<title>{escape(title)}</title><style>{style()}</style></head>"
        f"<body><main><h1>{escape(title)}</h1><p>{escape(text)}</p><ul>{items}</ul></main></body></html>\n"
    )


def not_found() -> str:
    words = labels()
    return page(words["not-found"], words["not-found-text"], ("/", words["home"]))


def no_place(app: str, book_page: str, seconds: int) -> str:
    """Return the page for a server that is full: when to come back, and where nothing has to be waited for."""
    words = labels()
    book = words["open-book" if book_page == "/" else "open-activity"]
    return page(words["full"], fill(words["full-text"], {"wait": spell(seconds)}), (book_page, book), (app, words["retry"]))


def failure() -> str:
    words = labels()
    return page(words["failure"], words["failure-text"], ("/", words["home"]))


def labels() -> dict[str, str]:
    """Return what the server says, from the course's catalogue."""
    return load_labels()["server"]


def spell(seconds: int) -> str:
    """Say a wait the way people do.

    >>> spell(5), spell(60), spell(61)
    ('5 secondes', 'une minute', '2 minutes')
    """
    minutes = -(-seconds // 60)
    key, count = ("seconds", seconds) if seconds < 60 else ("minute" if minutes == 1 else "minutes", minutes)
    return fill(labels()[key], {"count": count})


class FrenchErrors(RequestHandler):
    """A handler whose errors are pages a learner can read, and never a traceback."""

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(not_found() if status_code == 404 else failure())


class NotFound(FrenchErrors):
    """Answers 404 to whatever no other handler takes."""

    def prepare(self) -> None:
        self.send_error(404)
