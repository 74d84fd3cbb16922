"""What pydantic found, said to an author in French, with a way out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from ..errors import suggestion
from .base import ID_PATTERN

Loc = tuple[str | int, ...]

_PLAIN = {
    "missing": "clé obligatoire absente ; ajoutez-la",
    "string_type": "texte attendu, reçu {got} ; mettez-le entre guillemets",
    "int_type": "nombre entier attendu, reçu {got}",
    "int_parsing": "nombre entier attendu, reçu {got}",
    "int_from_float": "nombre entier attendu, reçu {got}",
    "finite_number": "nombre attendu, reçu {got}",
    "float_type": "nombre attendu, reçu {got}",
    "float_parsing": "nombre attendu, reçu {got}",
    "bool_type": "true ou false attendu, reçu {got}",
    "bool_parsing": "true ou false attendu, reçu {got}",
    "tuple_type": "liste attendue (une ligne « - … » par élément), reçu {got}",
    "list_type": "liste attendue (une ligne « - … » par élément), reçu {got}",
    "mapping_type": "ensemble « clé: valeur » attendu, reçu {got}",
    "dict_type": "ensemble « clé: valeur » attendu, reçu {got}",
    "invalid_key": "une clé doit être un texte ; mettez-la entre guillemets",
    "model_type": "ensemble « clé: valeur » attendu, reçu {got}",
    "too_short": "au moins {min_length} élément(s) attendu(s), il y en a {actual_length}",
    "too_long": "au plus {max_length} élément(s) attendu(s), il y en a {actual_length}",
    "string_too_short": "texte vide ; remplissez-le",
    "string_too_long": "au plus {max_length} caractères ; raccourcissez",
    "greater_than_equal": "au moins {ge} attendu, reçu {got}",
    "greater_than": "plus de {gt} attendu, reçu {got}",
    "less_than_equal": "au plus {le} attendu, reçu {got}",
    "less_than": "moins de {lt} attendu, reçu {got}",
    "multiple_of": "multiple de {multiple_of} attendu, reçu {got}",
    "literal_error": "valeur {got} inconnue ; attendu : {expected}",
}


def explain(exc: ValidationError, model: type[BaseModel]) -> Iterator[tuple[Loc, str]]:
    """Yield ``(location, one line of French)`` for each error of *exc*, in file order.

    A misspelt key gives two errors in pydantic (one unknown, one missing): only the first is
    yielded, with the right spelling.
    """
    errors = exc.errors(include_url=False)
    misspelt = {
        (*error["loc"][:-1], near)
        for error in errors
        if error["type"] == "extra_forbidden" and (near := _near_key(model, error["loc"]))
    }
    for error in errors:
        loc = tuple(part for part in error["loc"] if part != "[key]")
        if error["type"] == "missing" and loc in misspelt:
            continue
        yield loc, f"{_readable(loc)} : {_text(error, model)}" if loc else _text(error, model)


def _text(error: Any, model: type[BaseModel]) -> str:
    kind, got = error["type"], _short(error["input"])
    if kind == "extra_forbidden" and error["input"] is None:
        return "clé inconnue et sans valeur ; si c'est la suite d'un texte, mettez ce texte entre guillemets"
    if kind == "extra_forbidden":
        return f"clé inconnue{suggestion(str(error['loc'][-1]), _keys(model, error['loc'][:-1]), 'supprimez-la')}"
    if kind == "string_pattern_mismatch":
        pattern = error["ctx"]["pattern"]
        if pattern == ID_PATTERN:
            return f"identifiant {got} refusé ; minuscules sans accent, chiffres et tirets seulement"
        if pattern == r"^[^\n]*$":
            return "tient sur une seule ligne ; enlevez le retour à la ligne"
        return f"{got} n'a pas la forme attendue ({pattern})"
    if kind == "value_error":
        return str(error["ctx"]["error"])
    if template := _PLAIN.get(kind):
        return template.format(got=got, **error.get("ctx", {}))
    return f"valeur {got} refusée ({error['msg']}) ; comparez avec un fichier voisin"


def _short(value: Any) -> str:
    if value is None:
        return "rien"
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _readable(loc: Loc) -> str:
    """``("choices", 0, "text")`` reads ``choices[1].text``: authors count from one."""
    out = ""
    for part in loc:
        out += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if out else part
    return out


def _near_key(model: type[BaseModel], loc: Loc) -> str | None:
    from difflib import get_close_matches

    near = get_close_matches(str(loc[-1]), _keys(model, loc[:-1]), n=1)
    return near[0] if near else None


def _keys(model: type[BaseModel], loc: Loc) -> list[str]:
    """Return the keys that the model at *loc* knows."""
    current: type[BaseModel] | None = model
    for part in loc:
        if current is not None and part in current.model_fields:
            current = _inner_model(current.model_fields[str(part)].annotation)
    return list(current.model_fields) if current else []


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for arg in get_args(annotation) if (found := _inner_model(arg))), None)
