"""Run the notebooks of ``exercises/``, and write their outputs again: ``python -m tests.notebooks``.

The outputs are what a reader without a kernel sees, and what nbval compares with a new run; they change with the
course. They are stored without what changes at each run: times, ids of widgets, versions.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

EXERCISES = Path(__file__).parent.parent / "exercises"
NOTEBOOKS = sorted(EXERCISES.glob("*.ipynb"))
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def run(path: Path, cwd: Path = EXERCISES, **environment: str) -> Any:
    """Return the notebook at *path* as a run in the folder *cwd* leaves it, tidied; a cell that fails raises."""
    client = NotebookClient(
        read(path), timeout=120, resources={"metadata": {"path": str(cwd)}}, store_widget_state=False, record_timing=False
    )
    return tidy(client.execute(env={**os.environ, **environment}))


def tidy(nb: Any) -> Any:
    """Return *nb* without what changes at each run; a widget is left with its text, which needs no kernel."""
    nb.metadata.language_info = {"name": "python"}
    for output in (output for cell in nb.cells if cell.cell_type == "code" for output in cell.outputs):
        output.get("data", {}).pop(WIDGET_VIEW, None)
    return nb


if __name__ == "__main__":
    for notebook in NOTEBOOKS:
        nbformat.write(run(notebook), notebook)  # type: ignore[no-untyped-call]
