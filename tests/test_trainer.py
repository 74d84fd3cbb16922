"""The directives of the trainer's edition: the plan of a session, its grid, what is printed; and nothing in the learner's."""

# ruff: noqa: F401, F811 - the fixture that builds small books is borrowed from its own tests
from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from cat_course import Course
from cat_course.sphinxext.documents import FOLDER, cards_name, of_module, plan_name, roleplays_of
from cat_course.sphinxext.lesson import starts
from cat_course.sphinxext.sheets import address
from tests.test_sphinxext import Build, build, page

pytest_plugins = ["sphinx.testing.fixtures"]
PLAN = "# T\n\n```{plan-de-seance} n1-m4\n```\n"
GRID = "# T\n\n```{grille-d-evaluation} n1-m4\n```\n"
DOCUMENTS = "# T\n\n```{documents}\n```\n\n## Un seul\n\n```{documents} n1-m4\n```\n"
TRAINER = {"cat_edition": "formateur"}


def soup(html: str) -> Any:
    return BeautifulSoup(html, "html.parser")


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("text", [PLAN, GRID, DOCUMENTS])
def test_in_the_learners_edition_a_directive_for_trainers_leaves_nothing(build: Build, text: str) -> None:
    app = build({"index": text})
    article = soup(page(app)).select_one("article")
    assert flat(article.get_text()).replace("¶", "").replace("#", "") in {"T", "T Un seul"}
    assert not (Path(app.outdir) / FOLDER).exists()


@pytest.mark.parametrize("edition", ["apprenant", "formateur"])
@pytest.mark.parametrize("name", ["plan-de-seance", "grille-d-evaluation", "documents"])
def test_an_unknown_module_stops_the_build_of_both_editions(build: Build, edition: str, name: str) -> None:
    with pytest.raises(Exception, match="vouliez-vous dire 'n1-m4'"):
        build({"index": f"# T\n\n```{{{name}}} n1-m44\n```\n"}, cat_edition=edition)


def test_the_plan_tells_each_step_with_its_minutes_counted_from_the_start(build: Build, course: Course) -> None:
    plan = course.lesson("n1-m4")
    article = soup(page(build({"index": PLAN}, **TRAINER))).select_one("article")
    steps = article.select(".cc-step")
    assert len(steps) == len(plan.steps)
    for block, (start, step) in zip(steps, starts(plan), strict=True):
        heading = block.select_one("h4")
        assert flat(heading.get_text()) == f"{step.title} (de {start} à {start + step.minutes}, {step.minutes} min)"
        for part in (step.trainer, step.group, step.fallback or "", *step.materials):
            assert flat(part) in flat(block.get_text())
    assert [start for start, _ in starts(plan)][-1] + plan.steps[-1].minutes == sum(s.minutes for s in plan.steps)
    assert f"Séance en groupe de {sum(s.minutes for s in plan.steps)} minutes" in article.get_text()


def test_the_plan_starts_with_what_to_print_and_ends_with_what_to_watch(build: Build) -> None:
    titles = [flat(h.get_text()) for h in soup(page(build({"index": PLAN}, **TRAINER))).select("article h3")]
    assert titles == [
        "À imprimer, à projeter",
        "Avant la séance",
        "La séance d'un coup d'œil",
        "Étape par étape",
        "Pour revenir sur ce qui a été vécu",
        "À observer",
        "Ce qui se comprend souvent de travers",
    ]


def test_the_grid_has_a_row_with_two_boxes_for_each_behaviour_of_the_level_aimed_at(build: Build, course: Course) -> None:
    module = course.module("n1-m4")
    rows = soup(page(build({"index": GRID}, **TRAINER))).select(".cc-grid tbody tr")
    wanted = [
        f"{course.framework.competencies[c].title} {behaviour}"
        for c, aim in module.competencies.items()
        for behaviour in course.framework.competencies[c].behaviours[aim]
    ]
    assert [flat(row.select_one("td").get_text()) for row in rows] == [flat(text) for text in wanted]
    assert {row.get_text().count("☐") for row in rows} == {2}


def test_documents_are_linked_for_every_module_or_for_one(build: Build, course: Course) -> None:
    article = soup(page(build({"index": DOCUMENTS}, **TRAINER))).select_one("article")
    links = [a["href"] for a in article.select("li a")]
    one = [a["href"] for a in article.select("#un-seul li a")]
    made = [f"{FOLDER}/{plan_name('n1-m4')}.html", f"{FOLDER}/diapositives-n1-m4.pdf", address("index", "n1-m4")]
    assert one == made + [f"{FOLDER}/{cards_name(r)}" for r in roleplays_of(course, "n1-m4")]
    assert {f"{FOLDER}/{cards_name(r)}" for r in course.roleplays if course.roleplays[r].module in course.modules} <= {*links}
    assert {f"{FOLDER}/{plan_name(m)}.html" for m in course.lessons} <= {*links}


def test_a_module_with_nothing_to_print_has_no_list_of_documents(course: Course) -> None:
    from dataclasses import replace
    from types import MappingProxyType

    none = MappingProxyType({})
    page = replace(course.documents["module:n1-m4"], body="# Choisir un format\n")
    documents = MappingProxyType({**course.documents, "module:n1-m4": page})
    assert len(of_module(replace(course, lessons=none, roleplays=none), "n1-m4", "book/x").children) == 1
    assert len(of_module(replace(course, lessons=none, roleplays=none, documents=documents), "n1-m4", "book/x").children) == 0


def test_plain_sphinx_writes_the_documents_and_the_plans_to_print_too(build: Build, course: Course) -> None:
    app = build({"index": PLAN}, **TRAINER)
    folder = Path(app.outdir) / FOLDER
    wanted = {f"{plan_name(m)}.html" for m in course.lessons} | {f"diapositives-{m}.pdf" for m in course.lessons}
    assert {path.name for path in folder.iterdir()} == wanted | {cards_name(r) for r in course.roleplays}


def test_the_plan_to_print_has_one_title_keeps_its_steps_whole_and_is_in_no_index(build: Build, course: Course) -> None:
    app = build({"index": PLAN}, **TRAINER)
    html = soup((Path(app.outdir) / FOLDER / "plan-n1-m4.html").read_text(encoding="utf-8"))
    assert [flat(h.get_text()) for h in html.select("h1")] == [f"Plan de séance : {course.module('n1-m4').title}"]
    levels = [int(h.name[1]) for h in html.select("article :is(h1, h2, h3, h4)")]
    assert all(b <= a + 1 for a, b in zip(levels, levels[1:], strict=False))
    assert len(html.select(".cc-step.cc-together")) == len(course.lesson("n1-m4").steps)
    assert html.select_one(".cc-grid")
    styles = [link["href"].split("?")[0] for link in html.select('link[rel="stylesheet"]')]
    assert "../_static/cat-course/trainer.css" in styles
    css = (Path(app.outdir) / "_static/cat-course/trainer.css").read_text(encoding="utf-8")
    assert "break-inside: avoid" in css
    assert plan_name("n1-m4") not in (Path(app.outdir) / "searchindex.js").read_text(encoding="utf-8")


def test_the_notes_of_a_role_play_link_to_the_cards_of_its_people(build: Build) -> None:
    html = soup(page(build({"index": "# T\n\n```{jeu-de-role} le-silence\n```\n"}, **TRAINER)))
    (link,) = html.select(".cc-trainer a")
    assert link["href"] == f"{FOLDER}/personnages-le-silence.pdf"
    assert "le-silence" not in link.get_text()
    assert "Le silence" in link.get_text()
