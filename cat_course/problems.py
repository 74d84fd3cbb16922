"""What Sphinx, MyST and docutils say of a page while they build it, in an author's words: file, line, what to do.

Only what authors meet is said again in French; the rest passes as it is, with its place.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from .content.bibliography import ADD_SOURCE
from .content.toc import TOC
from .errors import suggestion

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_PLACED = re.compile(r"(?P<path>[^:]+):(?P<line>\d*): (?:WARNING|ERROR|CRITICAL): (?P<said>.*)")
_HANDLER = re.compile(r".*Handler <function .*> for event '.*' threw an exception \(exception: (.*)\)", re.DOTALL)
_KIND = re.compile(r" \[[\w.]+\]$")
CHECK_PATH = "vérifiez le chemin, ou créez la page"
_SAID = {
    r"Unknown directive type: '(.+)'": "directive {0!r} inconnue{near}",
    r"Directive '(.+)': \d+ argument\(s\) required, 0 supplied": "{0!r} attend un argument ; écrivez-le après son nom",
    r"'(.+)': Unknown option keys: \[(.+)\] \(allowed: \[(.*)\]\)": "option {1} inconnue de {0!r} ; permises : {2}",
    r'Content block expected for the "(.+)" directive; none found\.': "{0!r} est vide ; écrivez son contenu, ou retirez-la",
    r'Unknown interpreted text role "(.+)"\.': "rôle {0!r} inconnu ; vérifiez son nom",
    r'could not find bibtex key "(.+)"': f"source {{0!r}} introuvable ; {ADD_SOURCE}",
    r"'myst' cross-reference target not found: '(.+)'": f"lien vers {{0!r}}, introuvable ; {CHECK_PATH}",
    r"local id not found in doc '(.+)': '(.+)'": "ancre {1!r} introuvable dans {0!r} ; vérifiez-la",
    r"unknown document: '(.+)'": f"lien vers {{0!r}}, introuvable ; {CHECK_PATH}",
    r"undefined label: '(.+)'": "cible {0!r} introuvable ; vérifiez son nom",
    r"term not in glossary: '(.+)'": "mot {0!r} absent du glossaire ; ajoutez-le, ou corrigez-le",
    r'Duplicate explicit target name: "(.+)"\.': "cible {0!r} écrite deux fois ; renommez-en une",
    r"image file not readable: (.+)": "image {0!r} introuvable ; vérifiez le nom du fichier",
    r"toctree contains reference to nonexisting document '(.+)'": f"page {{0!r}} introuvable ; créez-la, ou ôtez-la de {TOC}",
}


def problems(text: str, root: Path) -> list[str]:
    """Return the warnings and errors of *text*, what a build wrote, one line each; paths are relative to *root*."""
    joined = re.sub(r"error:\s*\n", "error: ", _COLOURS.sub("", text))  # Sphinx puts the reason on the next line
    lines = (line.strip().replace(f"{root}{os.sep}", "") for line in joined.splitlines())
    return [told(line) for line in lines if re.search(r"WARNING|ERROR|CRITICAL|error:", line)]


def reason(exc: object) -> str:
    """Return why Sphinx gave up: what one of our own hooks raised, as it is; what it says itself, introduced.

    >>> reason("Handler <function load at 0x7f> for event 'config-inited' threw an exception (exception: book/a.yml:1: vide)")
    'book/a.yml:1: vide'
    """
    raised = _HANDLER.fullmatch(str(exc))
    return raised[1] if raised else f"le livre n'a pas pu être construit : {exc}"


def told(line: str) -> str:
    """Return one line of Sphinx as an author reads it.

    >>> told("book/index.md:4: WARNING: unknown document: '../nope' [ref.doc]")
    "book/index.md:4: lien vers '../nope', introuvable ; vérifiez le chemin, ou créez la page"
    """
    placed = _PLACED.fullmatch(line)
    if placed is None:
        return line
    at = f"{placed['path']}:{placed['line']}" if placed["line"] else placed["path"]
    return f"{at}: {_in_french(placed['said'])}"


def _in_french(said: str) -> str:
    from .sphinxext import DIRECTIVES  # with Sphinx, which is here when it speaks

    bare = _KIND.sub("", said)
    for pattern, words in _SAID.items():
        if match := re.fullmatch(pattern, bare):
            return words.format(*match.groups(), near=suggestion(match[1], DIRECTIVES, "voyez book/guides/ecrire.md"))
    return said
