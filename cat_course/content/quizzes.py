"""``book/quiz/<id>.yml``: a knowledge check where every answer has its reason."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from .base import Id, Line, Minutes, Model, Text

Kind = Literal["single", "multiple", "ordering"]


class Option(Model):
    """One answer, and the reason why it is right or not (or why it stands at this place)."""

    id: Id
    text: Line
    right: bool = Field(False, description="Sans objet pour un classement, où les options sont écrites dans le bon ordre.")
    because: Text


class Question(Model):
    """One question: one right answer, several, or steps to put in order."""

    id: Id
    kind: Kind
    prompt: Text
    options: tuple[Option, ...] = Field(min_length=2, max_length=8)
    competency: Id | None = None

    @model_validator(mode="after")
    def _key(self) -> Question:
        ids = [o.id for o in self.options]
        if twice := next((i for i in ids if ids.count(i) > 1), None):
            raise ValueError(f"deux options portent l'identifiant {twice!r}")
        right = sum(o.right for o in self.options)
        if self.kind == "single" and right != 1:
            raise ValueError(f"une question « single » a une seule option right: true, ici {right}")
        if self.kind == "multiple" and not 1 <= right < len(ids):
            raise ValueError("une question « multiple » a au moins une option juste et une fausse")
        if self.kind == "ordering" and (right or len(ids) < 3):
            raise ValueError("un classement a au moins 3 options, dans le bon ordre, sans right")
        return self


class Quiz(Model):
    """A whole quiz."""

    title: Line
    module: Id
    minutes: Minutes
    intro: Text
    questions: tuple[Question, ...] = Field(min_length=1)
    sources: tuple[Id, ...] = ()
