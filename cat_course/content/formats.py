"""``book/formats/<id>.md``: a dialogue format, its figures and where each comes from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from .base import Frozen, Id, LevelNumber, Line, Minutes, Model, People, Rating, Text

Count = Annotated[int, Field(ge=1, le=100)]
Evidence = Literal["source", "usage", "editorial"]
Voice = Literal["groupe", "animation", "silence"]
Moment = Literal["ouvrir", "travailler", "clore"]
Room = Literal["cercle", "petits-cercles", "bocal", "tables", "arc", "libre", "dehors", "aucune"]
EvidencedField = Literal["group", "duration", "phases", "tension", "facilitator", "modes", "purposes", "audiences"]


class Group(Model):
    """How many people the format takes; ``parallel`` means several tables or circles at once."""

    min: People = Field(description="Le moins de personnes.")
    ideal: tuple[People, People] = Field(description="De combien à combien le format donne le plus.")
    max: People = Field(description="Le plus de personnes.")
    parallel: bool = Field(False, description="true si plusieurs tables ou cercles travaillent en même temps.")

    @model_validator(mode="after")
    def _ordered(self) -> Group:
        low, high = self.ideal
        if not self.min <= low <= high <= self.max:
            raise ValueError("il faut min ≤ ideal[0] ≤ ideal[1] ≤ max")
        return self


class Span(Model):
    """A length of time in minutes: the least, the usual, the most."""

    min: Minutes = Field(description="Le moins, en minutes.")
    typical: Minutes = Field(description="D'ordinaire, en minutes.")
    max: Minutes = Field(description="Le plus, en minutes.")

    @model_validator(mode="after")
    def _ordered(self) -> Span:
        if not self.min <= self.typical <= self.max:
            raise ValueError("il faut min ≤ typical ≤ max")
        return self


class Tension(Model):
    """The most tension the format can hold: 0 calm, 4 open conflict."""

    max: Annotated[int, Field(ge=0, le=4)] = Field(
        description="Tension la plus forte que le format supporte : 0 apaisé, 4 conflit ouvert."
    )


class Role(Model):
    """Someone the format needs, and what they do."""

    name: Line = Field(description="Nom du rôle.")
    mission: Text = Field(description="Ce que la personne fait.")


class Phase(Model):
    """A step of the run of show: a span of minutes, or minutes per person."""

    id: Id = Field(description="Identifiant de l'étape.")
    title: Line = Field(description="Nom de l'étape.")
    minutes: Span | None = Field(None, description="Durée de l'étape, si elle ne dépend pas du nombre de personnes.")
    minutes_per_person: Annotated[float, Field(gt=0, le=240)] | None = Field(
        None, description="Minutes par personne, pour un tour de parole."
    )
    groups_of: Annotated[int, Field(ge=2, le=30)] | None = Field(
        None, description="Taille des petits groupes pendant cette étape ; absent si tout le cercle est ensemble."
    )
    voice: Voice = Field(
        "groupe", description="Qui parle surtout : le groupe, l'animation (consignes, lecture), ou silence (écriture, marche)."
    )
    optional: bool = Field(False, description="true si l'étape peut être retirée quand le temps manque.")
    script: Text = Field(description="Ce que la personne qui anime fait et dit.")

    @model_validator(mode="after")
    def _one_length(self) -> Phase:
        if (self.minutes is None) == (self.minutes_per_person is None):
            raise ValueError("une étape a soit minutes, soit minutes_per_person")
        return self


class Risk(Model):
    """What may go wrong, and how to meet it."""

    name: Line = Field(description="Ce qui peut mal tourner.")
    answer: Text = Field(description="Comment le prévenir ou y répondre.")


class Format(Model):
    """A dialogue format. Ratings run from 0 (does not serve) to 3 (made for it)."""

    title: Line = Field(description="Nom du format, identique au titre de la page.")
    names: tuple[Line, ...] = Field((), description="Autres noms sous lesquels on le connaît.")
    summary: Annotated[Line, Field(max_length=160)] = Field(description="Une phrase : à quoi sert ce format.")
    family: Id = Field(description="Famille, parmi celles de course.yml.")
    purposes: Frozen[Id, Rating] = Field(min_length=1, description="Note de 0 (ne la sert pas) à 3 pour chaque intention.")
    group: Group = Field(description="Combien de personnes.")
    duration: Span = Field(description="Durée d'une séance, en minutes.")
    sessions: tuple[Count, Count] = Field(
        (1, 1), description="De combien à combien de séances ; [1, 1] pour une rencontre unique."
    )
    moments: Annotated[tuple[Moment, ...], Field(min_length=1)] = Field(
        ("travailler",), description="Place dans une rencontre plus longue : ouvrir, travailler, clore."
    )
    modes: Frozen[Id, Rating] = Field(min_length=1, description="Note de 0 à 3 : en présence, hybride, à distance.")
    tension: Tension = Field(description="Ce que le format supporte.")
    facilitator: LevelNumber = Field(description="Niveau de maîtrise nécessaire pour animer, de 1 à 4.")
    audiences: tuple[Id, ...] = Field(min_length=1, description="Publics habituels, parmi ceux de course.yml.")
    roles: tuple[Role, ...] = Field(min_length=1, description="Qui fait quoi.")
    rules: tuple[Line, ...] = Field(min_length=1, description="Les règles dites au groupe.")
    space: Text = Field(description="Le lieu et sa disposition.")
    room: Room = Field(description="Disposition à dessiner sur le plan de salle.")
    materials: tuple[Line, ...] = Field(description="Ce qu'il faut apporter.")
    phases: tuple[Phase, ...] = Field(min_length=2, description="Le déroulé, étape par étape.")
    conditions: tuple[Line, ...] = Field(min_length=1, description="Ce sans quoi le format échoue.")
    risks: tuple[Risk, ...] = Field(min_length=1, description="Ce qui peut mal tourner, et la parade.")
    avoid_when: tuple[Line, ...] = Field(min_length=1, description="Quand ne pas l'employer.")
    produces: tuple[Line, ...] = Field(min_length=1, description="Avec quoi le groupe repart.")
    competencies: tuple[Id, ...] = Field(min_length=1, description="Compétences que l'animation demande.")
    sources: tuple[Id, ...] = Field(min_length=1, description="Clés de references.bib.")
    evidence: Frozen[EvidencedField, Evidence] = Field(
        description="D'où vient chaque figure : source (lue), usage (courant), editorial (proposée par la rédaction)."
    )
    licence_note: Text | None = Field(None, description="Marque déposée ou licence de la méthode, s'il y a lieu.")

    @model_validator(mode="after")
    def _usable(self) -> Format:
        if not any(self.purposes.values()):
            raise ValueError("purposes : au moins une intention notée 1 ou plus")
        if not any(self.modes.values()):
            raise ValueError("modes : au moins une modalité notée 1 ou plus")
        if self.sessions[0] > self.sessions[1]:
            raise ValueError("sessions : le premier nombre ne dépasse pas le second")
        return self
