"""JSON Schemas of what authors write, so that an editor completes and explains each key."""

from __future__ import annotations

import json
from typing import Any

from ..content.base import Model
from ..content.formats import Format
from ..content.framework import Framework
from ..content.lessons import LessonPlan
from ..content.modules import Module
from ..content.quizzes import Quiz
from ..content.roleplays import RolePlay
from ..content.settings import Settings
from ..content.trainings import Trainings

MODELS: dict[str, tuple[type[Model], str | None]] = {
    "cours": (Settings, None),
    "competences": (Framework, None),
    "format": (Format, "format"),
    "module": (Module, "module"),
    "jeu-de-role": (RolePlay, None),
    "quiz": (Quiz, None),
    "plan-de-seance": (LessonPlan, None),
    "formations": (Trainings, None),
}
"""Schema name -> model, and the front matter key that holds it on a page."""


def schemas() -> dict[str, bytes]:
    """Return each schema as ``{"quiz.json": bytes}``; the same models always give the same bytes."""
    out = {}
    for name, (model, key) in MODELS.items():
        schema: dict[str, Any] = model.model_json_schema()
        if key is not None:
            definitions = schema.pop("$defs", {})
            schema = {"type": "object", "properties": {key: schema}, "required": [key], "$defs": definitions}
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
        out[f"{name}.json"] = (json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
    return out
