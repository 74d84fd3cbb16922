"""The command line, from the outside."""

from __future__ import annotations

import re
import shutil
import socket
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


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["plan", "--people", "abc"], "'--people' : nombre entier attendu, reçu 'abc'"),
        (["plan", "--people"], "l'option '--people' attend une valeur"),
        (["plan", "absent.plan.json"], "'absent.plan.json' introuvable ; vérifiez le chemin"),
        (["chek"], "commande 'chek' inconnue"),
        (["check", "--remarque"], "--remarque"),
        (["check", "--fix=3"], "l'option '--fix' ne prend pas de valeur"),
        (["build", "--edition", "x"], "'x' inconnu ; attendu : 'apprenant', 'formateur'"),
        (["serve", "--port", "0"], "0 est hors des bornes (1<=x<=65535)"),
        (["graph"], "il manque l'argument 'SCENARIO'"),
        (["graph", "un", "deux"], "argument en trop (deux)"),
        (["cards", "--output", "."], "'.' est un dossier, un fichier est attendu"),
    ],
)
def test_a_command_mistyped_is_said_in_french(args: list[str], told: str) -> None:
    result = CliRunner().invoke(cli, args)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not re.search(r"\b(Error|Usage:|Try|for help|No such|Missing|Invalid|not|does)\b", result.stderr), result.stderr


def test_the_help_has_its_headings_in_french() -> None:
    assert "Usage :" in run("check", "--help")
    assert "par défaut : 8000" in run("serve", "--help")
    assert "Commandes:" in run("--help")


def test_serve_takes_its_port_before_it_builds_and_reads_the_course_once(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[Path | None] = []
    load = Course.load
    monkeypatch.setattr(Course, "load", lambda root=None: reads.append(root) or load(root))
    monkeypatch.setattr("cat_course.build.build", lambda *args, **extra: pytest.fail("built for nothing"))
    (copy / "exercises").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(cli, ["serve", "--root", str(copy), "--port", str(port)])
    assert result.exit_code == 1
    assert result.stderr.startswith(f"le port {port} est déjà pris ; ")
    assert reads == [copy]


def test_schemas_are_written_in_the_course_and_nowhere_else(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(copy / "book/schemas")
    monkeypatch.chdir(tmp_path)
    run("schema", "--root", str(copy))
    assert list((copy / "book/schemas").glob("*.json"))
    assert not (tmp_path / "book").exists()


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
