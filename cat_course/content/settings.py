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

    id: Id = Field(description="Identifiant du niveau, par exemple niveau-1.")
    title: Line = Field(description="Ce que le niveau apprend à faire.")
    aim: Text = Field(description="Ce que la personne sait faire à la fin du niveau.")
    hours: Annotated[float, Field(gt=0)] = Field(description="Volume visé, en heures, toutes formes de travail comprises.")
    modules: tuple[Id, ...] = Field(description="Identifiants des modules, dans l'ordre.")
    planned: Annotated[int, Field(ge=1, le=100)] | None = Field(
        None,
        description="Nombre de modules prévus. Quand ils y sont tous, check vérifie heures et compétences du niveau.",
    )


class OwnActivity(Model):
    """An activity of the course that has no file of its own, and the competencies that it works on."""

    id: Id
    label: Line = Field(description="Ce que la personne lit.")
    page: Line = Field(description="Page où elle se trouve, comme book/ressources/choisir-un-format.")
    competencies: tuple[Id, ...] = Field(min_length=1, description="Compétences que l'activité travaille.")


class Stage(Model):
    """A step of a longer process, and the purposes that belong to it."""

    id: Id
    label: Line = Field(description="Ce que la personne lit.")
    purposes: tuple[Id, ...] = Field(min_length=1, description="Intentions qui se travaillent à cette étape.")


class Licence(Model):
    """The licence of one area of the repository."""

    name: Line = Field(description="Nom de la licence.")
    url: Annotated[str, Field(pattern=r"^https://")] = Field(description="Adresse du texte de la licence.")


class Licences(Model):
    """The licence of each area: what is printed, published or packaged bears the one of its own."""

    texts: Licence = Field(description="Licence des textes et des données du cours.")
    catalogue: Licence = Field(description="Licence du catalogue des formats, comme base de données.")
    stories: Licence = Field(description="Licence des récits collectés.")
    code: Licence = Field(description="Licence du code.")


class Settings(Model):
    """The whole of ``course.yml``."""

    id: Id = Field(description="Identifiant du cours.")
    title: Line = Field(description="Titre du cours.")
    subtitle: Line = Field(description="Sous-titre du cours.")
    language: Literal["fr"] = Field(description="Langue du cours.")
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")] = Field(
        description="Version du contenu : trois nombres séparés par des points."
    )
    site: Annotated[str, Field(pattern=r"^https://")] | None = Field(
        None, description="Adresse publique du livre, si elle est connue : elle entre dans les données ouvertes."
    )
    levels: tuple[CurriculumLevel, ...] = Field(min_length=1, description="Les niveaux du parcours, dans l'ordre.")
    purposes: tuple[Term, ...] = Field(min_length=1, description="Les intentions qu'un format peut servir.")
    stages: tuple[Stage, ...] = Field(min_length=1, description="Les étapes d'un processus, dans l'ordre.")
    families: tuple[Term, ...] = Field(min_length=1, description="Les familles de formats.")
    modes: tuple[Term, ...] = Field(min_length=1, description="En présence, hybride, à distance.")
    audiences: tuple[Term, ...] = Field(min_length=1, description="Les publics.")
    tensions: tuple[Term, ...] = Field(min_length=5, max_length=5, description="De 0 (calme) à 4 (conflit ouvert).")
    activities: tuple[OwnActivity, ...] = Field(
        (), description="Activités sans fichier : les compétences qu'elles travaillent."
    )
    licences: Licences = Field(description="La licence de chaque partie.")
