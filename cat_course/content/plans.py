"""``<name>.plan.json``: a session plan, which a page saves, opens again, and gives to the command line.

A plan is kept as plain JSON (``dict``), the same in a page, in a file and in a kernel: this module
says which keys it has, and what they may hold. What a newer page may add is ignored, and said; what
cannot be a plan is refused in one line that says what to do, the same line as in the page.
"""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ..errors import Finding, PlanError
from ..labels import fill, load_labels
from .base import ID_PATTERN, Id
from .formats import Format

KIND, VERSION = "cat-course-plan", 1
LONGEST_TEXT, MOST_STEPS, MOST_FORMATS, LARGEST_FILE = 200, 40, 12, 100_000
MOST_MINUTES = 1440
YEARS = range(2000, 2101)
"""Years that a session may be in: an agenda cannot hold any day that a calendar has."""
LARGEST_PLAN = 3_900
"""Most characters of a plan as compact JSON, so that the state of the activity fits in 4,096 (SCORM 1.2)."""


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _day(value: str) -> str:
    if value and datetime.date.fromisoformat(value).year not in YEARS:
        raise ValueError(f"not from {YEARS[0]} to {YEARS[-1]}")
    return value


def _line(value: str) -> str:
    return _text(value).replace("\n", " ")


def _text(value: str) -> str:
    """Put a space for each sign that is none: a control character, or half of one (JSON can hold a lone surrogate)."""
    return re.sub(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]", " ", value)


