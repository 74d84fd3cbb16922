"""The content lint: what a careful reader would send back, each with file, line and a way out.

Faults stop (exit code 1): typography, structure, coverage, and spelling where it is asked for.
Remarks do not: readability, sources never cited, role-plays too easy to guess. Each module holds one
family of rules, with their sources in its docstring; :mod:`.prose` says what is read. Imports go up
only: the lint reads the course and changes nothing, except :func:`.typography.fix_book`.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..content.course import Course
from ..content.reading import read_yaml
from ..content.toc import CONFIG, TOC, menu, read_toc
from ..engine import lint as roleplays
from ..errors import Finding
from . import coverage, directives, readability, structure, typography
from .prose import read_book

__all__ = ["Report", "inspect"]


@dataclass(frozen=True, slots=True)
class Report:
    """What the lint found, in file order."""

    faults: tuple[Finding, ...]
    remarks: tuple[Finding, ...]


def inspect(course: Course, *, spelling: bool = False) -> Report:
    """Return every finding on the content of *course*, whose files hold.

    :raises MissingTool: if *spelling* is asked for and its dictionary is not installed.
    :raises CourseError: if a file that the course itself does not read is broken.
    """
    sources = {source.path: source for source in read_book(course)}
    listed = menu(read_toc(course.root, for_trainers=True)) if (course.root / TOC).is_file() else set()
    if (course.root / CONFIG).is_file():
        read_yaml(course.root, course.root / CONFIG)
    faults = [*coverage.faults(course), *structure.faults(course, sources, listed)]
    remarks = [*structure.never_cited(course, sources), *roleplays.remarks(course)]
    for source in sources.values():
        faults += [*typography.faults(source), *directives.faults(course, source)]
        remarks += readability.remarks(source)
    if spelling:
        from . import spelling as words  # its dictionary may not be installed

        faults += words.faults(course, sources)
    return Report(tuple(sorted(faults, key=_order)), tuple(sorted(remarks, key=_order)))


def _order(finding: Finding) -> tuple[str, int, str]:
    return finding.path, finding.line or 0, finding.problem
