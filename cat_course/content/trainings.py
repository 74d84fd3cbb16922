"""``book/formations.yml``: ways to run a level with a group, as sessions of so many minutes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from .base import Id, Line, Minutes, Model, Text


class TrainingSession(Model):
    """One session: ``minutes`` from arrival to leaving, ``pause`` the part of them that is a break."""

    label: Line = Field(description="Nom de la séance, par exemple « Jour 1, matin ».")
    week: Annotated[int, Field(ge=1, le=60)] = Field(description="Semaine où elle se tient, à partir de 1.")
    minutes: Minutes = Field(description="Durée de la séance, pauses comprises, en minutes.")
    pause: Annotated[int, Field(ge=0, le=120)] = Field(0, description="Dont pauses, en minutes.")

    @model_validator(mode="after")
    def _some_work(self) -> TrainingSession:
        if self.pause >= self.minutes:
            raise ValueError("la pause dure autant que la séance")
        return self


class Training(Model):
    """One way to run a level: when people meet, and for how long."""

    id: Id = Field(description="Identifiant de la formule.")
    title: Line = Field(description="Nom de la formule.")
    level: Id = Field(description="Niveau du parcours.")
    intro: Text = Field(description="Pour qui, et ce qu'elle demande.")
    whole: bool = Field(False, description="true si un module ne se coupe pas entre deux séances quand il peut tenir en une.")
    reading_weeks: Annotated[int, Field(ge=0, le=20)] = Field(
        0, description="Semaines de lecture avant la première séance ; 0 si l'on lit d'une séance à l'autre."
    )
    sessions: tuple[TrainingSession, ...] = Field(min_length=1, description="Les séances, dans l'ordre.")


class Trainings(Model):
    """The whole of ``formations.yml``."""

    trainings: tuple[Training, ...] = Field(min_length=1, description="Les formules.")