LineOfText = Annotated[str, AfterValidator(_line)]
Minutes = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=MOST_MINUTES)]
Day = Annotated[str, Field(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"), AfterValidator(_day)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")


class Step(_Model):
    """A phase of a format (``of``: ``format/phase``), or a step of one's own; ``minutes`` fixes its length."""

    of: Annotated[str, Field(pattern=f"{ID_PATTERN[:-1]}/{ID_PATTERN[1:]}", max_length=121)] | None = None
    kind: Literal["own", "break"] | None = None
    minutes: Minutes | None = None
    title: LineOfText = ""
    note: Annotated[str, AfterValidator(_text)] = ""


class Plan(_Model):
    """What someone wants to hold. ``steps`` is ``None`` while nobody has edited the phases of the formats."""

    title: LineOfText = ""
    date: Day = ""
    start: Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")] = "18:00"
    minutes: Minutes = 90
    people: Annotated[int, BeforeValidator(_whole), Field(ge=1, le=10_000)] = 10
    formats: Annotated[list[Id], Field(max_length=MOST_FORMATS)] = []
    place: LineOfText = ""
    host: LineOfText = ""
    breaks: bool = True
    circles: Annotated[int, BeforeValidator(_whole), Field(ge=1, le=1_000)] | None = None
    steps: list[Step] | None = None


class Opened(NamedTuple):
    """A plan read from a file, and what its reader should know: each remark is a sentence."""

    plan: dict[str, Any]
    remarks: tuple[str, ...]


def first_plan() -> dict[str, Any]:
    """Return the plan that nobody has filled yet."""
    return checked({})


def checked(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return *data* as a whole plan: every key there, unknown ones left out.

    :raises PlanError: naming the first value that cannot be, and what to write instead.
    """
    try:
        plan = Plan.model_validate(data if isinstance(data, dict) else dict(data))
    except ValidationError as exc:
        raise _refusal(exc, data) from exc
    out = plan.model_dump(mode="json", exclude={"steps"})
    return {**out, "steps": None if plan.steps is None else [_written(step) for step in plan.steps]}


def _written(step: Step) -> dict[str, Any]:
    """A phase says what differs from its format; a step of one's own always says its kind and its length."""
    out = step.model_dump(mode="json", exclude_defaults=True)
    if step.of is not None:
        return {key: value for key, value in out.items() if key != "kind"}
    return {"kind": "own", "minutes": 10, **out}


def fitted(plan: Mapping[str, Any]) -> dict[str, Any]:
    """Return a checked *plan* small enough for the state of an activity.

    Texts are cut at 200 characters and steps at 40; if that is not enough, notes are cut shorter and
    shorter, then the other texts, then the last steps go.
    """
    steps = plan["steps"]
    out = _cut({**plan, "steps": None if steps is None else steps[:MOST_STEPS]}, LONGEST_TEXT, LONGEST_TEXT)
    for notes, texts in ((100, 200), (60, 200), (40, 200), (20, 200), (0, 200), (0, 100), (0, 60), (0, 40), (0, 20), (0, 0)):
        if _size(out) <= LARGEST_PLAN:
            break
        out = _cut(out, notes, texts)
    while out["steps"] and _size(out) > LARGEST_PLAN:
        out["steps"].pop()
    return out


def shortened(plan: Mapping[str, Any]) -> Opened:
    """Return a checked *plan* as :func:`fitted` leaves it, with a remark if that cut anything."""
    small = fitted(plan)
    return Opened(small, () if small == plan else (load_labels()["plan-file"]["shortened"],))


def _cut(plan: Mapping[str, Any], notes: int, texts: int) -> dict[str, Any]:
    out = {key: value[:texts] if key in ("title", "place", "host") else value for key, value in plan.items()}
    if plan["steps"] is not None:
        limits = {"note": notes, "title": texts}
        out["steps"] = [
            {k: v[: limits[k]] if k in limits else v for k, v in step.items() if k not in limits or v[: limits[k]]}
            for step in plan["steps"]
        ]
    return out


def _size(plan: Mapping[str, Any]) -> int:
    """Count as JavaScript does: a character outside the first plane counts twice."""
    text = json.dumps(plan, ensure_ascii=False, separators=(",", ":"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def write_plan(plan: Mapping[str, Any]) -> bytes:
    """Return the file of a plan. :raises PlanError: if it is not one."""
    data = {"version": VERSION, "kind": KIND, "plan": checked(plan)}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def plan_stem(plan: Mapping[str, Any]) -> str:
    """Return the name that files made from *plan* begin with.

    >>> plan_stem({"title": "L'eau, à Vaubrun ?", "formats": []})
    'l-eau-a-vaubrun'
    """
    plain = unicodedata.normalize("NFKD", plan["title"]).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-")
    return slug or next(iter(plan["formats"]), "seance")


def read_plan(source: Path | str | bytes, formats: Mapping[str, Format]) -> Opened:
    """Read a plan file, from its path or its text; what names no format of the course is set aside, and said.

    :raises PlanError: if it is not a plan that this version can read; it begins with the path, where there is one.
    """
    if isinstance(source, Path):
        with source.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
        try:
            return read_plan(data, formats)
        except PlanError as exc:
            raise PlanError(str(Finding(str(source), exc.line, str(exc))), exc.line) from exc
    words = load_labels()["plan-file"]
    if len(source) > LARGEST_FILE:
        raise PlanError(words["too-large"])
    try:
        text = source.decode("utf-8-sig") if isinstance(source, bytes) else source.removeprefix("\ufeff")
        whole = json.loads(text)
    except (ValueError, RecursionError) as exc:
        raise PlanError(words["not-json"], getattr(exc, "lineno", None)) from None
    if not isinstance(whole, dict) or whole.get("kind") != KIND or not isinstance(whole.get("plan"), dict):
        raise PlanError(words["other-kind"])
    version = whole.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise PlanError(words["other-kind"])
    if version > VERSION:
        raise PlanError(fill(words["later"], {"version": version}))
    plan = checked(whole["plan"])
    remarks = list(_unknown_keys(whole, words))
    known = {f"{name}/{phase.id}" for name, item in formats.items() for phase in item.phases}
    aside = [name for name in plan["formats"] if name not in formats]
    aside += [step["of"] for step in plan["steps"] or () if step.get("of", next(iter(known), None)) not in known]
    if aside:
        remarks.append(fill(words["aside"], {"names": ", ".join(dict.fromkeys(aside))}))
        plan["formats"] = [name for name in plan["formats"] if name in formats]
        if plan["steps"] is not None:
            plan["steps"] = [step for step in plan["steps"] if "of" not in step or step["of"] in known]
    small, cut = shortened(plan)
    return Opened(small, (*remarks, *cut))


def _unknown_keys(whole: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[str]:
    plan = whole["plan"]
    steps = plan.get("steps") or ()
    names = [key for key in whole if key not in ("version", "kind", "plan")]
    names += [key for key in plan if key not in Plan.model_fields]
    names += [key for step in steps for key in step if key not in Step.model_fields]
    if names:
        yield fill(words["ignored"], {"names": ", ".join(_quoted(name)[1:-1] for name in dict.fromkeys(names))})


def _refusal(exc: ValidationError, data: Mapping[str, Any]) -> PlanError:
    """Say the first problem in words; a step is named by its place, counted from one."""
    words = load_labels()["plan-file"]
    error = exc.errors(include_url=False)[0]
    field, *rest = error["loc"]
    if field == "steps" and rest and isinstance(rest[0], int):
        return PlanError(fill(words["bad-step"], {"place": rest[0] + 1}))
    return PlanError(fill(words[f"bad-{field}"], {"value": _quoted(data[str(field)])[:60]}))


def _quoted(value: Any) -> str:
    """Return *value* as JSON that stays on one line, and that any stream can write."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    return text.encode("utf-8", "backslashreplace").decode()
