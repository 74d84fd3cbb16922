"""The plain French pages that the server itself has to say: each stands alone and asks for nothing else."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from tornado.web import RequestHandler

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
    text = re.sub(" (?=[;:!?])", "\N{NARROW NO-BREAK SPACE}", text)
    items = "".join(f'<li><a href="{escape(href)}">{escape(label)}</a></li>' for href, label in links)
    return (
        '<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex"><link rel="icon" href="data:,">'
        f"<title>{escape(title)}</title><style>{style()}</style></head>"
        f"<body><main><h1>{escape(title)}</h1><p>{escape(text)}</p><ul>{items}</ul></main></body></html>\n"
    )


def not_found() -> str:
    return page(
        "Cette page n'existe pas",
        "L'adresse est peut-être incomplète, ou la page a changé de place.",
        ("/", "Aller à l'accueil du livre"),
    )


def no_place(app: str, book_page: str, seconds: int) -> str:
    """Return the page for a server that is full: when to come back, and where nothing has to be waited for."""
    return page(
        "Toutes les places sont prises",
        f"Cette version de l'activité sert un nombre limité de personnes à la fois. Réessayez dans {spell(seconds)}. "
        "La même activité dans le livre n'attend pas : elle fonctionne sans serveur.",
        (book_page, "Ouvrir le livre" if book_page == "/" else "Ouvrir l'activité dans le livre"),
        (app, "Réessayer ici"),
    )


def failure() -> str:
    return page(
        "Cette page n'a pas pu s'ouvrir",
        "Une erreur est survenue sur le serveur. Réessayez dans un instant ; si elle revient, "
        "prévenez la personne qui anime la formation.",
        ("/", "Aller à l'accueil du livre"),
    )


def spell(seconds: int) -> str:
    """Say a wait the way people do.

    >>> spell(5), spell(60), spell(61)
    ('5 secondes', 'une minute', '2 minutes')
    """
    if seconds < 60:
        return f"{seconds} secondes"
    minutes = -(-seconds // 60)
    return "une minute" if minutes == 1 else f"{minutes} minutes"


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
