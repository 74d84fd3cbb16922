"""The commands that make files of the course: open data, session plans, cards, slides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from .cli_options import ROOT
from .errors import CourseError

MODULES = click.argument("modules", nargs=-1, metavar="[MODULE]...")


def _folder(default: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return the option of a command that writes several files."""
    kind = click.Path(path_type=Path, file_okay=False)
    return click.option("--output", type=kind, default=Path(default), show_default=True, help="Dossier où écrire.")


@click.command()
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


@click.command()
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
    from .content.plans import checked, read_plan, shortened
    from .export.files import write
    from .export.session import exported, lines

    if (file is None) == (not formats):
        raise click.UsageError("donnez un fichier de plan, ou --new avec l'identifiant d'un format")
    course = Course.load(root)
    for name in formats:
        course.format(name)
    found, remarks = read_plan(file, course.formats) if file else (checked({"formats": list(formats)}), ())
    wanted, cut = shortened(checked({**found, **{key: value for key, value in fields.items() if value is not None}}))
    for remark in (*remarks, *cut):
        click.echo(remark, err=True)
    if kind is None and file is not None:
        for text in lines(course, wanted):
            click.echo(text)
        return
    made = exported(course, wanted, kind or "json", phases=phases)
    for path in map(output.joinpath, made if kind in (None, "json") else ()):
        if path.exists() and not (file and path.samefile(file)):
            raise CourseError(f"{path} existe déjà ; donnez un autre dossier avec --output, ou un titre avec --title")
    for path in write(output, made):
        click.echo(f"Écrit : {path}", err=True)


@click.command()
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


@click.command()
@MODULES
@_folder("diapositives")
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
    from .export.slides import slides as deck

    course = Course.load(root)
    made = {name: data for module_id in modules or course.lessons for name, data in deck(course, module_id).items()}
    _write_all(output, made, "aucun module de ce cours n'a de plan de séance ; écrivez-en un dans book/formateur")


@click.command()
@MODULES
@_folder("fiches")
@ROOT
def sheets(modules: tuple[str, ...], output: Path, root: Path | None) -> None:
    """Faire la fiche de terrain d'un ou de plusieurs modules, en PDF : par défaut, de tous ceux qui en ont une.

    Une page A4 à remplir à la main : la consigne de l'exercice, puis son tableau, avec de la place pour écrire.

    Example:

    \b
        cat-course sheets
        cat-course sheets n1-m4 n1-m5 --output salle
    """
    from .content import Course
    from .export.field_sheet import field_sheet

    course = Course.load(root)
    made = {name: data for module_id in modules or course.modules for name, data in field_sheet(course, module_id).items()}
    _write_all(output, made, "aucun de ces modules n'a de tableau à remplir sous « À essayer sur le terrain »")


def _write_all(output: Path, made: dict[str, bytes], nothing: str) -> None:
    from .export.files import write

    if not made:
        raise CourseError(nothing)
    for path in write(output, made):
        click.echo(f"Écrit : {path}", err=True)


COMMANDS = (catalogue, plan, cards, slides, sheets)
