"""Bad input gets one clear line with file, line and a way out; exit code 1; nothing is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from cat_course.cli import cli
from cat_course.content.quizzes import Quiz
from cat_course.content.reading import parse_page, parse_yaml, validate
from cat_course.content.source import decode
from cat_course.errors import CourseError

SCENE, QUIZ, FORMAT = "book/jeux-de-role/le-silence.yml", "book/quiz/le-cadre.yml", "book/formats/bocal.md"
MODULE, COURSE = "book/niveau-1/01-pourquoi-le-dialogue.md", "book/course.yml"
LESSON, TRAININGS, SOURCES = "book/formateur/n1-m4.yml", "book/formations.yml", "book/references.bib"
TOC, CONFIG = "_toc.yml", "_config.yml"
Break = Callable[[Path], None]


def run(root: Path, command: str = "check") -> Result:
    return CliRunner().invoke(cli, [command, "--root", str(root)])


def snapshot(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def replace(old: str, new: str) -> Break:
    def change(path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is no longer in {path.name}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def prepend(raw: bytes) -> Break:
    return lambda path: path.write_bytes(raw + path.read_bytes()) and None


def write(raw: bytes) -> Break:
    return lambda path: path.write_bytes(raw) and None


def crlf(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def link_out(path: Path) -> None:
    outside = path.parents[3] / "secret.yml"
    outside.write_text("secret", encoding="utf-8")
    path.unlink()
    path.symlink_to(outside)


def cut(path: Path, size: int) -> None:
    path.write_bytes(path.read_bytes()[:size])


def group(path: Path, people: str) -> None:
    path.write_text(re.sub(r"^group: .*$", f"group: {people}", path.read_text(encoding="utf-8"), flags=re.M), encoding="utf-8")


def first_step(path: Path, added: str) -> None:
    path.write_text(re.sub(r"(    minutes: \d+\n)", rf"\1{added}", path.read_text(encoding="utf-8"), count=1), encoding="utf-8")


CASES: dict[str, tuple[str, Break, str]] = {
    "broken YAML": (SCENE, replace("title: Le silence", "title: [Le silence"), r":\d+: .*(mal fermé|il manque « : »)"),
    "a colon in a text": (SCENE, replace("title: Le silence", "title: Le silence : un"), r":\d+: « : » au milieu d'un texte"),
    "a wrong type": (SCENE, replace("minutes: ", "minutes: vingt #"), r":\d+: minutes : nombre entier attendu, reçu 'vingt'"),
    "a number without end": (QUIZ, replace("minutes: ", "minutes: .inf #"), r":\d+: minutes : nombre attendu, reçu inf"),
    "a key that is a number": (QUIZ, replace("minutes:", "12: x\nminutes:"), r":\d+: .*une clé doit être un texte"),
    "a directive without what it needs": (
        MODULE,
        lambda p: p.write_text(re.sub(r"```\{quiz\} .*", "```{quiz}", p.read_text("utf-8")), "utf-8") and None,
        r":\d+: 'quiz' attend un identifiant : écrivez-le après \{quiz\}",
    ),
    "a misspelt key": (QUIZ, replace("minutes:", "minuts:"), r":\d+: minuts : clé inconnue ; vouliez-vous dire 'minutes' \?"),
    "a missing key": (QUIZ, replace("title:", "#title:"), r":\d+: title : clé obligatoire absente"),
    "an unknown module": (QUIZ, replace("module: n1-m3", "module: n1-m9"), r":\d+: module 'n1-m9' introuvable ; vouliez-vous"),
    "an unknown purpose": (FORMAT, replace("deliberer:", "deliberrer:"), r":\d+: intention 'deliberrer' introuvable ; vouliez"),
    "an id that climbs out": (MODULE, replace("id: n1-m1", "id: ../x"), r":3: id : identifiant '\.\./x' refusé"),
    "a title that differs from the heading": (FORMAT, replace("\n# ", "\n# Autre "), r":\d+: le titre de la page doit être"),
    "a BOM": (SCENE, prepend(b"\xef\xbb\xbf"), r":1: marque d'ordre des octets \(BOM\)"),
    "Windows line ends": (SCENE, crlf, r":1: fin de ligne Windows \(CRLF\)"),
    "a tab": (SCENE, replace("\n  ", "\n\t"), r":\d+: tabulation dans l'alinéa"),
    "an empty file": (QUIZ, write(b""), r": fichier vide"),
    "a file that is not UTF-8": (QUIZ, write("title: Été".encode("latin-1")), r":1: caractère qui n'est pas en UTF-8"),
    "a 10 MB file": (QUIZ, write(b"title: x\n" * 1_200_000), r": fichier de 10\.8 Mo, la limite est 1 Mo"),
    "a link out of the course": (QUIZ, link_out, r": lien vers un fichier hors du cours"),
    "a key written twice": (QUIZ, replace("minutes:", "title: Encore\nminutes:"), r":\d+: clé 'title' écrite deux fois"),
    "a YAML anchor": (QUIZ, replace("questions:", "un: &s [x]\ndeux: *s\nquestions:"), r":\d+: les ancres YAML"),
    "a page without front matter": (FORMAT, replace("---\n", ""), r":1: la page doit commencer par un en-tête"),
    "a front matter that never ends": (
        FORMAT,
        lambda p: p.write_text("---\nformat:\n", encoding="utf-8") and None,
        r":1: l'en-tête n'est pas fermé",
    ),
    "a module that no level lists": (
        COURSE,
        replace("n1-m2, n1-m3", "n1-m2"),
        r"03-le-cadre\.md:\d+: module 'n1-m3' absent de book/course\.yml",
    ),
    "a choice to nowhere": (SCENE, replace("to: ", "to: nulle-part #"), r":\d+: scène 'nulle-part' introuvable"),
    "a module id taken twice": (
        "book/niveau-1/03-le-cadre.md",
        replace("id: n1-m3", "id: n1-m2"),
        r":\d+: identifiant 'n1-m2' déjà pris par",
    ),
    "a module listed twice": (COURSE, replace("[n1-m1, ", "[n1-m1, n1-m1, "), r":\d+: identifiant 'n1-m1' écrit deux fois"),
    "a stage that the rules name, renamed": (
        COURSE,
        replace("{id: relier,", "{id: tisser,"),
        r":\d+: il manque l'étape 'relier', dont des règles du cours dépendent ; gardez l'identifiant",
    ),
    "a bibliography not closed": (SOURCES, replace("}\n\n@", "\n\n@"), r":\d+: accolade, guillemet ou virgule mal placés ici"),
    "a bibliography cut short": (SOURCES, lambda p: cut(p, 5_000), r":\d+: la dernière source n'est pas fermée"),
    "authors parted by commas": (
        SOURCES,
        lambda p: p.write_text(p.read_text("utf-8") + "\n@book{x1, author = {A, B, C, D}, title = {T}}\n", "utf-8") and None,
        r":\d+: trop de virgules dans 'A, B, C, D' ; séparez deux personnes par « and »",
    ),
    "a source written twice": (
        SOURCES,
        lambda p: p.write_text(p.read_text("utf-8") + "\n@book{x1, title = {T}}\n@book{x1, title = {T}}\n", "utf-8") and None,
        r":\d+: clé 'x1' écrite deux fois",
    ),
    "a source that the bibliography lacks": (
        FORMAT,
        replace("  sources: [", "  sources: [personne1900, "),
        r":\d+: source 'personne1900' introuvable ; ajoutez-la à book/references\.bib",
    ),
    "two trainings with one id": (
        TRAININGS,
        replace("id: huit-soirees", "id: trois-jours"),
        r":\d+: identifiant 'trois-jours' écrit",
    ),
    "a training of no level": (
        TRAININGS,
        replace("level: niveau-1", "level: niveau-7"),
        r":\d+: niveau 'niveau-7' introuvable ; vou",
    ),
    "a session that is all pause": (
        TRAININGS,
        replace("minutes: 165, pause: 15", "minutes: 15, pause: 15"),
        r":\d+: .*la pause dure autant que la séance",
    ),
    "a misspelt key of a training": (
        TRAININGS,
        replace("intro:", "intros:"),
        r":\d+: .*clé inconnue ; vouliez-vous dire 'intro' \?",
    ),
    "a group upside down": (LESSON, lambda p: group(p, "[12, 6]"), r":\d+: group : le premier nombre ne dépasse pas le second"),
    "a group of less than nobody": (LESSON, lambda p: group(p, "[12, -6]"), r":\d+: group\[2\] : au moins 1 attendu, reçu -6"),
    "a step for a competency unknown": (
        LESSON,
        lambda p: first_step(p, "    competencies: [nimporte]\n"),
        r":\d+: compétence 'nimporte' introuvable",
    ),
    "a misspelt key of a lesson": (
        LESSON,
        replace("pitfalls:", "pitfals:"),
        r":\d+: pitfals : clé inconnue ; vouliez-vous dire 'pi",
    ),
    "a menu that is no YAML": (TOC, replace("root: book/index", "root: [book/index"), r":\d+: .*(mal fermé|il manque « : »)"),
    "a misspelt key of the menu": (
        TOC,
        replace("    chapters:", "    chapitres:"),
        r":\d+: parts\[1\]\.chapitres : clé inconnue",
    ),
    "a page of the menu that is not there": (
        TOC,
        replace("book/ressources/glossaire", "book/glossaire"),
        r":\d+: page book/glossaire in",
    ),
    "a configuration that is no YAML": (CONFIG, replace("title: ", "title: ["), r":\d+: .*(mal fermé|il manque « : »)"),
    "a directive that names nothing": (MODULE, replace("```{quiz} ", "```{quiz} nul-"), r":\d+: quiz 'nul-.*' introuvable ; "),
    "brackets without end": (
        QUIZ,
        write(b"title: " + b"[" * 30_000),
        r":1: plus de 300 niveaux imbriqués ; fermez les crochets",
    ),
    "a list in a list in a list": (QUIZ, write(b"- " * 30_000 + b"x\n"), r":1: plus de 300 niveaux imbriqués"),
}


SEVERAL = {"a module id taken twice", "a choice to nowhere", "an id that climbs out"}
"""Mistakes that make something else wrong too."""


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_gets_one_line_with_a_way_out_and_changes_nothing(name: str, copy: Path) -> None:
    file, change, expected = CASES[name]
    change(copy / file)
    before = snapshot(copy)
    result = run(copy)
    assert result.exit_code == 1
    assert re.search(expected, result.stderr), result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.output
    assert all(re.match(r"(book/|_)[\w./-]+(:\d+)?: \S", line) for line in result.stderr.splitlines()), result.stderr
    assert snapshot(copy) == before
    assert len(result.stderr.splitlines()) == 1 or name in SEVERAL, result.stderr


def test_build_refuses_a_broken_course_before_it_writes(copy: Path) -> None:
    replace("minutes:", "minuts:")(copy / QUIZ)
    before = snapshot(copy)
    result = run(copy, "build")
    assert result.exit_code == 1
    assert "book/quiz/le-cadre.yml" in result.stderr
    assert snapshot(copy) == before


def test_a_file_name_that_is_no_id_is_refused(copy: Path) -> None:
    (copy / QUIZ).rename(copy / "book/quiz/Le Cadre.yml")
    assert "nom de fichier 'Le Cadre' refusé" in run(copy).stderr


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_one_line(raw: bytes) -> None:
    try:
        document = parse_yaml("x.yml", decode("x.yml", raw))
        validate(document, Quiz)
    except CourseError as exc:
        assert str(exc).startswith("x.yml")


@given(st.text(alphabet="-: \n\t[]{}&*#'\"|>abéé!%@`,?", max_size=120))
def test_any_text_is_read_or_refused_with_one_line(text: str) -> None:
    for parse in (parse_yaml, parse_page):
        try:
            parse("x.md", text)
        except CourseError as exc:
            assert "\n" not in str(exc)
            assert str(exc).startswith("x.md")
