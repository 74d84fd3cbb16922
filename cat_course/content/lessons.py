"""``book/formateur/<module>.yml``: the lesson plan of a module, for the trainer's edition alone."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, field_validator

from .base import Id, Line, Minutes, Model, People, Text

SlideLine = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=90, pattern=r"^[^\n]*$")]


class LessonStep(Model):
    """One step of a session in the room, in minutes."""

    id: Id = Field(description="Identifiant de l'étape.")
    title: Line = Field(description="Nom de l'étape.")
    minutes: Minutes = Field(description="Durée, en minutes.")
    objective: Line = Field(description="Ce que le groupe sait ou sait faire à la fin de l'étape.")
    trainer: Text = Field(description="Ce que la personne qui forme fait et dit.")
    group: Text = Field(description="Ce que fait le groupe.")
    materials: tuple[Line, ...] = Field((), description="Ce qu'il faut avoir sous la main.")
    fallback: Line | None = Field(
        None, description="Si le temps manque : ce que l'on raccourcit ou retire, et ce que l'on garde."
    )
    activity: Id | None = Field(None, description="Jeu de rôle, quiz ou format travaillé pendant l'étape.")
    competencies: tuple[Id, ...] = Field((), description="Compétences que l'étape exerce, si l'activité ne les dit pas déjà.")
    figure: bool = Field(False, description="true : la figure du module se projette pendant cette étape, et non à la fin.")
    slide: tuple[SlideLine, ...] = Field((), max_length=5, description="Ce qui se projette : cinq lignes courtes au plus.")


class LessonPlan(Model):
    """How to run a module in a room tomorrow morning."""

    module: Id = Field(description="Module, par exemple n1-m2.")
    group: tuple[People, People] = Field(description="De combien à combien de personnes en formation.")
    prepare: tuple[Line, ...] = Field(min_length=1, description="Ce qui se prépare avant, dans l'ordre.")
    steps: tuple[LessonStep, ...] = Field(min_length=3, description="La séance, étape par étape.")
    debrief_questions: tuple[Line, ...] = Field(min_length=3, description="Questions pour revenir sur ce qui a été vécu.")
    observe: tuple[Line, ...] = Field(min_length=3, description="Ce que la personne qui forme observe : des signes visibles.")
    pitfalls: tuple[Line, ...] = Field(
        min_length=1, description="Ce que les groupes comprennent souvent de travers, et quoi dire."
    )

    @field_validator("group")
    @classmethod
    def _ordered(cls, group: tuple[int, int]) -> tuple[int, int]:
        if group[0] > group[1]:
            raise ValueError("le premier nombre ne dépasse pas le second")
        return group
