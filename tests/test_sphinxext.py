"""Build small books with plain Sphinx and look at what readers get."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cat_course import Course
from cat_course.engine.quiz import compile_quiz
from cat_course.engine.roleplay import compile_roleplay
from cat_course.lint.directives import FINDS, NEEDS
from cat_course.sphinxext import DIRECTIVES, remember
from cat_course.sphinxext.mounts import Reading, to_json
from tests.conftest import ROOT

pytest_plugins = ["sphinx.testing.fixtures"]
SCENE = "# T\n\n```{jeu-de-role} le-silence\n```\n"
TRAINER = "# T\n\n```{only-trainer}\nSecret de formation\n```\n\nPour tout le monde.\n"
Build = Callable[..., Any]


@pytest.fixture
def build(tmp_path: Path, make_app: Any) -> Build:
    """Build ``{name: text}`` pages beside the real course data; fail on any warning, if it is to be *quiet*."""

    def _build(
        pages: dict[str, str],
        buildername: str = "html",
        files: dict[str, str] | None = None,
        *,
        quiet: bool = True,
        **config: str,
    ) -> Any:
        source = tmp_path / "src"
        source.mkdir()
        shutil.copytree(ROOT / "book", source / "book")
        (source / "conf.py").write_text(
            'extensions = ["myst_parser", "cat_course.sphinxext"]\nsource_suffix = {".md": "markdown"}\nlanguage = "fr"\nsmartquotes = False\n'
            'html_theme = "furo"\nexclude_patterns = ["book"]\n'
        )
        for name, text in {**{f"{k}.md": v for k, v in pages.items()}, **(files or {})}.items():
            (source / name).write_text(text, encoding="utf-8")
        app = make_app(srcdir=source, buildername=buildername, confoverrides=config)
        app.build()
        assert not quiet or app.warning.getvalue() == ""
        return app

    return _build


def page(app: Any, name: str = "index") -> str:
    return (Path(app.outdir) / f"{name}.html").read_text(encoding="utf-8")


def island(html: str) -> Any:
    match = re.search(r'<script type="application/json">(.*?)</script>', html, re.DOTALL)
    assert match
    return json.loads(match[1])


def restored(html: str) -> Any:
    """What the page's host reads: the island with each number replaced by the text at that place."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "html.parser")
    texts = []
    for element in soup.select("[data-s]"):
        parts = [p.get_text() for p in element.find_all("p")] or [element.get_text()]
        texts.append("\n\n".join(parts))

    def put_back(value: Any) -> Any:
        if isinstance(value, dict):
            return texts[value["$"]] if "$" in value else {k: put_back(v) for k, v in value.items()}
        return [put_back(v) for v in value] if isinstance(value, list) else value

    return put_back(island(html))


def folded(value: Any) -> Any:
    """*value* with the line breaks inside paragraphs folded, as HTML does."""
    if isinstance(value, str):
        return "\n\n".join(re.sub(r"\s*\n\s*", " ", part).strip() for part in re.split(r"\n\s*\n", value))
    if isinstance(value, dict):
        return {k: folded(v) for k, v in value.items()}
    return [folded(v) for v in value] if isinstance(value, list | tuple) else value


def test_the_page_holds_the_whole_table_and_each_long_text_once(build: Build, course: Course) -> None:
    html = page(build({"index": SCENE}))
    table = compile_roleplay("le-silence", course.roleplay("le-silence"), course.framework)
    assert restored(html)["table"] == folded(json.loads(json.dumps(table)))
    for node in table["nodes"].values():
        for choice in node.get("choices", ()):
            shown = choice["feedback"].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            assert html.count(re.sub(r"\s*\n\s*", " ", shown)) == 1


def test_a_quiz_survives_the_page_too(build: Build, course: Course) -> None:
    html = page(build({"index": "# T\n\n```{quiz} le-cadre\n```\n"}))
    table = compile_quiz("le-cadre", course.quiz("le-cadre"))
    assert restored(html)["table"] == folded(json.loads(json.dumps(table)))


