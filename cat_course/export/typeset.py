"""PDF from data: a Typst template of this package, and course text that stays text.

The data reaches the template as one JSON string, so nothing in it is ever read as markup. Typst
brings its own fonts: those of the system are left alone, and the same data gives the same bytes
on every machine. The PDF is tagged and held to PDF/UA-1, which Typst checks as it writes. A sign
that those fonts lack (an emoji, another script) never costs a reader the document: :data:`LACKING`
stands in its place.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from ..errors import ExportError

LONGEST_WORD = 25
"""No word of French is longer, but addresses are."""
LACKING = "□"
AS_THEY_ARE = ("svg", "alt", "url")
"""Keys of the data whose texts are not set in lines: a drawing, what it says in words, an address to follow."""
_REFUSED = re.compile(r'the text (?:contains the disallowed codepoint )?`"(.+?)"`')


def pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """Return the PDF that ``templates/<template>.typ`` makes of *data*, read there as ``sys.inputs.data``.

    Every text is made :func:`soft`, but those under :data:`AS_THEY_ARE`.

    :raises ExportError: if Typst cannot make it.
    """
    import typst  # a large library: not before a PDF is wanted

    source = files(__package__).joinpath("templates", f"{template}.typ").read_bytes()
    text = json.dumps(_softened(data), ensure_ascii=False)
    while True:
        try:
            made: bytes = typst.compile(
                source, format="pdf", ignore_system_fonts=True, sys_inputs={"data": text}, pdf_standards=["ua-1"]
            )
            return made
        except typst.TypstError as exc:
            legible = _without_refused(text, getattr(exc, "diagnostic", str(exc)))
            if legible == text:
                reason = " ".join(str(exc).split())
                raise ExportError(f"PDF impossible à composer : {reason} ; corrigez ce texte ou ce dessin") from exc
            text = legible


def _without_refused(text: str, diagnostic: str) -> str:
    """Return *text* without the signs that Typst says it cannot show; those that nobody sees leave nothing behind."""
    for quoted in set(_REFUSED.findall(diagnostic)):
        signs = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), quoted)
        unseen = all(unicodedata.category(sign) in ("Cc", "Cf") for sign in signs)
        text = text.replace(signs, "" if unseen else LACKING)
    return text


def soft(text: str) -> str:
    """Let a line break anywhere, or nearly, inside a word that no column may hold; other text is returned as it is.

    >>> soft("un mot"), len(soft("a" * 70))
    ('un mot', 83)
    """
    return re.sub(rf"[^\s-]{{{LONGEST_WORD + 1},}}", lambda word: re.sub(".{5}(?=.)", "\\g<0>\u200b", word[0]), text)


def _softened(data: Any) -> Any:
    if isinstance(data, str):
        return soft(data)
    if isinstance(data, Mapping):
        return {key: value if key in AS_THEY_ARE else _softened(value) for key, value in data.items()}
    return [_softened(item) for item in data] if isinstance(data, list | tuple) else data
