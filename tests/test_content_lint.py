"""The content lint: each rule is provoked by one edit of a page or of the course, and says where and what to do."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from cat_course import Course
from cat_course.cli import cli
from cat_course.content.bibliography import Reference
from cat_course.content.toc import menu
from cat_course.errors import CourseError, Finding
from cat_course.lint import coverage, inspect, readability, spelling, typography
from cat_course.lint.coverage import complete, matrix
from cat_course.lint.prose import read_source
from cat_course.lint.readability import LONGEST_SENTENCE, count_syllables, reading_ease
from cat_course.lint.structure import citations, headings, links, never_cited, pictures
from cat_course.lint.typography import NARROW, fix

PAGE = "book/ressources/essai.md"


def source(text: str, path: str = PAGE):
    return read_source(path, text)


def said(findings) -> list[tuple[int | None, str]]:
    return [(f.line, f.problem) for f in findings]


def run(root: Path, *options: str) -> Result:
    return CliRunner().invoke(cli, ["check", "--root", str(root), *options])


# ---- what is read

MIXED = """\
---
format:
  title: 'L''eau, un titre'
  family: une-famille
  url: https://exemple.fr/une-page
---

# Un *titre* avec `du code`

Voir [le lien](../a/b.md "bulle"), {footcite}`cle2020`, $x : y$ et <https://a.fr/b>.

| Une | cellule |
| --- | --- |
| deux | ![une image](x.png) |

```{code-block} yaml
jamais lu : du code
```

```{figure} x.svg
:alt: "Un texte de remplacement"
:width: 30 em

Une légende.
```

% une remarque
"""


def test_prose_holds_what_a_reader_reads_and_nothing_else():
    page = source(MIXED)
    text = "\n".join(p.text for p in page.passages)
    for shown in (
        "L'eau, un titre",
        "Un titre avec",
        "le lien",
        "Une",
        "deux",
        "une image",
        "Un texte de remplacement",
        "Une légende.",
    ):
        assert shown in text
    for hidden in (
        "une-famille",
        "exemple.fr",
        "du code",
        "../a/b.md",
        "bulle",
        "cle2020",
        "x : y",
        "a.fr",
        "30 em",
        "remarque",
        "yaml",
    ):
        assert hidden not in text


def test_every_character_of_the_prose_is_found_again_in_the_file():
    page = source(MIXED)
    for passage in page.passages:
        for place, char in enumerate(passage.text):
            assert char in "\ufffc\u2060" or page.text[passage.at(place)] == char


def test_every_character_of_the_books_prose_is_found_again_in_its_file(course: Course):
    for document in course.documents.values():
        text = (course.root / document.path).read_text(encoding="utf-8")
        for passage in read_source(document.path, text, document).passages:
            assert passage.exact
            assert all(c in "\ufffc\u2060" or text[passage.at(i)] == c for i, c in enumerate(passage.text)), document.path


# ---- typography

TYPOGRAPHY = {
    "a space before a high sign": ("Un mot ; un autre.", f"Un mot{NARROW}; un autre.", "avant « ; »"),
    "no space before a high sign": ("Vraiment?", f"Vraiment{NARROW}?", "avant « ? »"),
    "a wide no-break space": ("Ceci\u00a0: cela.", f"Ceci{NARROW}: cela.", "avant « : »"),
    "a sign after emphasis": ("Est-ce *vrai* ?", f"Est-ce *vrai*{NARROW}?", "avant « ? »"),
    "a sign after code": ("Tapez `make` ; puis $x$ : rien.", f"Tapez `make`{NARROW}; puis $x${NARROW}: rien.", "avant « ; »"),
    "quotation marks": ("Il dit « oui ».", f"Il dit «{NARROW}oui{NARROW}».", "après « « »"),
    "quotation marks with no space": ("Il dit «oui».", f"Il dit «{NARROW}oui{NARROW}».", "avant « » »"),
    "a curly apostrophe": ("C’est l’eau.", "C'est l'eau.", "apostrophe courbe"),
    "a capital E": ("Ecoutez la salle.", "Écoutez la salle.", "majuscule sans accent dans « Ecoutez »"),
    "a capital A": ("Fini. A la prochaine.", "Fini. À la prochaine.", "majuscule sans accent dans « A »"),
    "a capital C": ("Ca marche.", "Ça marche.", "majuscule sans accent dans « Ca »"),
    "two faults that follow": ("A l’heure.", "À l'heure.", "apostrophe courbe"),
}


@pytest.mark.parametrize("name", TYPOGRAPHY)
def test_typography_is_found_and_repaired(name: str):
    wrong, right, problem = TYPOGRAPHY[name]
    text = f"# Un titre\n\n{wrong}\n"
    found = said(typography.faults(source(text)))
    assert found[0][0] == 3
    assert any(problem in f and "--fix" in f for _, f in found)
    assert fix(PAGE, text)[0] == f"# Un titre\n\n{right}\n"


@pytest.mark.parametrize(
    "text",
    [
        "Rendez-vous à 10:30.",
        "Sur https://exemple.fr/a?b;c et `a : b`.",
        "Voir $a : b$ et {footcite}`x`.",
        "La famille A travaille. A voté.",
        "Un [lien](http://a.fr/?q=1;2 'un : titre').",
        "```{code-block} text\na : b ?\n```",
        "```\n« a » ?\n```",
        "<span title='a : b'>",
        "| a |\n| :---: |\n| b |",
        "Quoi\u202f?! Rien.",
    ],
)
def test_code_addresses_formulas_and_times_are_left_alone(text: str):
    assert said(typography.faults(source(f"# Titre\n\n{text}\n"))) == []
    assert fix(PAGE, text) == (text, 0)


def test_straight_quotation_marks_are_a_fault_that_no_machine_repairs():
    text = '# Titre\n\nIl dit "oui".\n'
    assert said(typography.faults(source(text)))[0] == (
        3,
        "guillemets droits dans un texte ; employez « … », ou “ … ” à l'intérieur d'une citation",
    )
    assert fix(PAGE, text) == (text, 0)


YAML = """\
# Une remarque : laissée telle quelle ?
title: 'L’eau ?'
intro: "Passer : c’est permis."
plain: Qui vient ?
list: [Quoi ?, "Et : alors"]
text: >-
  Un texte plié : sur
  deux lignes !
