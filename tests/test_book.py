"""The learner's edition as files: its language, its weight, its hosts, its links."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from copy import copy as copy_of
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from bs4 import BeautifulSoup

from cat_course import Course
from cat_course.build import build
from cat_course.engine.assessment import compile_assessment
from cat_course.engine.matching import compile_matching
from cat_course.engine.packing import pack

KB = 1024
MOST_PAGE, MOST_NEXT, MOST_ACTIVITY, MOST_REQUESTS = 60 * KB, 20 * KB, 15 * KB, 10
REFERENCE = {"book/ressources/bibliographie.html", "book/ressources/competences.html", "book/guides/ecrire.html"}
"""Pages without an activity that are read in full or printed: held to the first-visit bar alone."""
ENGLISH = re.compile(
    r"\b(Skip to content|Toggle|Back to top|On this page|Next|Previous|Made with|Search|Light|Dark|Expand|Contents|Please)\b"
)


@cache
def soup(path: Path) -> Any:
    """A page, parsed once; a test that takes it apart works on a copy."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def pages(book: Path) -> Iterator[Path]:
    yield from sorted((book / "book").rglob("*.html"))


def size(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def loaded(path: Path, book: Path) -> list[Path]:
    """What a first visit to *path* loads, itself and the service worker included."""
    page = soup(path)
    links = [x["href"] for x in page.select('link[rel~="stylesheet"], link[rel~="icon"], link[rel~="prefetch"]')]
    links += [x["src"] for x in page.select("script[src], img[src]")]
    found = [path, book / "sw.js"]
    for link in links:
        target = (path.parent / unquote(link.split("?")[0])).resolve()
        if target not in found:
            found.append(target)
    return found


def test_a_first_visit_to_any_page_stays_within_60_kb_and_10_requests(book: Path) -> None:
    for path in pages(book):
        files = loaded(path, book)
        assert all(f.is_file() for f in files), path
        assert len(files) <= MOST_REQUESTS, path
        assert sum(map(size, files)) <= MOST_PAGE, path


def test_the_next_page_stays_within_20_kb(book: Path) -> None:
    for path in pages(book):
        if path.relative_to(book).as_posix() not in REFERENCE:
            assert size(path) <= MOST_NEXT, path


def test_an_activity_with_its_host_and_its_data_stays_within_15_kb(book: Path) -> None:
    for path in pages(book):
        for root in soup(path).select(".cc-activity"):
            script = book / "_static/cat-course" / f"{root['data-activity']}.js"
            data = root.select_one('script[type="application/json"]').string.encode()
            assert size(script) + len(gzip.compress(data, 9)) <= MOST_ACTIVITY, (path, root["data-activity"])


def test_no_page_asks_anything_of_another_host(book: Path) -> None:
    for path in book.rglob("*.html"):
        page = soup(path)
        asked = [x.get("src") or x.get("href") for x in page.select("[src], link[href]:not([rel~=canonical])")]
        assert not [a for a in asked if a and re.match(r"(https?:)?//", a)], path
        assert 'fetch("http' not in path.read_text(encoding="utf-8")
    for style in book.rglob("*.css"):
        assert not re.search(r"url\([\"']?(https?:)?//", style.read_text(encoding="utf-8")), style


def test_no_page_carries_the_settings_of_a_kernel(book: Path) -> None:
    for path in pages(book):
        assert not re.search("thebe|kernelName", path.read_text(encoding="utf-8")), path


def test_the_theme_speaks_french(book: Path) -> None:
    for path in book.rglob("*.html"):
        page = copy_of(soup(path))
        if path == book / "index.html":
            continue
        assert page.html["lang"] == "fr"
        for element in page.select("article, script, style"):
            element.extract()
        words = [
            page.get_text(" "),
            *(str(x.get(a)) for a in ("aria-label", "title", "placeholder") for x in page.select(f"[{a}]")),
        ]
        assert not [m[0] for w in words for m in ENGLISH.finditer(w.replace("Future Search", ""))], path


def test_every_link_inside_the_book_leads_to_a_page_and_an_anchor(book: Path) -> None:
    anchors = {p: {x["id"] for x in soup(p).select("[id]")} for p in book.rglob("*.html")}
    for path in pages(book):
        for link in soup(path).select("a[href]"):
            href = link["href"]
            if re.match(r"[a-z]+:", href):
                continue
            target, fragment = urldefrag(urljoin(path.as_uri(), href))
            file = Path(unquote(target.removeprefix("file://")))
            assert file.is_file(), (path, href)
            assert not fragment or "=" in fragment or unquote(fragment) in anchors[file], (path, href)  # a state is no anchor


def test_every_picture_has_words_for_those_who_do_not_see_it(book: Path) -> None:
    for path in pages(book):
        for image in soup(path).select("article img"):
            assert len(image.get("alt", "")) > 20, path


def test_headings_go_down_one_level_at_a_time(book: Path) -> None:
    for path in pages(book):
        levels = [int(x.name[1]) for x in soup(path).select("article :is(h1, h2, h3, h4, h5, h6)")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(b <= a + 1 for a, b in zip(levels, levels[1:], strict=False)), path


def test_every_module_shows_the_parts_of_its_contract_in_order(book: Path, course: Course) -> None:
    for module_id in course.modules:
        text = soup(book / f"{course.page_of('module', module_id)}.html")
        titles = [h.get_text().rstrip("#¶ ") for h in text.select("h2")]
        wanted = [
            "Une situation",
            "Ce que vous saurez faire",
            "L'activité",
            "Vérifier ses acquis",
            "À essayer sur le terrain",
            "Pour chaque public",
            "Pour aller plus loin",
        ]
        assert [t for t in titles if t in wanted] == wanted, module_id


def test_the_tables_of_the_whole_course_stay_small(course: Course) -> None:
    import json

    assert len(gzip.compress(json.dumps(pack(compile_matching(course))).encode(), 9)) < MOST_ACTIVITY
    assert len(gzip.compress(json.dumps(compile_assessment(course, "niveau-1")).encode(), 9)) < MOST_NEXT


def test_a_dead_link_or_an_unknown_citation_stops_the_build(copy: Path, tmp_path: Path) -> None:
    from cat_course.errors import BuildError

    page = copy / "book/index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[perdu](nulle-part.md) {footcite}`personne1999`\n", encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        build(copy, tmp_path / "built")
    lines = str(caught.value).splitlines()
    assert all(line.startswith("book/index.md") for line in lines), lines
    assert "nulle-part" in str(caught.value)
    assert "personne1999" in str(caught.value)
