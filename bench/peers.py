"""The same content told by others: a default-theme Jupyter Book, inkjs, and our own player without the book.

Each function writes a folder that a static server can send, and returns the page to visit.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from docutils import nodes

from cat_course import Course
from cat_course.engine.roleplay import compile_roleplay
from cat_course.labels import load_labels
from cat_course.sphinxext import readings
from cat_course.sphinxext.mounts import Reading

from . import ink, npm
from .weight import activity_of

INKJS = "2.4.0"
CONFIG = """title: {title}
execute:
  execute_notebooks: "off"
sphinx:
  config:
    language: fr
"""
BOOK = "import sys; from jupyter_book.cli.main import main; sys.argv[0] = 'jupyter-book'; main()"
PAGE = """<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><link rel="icon" href="data:,">{head}<body>{body}</html>
"""
INK_PLAYER = """<main id="story"></main><script src="ink.js"></script><script src="story.js"></script><script>
const story = new inkjs.Story(STORY), main = document.getElementById("story");
function go() {
  while (story.canContinue) main.append(Object.assign(document.createElement("p"), { textContent: story.Continue() }));
  const buttons = story.currentChoices.map(({ text, index }) => Object.assign(document.createElement("button"),
    { textContent: text, onclick() { buttons.forEach((b) => b.remove()); story.ChooseChoiceIndex(index); go(); } }));
  main.append(...buttons);
}
go();
</script>"""


def reading_markdown(course: Course, roleplay_id: str) -> str:
    """Return the reading of a role-play, the one our page shows without JavaScript, as plain Markdown."""
    table = compile_roleplay(roleplay_id, course.roleplay(roleplay_id), course.framework)
    parts = readings.roleplay(Reading(), table, load_labels(course.settings.language)["reading"])
    return f"# {table['title']}\n\n" + "\n\n".join(_blocks(parts)) + "\n"


def _blocks(parts: Iterable[nodes.Node]) -> Iterable[str]:
    for part in parts:
        if isinstance(part, nodes.rubric):
            yield f"## {_inline(part)}"
        elif isinstance(part, nodes.bullet_list):
            yield "\n".join(f"- {_inline(item)}" for item in part.children)
        elif isinstance(part, nodes.paragraph):
            yield _inline(part)
        else:
            yield from _blocks(part.children)


def _inline(part: nodes.Node) -> str:
    if isinstance(part, nodes.Text):
        return part.astext().replace("*", "\\*")
    text = "".join(_inline(child) for child in part.children)
    return f"**{text.strip()}** " if isinstance(part, nodes.strong) else text


def default_book(course: Course, roleplay_id: str, folder: Path) -> Path:
    """Build a Jupyter Book of one page in its default theme: the reading of a role-play, and no extension of ours.

    :raises subprocess.CalledProcessError: if Jupyter Book refuses it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.md").write_text(reading_markdown(course, roleplay_id), encoding="utf-8")
    (folder / "_toc.yml").write_text("format: jb-book\nroot: index\n", encoding="utf-8")
    (folder / "_config.yml").write_text(CONFIG.format(title=course.settings.title), encoding="utf-8")
    subprocess.run([sys.executable, "-c", BOOK, "build", str(folder)], check=True, capture_output=True)
    return folder / "_build" / "html" / "index.html"


def ink_page(course: Course, roleplay_id: str, folder: Path, cache: Path) -> Path:
    """Write a page that plays a role-play with inkjs and nothing else: runtime, compiled story, twelve lines.

    :raises npm.MissingTool: if inkjs is neither in *cache* nor to be installed there.
    """
    package = npm.package(cache, "inkjs", INKJS)
    table = compile_roleplay(roleplay_id, course.roleplay(roleplay_id), course.framework)
    folder.mkdir(parents=True, exist_ok=True)
    source, compiled = folder / "story.ink", folder / "story.json"
    source.write_text(ink.story(table), encoding="utf-8")
    compiler = [shutil.which("node") or "node", str(package / "bin/inkjs-compiler.js"), "-o", str(compiled), str(source)]
    done = subprocess.run(compiler, capture_output=True, text=True, encoding="utf-8")
    if done.returncode or not compiled.is_file():
        raise npm.MissingTool(f"ink's compiler refused the story: {(done.stdout + done.stderr).strip()[:200]}")
    story = json.loads(compiled.read_text(encoding="utf-8-sig"))
    text = json.dumps(story, ensure_ascii=False, separators=(",", ":"))
    (folder / "story.js").write_text(f"const STORY={text};\n", encoding="utf-8")
    shutil.copy(package / "dist/ink-es2015.js", folder / "ink.js")
    page = folder / "index.html"
    page.write_text(PAGE.format(title=table["title"], head="", body=INK_PLAYER), encoding="utf-8")
    return page


def player_page(book: Path, page: str, folder: Path) -> Path:
    """Write a page with the activity of a built page and nothing of the book: the size to compare with inkjs's."""
    found = activity_of((book / page).read_text(encoding="utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    for name in (f"{found.name}.css", f"{found.name}.js"):
        shutil.copy(book / "_static/cat-course" / name, folder / name)
    body = f'{found.html}<script type="module" src="{found.name}.js"></script>'
    head = f'<link rel="stylesheet" href="{found.name}.css">'
    (folder / "index.html").write_text(PAGE.format(title=found.name, head=head, body=body), encoding="utf-8")
    return folder / "index.html"
