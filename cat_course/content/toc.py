"""The table of contents: ``_toc.yml`` for everyone, and the parts that the trainer's edition adds to it.

The two stand in two files, so that plain Sphinx, Jupyter Book and the learner's build read the first
one as it is. Whatever the second one lists exists for the trainer's edition alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..errors import DataError, SourceError
from .reading import read_yaml

TOC, FOR_TRAINERS = "_toc.yml", "book/formateur/_toc.yml"
PRIVATE = "book/formateur/"
"""The folder whose pages no menu of learners may list."""


def read_toc(root: Path, *, for_trainers: bool = False) -> dict[str, Any]:
    """Return the table of contents of the course at *root*, as Sphinx External ToC reads it.

    :param for_trainers: add the parts of :data:`FOR_TRAINERS`, where there is such a file.
    :raises DataError: if the added file is no list of parts, or the learner's menu lists a trainer's page.
    :raises SourceError: if a file cannot be read, or there is no table of contents at all.
    """
    document = read_yaml(root, root / TOC)
    if not isinstance(document.data, dict):
        raise SourceError(TOC, "ce n'est pas une table des matières ; commencez par « format: jb-book » et « root: »")
    toc: dict[str, Any] = document.data
    for page in sorted(menu(toc)):
        if page.startswith(PRIVATE):
            problem = f"{page} est réservée à l'édition de formation ; déplacez cette ligne dans {FOR_TRAINERS}"
            raise DataError(TOC, _line_of(root / TOC, page), "", problem)
    return _with_parts(root, toc) if for_trainers and (root / FOR_TRAINERS).is_file() else toc


def _with_parts(root: Path, toc: dict[str, Any]) -> dict[str, Any]:
    """Return *toc* with the ``parts`` of both files; a learner's menu without parts becomes the first one."""
    added = read_yaml(root, root / FOR_TRAINERS).data
    if not isinstance(added, dict) or set(added) != {"parts"} or not isinstance(added["parts"], list):
        raise DataError(FOR_TRAINERS, 1, "", "une seule clé ici, « parts », suivie d'une liste de parties comme dans _toc.yml")
    own = toc.get("parts") or [{"chapters": toc.get("chapters", [])}]
    kept = {key: value for key, value in toc.items() if key not in ("parts", "chapters")}
    return {**kept, "parts": [*own, *added["parts"]]}


def menu(toc: Any) -> set[str]:
    """Return the pages that a table of contents lists, without suffix."""
    if isinstance(toc, list):
        return {page for item in toc for page in menu(item)}
    if not isinstance(toc, dict):
        return set()
    own = {str(toc[key]).removesuffix(".md") for key in ("root", "file") if key in toc}
    return own.union(*(menu(value) for value in toc.values()))


def _line_of(path: Path, page: str) -> int | None:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if page in line), None)
