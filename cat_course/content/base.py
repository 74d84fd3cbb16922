"""What every course model shares: frozen, no unknown keys, and the small types they are made of."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer, StringConstraints

K = TypeVar("K")
V = TypeVar("V")

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"

Id = Annotated[
    str,
    StringConstraints(pattern=ID_PATTERN, max_length=60),
    Field(description="Identifiant : minuscules sans accent, chiffres et tirets. Il ne change jamais."),
]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^\n]*$")]
Frozen = Annotated[
    Mapping[K, V],
    AfterValidator(lambda value: MappingProxyType(dict(value))),
    PlainSerializer(lambda value: dict(value), return_type=dict[Any, Any]),
]
Rating = Annotated[int, Field(ge=0, le=3)]
LevelNumber = Annotated[int, Field(ge=1, le=4)]
People = Annotated[int, Field(ge=1, le=100_000)]
Minutes = Annotated[int, Field(ge=1, le=100_000)]


class Model(BaseModel):
    """Base of every course model: immutable, and no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")
