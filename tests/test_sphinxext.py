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
from cat_course.sphinxext import DIRECTIVES
from cat_course.sphinxext.mounts import Reading, to_json
from tests.conftest import ROOT

pytest_plugins = ["sphinx.testing.fixtures"]
SCENE = "# T\n\n```{jeu-de-role} le-silence\n```\n"
TRAINER = "# T\n\n```{only-trainer}\nSecret de formation\n```\n\nPour tout le monde.\n"
Build = Callable[..., Any]


@pytest.fixture
def build(tmp_path: Path, make_app: Any) -> Build:
    """Build ``{name: text}`` pages beside the real course data; fail on any warning."""

    def _build(pages: dict[str, str], buildername: str = "html", files: dict[str, str] | None = None, **config: str) -> Any:
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
        assert app.warning.getvalue() == ""
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


def test_an_unknown_id_stops_the_build_with_the_nearest(build: Build) -> None:
    with pytest.raises(Exception, match="vouliez-vous dire 'le-silence'"):
        build({"index": "# T\n\n```{jeu-de-role} le-silense\n```\n"})


@pytest.mark.parametrize("name", sorted(DIRECTIVES))
def test_every_directive_is_explained_to_authors(name: str) -> None:
    assert f"```{{{name}}}" in (ROOT / "book/guides/ecrire.md").read_text(encoding="utf-8")
