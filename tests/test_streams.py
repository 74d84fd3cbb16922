"""What the command writes, wherever it is sent."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


def run(*args: str, encoding: str) -> tuple[int, str, str]:
    env = {**os.environ, "PYTHONIOENCODING": encoding}
    command = [sys.executable, "-W", "ignore", "-c", "from cat_course.cli import cli; cli()", *args]
    done = subprocess.run(command, capture_output=True, env=env, check=False, cwd=ROOT)
    return done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding)


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "utf-8"])
@pytest.mark.parametrize("args", [["--help"], ["plan", "--help"]])
def test_the_help_can_be_sent_to_a_file_of_any_encoding(args: list[str], encoding: str) -> None:
    code, told, wrong = run(*args, encoding=encoding)
    assert (code, wrong) == (0, "")
    assert "Options" in told


def test_a_narrow_space_that_an_encoding_lacks_is_a_space_and_accents_stay(tmp_path: Path) -> None:
    assert run("plan", "--new", "bocal", "--title", "Été → 水", "--output", str(tmp_path), encoding="cp1252")[0] == 0
    (path,) = tmp_path.iterdir()
    code, told, wrong = run("plan", str(path), "--people", "4", "--place", "Salle", encoding="cp1252")
    assert (code, wrong) == (0, "")
    assert told.startswith("Été ? ?\n")
    assert "Lieu : Salle\n" in told
    assert "\u202f" in run("plan", str(path), "--place", "Salle", encoding="utf-8")[1]


def test_an_error_is_told_in_any_encoding() -> None:
    code, told, wrong = run("cards", "--format", "bocale", encoding="cp1252")
    assert (code, told, wrong) == (1, "", "format 'bocale' introuvable ; vouliez-vous dire 'bocal' ?\n")
