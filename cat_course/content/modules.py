"""``book/niveau-N/NN-<slug>.md``: the front matter of a module page."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .base import Frozen, Id, Line, Model

QuarterHours = Annotated[float, Field(ge=0, le=200, multiple_of=0.25)]


class Hours(Model):
    """A learner's work in hours: in the room, alone, in the field. ECTS counts all three."""

    room: QuarterHours = Field(description="Heures en groupe.")
    alone: QuarterHours = Field(description="Heures de travail seul.")
    field: QuarterHours = Field(description="Heures sur le terrain.")

    @property
    def total(self) -> float:
        """All three together, in hours."""
        return self.room + self.alone + self.field


class Objective(Model):
    """What a learner can do at the end, in words that can be observed, and the competencies that it serves."""

    text: Line = Field(description="Un verbe observable, une phrase.")
    competencies: tuple[Id, ...] = Field(min_length=1, description="Compétences du module que l'objectif travaille.")


class Module(Model):
    """What a module page promises."""

    id: Id = Field(description="Identifiant du module, par exemple n1-m2.")
    title: Line = Field(description="Titre, identique au titre de la page.")
    level: Id = Field(description="Niveau du parcours.")
    hours: Hours = Field(description="Temps de travail, en heures (par quarts d'heure).")
    competencies: Frozen[Id, Id] = Field(min_length=1, description="Compétence : niveau de maîtrise visé.")
    objectives: tuple[Objective, ...] = Field(min_length=2, max_length=6, description="Ce que la personne sait faire à la fin.")
    prerequisites: tuple[Id, ...] = Field((), description="Modules à faire avant.")
    activities: tuple[Id, ...] = Field(min_length=1, description="Jeux de rôle, quiz et autres activités, par identifiant.")
    sources: tuple[Id, ...] = Field(min_length=1, description="Clés de references.bib.")