def test_no_text_can_close_the_island_or_run() -> None:
    assert "<" not in to_json({"a": "</script><script>alert(1)</script>"})
    reading = Reading()
    node = reading.prose("<script>alert(1)</script> & fin")
    assert node.astext() == "<script>alert(1)</script> & fin"


def test_author_text_with_markup_is_shown_not_run(build: Build) -> None:
    real = (ROOT / "book/jeux-de-role/le-silence.yml").read_text(encoding="utf-8")
    evil = real.replace("title: Le silence", 'title: "<script>alert(1)</script><img src=x onerror=alert(1)>"', 1)
    html = page(build({"index": SCENE}, files={"book/jeux-de-role/le-silence.yml": evil}))
    assert "alert(1)" in html
    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_scripts_and_styles_come_only_where_they_are_needed(build: Build) -> None:
    app = build({"index": f"{SCENE}\n```{{toctree}}\nplain\n```\n", "plain": "# Simple\n\nDu texte.\n"})
    assert "cat-course/role-play.js" in page(app)
    assert "cat-course/quiz.js" not in page(app)
    plain = page(app, "plain")
    assert "cat-course/role-play.js" not in plain
    assert "cat-course/role-play.css" in page(app)
    assert "cat-course/role-play.css" not in plain
    assert "pygments.css" not in plain


def test_without_script_a_role_play_reads_as_a_numbered_story(build: Build, course: Course) -> None:
    html = page(build({"index": SCENE}))
    table = compile_roleplay("le-silence", course.roleplay("le-silence"), course.framework)
    text = re.sub(r"<[^>]+>", "", html)
    for number in range(1, len(table["nodes"]) + 1):
        assert f"{number}. " in text
    assert text.count("→ allez au n°") == sum(len(n.get("choices", ())) for n in table["nodes"].values())


def test_the_way_through_a_level_is_whole_without_a_script(build: Build, course: Course) -> None:
    app = build({"index": "# T\n\n```{parcours} niveau-1\n:debut:\n```\n\n```{parcours} niveau-1\n```\n"})
    html = page(app)
    for module_id, module in course.ordered_modules.items():
        assert f'href="{course.page_of("module", module_id)}.html">{module.title.replace("&", "&amp;")}</a>' in html
        for activity in module.activities:
            if activity in course.roleplays:
                assert f'href="book/jeux-de-role/{activity}.html"' in html
    first = next(iter(course.ordered_modules.values())).title
    start = re.search(r"cc-start.*?</div>", html, re.DOTALL)
    assert start
    assert first in start[0]
    assert "cat-course/progress.js" in html
    assert html.count("cc-progress") == 1, "the table of the level travels once"


def test_a_page_that_shows_the_card_of_another_module_is_no_place_to_go_back_to(build: Build) -> None:
    app = build({"index": "# T\n\n```{fiche-module} n1-m2\n```\n"})
    assert "cat-course/progress.js" not in page(app)
    assert "cc-progress" not in page(app)


def test_an_unknown_level_stops_the_build_with_the_nearest(build: Build) -> None:
    with pytest.raises(Exception, match="vouliez-vous dire 'niveau-1'"):
        build({"index": "# T\n\n```{parcours} nivau-1\n```\n"})


def test_on_paper_a_quiz_says_how_to_answer_and_a_change_has_a_true_minus_sign(build: Build, course: Course) -> None:
    html = page(build({"index": "# T\n\n```{quiz} le-cadre\n```\n\n" + SCENE[5:]}))
    count = len(course.quiz("le-cadre").questions)
    for place in range(1, count + 1):
        assert re.search(
            rf"Question {place} sur {count} · (une seule réponse|plusieurs réponses|à remettre dans l'ordre)", html
        )
    assert re.search(r"\(\w+ \u2212\d", html)
    assert not re.search(r"\(\w+ -\d", html)


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_other_builders_get_the_reading_alone(build: Build, builder: str) -> None:
    app = build({"index": SCENE}, builder)
    out = next(p for p in Path(app.outdir).iterdir() if p.suffix in {".txt", ".tex"}).read_text(encoding="utf-8")
    assert "allez au n°" in out
    assert "cc-activity" not in out


