"""``book/quiz/<id>.yml``: a knowledge check where every answer has its reason."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from .base import Id, Line, Minutes, Model, Text

Kind = Literal["single", "multiple", "ordering"]


class Option(Model):
    """One answer, and the reason why it is right or not (or why it stands at this place)."""

    id: Id = Field(description="Identifiant de la réponse.")
    text: Line = Field(description="La réponse, sur une ligne.")
    right: bool = Field(False, description="Sans objet pour un classement, où les options sont écrites dans le bon ordre.")
    because: Text = Field(description="Pourquoi elle est juste ou non, ou pourquoi elle est à cette place.")


class Question(Model):
    """One question: one right answer, several, or steps to put in order."""

    id: Id = Field(description="Identifiant de la question.")
    kind: Kind = Field(description="single : une réponse ; multiple : plusieurs ; ordering : remettre dans l'ordre.")
    prompt: Text = Field(description="La question.")
    options: tuple[Option, ...] = Field(min_length=2, max_length=8, description="De deux à huit réponses.")
    competency: Id | None = Field(None, description="Compétence que la question vérifie.")

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

    title: Line = Field(description="Titre du quiz.")
    module: Id = Field(description="Module auquel il appartient.")
    minutes: Minutes = Field(description="Durée, en minutes.")
    intro: Text = Field(description="Une phrase avant les questions.")
    questions: tuple[Question, ...] = Field(min_length=1, description="Les questions, dans l'ordre.")
    sources: tuple[Id, ...] = Field((), description="Clés de references.bib.")