id: un-identifiant
"""


def test_a_repair_of_yaml_keeps_its_quotes_and_what_it_says():
    new, repairs = fix("book/quiz/essai.yml", YAML)
    assert repairs == 9
    assert "title: 'L''eau\u202f?'" in new
    assert 'intro: "Passer\u202f: c\'est permis."' in new
    assert 'list: [Quoi\u202f?, "Et\u202f: alors"]' in new
    assert "# Une remarque : laissée telle quelle ?" in new
    assert bare(new.replace("''", "'")) == bare(YAML)


def test_a_repair_keeps_windows_line_ends_and_the_byte_order_mark():
    text = MIXED + "\nEst-ce l’eau ?\n\nOui !\n"
    plain, repairs = fix(PAGE, text)
    assert repairs == 3
    assert fix(PAGE, "\ufeff" + text.replace("\n", "\r\n")) == ("\ufeff" + plain.replace("\n", "\r\n"), repairs)


def bare(text: str) -> str:
    """What typography may not change: everything but spaces, apostrophes and the accents of capitals."""
    table = {"’": "'", "ʼ": "'", "É": "E", "À": "A", "Ç": "C"}
    return re.sub("[ \u00a0\u2009\u202f]", "", "".join(table.get(c, c) for c in text))


PIECES = [
    "mot",
    "Etat",
    "A la",
    "Ca va",
    "l’eau",
    "l'",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\u00a0",
    NARROW,
    "«",
    "»",
    ":",
    ";",
    "?",
    "!",
]
PIECES += [
    "`a : b`",
    "**",
    "*",
    "$x : y$",
    "[a : b](c?d)",
    "# ",
    "- ",
    "> ",
    "| a : b |",
    "{cite}`k`",
    "```\n",
    "```{note}\n",
    '"',
    "'",
    "(",
    ")",
]
PIECES += ["https://a.fr/?q", "10:30", "&amp;", "\\*", "---\n", "‘", "…", "x: ", "\t", "<b>"]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.sampled_from([PAGE, "book/quiz/essai.yml"]))
def test_a_second_repair_changes_nothing_and_no_repair_touches_anything_else(text: str, path: str):
    try:
        once, _ = fix(path, text)
    except CourseError:
        return
    assert fix(path, once) == (once, 0)
    squeeze = (lambda t: bare(t).replace("''", "'")) if path.endswith(".yml") else bare
    assert squeeze(once) == squeeze(text)
    assert once.count("\r") == text.count("\r")
    assert once.count("\n") == text.count("\n")


# ---- structure


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("Sans titre.\n", 1, "page sans titre ; ajoutez"),
        ("# Un\n\n# Deux\n", 3, "second titre de page 'Deux' ; un seul « # »"),
        ("# Un\n\n### Trois\n", 3, "intertitre 'Trois' trop bas : il saute un niveau ; écrivez-le avec « ## »"),
    ],
)
def test_the_outline_of_a_page_is_in_order(text: str, line: int, problem: str):
    [(at, found)] = said(headings(source(text)))
    assert at == line
    assert problem in found


@pytest.mark.parametrize("text", ["![](le-cadre.svg)", "```{figure} le-cadre.svg\n```", '<img src="le-cadre.svg">'])
def test_a_picture_without_alternative_text_is_a_fault(text: str, tmp_path: Path):
    (tmp_path / "le-cadre.svg").touch()
    [(line, problem)] = said(pictures(read_source("p.md", f"# T\n\n{text}\n"), tmp_path))
    assert line == 3
    assert "image sans texte de remplacement ; écrivez dans :alt:" in problem


def test_a_picture_with_alternative_text_and_a_missing_file(tmp_path: Path):
    [(_, problem)] = said(pictures(source("# T\n\n```{figure} absent.svg\n:alt: Un cercle.\n```\n"), tmp_path))
    assert problem.startswith("image 'absent.svg' introuvable")


LINKS = {
    "a page that does not exist": ("[x](absente.md)", "lien vers 'absente.md', introuvable ; vérifiez le chemin"),
    "a page misspelt": ("[x](autr.md)", "vouliez-vous dire 'book/autre.md' ?"),
    "a page off the menu": ("[x](cachee.md)", "absent du menu ; ajoutez book/cachee à _toc.yml"),
    "an anchor of this page": ("[x](#nulle-part)", "ancre 'nulle-part' introuvable"),
    "an anchor of another page": ("[x](autre.md#le-titr)", "ancre 'le-titr' introuvable ; vouliez-vous dire 'le-titre' ?"),
    "a card's page": ("```{jeu-de-role} x\n:page: absente.md\n```", "lien vers 'absente.md', introuvable"),
}


@pytest.mark.parametrize("name", LINKS)
def test_a_link_inside_the_book_leads_somewhere(name: str, tmp_path: Path):
    text, expected = LINKS[name]
    pages = {"book/page.md": f"# T\n\n{text}\n", "book/autre.md": "# Le titre\n\n(cible)=\n", "book/cachee.md": "# T\n"}
    (tmp_path / "book").mkdir()
    for path, content in pages.items():
        (tmp_path / path).write_text(content, encoding="utf-8")
    sources = {path: read_source(path, content) for path, content in pages.items()}
    [(line, problem)] = said(links(sources["book/page.md"], tmp_path, sources, {"book/page", "book/autre"}))
    assert line in (3, 4)
    assert expected in problem
    good = read_source("book/page.md", "# T\n\n[a](autre.md#cible) [b](autre.md#le-titre) [c](#t) [d](https://a.fr/x)\n")
    assert said(links(good, tmp_path, {**sources, "book/page.md": good}, {"book/page", "book/autre"})) == []


def test_a_citation_that_the_bibliography_lacks_is_a_fault():
    text = "# T\n\nUn {footcite}`zimmerman2009` et {footcite}`zimmermann2009, autre`.\n"
    found = said(citations(source(text), {"zimmerman2009"}))
    assert [line for line, _ in found] == [3, 3]
    assert found[0][1] == "source 'zimmermann2009' introuvable ; vouliez-vous dire 'zimmerman2009' ?"


def test_a_source_that_nothing_cites_is_a_remark(course: Course):
    more = replace(course, bibliography={**course.bibliography, "personne1999": Reference(12, (), {})})
    sources = {"p.md": source("# T\n")}
    before = {f.problem for f in never_cited(course, sources)}
    [new] = [f for f in never_cited(more, sources) if f.problem not in before]
    assert new == Finding("book/references.bib", 12, "source 'personne1999' citée nulle part ; citez-la, ou retirez-la")
    cited = {"p.md": source("# T\n\n{footcite}`personne1999`\n")}
    assert new not in list(never_cited(more, cited))


def test_the_menu_lists_every_page_at_any_depth():
    toc = {"root": "a", "parts": [{"chapters": [{"file": "b.md", "sections": [{"file": "c"}]}]}]}
    assert menu(toc) == {"a", "b", "c"}


# ---- readability


def test_a_sentence_too_long_is_a_remark_with_its_line():
    text = "# T\n\nCourte.\n" + "mot " * LONGEST_SENTENCE + "fin.\n"
    assert said(readability.remarks(source(text))) == [(4, "phrase de 36 mots ; au-delà de 35, coupez-la en deux")]
    assert said(readability.remarks(source(text.replace("mot ", "", 1)))) == []


def test_a_page_of_long_words_is_a_remark():
    text = "# T\n\n" + "Institutionnalisation bureaucratique internationale inconditionnellement. " * 30
    [(line, problem)] = said(readability.remarks(source(text)))
    assert line == 1
    assert problem.startswith("lecture difficile, indice -")


def test_reading_ease_is_that_of_kandel_and_moles():
    assert reading_ease(words=100, sentences=10, syllables=150) == pytest.approx(207 - 10.15 - 110.4)
    words = {"chat": 1, "facilitation": 5, "l'eau": 1, "quatre": 1, "idée": 2, "réunion": 3, "aujourd'hui": 3, "pays": 1}
    assert {word: count_syllables(word) for word in words} == words


# ---- coverage


def with_level(course: Course, **changes: object) -> Course:
    first, *others = course.settings.levels
    levels = (first.model_copy(update=changes), *others)
    return replace(course, settings=course.settings.model_copy(update={"levels": levels}))


def test_a_level_is_held_to_its_hours_once_its_modules_are_all_there(course: Course):
    level = course.settings.levels[0]
    total = sum(course.modules[m].hours.total for m in level.modules)
    count = len(level.modules)
    right = with_level(course, hours=total, planned=count)
    assert not [f for f in coverage.faults(right) if "annonce" in f.problem]
    wrong = [f for f in coverage.faults(with_level(course, hours=total + 1.5, planned=count)) if "annonce" in f.problem]
    assert len(wrong) == 1
    assert wrong[0].path == "book/course.yml"
    assert "accordez les deux" in wrong[0].problem
    assert list(coverage.faults(with_level(course, hours=1, planned=count + 1))) == []
    assert list(coverage.faults(with_level(course, hours=1, planned=None))) == []
    assert "prévus ; accordez planned" in next(iter(coverage.faults(with_level(course, planned=1)))).problem


def test_each_competency_aimed_at_is_taught_practised_and_assessed(course: Course):
    count = len(course.settings.levels[0].modules)
    bare_course = replace(with_level(course, planned=count), roleplays={}, lessons={}, quizzes={})
    modules = {i: m.model_copy(update={"competencies": {}, "activities": ()}) for i, m in course.modules.items()}
    found = [f for f in coverage.faults(replace(bare_course, modules=modules)) if f.path == "book/competences.yml"]
    aimed = [c for c in course.framework.competencies.values() if "niveau-1" in c.aim]
    for words in ("enseignée par aucun module", "travaillée par aucune activité", "évaluée nulle part"):
        assert len([f for f in found if words in f.problem]) == len(aimed)
    assert all(" ; " in f.problem for f in found)


def test_the_matrix_says_where_a_competency_is_worked_on(course: Course):
    row = next(row for row in matrix(course, "niveau-1") if row.competency == "ecoute")
    assert "n1-m2" in row.taught
    assert "le-silence" in row.roleplays
    assert "posture-et-ecoute" in row.quizzes
    assert row.practised
    assert row.assessed
    assert [r.competency for r in matrix(course, "niveau-1")] == [
        i for i, c in course.framework.competencies.items() if "niveau-1" in c.aim
    ]
    assert next(r for r in matrix(course, "niveau-1") if r.competency == "choix-format").activities in (
        (),
        ("choisir-un-format", "preparer-une-seance"),
    )


def test_a_level_without_a_plan_is_never_complete(course: Course):
    assert not complete(course.settings.levels[1])


# ---- spelling

KNOWN = {"la", "salle", "eau", "est", "aujourd", "mot", "vous", "donnez", "dialogue"}


def spelt(course: Course, root: Path, text: str) -> list[tuple[int | None, str]]:
    here = replace(course, root=root)
    return said(spelling.faults(here, {PAGE: source(text)}, lambda word: word.lower() in KNOWN))


def test_an_unknown_word_is_a_fault_with_the_nearest_word_of_the_book(course: Course, tmp_path: Path):
    text = "# La salle\n\nL'eau est le dialogue. Donnez-vous `xyz` ONU.\n\nLe dialoque, aujourd'hui.\n"
    assert spelt(course, tmp_path, text.replace("le ", "la ").replace("Le ", "La ")) == [
        (5, "mot inconnu 'dialoque' ; vouliez-vous dire 'dialogue' ? Sinon, ajoutez-le à book/dictionnaire.txt")
    ]


def test_the_projects_own_words_are_right_and_kept_in_order(course: Course, tmp_path: Path):
    own = tmp_path / "book/dictionnaire.txt"
    own.parent.mkdir()
    own.write_text("# Nos mots\ndialoque\nÉcolieu\nzola\nOriande\nOriande\n", encoding="utf-8")
    found = spelt(course, tmp_path, "# Dialoque\n\nDialoque, l'Oriande, oriande.\n")
    assert found == [
        (5, "mot 'Oriande' mal rangé ; placez-le avant 'zola'"),
        (6, "mot 'Oriande' écrit deux fois ; gardez-en un"),
        (3, "mot inconnu 'oriande' ; vouliez-vous dire 'Oriande' ? Sinon, ajoutez-le à book/dictionnaire.txt"),
    ]


def test_names_in_other_languages_and_addresses_are_not_spelt(course: Course, tmp_path: Path):
    text = "---\nformat:\n  names: [Deep Democracy, Qualsevol]\n---\n\n# La salle\n\nLa salle est exemple-zzz.org/qqq v2x.\n"
    assert spelt(course, tmp_path, text) == []


def test_the_french_dictionary_knows_french_and_remembers_what_it_knew(tmp_path: Path):
    pytest.importorskip("spylls", reason="the spelling dictionary is not installed")
    kept = spelling.Kept(tmp_path)
    assert [kept(word) for word in ("dialogue", "Écoutez", "dialoque", "facilitattion")] == [True, True, False, False]
    kept.save()
    again = spelling.Kept(tmp_path)
    assert [again(word) for word in ("dialogue", "Dialogue", "dialoque")] == [True, True, False]
    assert again._dictionary is None


def test_without_the_dictionary_one_line_says_what_to_install(copy: Path, monkeypatch: pytest.MonkeyPatch):
    def absent(name: str) -> str:
        raise spelling.PackageNotFoundError(name)

    monkeypatch.setattr(spelling, "version", absent)
    result = run(copy, "--orthographe")
    assert result.exit_code == 1
    assert "orthographe : le dictionnaire n'est pas installé ; tapez pip install" in result.stderr
    assert len(result.stderr.splitlines()) == 1


# ---- the command


def test_the_course_passes_its_own_lint(course: Course):
    assert [str(f) for f in inspect(course).faults] == []


def test_check_stops_on_a_fault_with_file_and_line(copy: Path):
    page = copy / "book/ressources/couverture.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nVraiment?\n", encoding="utf-8")
    line = page.read_text(encoding="utf-8").count("\n")
    result = run(copy)
    assert result.exit_code == 1
    assert (
        f"book/ressources/couverture.md:{line}: espace fine insécable attendue avant « ? » ; « cat-course check --fix » la corrige"
        in (result.stderr.splitlines())
    )


def test_check_prints_remarks_only_when_asked(copy: Path):
    page = copy / "book/ressources/couverture.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n" + "mot " * 40 + "fin.\n", encoding="utf-8")
    quiet, loud = run(copy), run(copy, "--remarques")
    assert "phrase de 41 mots" not in quiet.output
    assert "(--remarques)" in quiet.output or quiet.exit_code
    assert "phrase de 41 mots ; au-delà de 35" in loud.stdout
    assert loud.exit_code == quiet.exit_code


def test_fix_repairs_in_place_says_how_many_and_leaves_the_rest(copy: Path):
    page, other = copy / "book/ressources/couverture.md", copy / "book/guides/licences.md"
    whole, before = page.read_text(encoding="utf-8"), {p: p.read_bytes() for p in copy.rglob("*") if p.is_file() and p != page}
    page.write_text(whole + "\nC’est vrai ?\n", encoding="utf-8")
    result = run(copy, "--fix")
    assert "book/ressources/couverture.md : 2 réparations" in result.stderr.splitlines()
    assert "2 réparations dans 1 fichier." in result.stderr.splitlines()
    assert page.read_text(encoding="utf-8") == whole + f"\nC'est vrai{NARROW}?\n"
    assert {p: p.read_bytes() for p in copy.rglob("*") if p.is_file() and p != page} == before
    assert other in before
    assert "0 réparation dans 0 fichier." in run(copy, "--fix").stderr


# ---- the page


def test_the_page_of_what_is_covered_has_a_row_for_each_competency_and_links_that_lead_somewhere(book: Path, course: Course):
    page = book / "book/ressources/couverture.html"
    tables = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").select(".cc-coverage table")
    rows = {row.td.get_text(): row for table in tables for row in table.select("tbody tr")}
    aimed = [c for c in course.framework.competencies.values() if "niveau-1" in c.aim]
    assert list(rows) == [c.title for c in aimed]
    listening = rows[course.framework.competencies["ecoute"].title]
    assert course.modules["n1-m2"].title in listening.get_text()
    assert course.roleplays["le-silence"].title in listening.get_text()
    assert listening.a
    assert all(
        (page.parent / link["href"].split("#")[0]).resolve().is_file() for row in rows.values() for link in row.select("a")
    )
