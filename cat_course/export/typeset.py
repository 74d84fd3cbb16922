"""PDF from data: a Typst template of this package, and course text that stays text.

The data reaches the template as one JSON string, so nothing in it is ever read as markup. Typst
brings its own fonts: those of the system are left alone, and the same data gives the same bytes
on every machine. The PDF is tagged and held to PDF/UA-1, which Typst checks as it writes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

LONGEST_WORD = 30


def pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """Return the PDF that ``templates/<template>.typ`` makes of *data*, read there as ``sys.inputs.data``."""
    import typst  # a large library: not before a PDF is wanted

    source = files(__package__).joinpath("templates", f"{template}.typ").read_bytes()
    given = {"data": json.dumps(data, ensure_ascii=False)}
    made: bytes = typst.compile(source, format="pdf", ignore_system_fonts=True, sys_inputs=given, pdf_standards=["ua-1"])
    return made


def soft(text: str) -> str:
    """Let a line break inside a word that is too long for any line; other text is returned as it is.

    >>> soft("un mot"), len(soft("a" * 70))
    ('un mot', 72)
    """
    return re.sub(rf"[^\s-]{{{LONGEST_WORD}}}(?=[^\s-])", "\\g<0>\u200b", text)
