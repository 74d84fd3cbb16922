"""``book/jeux-de-role/<id>.yml``: a branching conversation, its people, its gauges, its endings."""

from __future__ import annotations

from string import ascii_lowercase
from typing import Annotated, Literal

from pydantic import Field, model_validator

from .base import Frozen, Id, Line, Minutes, Model, Rating, Text

Tone = Literal["reussi", "mitige", "echec"]


class Character(Model):
    """A fictional person: who they are and what they care about."""

    name: Line = Field(description="Nom de la personne, fictive.")
    role: Line = Field(description="Qui elle est.")
    concern: Text = Field(description="Ce qui compte pour elle.")


class Gauge(Model):
    """A number the conversation moves, always shown to the learner."""

    label: Line = Field(description="Nom de la jauge.")
    start: int = Field(description="Valeur au départ.")
    min: int = Field(0, description="Valeur la plus basse.")
    max: int = Field(description="Valeur la plus haute.")
    low: Line = Field(description="Ce que veut dire une jauge basse.")
    high: Line = Field(description="Ce que veut dire une jauge haute.")

    @model_validator(mode="after")
    def _ordered(self) -> Gauge:
        if not self.min <= self.start <= self.max or self.min == self.max:
            raise ValueError("il faut min ≤ start ≤ max, et min < max")
        return self


class Bounds(Model):
    """A condition on one gauge, bounds included."""

    min: int | None = Field(None, description="La jauge vaut au moins…")
    max: int | None = Field(None, description="La jauge vaut au plus…")

    @model_validator(mode="after")
    def _something(self) -> Bounds:
        if self.min is None and self.max is None:
            raise ValueError("une condition donne min, max, ou les deux")
        return self


class Choice(Model):
    """Something the facilitator may do now, what it changes, and why."""

    id: Id | None = Field(None, description="Par défaut : a, b, c… selon la place. À fixer si l'on réordonne les choix.")
    text: Text = Field(description="Ce que la personne qui anime dit ou fait.")
    to: Id = Field(description="Scène où ce choix mène.")
    effects: Frozen[Id, int] = Field(
        default={}, validate_default=True, description="Ce que le choix ajoute aux jauges ou leur retire."
    )
    shows: Frozen[Id, Rating] = Field(default={}, validate_default=True, description="Ce que ce choix montre, de 0 à 3.")
    when: Frozen[Id, Bounds] = Field(default={}, validate_default=True, description="Le choix n'est offert que si…")
    feedback: Text | None = Field(None, description="Pourquoi ce choix fait ce qu'il fait. Exigé par check.")


class Ending(Model):
    """How it ends."""

    title: Line = Field(description="Nom de la fin.")
    tone: Tone = Field(description="reussi, mitige ou echec.")


class Node(Model):
    """A moment of the conversation: somebody speaks, then a choice; or an ending with its debrief."""

    title: Annotated[Line, Field(max_length=48)] | None = Field(
        None, description="Nom court de la scène, pour la carte du chemin."
    )
    speaker: Id | None = Field(None, description="Qui parle, parmi les personnages.")
    text: Text = Field(description="Ce qui se passe et se dit. Une ligne vide sépare deux paragraphes.")
    choices: tuple[Choice, ...] = Field((), max_length=8, description="Ce que l'on peut faire maintenant.")
    ending: Ending | None = Field(None, description="Pour une fin : son nom et son ton.")
    debrief: Text | None = Field(None, description="Pour une fin : ce qui s'est passé, et quoi essayer.")

    @model_validator(mode="after")
    def _choices_or_ending(self) -> Node:
        if bool(self.choices) == (self.ending is not None):
            raise ValueError("une scène a soit des choix (choices), soit une fin (ending)")
        if self.ending is None and self.title is None:
            raise ValueError("une scène qui n'est pas une fin a un titre court (title)")
        return self


def choice_ids(choices: tuple[Choice, ...]) -> list[str]:
    """Return the id of each choice of a scene: the author's, else a letter by its place."""
    return [choice.id or ascii_lowercase[place] for place, choice in enumerate(choices)]


class TrainerNotes(Model):
    """How to play it in a room; left out of the learner's edition."""

    script: Text = Field(description="Comment jouer la scène en salle.")
    minutes: Minutes = Field(description="Durée en salle, en minutes.")
    debrief_questions: tuple[Line, ...] = Field(min_length=2, description="Questions pour le retour en groupe.")


class RolePlay(Model):
    """A whole role-play."""

    title: Line = Field(description="Titre du jeu de rôle.")
    level: Id = Field(description="Niveau du parcours.")
    module: Id = Field(description="Module auquel il appartient.")
    minutes: Minutes = Field(description="Durée d'une partie, en minutes.")
    format: Id = Field(description="Format dans lequel la scène se passe.")
    audiences: tuple[Id, ...] = Field(min_length=1, description="Publics, parmi ceux de course.yml.")
    competencies: tuple[Id, ...] = Field(min_length=1, description="Compétences dont les choix donnent des indices.")
    context: Text = Field(description="Ce que la personne sait au départ.")
    cast: Frozen[Id, Character] = Field(min_length=1, description="Les personnages, fictifs.")
    gauges: Frozen[Id, Gauge] = Field(min_length=1, description="Ce que la conversation fait monter ou descendre.")
    start: Id = Field(description="Première scène.")
    nodes: Frozen[Id, Node] = Field(min_length=2, description="Les scènes et les fins, par identifiant.")
    sources: tuple[Id, ...] = Field((), description="Clés de references.bib.")
    trainer: TrainerNotes = Field(description="Notes pour l'équipe de formation, absentes de l'édition des apprenants.")
