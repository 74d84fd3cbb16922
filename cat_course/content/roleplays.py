"""``book/jeux-de-role/<id>.yml``: a branching conversation, its people, its gauges, its endings."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from .base import Frozen, Id, Line, Minutes, Model, Rating, Text

Tone = Literal["reussi", "mitige", "echec"]


class Character(Model):
    """A fictional person: who they are and what they care about."""

    name: Line
    role: Line
    concern: Text


class Gauge(Model):
    """A number the conversation moves, always shown to the learner."""

    label: Line
    start: int
    min: int = 0
    max: int
    low: Line = Field(description="Ce que veut dire une jauge basse.")
    high: Line = Field(description="Ce que veut dire une jauge haute.")

    @model_validator(mode="after")
    def _ordered(self) -> Gauge:
        if not self.min <= self.start <= self.max or self.min == self.max:
            raise ValueError("il faut min ≤ start ≤ max, et min < max")
        return self


class Bounds(Model):
    """A condition on one gauge, bounds included."""

    min: int | None = None
    max: int | None = None

    @model_validator(mode="after")
    def _something(self) -> Bounds:
        if self.min is None and self.max is None:
            raise ValueError("une condition donne min, max, ou les deux")
        return self


class Choice(Model):
    """Something the facilitator may do now, what it changes, and why."""

    id: Id | None = Field(None, description="Par défaut : a, b, c… selon la place. À fixer si l'on réordonne les choix.")
    text: Text
    to: Id
    effects: Frozen[Id, int] = Field(default={}, validate_default=True)
    shows: Frozen[Id, Rating] = Field(default={}, validate_default=True, description="Ce que ce choix montre, de 0 à 3.")
    when: Frozen[Id, Bounds] = Field(default={}, validate_default=True, description="Le choix n'est offert que si…")
    feedback: Text | None = Field(None, description="Pourquoi ce choix fait ce qu'il fait. Exigé par check.")


class Ending(Model):
    """How it ends."""

    title: Line
    tone: Tone


class Node(Model):
    """A moment of the conversation: somebody speaks, then a choice; or an ending with its debrief."""

    title: Annotated[Line, Field(max_length=48)] | None = Field(
        None, description="Nom court de la scène, pour la carte du chemin."
    )
    speaker: Id | None = None
    text: Text
    choices: tuple[Choice, ...] = ()
    ending: Ending | None = None
    debrief: Text | None = None

    @model_validator(mode="after")
    def _choices_or_ending(self) -> Node:
        if bool(self.choices) == (self.ending is not None):
            raise ValueError("une scène a soit des choix (choices), soit une fin (ending)")
        if self.ending is None and self.title is None:
            raise ValueError("une scène qui n'est pas une fin a un titre court (title)")
        return self


class TrainerNotes(Model):
    """How to play it in a room; left out of the learner's edition."""

    script: Text
    minutes: Minutes
    debrief_questions: tuple[Line, ...] = Field(min_length=2)


class RolePlay(Model):
    """A whole role-play."""

    title: Line
    level: Id
    module: Id
    minutes: Minutes
    format: Id
    audiences: tuple[Id, ...] = Field(min_length=1)
    competencies: tuple[Id, ...] = Field(min_length=1)
    context: Text
    cast: Frozen[Id, Character] = Field(min_length=1)
    gauges: Frozen[Id, Gauge] = Field(min_length=1)
    start: Id
    nodes: Frozen[Id, Node] = Field(min_length=2)
    sources: tuple[Id, ...] = ()
    trainer: TrainerNotes
