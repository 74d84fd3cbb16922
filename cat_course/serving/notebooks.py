"""Which notebooks are apps: the ``.ipynb`` files that lie directly in one folder, and no others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

TEST_TAG = "test"
HEADING = re.compile(r"^#\s+(.+?)\s*#*\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Notebook:
    """One app: ``name`` is its place in the URL, ``version`` changes whenever its file does."""

    name: str
    path: Path
    version: int

    def read(self) -> Any:
        """Return the notebook without its cells tagged ``test``: an app neither shows nor runs them."""
        nb = nbformat.read(self.path, as_version=4)  # type: ignore[no-untyped-call]
        nb.cells = [cell for cell in nb.cells if TEST_TAG not in cell.metadata.get("tags", [])]
        return nb


def list_notebooks(folder: Path) -> list[Notebook]:
    """Return the apps of *folder*, by name.

    Hidden files are left out, and so is a link that leads out of the folder: what is not there cannot be shown.
    """
    home = folder.resolve()
    return [
        Notebook(path.stem, path, path.stat().st_mtime_ns)
        for path in sorted(folder.glob("*.ipynb"))
        if not path.name.startswith(".") and path.is_file() and path.resolve().parent == home
    ]


def find_notebook(folder: Path, name: str) -> Notebook | None:
    """Return the app called *name*; None when the folder has none, whatever *name* holds."""
    return next((notebook for notebook in list_notebooks(folder) if notebook.name == name), None)


def title_of(nb: Any, name: str) -> str:
    """Return the ``title`` of the notebook's metadata, or its first heading, or *name*."""
    if title := nb.metadata.get("title"):
        return str(title)
    for cell in nb.cells:
        if cell.cell_type == "markdown" and (heading := HEADING.search(cell.source)):
            return heading[1]
    return name


def book_page_of(nb: Any) -> str:
    """Return the book's page for the same activity: ``cat_course: {page: …}`` in the notebook's metadata.

    It is a path from the book's root, such as ``niveau-1/02-ecouter.html``; the default is the book's first page.
    """
    page = nb.metadata.get("cat_course", {}).get("page", "")
    return "/" + str(page).lstrip("/")
