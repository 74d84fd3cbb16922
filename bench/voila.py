"""The same notebook in our server and in Voila as it comes.

Ours keeps a page ready (*warm*) before anybody asks; Voila runs the notebook when somebody does, so ours is also
measured with nothing ready (*cold*). Each visit begins when the servers have nothing left to do.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat

from .chromium import Chromium
from .measured import Measured, Plan, measure, table
from .process import running, settle
from .report import Bar, Progress, Section
from .visit import FAST, SLOW, Control, Profile

NOTEBOOK = "jeu-de-role.ipynb"
CONTROL = Control(".cc-role-play", ".cc-role-play :is(button, input)")
MOST_TIMES = 1.5
CELL = 'from cat_course.widgets import RolePlay\n\nRolePlay("le-silence")'
SERVE = "import sys; from pathlib import Path; from cat_course.server import serve; \
serve(Path(sys.argv[1]), Path(sys.argv[2]), port=int(sys.argv[3]), preheat=int(sys.argv[4]), max_kernels=12)"


def section(browser: Chromium, root: Path, book: Path, folder: Path, plans: tuple[Plan, Plan], tell: Progress) -> Section:
    """Measure the role-play's notebook in each server, by the second plan in the one that sends most."""
    plan, heavy = plans
    apps = put_notebook(root, folder / "with-kernel")
    rows = []
    for name, preheat in (("our server, a page ready", 1), ("our server, nothing ready", 0)):
        command = [sys.executable, "-c", SERVE, str(book), str(apps), "{port}", str(preheat)]
        rows.append(_measured(browser, name, command, f"apps/{Path(NOTEBOOK).stem}", folder, plan, tell))
    command = [sys.executable, "-m", "voila", str(apps / NOTEBOOK), "--no-browser", "--Voila.ip=127.0.0.1", "--port={port}"]
    rows.append(_measured(browser, "Voila as it comes", command, "", folder, heavy, tell))
    out = table(f"The same activity with a kernel ({NOTEBOOK}; medians)", rows)
    out.bars = [
        Bar(f"{ours.name}, {profile.name}: times the time of Voila as it comes", _ratio(ours, rows[2], profile), MOST_TIMES, "")
        for ours in rows[:2]
        for profile in (FAST, SLOW)
    ]
    return out


def put_notebook(root: Path, folder: Path) -> Path:
    """Copy the course at *root*, with this one notebook, into *folder*; return the folder of the notebook.

    A notebook of a single cell is written where the course has none: a kernel looks for the course around itself.
    """
    apps = folder / "exercises"
    apps.mkdir(parents=True)
    shutil.copytree(root / "book", folder / "book")
    shutil.copy(root / "_toc.yml", folder / "_toc.yml")
    if (root / "exercises" / NOTEBOOK).is_file():
        shutil.copy(root / "exercises" / NOTEBOOK, apps / NOTEBOOK)
    else:
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        cells = [nbformat.v4.new_code_cell(CELL)]  # type: ignore[no-untyped-call]
        notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})  # type: ignore[no-untyped-call]
        nbformat.write(notebook, apps / NOTEBOOK)  # type: ignore[no-untyped-call]
    return apps


def _ratio(ours: Measured, theirs: Measured, profile: Profile) -> float | None:
    one, other = ours.median("usable", profile), theirs.median("usable", profile)
    return round(one / other, 2) if one is not None and other else None


def _measured(
    browser: Chromium, name: str, command: list[str], path: str, folder: Path, plan: Plan, tell: Progress
) -> Measured:
    tell(name)
    try:
        with running(command, folder) as (address, process):
            return measure(browser, name, f"{address}/{path}", CONTROL, plan, before_each=lambda: settle(process))
    except (OSError, TimeoutError, subprocess.SubprocessError) as error:
        return Measured(name, problem=str(error))
