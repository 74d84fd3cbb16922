"""A drawing of the course: an SVG file that any program can show."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from ..errors import SourceError
from .source import display_name, read_text

_ROOT = "{http://www.w3.org/2000/svg}svg"


def read_drawing(root: Path, path: Path) -> str:
    """Return the text of *path*, an SVG file of the course at *root*.

    :raises SourceError: as :func:`.source.read_text`, and if it is not well-formed, with the line, or not SVG.
    """
    text, name = read_text(root, path), display_name(root, path)
    try:
        top = ElementTree.fromstring(text)
    except ElementTree.ParseError as exc:
        line, column = exc.position
        problem = f"dessin SVG mal formé (colonne {column + 1}) ; fermez la balise, ou enregistrez le dessin de nouveau"
        raise SourceError(name, problem, line) from exc
    if top.tag != _ROOT:
        raise SourceError(name, 'ce fichier n\'est pas un SVG ; il commence par <svg xmlns="http://www.w3.org/2000/svg">', 1)
    return text
