"""What holds a page together: its headings, its pictures, its links, its citations.

Rules: WCAG 2.2, success criteria 1.1.1 (text alternatives) and 1.3.1 (headings that do not skip a
level); links and citations must lead somewhere, because a reader on a phone pays for each dead end.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any
from urllib.parse import unquote

from ..content.bibliography import ADD_SOURCE, BIBLIOGRAPHY
from ..content.course import Course
from ..content.toc import FOR_TRAINERS, PRIVATE, TOC
from ..errors import Finding, suggestion
from .inline import CODE, NOTE
from .prose import Source

_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


def faults(course: Course, sources: Mapping[str, Source], listed: Collection[str]) -> Iterator[Finding]:
    """Yield the faults of every page. *listed* names the pages of the menu, without suffix (empty: not known)."""
    for source in sources.values():
        yield from citations(source, course.bibliography)
        if source.is_page:
            yield from headings(source)
            yield from pictures(source, course.root)
            yield from links(source, course.root, sources, listed)


def headings(source: Source) -> Iterator[Finding]:
    """Yield a finding where a page has no title, a second one, or a heading that skips a level."""
    outline = source.page.headings
    titles = [heading for heading in outline if heading.level == 1]
    if not titles:
        yield Finding(source.path, 1, "page sans titre ; ajoutez une ligne « # Titre »")
    for extra in titles[1:]:
        yield source.finding(extra.offset, f"second titre de page {extra.text!r} ; un seul « # » par page, employez « ## »")
    level = 0
    for heading in outline:
        if level and heading.level > level + 1:
            wanted = "#" * (level + 1)
            problem = f"intertitre {heading.text!r} trop bas : il saute un niveau ; écrivez-le avec « {wanted} »"
            yield source.finding(heading.offset, problem)
        level = heading.level


def pictures(source: Source, root: Path) -> Iterator[Finding]:
    """Yield a finding for each picture without alternative text, or whose file is missing."""
    for target, alt, offset in source.page.images:
        if not alt:
            yield source.finding(offset, "image sans texte de remplacement ; écrivez dans :alt: ce qu'elle montre")
        if target and not _ELSEWHERE.match(target) and not (root / resolved(source.path, target)).is_file():
            yield source.finding(offset, f"image {target!r} introuvable ; vérifiez le nom du fichier")


def links(source: Source, root: Path, sources: Mapping[str, Source], listed: Collection[str]) -> Iterator[Finding]:
    """Yield a finding for each link inside the book that leads to no page, to a page off the menu, or to no anchor."""
    for address, offset in source.page.links:
        if _ELSEWHERE.match(address):
            continue
        target, _, anchor = unquote(address).partition("#")
        name = resolved(source.path, target) if target else source.path
        if not (root / name).exists():
            pages = [path for path in sources if path.endswith(".md")]
            near = get_close_matches(name, pages, n=1, cutoff=0.85)
            way_out = f"vouliez-vous dire {near[0]!r} ?" if near else "vérifiez le chemin, ou créez la page"
            yield source.finding(offset, f"lien vers {target!r}, introuvable ; {way_out}")
        elif name.endswith(".md") and listed and name.removesuffix(".md") not in listed:
            page = name.removesuffix(".md")
            toc = FOR_TRAINERS if page.startswith(PRIVATE) else TOC
            yield source.finding(offset, f"lien vers {target!r}, absent du menu ; ajoutez {page} à {toc}")
        elif anchor and name in sources and anchor not in (known := anchors(sources[name])):
            yield source.finding(offset, f"ancre {anchor!r} introuvable{suggestion(anchor, known, 'vérifiez-la')}")


def citations(source: Source, bibliography: Collection[str]) -> Iterator[Finding]:
    """Yield a finding for each citation whose key the bibliography lacks."""
    for key, offset in source.page.citations:
        if key not in bibliography:
            yield source.finding(offset, f"source {key!r} introuvable{suggestion(key, bibliography, ADD_SOURCE)}")


def never_cited(course: Course, sources: Mapping[str, Source]) -> Iterator[Finding]:
    """Yield a remark for each source that no page cites and no file lists under ``sources``."""
    cited = {key for source in sources.values() for key, _ in source.page.citations}
    for document in course.documents.values():
        cited |= set(_listed(document.data))
    for key, reference in course.bibliography.items():
        if key not in cited:
            yield Finding(BIBLIOGRAPHY, reference.line, f"source {key!r} citée nulle part ; citez-la, ou retirez-la")


def _listed(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "sources" and isinstance(value, list):
                yield from (str(item) for item in value)
            else:
                yield from _listed(value)
    elif isinstance(data, list):
        for item in data:
            yield from _listed(item)


def anchors(source: Source) -> set[str]:
    """Return what a link may point at inside a page: its targets, and its headings as MyST names them."""
    titles = (heading.text.replace(CODE, "").replace(NOTE, "").lower() for heading in source.page.headings)
    return {*source.page.targets, *(re.sub(r"[^\w\- ]", "", title).replace(" ", "-") for title in titles)}


def resolved(path: str, target: str) -> str:
    """Return *target*, a link of the page *path*, relative to the course."""
    return target.lstrip("/") if target.startswith("/") else normpath(str(PurePosixPath(path).parent / target))
