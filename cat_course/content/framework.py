"""``book/competences.yml``: domains, competencies, and four levels of observable behaviours."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from .base import Frozen, Id, LevelNumber, Line, Model, Text

IafCode = Annotated[str, StringConstraints(pattern=r"^[A-F][1-4]$")]


class MasteryLevel(Model):
    """One of the four levels of mastery, from discovering to passing on."""

    id: Id = Field(description="Identifiant du niveau de maîtrise.")
    number: LevelNumber = Field(description="Rang, de 1 à 4.")
    label: Line = Field(description="Nom que la personne lit.")
    meaning: Text = Field(description="Ce que ce niveau veut dire, en une phrase.")


class Competency(Model):
    """One thing a facilitator does, described by what an observer would see."""

    id: Id = Field(description="Identifiant de la compétence.")
    title: Line = Field(description="Un verbe à l'infinitif et son objet.")
    summary: Text = Field(description="En une ou deux phrases, à quoi elle sert.")
    aim: Frozen[Id, Id] = Field(description="Niveau de maîtrise visé par chaque niveau du parcours.")
    behaviours: Frozen[Id, tuple[Line, ...]] = Field(
        description="Pour chacun des quatre niveaux de maîtrise, des comportements observables."
    )
    iaf: tuple[IafCode, ...] = Field(min_length=1, description="Compétences IAF correspondantes (A1 à F3).")


class Domain(Model):
    """A family of competencies, first aimed at by one level of the course."""

    id: Id = Field(description="Identifiant du domaine.")
    title: Line = Field(description="Nom du domaine.")
    level: Id = Field(description="Niveau du parcours qui vise d'abord ce domaine.")
    summary: Text = Field(description="Ce que le domaine réunit.")
    competencies: tuple[Competency, ...] = Field(min_length=2, max_length=4, description="De deux à quatre compétences.")


class Framework(Model):
    """The whole competency framework."""

    mastery: tuple[MasteryLevel, ...] = Field(
        min_length=4, max_length=4, description="Les quatre niveaux de maîtrise, du premier au dernier."
    )
    domains: tuple[Domain, ...] = Field(min_length=1, description="Les domaines, dans l'ordre.")
    sources: tuple[Id, ...] = Field((), description="Clés de references.bib.")

    @property
    def competencies(self) -> dict[str, Competency]:
        """Every competency by id, in the framework's order."""
        return {c.id: c for d in self.domains for c in d.competencies}

    def level_number(self, mastery_id: str) -> int:
        """Return 1-4 for a mastery level id; ``KeyError`` if there is none."""
        return {m.id: m.number for m in self.mastery}[mastery_id]
