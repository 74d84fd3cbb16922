"""Building the book: Jupyter Book's own build, quiet, with its progress and its warnings in our words."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import re
import shutil
import warnings
from collections.abc import Callable
from pathlib import Path

import yaml

from .content.reading import read_yaml
from .content.toc import CONFIG, read_toc
from .editions import LEARNER, TRAINER
from .errors import BuildError
from .problems import problems, reason

Report = Callable[[str, int], None]
"""Called with a step (``"read"`` or ``"write"``) and its share done, in percent."""

_STEP = re.compile(r"(reading sources|writing output)\.\.\. \[\s*(\d+)%\]")
_NAMES = {"reading sources": "read", "writing output": "write"}
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
PACKAGE = Path(__file__).parent
HOME = '<!doctype html><html lang="fr"><meta charset="utf-8"><title>{title}</title>\
<meta http-equiv="refresh" content="0;url=book/index.html"><a href="book/index.html">{title}</a></html>\n'


class _Progress(io.TextIOBase):
    """Reads Sphinx's status lines and passes on how far it is."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def write(self, text: str) -> int:
        for step, percent in _STEP.findall(_COLOURS.sub("", text)):
            self.report(_NAMES[step], int(percent))
        return len(text)


def build(root: Path, output: Path, *, edition: str = LEARNER, report: Report = lambda step, percent: None) -> Path:
    """Build the course at *root* into *output*, and return the folder of the pages.

    *edition* is ``apprenant`` or ``formateur``. Only what changed is built again, and nothing of
    another edition is left: its pages are removed first. A warning of the build is an error: a dead
    link or an unknown citation never reaches a learner.

    :raises BuildError: with one line for each warning or error.
    :raises CourseError: if a table of contents or the configuration cannot be read.
    """
    pages, stamp = output / "html", output / ".built"
    wanted = [edition, _digest(root)]
    built = stamp.read_text(encoding="utf-8").split() if stamp.is_file() else []
    if built == wanted and (pages / "index.html").is_file():
        return pages
    toc = read_toc(root, for_trainers=edition == TRAINER)
    read_yaml(root, root / CONFIG)
    if built[:1] not in ([], [edition]):
        for folder in (pages, output / ".doctrees"):
            shutil.rmtree(folder, ignore_errors=True)
    output.mkdir(parents=True, exist_ok=True)
    stamp.write_text(edition, encoding="utf-8")  # what is half built is of this edition too
    menu = output / "_toc.yml"
    menu.write_text(yaml.safe_dump(toc, allow_unicode=True, sort_keys=False), encoding="utf-8")
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    from jupyter_book.sphinx import build_sphinx  # takes a second to import: not before it is needed

    said = io.StringIO()
    with (
        contextlib.redirect_stdout(_Progress(report)),
        contextlib.redirect_stderr(said),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")  # those of Python, about the code of the extensions Jupyter Book loads
        result = build_sphinx(
            str(root),
            str(pages),
            doctreedir=str(output / ".doctrees"),
            path_config=str(root / CONFIG),
            noconfig=True,
            confoverrides={
                "cat_edition": edition,
                "cat_digest": _digest(PACKAGE),
                "external_toc_path": str(menu.resolve()),
                "latex_individualpages": False,
            },
            jobs=1,  # an extension of Jupyter Book does not declare itself safe for more
        )
    found = problems(said.getvalue(), root)
    if result or found:
        # a page that is not read again does not repeat its warning: the next build reads them all
        shutil.rmtree(output / ".doctrees", ignore_errors=True)
        raise BuildError("\n".join(found) or reason(result))
    (pages / "index.html").write_text(HOME.format(title="Faciliter le dialogue"), encoding="utf-8")
    stamp.write_text(" ".join(wanted), encoding="utf-8")
    return pages


def _digest(root: Path) -> str:
    """Return a digest of all that a build reads under *root* and in this package: names and bytes."""
    folders = {root / "book", PACKAGE}
    files = {p for folder in folders for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    total = hashlib.sha256()
    for path in sorted(files | {p for p in root.glob("_*.yml")}):
        total.update(f"{path.as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return total.hexdigest()
