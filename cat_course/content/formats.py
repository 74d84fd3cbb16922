"""``book/formats/<id>.md``: a dialogue format, its figures and where each comes from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from .base import Frozen, Id, LevelNumber, Line, Minutes, Model, Rating, Text

People = Annotated[int, Field(ge=1, le=100_000)]
Evidence = Literal["source", "usage", "editorial"]
EvidencedField = Literal["group", "duration", "phases", "tension", "facilitator", "modes", "purposes", "audiences"]


class Group(Model):
    """How many people the format takes; ``parallel`` means several tables or circles at once."""

    min: People
    ideal: tuple[People, People]
    max: People
    parallel: bool = False

    @model_validator(mode="after")
    def _ordered(self) -> Group:
        low, high = self.ideal
        if not self.min <= low <= high <= self.max:
            raise ValueError("il faut min ≤ ideal[0] ≤ ideal[1] ≤ max")
        return self


class Span(Model):
    """A length of time in minutes: the least, the usual, the most."""

    min: Minutes
    typical: Minutes
    max: Minutes

    @model_validator(mode="after")
    def _ordered(self) -> Span:
        if not self.min <= self.typical <= self.max:
            raise ValueError("il faut min ≤ typical ≤ max")
        return self


class Tension(Model):
    """The most tension the format can hold: 0 calm, 4 open conflict."""

    max: Annotated[int, Field(ge=0, le=4)]


class Role(Model):
    """Someone the format needs, and what they do."""

    name: Line
    mission: Text


class Phase(Model):
    """A step of the run of show: a span of minutes, or minutes per person."""

    id: Id
    title: Line
    minutes: Span | None = None
    minutes_per_person: Annotated[float, Field(gt=0, le=240)] | None = None
    script: Text = Field(description="Ce que la personne qui anime fait et dit.")

    @model_validator(mode="after")
    def _one_length(self) -> Phase:
        if (self.minutes is None) == (self.minutes_per_person is None):
            raise ValueError("une étape a soit minutes, soit minutes_per_person")
        return self


class Format(Model):
    """A dialogue format. Ratings run from 0 (does not serve) to 3 (made for it)."""

    title: Line
    summary: Annotated[Line, Field(max_length=160)] = Field(description="Une phrase : à quoi sert ce format.")
    family: Id
    purposes: Frozen[Id, Rating] = Field(min_length=1, description="Note de 1 à 3 pour chaque intention servie.")
    group: Group
    duration: Span
    modes: Frozen[Id, Rating] = Field(min_length=1)
    tension: Tension
    facilitator: LevelNumber = Field(description="Niveau de maîtrise nécessaire pour animer, de 1 à 4.")
    audiences: tuple[Id, ...] = Field(min_length=1)
    roles: tuple[Role, ...] = Field(min_length=1)
    rules: tuple[Line, ...] = Field(min_length=1)
    space: Text
    materials: tuple[Line, ...]
    phases: tuple[Phase, ...] = Field(min_length=2)
    conditions: tuple[Line, ...] = Field(min_length=1, description="Ce sans quoi le format échoue.")
    risks: tuple[Line, ...] = Field(min_length=1)
    avoid_when: tuple[Line, ...] = Field(min_length=1, description="Quand ne pas l'employer.")
    produces: tuple[Line, ...] = Field(min_length=1)
    competencies: tuple[Id, ...] = Field(min_length=1)
    sources: tuple[Id, ...] = Field(min_length=1, description="Clés de references.bib.")
    evidence: Frozen[EvidencedField, Evidence] = Field(
        description="D'où vient chaque figure : source (lue), usage (courant), editorial (proposée par la rédaction)."
    )
    licence_note: Text | None = Field(None, description="Marque déposée ou licence de la méthode, s'il y a lieu.")
