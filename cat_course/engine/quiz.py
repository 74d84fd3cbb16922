"""Quiz: what each answer earns.

* ``single``: the right option earns 1;
* ``multiple``: each right option ticked earns 1, each wrong one loses 1, never under 0, so that
  ticking everything earns nothing;
* ``ordering``: each pair of neighbours that follow each other as they should earns 1, so that one
  misplaced step does not lose everything.

The page holds its answers: this is self-assessment, and nothing is hidden.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from ..content.quizzes import Question, Quiz

Answer = str | Sequence[str] | None


@dataclass(frozen=True, slots=True)
class Score:
    """Points earned out of points possible."""

    earned: int
    max: int

    @property
    def verdict(self) -> Literal["full", "partial", "none"]:
        """How a learner reads the score; partial credit is never called wrong."""
        if self.earned >= self.max:
            return "full"
        return "partial" if self.earned > 0 else "none"


def compile_quiz(quiz_id: str, quiz: Quiz) -> dict[str, Any]:
    """Return the table of a quiz, ready for JSON."""
    questions = [_question(q) for q in quiz.questions]
    return {"id": quiz_id, "title": quiz.title, "intro": quiz.intro.strip(), "minutes": quiz.minutes, "questions": questions}


def initial_state() -> dict[str, Any]:
    """Return the state of a quiz nobody has answered."""
    return {"answers": {}, "checked": []}


def _question(question: Question) -> dict[str, Any]:
    wrong = -1 if question.kind == "multiple" else 0
    options = [
        {"id": o.id, "text": o.text, "points": 1 if o.right else wrong, "because": o.because.strip()} for o in question.options
    ]
    out: dict[str, Any] = {"id": question.id, "kind": question.kind, "prompt": question.prompt.strip(), "options": options}
    if question.kind == "ordering":
        for option in options:
            del option["points"]
        out["shown"] = shuffled(question.id, [o.id for o in question.options])
    return out


def shuffled(seed: str, ids: Sequence[str]) -> list[str]:
    """Return *ids* in an order that depends on *seed* alone, and that is never the given one."""
    mixed = sorted(ids, key=lambda i: hashlib.sha256(f"{seed}/{i}".encode()).digest())
    return mixed if mixed != list(ids) else [*mixed[1:], mixed[0]]


def score(question: Mapping[str, Any], answer: Answer) -> Score:
    """Score one *answer*: an option id, or a list of them. ``None`` (not answered) earns nothing."""
    options = question["options"]
    if question["kind"] == "ordering":
        place = {o["id"]: i for i, o in enumerate(options)}
        given = [place.get(i, -2) for i in answer or ()]
        return Score(sum(b == a + 1 for a, b in pairwise(given)), len(options) - 1)
    best = sum(o["points"] > 0 for o in options)
    picked = {answer} if isinstance(answer, str) else set(answer or ())
    return Score(max(0, sum(o["points"] for o in options if o["id"] in picked)), best)
