"""What stands beside the trainer's edition, in ``documents/``: plans to print, slides, cards; and the links to it.

The learner's build writes none of it. A document is written anew at each build that writes pages:
it takes a tenth of a second, and is never older than its page.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes

from ..content.course import Course
from ..editions import TRAINER
from ..export import cards, slides
from ..export.field_sheet import has_form
from ..export.files import write
from ..labels import fill, load_labels
from . import sheets
from .course import CourseDirective
from .lesson import assessment_grid, heading, lesson
from .readings import bullets, title

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = "documents"


def plan_name(module_id: str) -> str:
    """Return the name of the printable plan of a module, without its suffix."""
    return f"plan-{module_id}"


def cards_name(roleplay_id: str) -> str:
    """Return the name of the cards of the people of a role-play."""
    return f"personnages-{roleplay_id}.pdf"


class Documents(CourseDirective):
    """``{documents} [module]``: links to what is printed and projected, by default for every module; for trainers only."""

    optional_arguments = 1

    def draw(self) -> list[nodes.Node]:
        course = self.course
        if self.arguments:
            course.module(self.arguments[0])
        if not self.for_trainer:
            return []
        for module_id in self.arguments or course.modules:
            self.depends_on(f"module:{module_id}")
        if self.arguments:
            return [of_module(course, self.arguments[0], self.env.docname)]
        out: list[nodes.Node] = []
        for module_id, module in course.ordered_modules.items():
            if parts := of_module(course, module_id, self.env.docname).children:
                out += [title(module.title), *parts]
        return out


def of_module(course: Course, module_id: str, docname: str) -> nodes.Element:
    """Return links from the page *docname* to all the documents of a module, in a list; empty where there is none."""
    words = load_labels(course.settings.language)["documents"]
    links: list[nodes.Node] = []
    if module_id in course.lessons:
        links.append(_link(docname, f"{plan_name(module_id)}.html", words["plan"]))
        links.append(_link(docname, slides.file_name(module_id), words["slides"]))
    if has_form(course, module_id):
        links.append(nodes.reference("", words["sheet"], refuri=sheets.address(docname, module_id), internal=True))
    links += [cards_link(course, item, docname) for item in roleplays_of(course, module_id)]
    return nodes.container("", *([bullets([link] for link in links)] if links else []), classes=["cc-documents"])


def cards_link(course: Course, roleplay_id: str, docname: str) -> nodes.Node:
    """Return a link from the page *docname* to the cards of the people of a role-play."""
    words = load_labels(course.settings.language)["documents"]
    said = fill(words["cards"], {"title": course.roleplay(roleplay_id).title})
    return _link(docname, cards_name(roleplay_id), said)


def roleplays_of(course: Course, module_id: str) -> list[str]:
    """Return the role-plays of a module, in the order in which it names them."""
    named = [item for item in course.modules[module_id].activities if item in course.roleplays]
    own = [item for item, roleplay in course.roleplays.items() if roleplay.module == module_id]
    return list(dict.fromkeys([*named, *own]))


def _link(docname: str, name: str, words: str) -> nodes.Node:
    up = "../" * docname.count("/")
    return nodes.reference("", words, refuri=f"{up}{FOLDER}/{name}", internal=True)


def pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield a page to print for each lesson plan; it is in no menu and in no search index."""
    course = cast(Course, app.cat_course)  # type: ignore[attr-defined]
    if app.config.cat_edition != TRAINER:
        return
    words = load_labels(course.settings.language)["documents"]
    for module_id in course.lessons:
        name = fill(words["plan-title"], {"title": course.module(module_id).title})
        back = nodes.reference("", words["module"], refuri=f"../{course.page_of('module', module_id)}.html", internal=True)
        parts = [heading(name, 1), nodes.paragraph("", "", back, classes=["cc-back"])]
        parts += [lesson(course, module_id, 2), assessment_grid(course, module_id, 2)]
        body = app.builder.render_partial(nodes.container("", *parts, classes=["cc-print"]))["fragment"]  # type: ignore[attr-defined]
        yield f"{FOLDER}/{plan_name(module_id)}", {"title": name, "body": body}, "page.html"


def files(course: Course) -> dict[str, bytes]:
    """Return the slides of every module that has a plan, and the cards of the people of every role-play."""
    out: dict[str, bytes] = {}
    for module_id in course.lessons:
        out |= slides.slides(course, module_id)
    for roleplay_id in course.roleplays:
        made = cards.cards(course, what=("personnages",), roleplays=[roleplay_id])
        out[cards_name(roleplay_id)] = made[cards.FILE]
    return out


def write_documents(app: Sphinx, exception: Exception | None) -> None:
    """Write the files beside the pages, in the trainer's edition alone."""
    if exception is None and app.builder.format == "html" and app.config.cat_edition == TRAINER:
        write(Path(app.outdir) / FOLDER, files(app.cat_course))  # type: ignore[attr-defined]
