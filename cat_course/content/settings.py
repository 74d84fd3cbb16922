"""``book/course.yml``: the levels, the modules in order, and the words the formats are described with."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import Id, Line, Model, Text


class Term(Model):
    """A word of the course's vocabulary, with what a learner reads."""

    id: Id
    label: Line = Field(description="Ce que la personne lit.")
    hint: Text | None = Field(None, description="Une phrase qui précise, si le mot ne suffit pas.")


class CurriculumLevel(Model):
    """A level of the course: what it leads to, and its modules in order."""

    id: Id
    title: Line
    aim: Text = Field(description="Ce que la personne sait faire à la fin du niveau.")
    hours: Annotated[float, Field(gt=0)] = Field(description="Volume visé, en heures, toutes formes de travail comprises.")
    modules: tuple[Id, ...] = Field(description="Identifiants des modules, dans l'ordre.")


class Licence(Model):
    """The licence of one area of the repository."""

    area: Line
    name: Line
    url: Annotated[str, Field(pattern=r"^https://")]


class Settings(Model):
    """The whole of ``course.yml``."""

    id: Id
    title: Line
    subtitle: Line
    language: Literal["fr"]
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    levels: tuple[CurriculumLevel, ...] = Field(min_length=1)
    purposes: tuple[Term, ...] = Field(min_length=1, description="Les intentions qu'un format peut servir.")
    families: tuple[Term, ...] = Field(min_length=1, description="Les familles de formats.")
    modes: tuple[Term, ...] = Field(min_length=1, description="En présence, hybride, à distance.")
    audiences: tuple[Term, ...] = Field(min_length=1, description="Les publics.")
    tensions: tuple[Term, ...] = Field(min_length=5, max_length=5, description="De 0 (calme) à 4 (conflit ouvert).")
    licences: tuple[Licence, ...] = Field(min_length=1)
