"""French on any terminal, and in any file that a command's output is sent to."""

from __future__ import annotations

import codecs
import sys
import unicodedata
from io import TextIOWrapper


def write_anywhere() -> None:
    """Let the standard streams write what their encoding lacks as the nearest that it has.

    Windows sends what is redirected to a file in cp1252, which lacks the narrow space of French
    punctuation: that space becomes an ordinary one. What has no near sign becomes ``?``.
    """
    codecs.register_error("nearest", _nearest)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="nearest")


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    near = (unicodedata.normalize("NFKD", sign).encode("ascii", "ignore") for sign in error.object[error.start : error.end])
    return "".join(sign.decode() or "?" for sign in near), error.end
