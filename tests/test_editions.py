"""Two editions of one course: the learner's holds nothing of the trainer's, in no file; the trainer's holds it all."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader
from sphinx.search.fr import SearchFrench

from cat_course import Course
from cat_course.content.toc import PRIVATE
from cat_course.export import field_sheet, slides
from cat_course.lint.inline import CODE, NOTE
from cat_course.lint.markdown import read_markdown
from cat_course.lint.prose import read_source
from cat_course.sphinxext.documents import FOLDER, cards_name, plan_name
from tests.conftest import ROOT

SHORTEST = 25
"""A sentence of fewer signs, spaces apart, may be anyone's."""
ONLY_TRAINER = re.compile(r"^(`{3,})\{only-trainer\}\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
STEMS = SearchFrench({})


def folded(text: str) -> str:
    """Return *text* without its spaces, of any width, nor the marks of Markdown: what is left when it is set anywhere."""
    return re.sub(r"[\s*_`\u200b\u2060\ufffc]+", "", text)


def sentences(text: str) -> Iterator[str]:
    for part in re.split(rf"(?<=[.?!…])\s+|\n\s*\n|\||{CODE}|{NOTE}", text):
        if len(folded(part)) >= SHORTEST:
            yield folded(part)


def strings(value: Any) -> Iterator[str]:
    """Yield every text of a lesson plan; identifiers are too short to count."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings(item)


def of_plans(course: Course) -> set[str]:
    return {s for plan in course.lessons.values() for text in strings(plan.model_dump()) for s in sentences(text)}


def of_notes(course: Course) -> set[str]:
    notes = (r.trainer for r in course.roleplays.values())
    return {s for note in notes for text in (note.script, *note.debrief_questions) for s in sentences(text)}


def of_kit() -> dict[Path, set[str]]:
    out = {}
    for path in sorted((ROOT / PRIVATE).glob("*.md")):
        source = read_source(path.name, path.read_text(encoding="utf-8"))
        out[path] = {s for passage in source.passages for s in sentences(passage.text)}
    return out


def of_blocks() -> set[str]:
    found = (m[2] for path in ROOT.glob("book/niveau-*/*.md") for m in ONLY_TRAINER.finditer(path.read_text(encoding="utf-8")))
    return {s for block in found for passage in read_markdown(block).passages for s in sentences(passage.text)}


@pytest.fixture(scope="module")
def secrets(course: Course) -> set[str]:
    """Every sentence of the trainer's that no page or file of the learner's says too."""
    everything = of_plans(course) | of_notes(course) | of_blocks() | set().union(*of_kit().values())
    known = []
    for path in ROOT.glob("book/**/*.md"):
        if path.parent.name != "formateur":
            known.append(folded(ONLY_TRAINER.sub("", path.read_text(encoding="utf-8"))))
    for roleplay in course.roleplays.values():
        known.append(folded(" ".join(strings(roleplay.model_dump(exclude={"trainer"}, mode="json")))))
    for quiz in course.quizzes.values():
        known.append(folded(" ".join(strings(quiz.model_dump(mode="json")))))
    shared = "\0".join(known)
    own = {s for s in everything if s not in shared}
    assert len(own) > 1000
    assert len(own) > 0.97 * len(everything)  # what the learner's says too is a quotation here and there
    return own


@cache
def readings(path: Path) -> tuple[str, ...]:
    """Return what *path* says, folded: as it stands and, of a page, without its markup; of an archive, unpacked."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        return (folded(" ".join(page.extract_text() for page in PdfReader(path).pages)),)
    if data.startswith(b"# Sphinx inventory"):
        head = data.index(b"zlib.\n") + 6
        data = data[:head] + zlib.decompress(data[head:])
    text = data.decode("utf-8", "replace")
    if path.suffix != ".html":
        return (folded(text),)
    return folded(unescape(text)), folded(unescape(re.sub(r"<[^>]*>", "", text)))


def files(site: Path) -> list[Path]:
    return [path for path in sorted(site.rglob("*")) if path.is_file()]


def said(paths: Iterable[Path]) -> str:
    return "\0".join(reading for path in paths for reading in readings(path))


def index(site: Path) -> dict[str, Any]:
    """Return the search index, as the search page reads it."""
    text = (site / "searchindex.js").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    return found


def stems(text: str) -> set[str]:
    return {STEMS.stem(word.lower()) for word in STEMS.split(text)}


# ---- the learner's


def test_no_file_of_the_learners_edition_holds_a_sentence_of_the_trainers(book: Path, secrets: set[str]) -> None:
    whole = said(files(book))
    assert sorted(s for s in secrets if s in whole) == []


def test_the_learners_edition_has_neither_the_pages_nor_the_documents_nor_a_link_to_them(book: Path) -> None:
    names = [path.relative_to(book).as_posix() for path in files(book)]
    assert not [n for n in names if n.startswith((PRIVATE, FOLDER, "_sources")) or "trainer" in n]
    assert {n.partition("/")[0] for n in names if n.endswith(".pdf")} == {field_sheet.FOLDER}
    for path in book.rglob("*.html"):
        links = re.findall(r'(?:href|src)="(?!https?:)([^"]*)"', path.read_text(encoding="utf-8"))
        assert not [link for link in links if "formateur" in link or f"{FOLDER}/" in link or "trainer.css" in link], path


def test_the_learners_search_index_knows_no_word_that_only_the_trainers_use(book: Path, course: Course) -> None:
    found = index(book)
    assert not [name for name in found["docnames"] if name.startswith(PRIVATE)]
    texts = [BeautifulSoup(p.read_text(encoding="utf-8"), "html.parser").get_text(" ") for p in book.rglob("*.html")]
    trainers = " ".join(text for plan in course.lessons.values() for text in strings(plan.model_dump()))
    trainers += " ".join(path.read_text(encoding="utf-8") for path in of_kit())
    own = stems(trainers) - stems(" ".join(texts))
    assert len(own) > 30
    assert own & ({*found["terms"], *found["titleterms"]}) == set()
    assert "formateur" not in "".join(found["filenames"])


def test_the_inventory_of_the_learners_edition_names_no_page_of_the_trainers(book: Path) -> None:
    (inventory,) = readings(book / "objects.inv")
    assert "book/index" in inventory
    assert "formateur" not in inventory


# ---- the trainer's


def test_the_trainers_edition_holds_every_sentence_of_its_own(trainer_book: Path, secrets: set[str]) -> None:
    whole = said(path for path in files(trainer_book) if path.suffix in (".html", ".pdf"))
    assert sorted(s for s in secrets if s not in whole) == []


def test_the_page_of_a_module_and_the_page_to_print_both_hold_the_whole_plan(trainer_book: Path, course: Course) -> None:
    for module_id, plan in course.lessons.items():
        steps = [{**step.model_dump(exclude={"slide"})} for step in plan.steps]
        wanted = {s for text in strings([plan.model_dump(exclude={"steps"}), steps]) for s in sentences(text)}
        pages = [course.page_of("module", module_id), f"{FOLDER}/{plan_name(module_id)}"]
        for page in pages:
            text = said([trainer_book / f"{page}.html"])
            assert sorted(s for s in wanted if s not in text) == [], page


def test_the_slides_of_a_module_hold_what_its_plan_shows(trainer_book: Path, course: Course) -> None:
    for module_id, plan in course.lessons.items():
        text = said([trainer_book / FOLDER / slides.file_name(module_id)])
        assert not [line for step in plan.steps for line in step.slide if folded(line) not in text], module_id


def test_the_kit_is_in_the_menu_in_the_search_index_and_whole(trainer_book: Path) -> None:
    home = (trainer_book / "book/index.html").read_text(encoding="utf-8")
    assert "Pour former" in home
    docnames = index(trainer_book)["docnames"]
    for path, wanted in of_kit().items():
        page = trainer_book / PRIVATE / f"{path.stem}.html"
        assert wanted, path
        assert sorted(s for s in wanted if s not in said([page])) == [], path
        assert f"{PRIVATE}{path.stem}" in docnames


def test_the_pages_of_modules_and_role_plays_link_to_their_documents(trainer_book: Path, course: Course) -> None:
    for module_id in course.lessons:
        page = (trainer_book / f"{course.page_of('module', module_id)}.html").read_text(encoding="utf-8")
        for name in (f"{plan_name(module_id)}.html", slides.file_name(module_id)):
            assert f'href="../../{FOLDER}/{name}"' in page, module_id
    for roleplay_id, roleplay in course.roleplays.items():
        link = f'href="../../{FOLDER}/{cards_name(roleplay_id)}"'
        page = trainer_book / f"book/jeux-de-role/{roleplay_id}.html"
        assert link in page.read_text(encoding="utf-8"), roleplay_id
        if roleplay.module in course.lessons:
            module = trainer_book / f"{course.page_of('module', roleplay.module)}.html"
            assert link in module.read_text(encoding="utf-8"), roleplay_id


def test_every_link_of_the_trainers_edition_leads_to_a_file(trainer_book: Path) -> None:
    count = 0
    for path in trainer_book.rglob("*.html"):
        for link in BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").select("a[href]"):
            target, _ = urldefrag(str(link["href"]))
            if target and not re.match(r"[a-z]+:", target):
                assert (path.parent / unquote(target)).resolve().is_file(), (path, target)
                count += FOLDER in target
    assert count > 10


def test_the_cards_beside_the_book_are_those_of_each_role_play(trainer_book: Path, course: Course) -> None:
    for roleplay_id, roleplay in course.roleplays.items():
        text = said([trainer_book / FOLDER / cards_name(roleplay_id)])
        assert not [person.name for person in roleplay.cast.values() if folded(person.name) not in text], roleplay_id
