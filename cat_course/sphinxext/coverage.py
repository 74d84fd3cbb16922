"""What the course covers, as a table: each competency with its modules, its activities, what assesses it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docutils import nodes

from ..labels import fill
from ..lint.coverage import Cover, matrix
from .course import CourseDirective
from .readings import grid, line, plain


class CoverageMatrix(CourseDirective):
    """``{matrice-competences} niveau``: the competencies that a level aims at, domain by domain."""

    required_arguments = 1

    def draw(self) -> list[nodes.Node]:
        level = self.course.level(self.arguments[0]).id
        rows = {row.competency: row for row in matrix(self.course, level)}
        out: list[nodes.Node] = [line(fill(self.words["sum"], self.sums(rows.values())))]
        head = [self.words[key] for key in ("competency", "aim", "taught", "practised", "assessed")]
        for domain in self.course.framework.domains:
            if own := [rows[c.id] for c in domain.competencies if c.id in rows]:
                out += [nodes.rubric("", domain.title), grid(head, [self.row(row, level) for row in own])]
        return [nodes.container("", *out, classes=["cc-coverage"])]

    @property
    def words(self) -> dict[str, str]:
        return dict(self.catalogue["coverage"])

    def sums(self, rows: Iterable[Cover]) -> dict[str, int]:
        found = list(rows)
        counts = {name: sum(bool(getattr(row, name)) for row in found) for name in ("taught", "practised", "assessed")}
        return {"total": len(found), **counts}

    def row(self, row: Cover, level: str) -> list[list[nodes.Node]]:
        course = self.course
        mastery = {m.id: m.label for m in course.framework.mastery}
        modules = [self.link(course.page_of("module", m), course.modules[m].title) for m in row.taught]
        plays = [self.link(f"book/jeux-de-role/{r}", course.roleplays[r].title) for r in row.roleplays]
        formats = [self.link(course.page_of("format", f), course.formats[f].title) for f in row.formats]
        other = [self.link(a.page, a.label) for a in course.settings.activities if a.id in row.activities]
        quizzes = [self.link(course.page_of("module", course.quizzes[q].module), self.questions(row, q)) for q in row.quizzes]
        own = plain(self.words["self-assessment"]) if row.self_assessed else []
        title = course.framework.competencies[row.competency].title
        cells = [joined(modules), joined([*plays, *other, *formats]), joined([*quizzes, *own])]
        return [plain(title), plain(mastery[row.aims[level]]), *cells]

    def questions(self, row: Cover, quiz_id: str) -> str:
        quiz = self.course.quizzes[quiz_id]
        count = sum(question.competency == row.competency for question in quiz.questions)
        return fill(self.words["question" if count == 1 else "questions"], {"count": count, "title": quiz.title})

    def link(self, page: str, words: str) -> nodes.Node:
        if not (self.course.root / f"{page}.md").is_file():
            return nodes.Text(words)
        up = "../" * self.env.docname.count("/")
        return nodes.reference("", words, refuri=f"{up}{page}.html", internal=True)


def joined(parts: list[Any]) -> list[nodes.Node]:
    """Return *parts* with a sign between them, or a dash for none."""
    out: list[nodes.Node] = []
    for place, part in enumerate(parts):
        out += [nodes.Text(" · ")] if place else []
        out.append(part)
    return out or plain("–")
