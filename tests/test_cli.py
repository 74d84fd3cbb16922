"""The command line, from the outside."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from cat_course import Course
from cat_course.cli import CourseGroup, cli
from cat_course.errors import UnknownIdError
from tests.conftest import ROOT


def run(*args: str) -> str:
    result = CliRunner().invoke(cli, args)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_has_help_with_an_example(name: str) -> None:
    assert f"Example:\n\n    cat-course {name}" in run(name, "--help").replace("\n\n\n", "\n\n").replace(
        "  Example", "Example"
    ).replace("      cat", "    cat")


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"cat-course {name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_errors_of_the_course_are_one_line_and_exit_1() -> None:
    @cli.group(cls=CourseGroup, name="t")
    def app() -> None:
        pass

    @app.command()
    def boom() -> None:
        raise UnknownIdError("format", "bocale", ["bocal"])

    try:
        result = CliRunner().invoke(app, ["boom"])
    finally:
        cli.commands.pop("t")
    assert result.exit_code == 1
    assert result.stderr == "format 'bocale' introuvable ; vouliez-vous dire 'bocal' ?\n"


def test_check_says_what_it_read_and_who_reaches_which_ending() -> None:
    out = run("check", "--details", "--root", str(ROOT))
    assert "le-silence : " in out
    assert "toujours le premier" in out
    assert out.splitlines()[-1].startswith(f"Tout est en ordre : {len(Course.load(ROOT).modules)} modules, ")


def test_graph_draws_every_scene_as_svg(tmp_path: Path) -> None:
    target = tmp_path / "g.svg"
    run("graph", "le-silence", "--root", str(ROOT), "--output", str(target))
    svg = ElementTree.parse(target).getroot()
    boxes = svg.findall("{http://www.w3.org/2000/svg}rect")
    from cat_course import Course

    assert len(boxes) == 1 + len(Course.load(ROOT).roleplay("le-silence").nodes)
    assert run("graph", "le-silence", "--root", str(ROOT)) == target.read_text(encoding="utf-8")


def test_graph_of_an_unknown_scenario_suggests_the_nearest() -> None:
    result = CliRunner().invoke(cli, ["graph", "le-silense", "--root", str(ROOT)])
    assert result.exit_code == 1
    assert result.stderr == "jeu de rôle 'le-silense' introuvable ; vouliez-vous dire 'le-silence' ?\n"


def test_an_output_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    target = tmp_path / "absent" / "g.svg"
    result = CliRunner().invoke(cli, ["graph", "le-silence", "--root", str(ROOT), "--output", str(target)])
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{target} : ")
    assert len(result.stderr.splitlines()) == 1


def test_the_committed_schemas_are_those_of_the_models() -> None:
    run("schema", "--check", "--output", str(ROOT / "book" / "schemas"))


def test_a_stale_schema_is_named(tmp_path: Path) -> None:
    run("schema", "--output", str(tmp_path))
    (tmp_path / "quiz.json").write_text("{}", encoding="utf-8")
    result = CliRunner().invoke(cli, ["schema", "--check", "--output", str(tmp_path)])
    assert result.exit_code == 1
    assert "quiz.json" in result.stderr
