"""Reading YAML, alone or as the front matter of a page, into a model that remembers its lines.

A :class:`Document` keeps the YAML tree beside the data, so that any later check can say
``file:line``. YAML is parsed once, with libyaml where it is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from ..errors import CheckFailed, DataError, Finding
from .base import Model
from .messages import explain
from .source import display_name, read_text

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 300
"""Lists and mappings inside one another, at most. Far deeper, PyYAML ends the whole process: it calls itself in C."""
Loc = tuple[str | int, ...]
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: its data, its YAML tree, and for a page the Markdown that follows."""

    path: str
    data: Any
    node: yaml.Node
    first_line: int = 1
    body: str = ""
    body_line: int = 1

    def line(self, loc: Loc = ()) -> int:
        """Return the 1-based line of the deepest part of *loc* that exists."""
        node, line = self.node, self.node.start_mark.line
        for part in loc:
            if isinstance(node, yaml.MappingNode):
                found = next(((k, v) for k, v in node.value if k.value == str(part)), None)
                if found is None:
                    break
                line, node = found[0].start_mark.line, found[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
                line = node.start_mark.line
            else:
                break
        return int(line) + self.first_line

    def finding(self, loc: Loc, problem: str) -> Finding:
        """Return a finding at *loc*."""
        return Finding(self.path, self.line(loc), problem)


def read_yaml(root: Path, path: Path) -> Document:
    """Read a YAML file.

    :raises SourceError: see :func:`.source.read_text`.
    :raises DataError: if it is not YAML, repeats a key, or uses anchors.
    """
    return parse_yaml(display_name(root, path), read_text(root, path))


def read_page(root: Path, path: Path) -> Document:
    """Read a Markdown page whose front matter is data. Same errors as :func:`read_yaml`."""
    return parse_page(display_name(root, path), read_text(root, path))


def parse_page(name: str, text: str) -> Document:
    """Parse a page's *text*; *name* is only for messages."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        raise DataError(name, 1, "", "la page doit commencer par un en-tête entre deux lignes « --- »")
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        raise DataError(name, 1, "", "l'en-tête n'est pas fermé ; ajoutez une ligne « --- » après lui")
    head = parse_yaml(name, "\n".join(lines[1:end]) + "\n", first_line=2)
    return Document(name, head.data, head.node, 2, "\n".join(lines[end + 1 :]), end + 2)


def parse_yaml(name: str, text: str, first_line: int = 1) -> Document:
    """Parse YAML *text* whose first line is *first_line* of the file *name*."""
    loader = _Loader(text)
    try:
        _refuse_depth(name, text, first_line)
        node = loader.get_single_node()
        if node is None:
            raise DataError(name, first_line, "", "rien à lire ; écrivez au moins une clé")
        _refuse_surprises(name, node, first_line, set())
        data = loader.construct_document(node)
    except yaml.MarkedYAMLError as exc:
        mark = exc.problem_mark or exc.context_mark
        line = mark.line + first_line if mark else None
        raise DataError(name, line, "", _yaml_problem(exc, text)) from exc
    except (yaml.YAMLError, ValueError) as exc:
        raise DataError(name, first_line, "", f"YAML illisible : {' '.join(str(exc).split())}") from exc
    finally:
        loader.dispose()
    return Document(name, data, node, first_line)


def validate(document: Document, model: type[M], key: str | None = None) -> M:
    """Return *document* as one *model*, taken under *key* for a front matter.

    :raises CheckFailed: with one finding for each problem.
    """
    data: Any = document.data
    base: Loc = ()
    if key is not None:
        if not isinstance(data, dict) or key not in data:
            raise CheckFailed([document.finding((), f"l'en-tête doit contenir la clé « {key}: »")])
        data, base = data[key], (key,)
    try:
        return model.model_validate(data)
    except ValidationError as exc:
        raise CheckFailed([document.finding(base + loc, text) for loc, text in explain(exc, model)]) from exc


def _refuse_depth(name: str, text: str, first_line: int) -> None:
    """Refuse what is nested too deep, before anything that calls itself reads it."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            line = event.start_mark.line + first_line if event.start_mark else None
            raise DataError(name, line, "", f"plus de {DEEPEST} niveaux imbriqués ; fermez les crochets, ou réduisez l'alinéa")


def _refuse_surprises(name: str, node: yaml.Node, first_line: int, seen: set[int]) -> None:
    """Refuse keys written twice (YAML keeps the last, silently) and anchors (they can explode)."""
    if id(node) in seen:
        line = node.start_mark.line + first_line
        raise DataError(name, line, "", "les ancres YAML (& et *) ne sont pas acceptées ; écrivez le texte deux fois")
    if isinstance(node, yaml.ScalarNode):
        return
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            _refuse_surprises(name, child, first_line, seen)
    elif isinstance(node, yaml.MappingNode):
        keys: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + first_line
            if not isinstance(key, yaml.ScalarNode):
                raise DataError(name, line, "", "une clé doit être un mot ; vérifiez les crochets et les « : »")
            if key.value in keys:
                raise DataError(
                    name, line, "", f"clé {key.value!r} écrite deux fois (déjà ligne {keys[key.value]}) ; gardez-en une"
                )
            keys[key.value] = line
            _refuse_surprises(name, value, first_line, seen)


def _yaml_problem(exc: yaml.MarkedYAMLError, text: str) -> str:
    """Say in French what libyaml says in English, for the mistakes that authors make."""
    problem = exc.problem or str(exc)
    mark = exc.problem_mark or exc.context_mark
    lines = text.split("\n")
    shown = lines[mark.line] if mark and mark.line < len(lines) else ""
    if "\t" in shown[: len(shown) - len(shown.lstrip())] or "'\\t'" in problem or "tab" in problem:
        return "tabulation dans l'alinéa ; remplacez-la par des espaces"
    if "mapping values are not allowed" in problem:
        return "« : » au milieu d'un texte ; mettez le texte entre guillemets, ou sur la ligne suivante après « >- »"
    if "duplicate anchor" in problem or "alias" in problem or "anchor" in problem:
        return "les signes & et * en début de texte sont réservés ; mettez le texte entre guillemets"
    if "could not find expected ':'" in problem:
        return "il manque « : » après une clé, ou l'alinéa n'est pas aligné avec celui des lignes voisines"
    if "did not find expected" in problem:
        return "crochet, guillemet ou alinéa mal fermé ici ou juste au-dessus ; vérifiez l'alignement"
    if "unexpected end of stream" in problem or "while scanning a quoted scalar" in str(exc.context):
        return "guillemet ouvert et jamais fermé"
    return f"YAML illisible : {problem}"
