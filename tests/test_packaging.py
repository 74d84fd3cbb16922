"""What leaves the repository: the wheel with its course, and a book that plain Sphinx builds too."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

PROBE = """
from cat_course import Course
from cat_course.widgets import FormatChoice, Quiz, RolePlay, SelfAssessment, SessionPlanner
course = Course.load()
print(course.root, len(course.formats), RolePlay("le-silence"), Quiz("le-cadre"), FormatChoice(), SelfAssessment(), SessionPlanner())
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(build, capture_output=True, check=True)
    return next(out.glob("*.whl"))


def test_the_wheel_carries_the_course_and_works_outside_a_checkout(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    env = {**os.environ, "PYTHONPATH": str(target), "PYTHONSAFEPATH": "1"}
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = subprocess.run([sys.executable, "-c", PROBE], cwd=elsewhere, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    formats = len([page for page in (ROOT / "book/formats").glob("*.md") if page.name != "index.md"])
    assert done.stdout.startswith(f"{target}/cat_course {formats} RolePlay('le-silence') Quiz('le-cadre') FormatChoice()")


@pytest.mark.parametrize("command", ["build", "serve", "check --fix", "schema"])
def test_the_packaged_course_is_neither_built_nor_changed(wheel: Path, tmp_path: Path, command: str) -> None:
    target, elsewhere = tmp_path / "installed", tmp_path / "elsewhere"
    elsewhere.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    env = {**os.environ, "PYTHONPATH": str(target), "PYTHONSAFEPATH": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    before = {path: path.stat().st_mtime_ns for path in target.rglob("*")}
    run = [sys.executable, "-c", "from cat_course.cli import cli; cli()", *command.split()]
    done = subprocess.run(run, cwd=elsewhere, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "ce cours vient avec le paquet : il se lit, et ne se change ni ne se construit ; placez-vous dans" in done.stderr
    assert {path: path.stat().st_mtime_ns for path in target.rglob("*")} == before
    assert not list(elsewhere.iterdir())


def test_the_wheel_holds_templates_styles_and_labels_and_no_test(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "cat_course/labels/fr.json",
        "cat_course/export/templates/cards.typ",
        "cat_course/frontend/static/cat_course/role-play.js",
        "cat_course/frontend/static/cat_course/activities.css",
        "cat_course/sphinxext/templates/page.html",
        "cat_course/export/templates/session.typ",
        "cat_course/export/templates/slides.typ",
        "cat_course/frontend/static/cat_course/trainer.css",
        "cat_course/book/course.yml",
        "cat_course/book/jeux-de-role/le-silence.yml",
    ):
        assert needed in names
    assert not [n for n in names if n.startswith(("tests/", "bench/", "exercises/"))]


def test_the_course_builds_with_plain_sphinx_too(copy: Path, tmp_path: Path) -> None:
    python = [sys.executable, "-W", "ignore"]
    configure = "import sys; from jupyter_book.cli.main import main; sys.argv[1:] = ['config', 'sphinx', sys.argv[1]]; main()"
    subprocess.run([*python, "-c", configure, str(copy)], capture_output=True, check=True)
    out = tmp_path / "plain"
    done = subprocess.run(
        [*python, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", str(copy), str(out)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert 'data-activity="role-play"' in (out / "book/jeux-de-role/le-silence.html").read_text(encoding="utf-8")
