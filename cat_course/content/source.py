"""Reading a course file as text, and refusing what would break something later.

Only this module opens course files. Paths in messages are relative to the course, with ``/``,
so that they read the same on every system.
"""

from __future__ import annotations

import re
from pathlib import Path

from ..errors import SourceError, system_problem

MAX_BYTES = 1_000_000
BOM = b"\xef\xbb\xbf"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")


def read_text(root: Path, path: Path) -> str:
    """Return the text of *path*, a file of the course at *root*.

    :raises SourceError: if it is missing, leads outside the course, is larger than
        :data:`MAX_BYTES`, is empty, is not UTF-8, or has a BOM or Windows line ends.
    """
    name = display_name(root, path)
    try:
        if not path.resolve(strict=True).is_relative_to(root.resolve()):
            raise SourceError(name, "lien vers un fichier hors du cours ; copiez le fichier dans le cours")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SourceError(
                name, f"fichier de {size / 1e6:.1f} Mo, la limite est {MAX_BYTES / 1e6:.0f} Mo ; découpez-le ou allégez-le"
            )
        raw = path.read_bytes()
    except OSError as exc:
        raise SourceError(name, f"fichier {system_problem(exc)}") from exc
    return decode(name, raw)


def decode(name: str, raw: bytes) -> str:
    """Return *raw* as text. Same errors as :func:`read_text`, for text that is not in a file yet."""
    if raw.startswith(BOM):
        raise SourceError(name, "marque d'ordre des octets (BOM) en tête ; enregistrez en « UTF-8 » sans BOM", 1)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as exc:
        line = raw[: exc.start].count(b"\n") + 1
        raise SourceError(name, "caractère qui n'est pas en UTF-8 ; enregistrez le fichier en « UTF-8 »", line) from exc
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        raise SourceError(name, "fin de ligne Windows (CRLF) ; enregistrez le fichier avec des fins de ligne « LF »", line)
    if bad := _CONTROL.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        raise SourceError(name, f"caractère de contrôle U+{ord(bad[0]):04X} ; supprimez-le", line)
    if not text.strip():
        raise SourceError(name, "fichier vide ; remplissez-le ou supprimez-le")
    return text


def display_name(root: Path, path: Path) -> str:
    """Return *path* as messages show it: relative to the course where it is inside."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()
