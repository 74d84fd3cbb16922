"""The examples that the authors' guide shows are files of the course: they pass every check."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cat_course import Course
from cat_course.build import build
from cat_course.engine.lint import lint
from cat_course.lint import inspect
from tests.conftest import ROOT

GUIDE = (ROOT / "book/guides/ecrire.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^(`{3,})\{code-block\} \w+\n:caption: (?P<path>book/\S+)\n(?P<text>.*?)^\1$", re.MULTILINE | re.DOTALL)
EXAMPLES = {m["path"]: m["text"].lstrip("\n") for m in BLOCK.finditer(GUIDE)}


def with_examples(root: Path) -> Path:
    for name, text in EXAMPLES.items():
        (root / name).write_text(text, encoding="utf-8")
    settings = root / "book/course.yml"
    listed = re.sub(r"modules: \[n1-m1.*?\]", lambda m: m[0][:-1] + ", n1-m9]", settings.read_text(encoding="utf-8"), count=1)
    settings.write_text(listed, encoding="utf-8")
    return root


def test_the_guide_has_an_example_of_each_kind() -> None:
    folders = sorted(Path(name).parent.name for name in EXAMPLES)
    assert folders == ["formats", "jeux-de-role", "niveau-1", "quiz"]


def test_the_examples_pass_every_check(copy: Path) -> None:
    course = Course.load(with_examples(copy))
    assert lint(course) == []
    assert [str(f) for f in inspect(course).faults if f.path in EXAMPLES] == []
    assert {"exemple-de-format"} <= course.formats.keys()
    assert {"exemple-de-jeu"} <= course.roleplays.keys()


def test_the_example_pages_build_without_a_warning(copy: Path, tmp_path: Path) -> None:
    with_examples(copy)
    toc = copy / "_toc.yml"
    pages = [name.removesuffix(".md") for name in EXAMPLES if name.endswith(".md")]
    lines = "".join(f"      - file: {page}\n" for page in pages)
    toc.write_text(toc.read_text(encoding="utf-8") + lines, encoding="utf-8")
    built = build(copy, tmp_path / "built")
    for page in pages:
        assert "cc-card" in (built / f"{page}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["cat-course check", "cat-course schema", "make serve"])
def test_the_guide_says_which_commands_to_run(command: str) -> None:
    assert command in GUIDE
