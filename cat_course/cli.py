"""The ``cat-course`` command. Parsing and printing only; the work is elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from . import __version__
from .errors import CourseError

ROOT = click.option("--root", type=click.Path(path_type=Path), help="Dossier du cours (par défaut : celui où vous êtes).")


class CourseGroup(click.Group):
    """Turn anything the course raises on purpose, or the disk refuses, into one line and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CourseError as exc:
            click.echo(str(exc), err=True)
        except OSError as exc:
            click.echo(f"{exc.filename or 'fichier'} : {exc.strerror or exc}", err=True)
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
    from .content.course import find_root
    from .engine.lint import describe, lint
    from .errors import CheckFailed
    from .lint import inspect

    if repair:
        from .lint.typography import fix_book

        done = fix_book(root or find_root())
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
@click.option("--edition", type=click.Choice(["apprenant", "formateur"]), default="apprenant", show_default=True)
def build(root: Path | None, output: Path | None, edition: str) -> None:
    """Vérifier le cours, puis construire le livre.

    Example:

    \b
        cat-course build
        cat-course build --edition formateur
    """
    click.echo(f"Le livre est construit : {_build(root, output, edition) / 'index.html'}")


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
    from .engine.lint import checked
    from .server import serve as run

    course = checked(root)
    pages = _build(course.root, None, "apprenant")
    run(pages, course.root / "exercises", host=host, port=port, max_kernels=max_kernels, ready=_ready)


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
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), default=Path("book/schemas"), show_default=True)
@click.option("--check", "only_check", is_flag=True, help="N'écrit rien ; échoue si un schéma n'est pas à jour.")
def schema(output: Path, only_check: bool) -> None:
    """Écrire les schémas JSON grâce auxquels un éditeur propose et explique chaque clé.

    Example:

    \b
        cat-course schema
        cat-course schema --check
    """
    from .export.schemas import schemas

    files = schemas()
    if only_check:
        stale = [n for n, data in files.items() if not (output / n).is_file() or (output / n).read_bytes() != data]
        if stale:
            raise CourseError(f"schémas à refaire : {', '.join(stale)} ; lancez « cat-course schema »")
    else:
        output.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (output / name).write_bytes(data)
    click.echo(f"{len(files)} schémas à jour dans {output}")


@cli.command()
@click.option("--format", "kind", type=click.Choice(["json", "csv", "jsonld"]), default="json", show_default=True)
@ROOT
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), help="Dossier où écrire (par défaut : la sortie standard)."
)
def catalogue(kind: str, root: Path | None, output: Path | None) -> None:
    """Donner le catalogue des formats en données ouvertes : JSON, CSV ou JSON-LD (schema.org).

    Example:

    \b
        cat-course catalogue --format csv --output donnees
        cat-course catalogue --format jsonld > catalogue.jsonld
    """
    from .content import Course
    from .export.catalogue import EXPORTERS
    from .export.files import write

    files = EXPORTERS[kind](Course.load(root))
    if output is None:
        for data in files.values():
            click.echo(data, nl=False)
    else:
        for path in write(output, files):
            click.echo(f"Écrit : {path}", err=True)


@cli.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=False)
@click.option("--to", "kind", type=click.Choice(["pdf", "ics", "md", "csv", "json"]), help="Ce qu'il faut en faire.")
@click.option("--phases", is_flag=True, help="Avec --to ics : un rendez-vous de plus par étape.")
@click.option(
    "--new", "formats", multiple=True, help="Identifiant d'un format : écrit un nouveau plan (répétez pour une suite)."
)
@click.option("--title", help="Titre de la séance.")
@click.option("--date", help="Date, comme 2027-03-18.")
@click.option("--start", help="Heure de début, comme 18:30.")
@click.option("--people", type=int, help="Nombre de personnes.")
@click.option("--minutes", type=int, help="Durée de la séance, en minutes.")
@click.option("--place", help="Lieu.")
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="Dossier où écrire.")
@ROOT
def plan(
    file: Path | None, kind: str | None, phases: bool, formats: tuple[str, ...], output: Path, root: Path | None, **fields: Any
) -> None:
    """Préparer une séance : la montrer minute par minute, en faire un PDF, un rendez-vous ou un tableau.

    Sans --to ni --new, écrit le déroulé à l'écran. Les options --title à --place changent le plan lu ou créé.

    Example:

    \b
        cat-course plan --new world-cafe --people 30 --start 18:30 --minutes 120
        cat-course plan world-cafe.plan.json
        cat-course plan world-cafe.plan.json --to pdf --output seance
        cat-course plan world-cafe.plan.json --to ics --date 2027-03-18 --phases
    """
    from .content import Course
    from .content.plans import checked, read_plan
    from .export.files import write
    from .export.session import EXPORTERS, exported, lines

    if (file is None) == (not formats):
        raise click.UsageError("donnez un fichier de plan, ou --new avec l'identifiant d'un format")
    course = Course.load(root)
    for name in formats:
        course.format(name)
    found, remarks = read_plan(file, course.formats) if file else (checked({"formats": list(formats)}), ())
    for remark in remarks:
        click.echo(remark, err=True)
    wanted = checked({**found, **{key: value for key, value in fields.items() if value is not None}})
    if kind is None and file is not None:
        for text in lines(course, wanted):
            click.echo(text)
        return
    kind = kind or "json"
    if file is None and kind == "json" and (taken := [n for n in EXPORTERS["json"](course, wanted) if (output / n).exists()]):
        raise CourseError(f"{output / taken[0]} existe déjà ; donnez un autre dossier avec --output, ou un titre avec --title")
    for path in write(output, exported(course, wanted, kind, phases=phases)):
        click.echo(f"Écrit : {path}", err=True)


