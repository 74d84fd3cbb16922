"""The ``cat-course`` command. Parsing and printing only; the work is elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import __version__
from .cli_exports import COMMANDS
from .cli_french import speak_french
from .cli_options import ROOT
from .editions import EDITIONS, LEARNER
from .errors import CourseError, system_problem
from .streams import write_anywhere

if TYPE_CHECKING:
    from .content import Course


class CourseGroup(click.Group):
    """Turn anything the course raises on purpose, or the disk refuses, into one line and exit code 1."""

    def main(self, *args: Any, **extra: Any) -> Any:
        speak_french()
        write_anywhere()
        return super().main(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CourseError as exc:
            click.echo(str(exc), err=True)
        except OSError as exc:
            click.echo(f"{exc.filename or 'fichier'} : {system_problem(exc)}", err=True)
        ctx.exit(1)


@click.group(cls=CourseGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="cat-course")
def cli() -> None:
    """Vérifier, construire et servir le cours."""


@cli.command()
@ROOT
@click.option("--details", is_flag=True, help="Donner les remarques, et pour chaque jeu de rôle ses chemins et ses fins.")
@click.option("--remarques", "remarks", is_flag=True, help="Donner les remarques de lisibilité et les sources jamais citées.")
@click.option("--orthographe", "spelling", is_flag=True, help="Vérifier aussi l'orthographe (quelques secondes de plus).")
@click.option("--fix", "repair", is_flag=True, help="Corriger d'abord la typographie dans les fichiers, et rien d'autre.")
def check(root: Path | None, details: bool, remarks: bool, spelling: bool, repair: bool) -> None:
    """Vérifier tout le cours ; chaque problème tient sur une ligne, avec fichier et ligne.

    Une faute arrête ; une remarque, de lisibilité par exemple, n'arrête rien.

    Example:

    \b
        cat-course check
        cat-course check --orthographe
        cat-course check --fix
        cat-course check --remarques
        cat-course check --details
    """
    from .content import Course
    from .content.course import own_root
    from .engine.lint import describe, lint
    from .errors import CheckFailed
    from .lint import inspect

    if repair:
        from .lint.typography import fix_book

        done = fix_book(own_root(root))
        for path, count in done.items():
            click.echo(f"{path} : {_count(count, 'réparation')}", err=True)
        click.echo(f"{_count(sum(done.values()), 'réparation')} dans {_count(len(done), 'fichier')}.", err=True)
    course = Course.load(root)
    report = inspect(course, spelling=spelling)
    if remarks or details:
        for remark in report.remarks:
            click.echo(str(remark))
    if findings := [*lint(course), *report.faults]:
        raise CheckFailed(findings)
    if details:
        for text in describe(course):
            click.echo(text)
    counts = f"{len(course.modules)} modules, {len(course.formats)} formats, {len(course.roleplays)} jeux de rôle"
    counts += f", {len(course.quizzes)} quiz, {len(course.framework.competencies)} compétences"
    more = "" if remarks or details or not report.remarks else f" {_count(len(report.remarks), 'remarque')} (--remarques)."
    click.echo(f"Tout est en ordre : {counts}.{more}")


@cli.command()
@ROOT
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Dossier où écrire (par défaut : _build, ou _build/formateur).",
)
@click.option("--edition", type=click.Choice(EDITIONS), default=LEARNER, show_default=True)
def build(root: Path | None, output: Path | None, edition: str) -> None:
    """Vérifier le cours, puis construire le livre.

    Example:

    \b
        cat-course build
        cat-course build --edition formateur
    """
    from .content.course import own_root
    from .engine.lint import checked

    click.echo(f"Le livre est construit : {_build(checked(own_root(root)), output, edition) / 'index.html'}")


@cli.command()
@ROOT
@click.option("--host", default="127.0.0.1", show_default=True, help="Adresse d'écoute ; 0.0.0.0 ouvre à tout le réseau.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option(
    "--max-kernels", type=click.IntRange(1, 200), default=8, show_default=True, help="Nombre de noyaux Python en même temps."
)
def serve(root: Path | None, host: str, port: int, max_kernels: int) -> None:
    """Construire le livre, puis le servir avec les applications Voila, sur un seul port.

    Example:

    \b
        cat-course serve
        cat-course serve --port 8080 --max-kernels 4
    """
    from .content.course import own_root
    from .engine.lint import checked
    from .server import serve as run

    course = checked(own_root(root))
    book = partial(_build, course, None, LEARNER)
    run(book, course.root / "exercises", host=host, port=port, max_kernels=max_kernels, ready=_ready)


@cli.command()
@click.argument("scenario")
@ROOT
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="Fichier SVG (par défaut : la sortie standard)."
)
def graph(scenario: str, root: Path | None, output: Path | None) -> None:
    """Dessiner un jeu de rôle en SVG : scènes, choix, conditions, fins.

    Example:

    \b
        cat-course graph le-silence --output le-silence.svg
    """
    from .content import Course
    from .engine.roleplay import compile_roleplay
    from .export.graph import scenario_svg

    course = Course.load(root)
    svg = scenario_svg(compile_roleplay(scenario, course.roleplay(scenario), course.framework))
    if output is None:
        click.echo(svg, nl=False)
    else:
        output.write_text(svg, encoding="utf-8")
        click.echo(f"Dessin écrit : {output}", err=True)


@cli.command()
@ROOT
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Dossier où écrire (par défaut : book/schemas, dans le cours).",
)
@click.option("--check", "only_check", is_flag=True, help="N'écrit rien ; échoue si un schéma n'est pas à jour.")
def schema(root: Path | None, output: Path | None, only_check: bool) -> None:
    """Écrire les schémas JSON grâce auxquels un éditeur propose et explique chaque clé.

    Example:

    \b
        cat-course schema
        cat-course schema --check
    """
    from .content.course import own_root
    from .export.files import write
    from .export.schemas import schemas

    files = schemas()
    folder = output or own_root(root) / "book/schemas"
    if only_check:
        stale = [n for n, data in files.items() if not (folder / n).is_file() or (folder / n).read_bytes() != data]
        if stale:
            raise CourseError(f"schémas à refaire : {', '.join(stale)} ; lancez « cat-course schema »")
    else:
        write(folder, files)
    click.echo(f"{len(files)} schémas à jour dans {folder}")


for command in COMMANDS:
    cli.add_command(command)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s' if number > 1 else ''}"


def _build(course: Course, output: Path | None, edition: str) -> Path:
    from .build import build as run

    usual = course.root / "_build"
    folder = output or (usual if edition == LEARNER else usual / edition)
    return run(course.root, folder, edition=edition, report=_progress())


def _progress() -> Callable[[str, int], None]:
    """Return a reporter that writes a line at each step, and its share done on a terminal."""
    seen: set[str] = set()
    stream = sys.stderr  # the build takes the standard streams for itself while it runs
    words = {"read": "Lecture des pages", "write": "Écriture des pages"}

    def report(step: str, percent: int) -> None:
        if stream.isatty():
            click.echo(f"\r{words[step]} : {percent} %", nl=percent == 100, file=stream)
        elif step not in seen:
            click.echo(f"{words[step]}…", file=stream)
        seen.add(step)

    return report


def _ready(url: str) -> None:
    click.echo(f"Le cours est servi sur {url} (Ctrl-C pour arrêter).")