def test_what_is_for_trainers_is_nowhere_in_the_learners_edition(build: Build) -> None:
    app = build({"index": TRAINER})
    everything = [p.read_bytes() for p in Path(app.outdir).rglob("*") if p.is_file() and ".doctrees" not in p.parts]
    assert not any(b"Secret de formation" in data for data in everything)
    assert "Pour tout le monde" in page(app)


def test_the_trainers_edition_holds_it_with_the_notes_of_the_role_play(build: Build, course: Course) -> None:
    html = page(build({"index": TRAINER + "\n" + SCENE[4:]}, cat_edition="formateur"))
    assert "Secret de formation" in html
    assert course.roleplay("le-silence").trainer.debrief_questions[0] in re.sub(r"<[^>]+>", "", html)


WRONG = {
    "{jeu-de-role} le-silense": "jeu de rôle 'le-silense' introuvable ; vouliez-vous dire 'le-silence' ?",
    "{quiz} nul": "quiz 'nul' introuvable ; connus : animer, ",
    "{fiche-format} bocal-": "format 'bocal-' introuvable ; vouliez-vous dire 'bocal' ?",
    "{deroule-format}": "cette page n'a pas d'en-tête « format: » ; donnez un identifiant",
    "{fiche-de-terrain} n1-m44": "module 'n1-m44' introuvable ; vouliez-vous dire 'n1-m4' ?",
    "{comparer-formats} nul": "famille 'nul' introuvable ; connus : conflit, ",
    "{auto-evaluation} niveau-9": "niveau 'niveau-9' introuvable ; vouliez-vous dire 'niveau-2' ?",
    "{matrice-competences} niveau-9": "niveau 'niveau-9' introuvable ; vouliez-vous dire 'niveau-2' ?",
    "{alignement} niveau-9": "niveau 'niveau-9' introuvable ; vouliez-vous dire 'niveau-2' ?",
    "{parcours} niveau-9": "niveau 'niveau-9' introuvable ; vouliez-vous dire 'niveau-2' ?",
    "{parcours} niveau-2": "le niveau 'niveau-2' n'a pas encore de module ; retirez cette directive",
    "{plan-de-formation} nul": "formule 'nul' introuvable ; connus : ",
    "{plan-de-seance} n1-m44": "module 'n1-m44' introuvable ; vouliez-vous dire 'n1-m4' ?",
}


def test_every_directive_that_names_nothing_is_told_with_its_file_and_its_line_in_one_build(build: Build) -> None:
    text = "# T\n" + "".join(f"\n```{opening}\n```\n" for opening in WRONG)
    told = build({"index": text}, quiet=False).warning.getvalue()
    for place, problem in enumerate(WRONG.values()):
        assert f"index.md:{3 + 3 * place}: ERROR: {problem}" in told
    assert told.count("ERROR: ") == len(WRONG)


def test_check_looks_at_the_argument_of_every_directive_that_takes_one() -> None:
    takes = {name: item for name, item in DIRECTIVES.items() if item.required_arguments + item.optional_arguments}
    assert FINDS.keys() == takes.keys()
    assert {name for name, item in takes.items() if item.required_arguments} == NEEDS


def test_a_citation_tool_that_changed_inside_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    import pybtex.plugin

    monkeypatch.delattr(pybtex.plugin, "_load_entry_point")
    remember.plugins()
    assert not hasattr(pybtex.plugin, "_load_entry_point")


@pytest.mark.parametrize("name", sorted(DIRECTIVES))
def test_every_directive_is_explained_to_authors(name: str) -> None:
    assert f"```{{{name}}}" in (ROOT / "book/guides/ecrire.md").read_text(encoding="utf-8")