@cli.command()
@click.option(
    "--what",
    type=click.Choice(["formats", "personnages", "tout"]),
    help="Les cartes à faire (par défaut : tout, ou seulement ce que nomment --format et --scenario).",
)
@click.option("--style", type=click.Choice(["couleur", "noir-et-blanc"]), default="couleur", show_default=True)
@click.option("--large", is_flag=True, help="Gros caractères : 14 points au moins, deux cartes A5 par feuille.")
@click.option("--format", "formats", multiple=True, help="Identifiant d'un format à imprimer (répétez pour plusieurs).")
@click.option("--scenario", "roleplays", multiple=True, help="Identifiant d'un jeu de rôle dont imprimer les personnages.")
@click.option(
    "--reliure",
    "binding",
    type=click.Choice(["long", "court"]),
    default="long",
    show_default=True,
    help="Bord sur lequel l'imprimante retourne la feuille.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("cartes.pdf"),
    show_default=True,
    help="Fichier PDF à écrire.",
)
@ROOT
def cards(
    what: str | None,
    style: str,
    large: bool,
    formats: tuple[str, ...],
    roleplays: tuple[str, ...],
    binding: str,
    output: Path,
    root: Path | None,
) -> None:
    """Faire un PDF de cartes recto verso à découper : les formats, les personnages des jeux de rôle.

    Quatre cartes A6 par feuille A4, avec des repères de coupe. Imprimez en taille réelle, en recto verso.

    Example:

    \b
        cat-course cards
        cat-course cards --style noir-et-blanc --large --output gros.pdf
        cat-course cards --format bocal --format world-cafe
        cat-course cards --scenario le-silence
    """
    from .content import Course
    from .export import cards as deck
    from .export.files import write

    named = tuple(kind for kind, ids in zip(deck.WHAT, (formats, roleplays), strict=True) if ids)
    wanted = deck.WHAT if what == "tout" or not (what or named) else (what,) if what else named
    if unused := [kind for kind in named if kind not in wanted]:
        raise click.UsageError(f"--what {what} écarte les {unused[0]} que vous nommez ; retirez --what")
    made = deck.cards(
        Course.load(root),
        what=wanted,
        style=style,
        large=large,
        binding=binding,
        formats=formats or None,
        roleplays=roleplays or None,
    )
    (path,) = write(output.parent, {output.name: made[deck.FILE]})
    click.echo(f"Écrit : {path}", err=True)


@cli.command()
@click.argument("modules", nargs=-1, metavar="[MODULE]...")
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("diapositives"),
    show_default=True,
    help="Dossier où écrire.",
)
@ROOT
def slides(modules: tuple[str, ...], output: Path, root: Path | None) -> None:
    """Faire les diapositives d'un ou de plusieurs modules, en PDF : par défaut, de tous ceux qui ont un plan de séance.

    Objectifs, étapes avec leurs minutes, figures, exercice de terrain : tout vient de la page et du plan du module.

    Example:

    \b
        cat-course slides
        cat-course slides n1-m4
        cat-course slides n1-m4 n1-m5 --output salle
    """
    from .content import Course
    from .export.files import write
    from .export.slides import slides as deck

    course = Course.load(root)
    made = {name: data for module_id in modules or course.lessons for name, data in deck(course, module_id).items()}
    if not made:
        raise CourseError("aucun module de ce cours n'a de plan de séance ; écrivez-en un dans book/formateur")
    for path in write(output, made):
        click.echo(f"Écrit : {path}", err=True)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s' if number > 1 else ''}"


def _build(root: Path | None, output: Path | None, edition: str) -> Path:
    from .build import build as run
    from .engine.lint import checked

    course = checked(root)
    usual = course.root / "_build"
    folder = output or (usual if edition == "apprenant" else usual / edition)
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
