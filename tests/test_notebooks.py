"""The notebooks: what a reader, a trainer and Voila find in them. nbval compares their outputs with a new run."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from cat_course import widgets
from cat_course.serving.notebooks import Notebook, book_page_of, title_of
from tests.conftest import ROOT
from tests.notebooks import NOTEBOOKS, read, run

GUIDE = (ROOT / "book/guides/carnets.md").read_text(encoding="utf-8")
ACTIVITIES = {
    "auto-evaluation": "SelfAssessment(",
    "choisir-un-format": "FormatChoice(",
    "jeu-de-role": "RolePlay(",
    "preparer-une-seance": "SessionPlanner(",
}
BEHIND = "## Derrière l'écran"
TRACES = {
    "an address elsewhere": r"https?://|//cdn",
    "an address in memory": r"\b0x[0-9a-f]{6,}",
    "a place on a disk": r"(?:^|[\s\"'(])(?:/\w+/\w+|[A-Z]:\\)",
    "a time": r"\b\d{1,2}:\d{2}:\d{2}\b",
    "a version": r"\b\d+\.\d+\.\d+\b",
    "a widget of one run": r"model_id",
}

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def is_test(cell: Any) -> bool:
    return "test" in cell.metadata.get("tags", [])


def code_cells(nb: Any) -> list[Any]:
    return [cell for cell in nb.cells if cell.cell_type == "code"]


def texts(cell: Any) -> list[str]:
    """Return the plain texts that a cell has stored."""
    return [output["data"]["text/plain"] for output in cell.outputs if "data" in output]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to import the package from, as a wheel installs it: the book lies inside, and no checkout around."""
    folder = tmp_path_factory.mktemp("installed")
    shutil.copytree(ROOT / "cat_course", folder / "cat_course", ignore=shutil.ignore_patterns("__pycache__", "book"))
    shutil.copytree(ROOT / "book", folder / "cat_course" / "book")
    return folder


def test_there_is_one_notebook_for_each_activity() -> None:
    assert {path.stem for path in NOTEBOOKS} == set(ACTIVITIES)


@every_notebook
def test_a_notebook_opens_on_a_french_title_and_an_introduction(path: Path) -> None:
    nb = read(path)
    first = nb.cells[0]
    assert first.cell_type == "markdown"
    title, _, introduction = first.source.partition("\n")
    assert title == f"# {nb.metadata.title}" == f"# {title_of(nb, '')}"
    assert len(introduction.split()) > 20
    assert nb.metadata.lang == "fr"
    assert nb.metadata.kernelspec.name == "python3"


@every_notebook
def test_the_way_back_leads_to_a_page_of_the_book(path: Path) -> None:
    page = book_page_of(read(path)).lstrip("/").removesuffix(".html")
    assert (ROOT / f"{page}.md").is_file()
    assert f"file: {page}\n" in (ROOT / "_toc.yml").read_text(encoding="utf-8")


@every_notebook
def test_the_activity_comes_first_and_once(path: Path) -> None:
    shown = [text for cell in code_cells(read(path)) for text in texts(cell) if re.match(r"\w+\(.*\)$", text)]
    assert len(shown) == 1 and shown[0].startswith(ACTIVITIES[path.stem])
    assert texts(code_cells(read(path))[0]) == shown


@every_notebook
def test_each_cell_that_teaches_is_announced_with_what_to_look_at(path: Path) -> None:
    cells = read(path).cells
    start = next(i for i, cell in enumerate(cells) if cell.source.startswith(BEHIND))
    taught = [i for i, cell in enumerate(cells) if i > start and cell.cell_type == "code" and not is_test(cell)]
    assert len(taught) >= 3
    for i in taught:
        assert cells[i - 1].source.startswith("### ") and "Regardez " in cells[i - 1].source, cells[i].id


@every_notebook
def test_every_cell_that_returns_something_has_its_output_stored(path: Path) -> None:
    for cell in code_cells(read(path)):
        returns = isinstance(ast.parse(cell.source).body[-1], ast.Expr)
        assert bool(texts(cell)) == returns, cell.id
        assert all(output.output_type == "execute_result" for output in cell.outputs), cell.id


@every_notebook
def test_tests_say_nothing_and_stay_out_of_the_app(path: Path) -> None:
    tests = [cell for cell in code_cells(read(path)) if is_test(cell)]
    assert tests
    assert all("assert " in cell.source and not cell.outputs for cell in tests)
    app = Notebook(path.stem, path, 0).read()
    assert [cell.id for cell in app.cells] == [cell.id for cell in read(path).cells if not is_test(cell)]
    assert not any("assert " in cell.source for cell in app.cells)


@every_notebook
@pytest.mark.parametrize("trace", TRACES)
def test_outputs_hold_no_trace_of_the_machine_or_the_hour(path: Path, trace: str) -> None:
    outputs = "\n".join(str(output) for cell in code_cells(read(path)) for output in cell.outputs)
    assert not re.search(TRACES[trace], outputs)


@every_notebook
def test_a_notebook_runs_anywhere_with_the_package_alone(path: Path, installed: Path, tmp_path: Path) -> None:
    """In an empty folder, with the course that the package carries; and its outputs are those stored."""
    new = run(path, tmp_path, PYTHONPATH=str(installed))
    for before, after in zip(read(path).cells, new.cells, strict=True):
        assert before == after, f"{before.id}: write outputs again with `python -m tests.notebooks`"
    assert list(tmp_path.iterdir()) == []


def test_the_guide_names_every_notebook_and_every_widget() -> None:
    assert all(f"| `{path.stem}` |" in GUIDE for path in NOTEBOOKS)
    assert all(f"{name}(" in GUIDE for name in widgets.__all__)


def test_the_examples_of_the_guide_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, Any] = {}
    for example in re.findall(r"^```python\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL):
        exec(example, names)
    assert repr(names["scene"]) == "RolePlay('le-silence')"
    assert len(names["fits"]) == len(names["Course"].load().formats)
    for code in re.findall(r"`((?:scene\.|RolePlay|Quiz|FormatChoice|SelfAssessment|SessionPlanner)[^`]*)`", GUIDE):
        exec(code, names)
    assert names["scene"].state["path"] == ["c"]
