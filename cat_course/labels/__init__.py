"""Every sentence of the interface, in one catalogue per language.

The catalogue is a JSON object of sections; a label may hold ``{names}`` to fill. It stands below
the engine, which names labels without knowing their words, and beside no screen.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

Catalogue = dict[str, dict[str, str]]


@cache
def load_labels(language: str = "fr") -> Catalogue:
    """Return the catalogue of *language*, by section then key."""
    text = files(__name__).joinpath(f"{language}.json").read_text(encoding="utf-8")
    catalogue: Catalogue = json.loads(text)
    return catalogue


def fill(template: str, values: Mapping[str, Any]) -> str:
    """Replace each ``{name}`` of *template*; a name that has no value stays as it is.

    >>> fill("{a} sur {b}", {"a": 2})
    '2 sur {b}'
    """
    return re.sub(r"\{(\w+)\}", lambda m: str(values.get(m[1], m[0])), template)
