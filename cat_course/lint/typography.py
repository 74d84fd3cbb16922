"""French typography: what is wrong, and its repair.

Sources of the rules: Imprimerie nationale, *Lexique des règles typographiques en usage* (spaces of
the high signs, quotation marks, accents on capitals), and the project's own style, which asks for
the narrow space before the colon too and for the straight apostrophe everywhere.

A repair changes spaces, apostrophes and the accent of a few capitals, and nothing else: not the
line ends, not a BOM, not the quotes of YAML, not code, addresses or formulas.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..content.source import MAX_BYTES, display_name
from ..errors import CourseError, Finding
from .inline import CODE, Passage
from .prose import Source, files, read_source

NARROW = "\u202f"
"""Narrow no-break space, U+202F."""
_SPACES = " \u00a0\u2009\u202f"
_SIGN = re.compile("[;:!?»]")
_AFTER = re.compile(f"«(?P<gap>[{_SPACES}]*)")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])[’ʼ]")
_CLOSERS = ")]}»\"'”,.…?!*" + "\u2060"
_STEMS = (
    "tat|tats|cole|coles|colier|coliers|colière|colières|cologie|cologique|cologiques|conomie|conomique|conomiques|coute|coutes|"
    "coutez|couter|coutons|cran|crans|crire|crit|crits|crite|crites|criture|critures|crivez|ducateur|ducatrice|galement|galité|"
    "glise|lève|lèves|lu|lue|lus|lues|lection|lections|mergence|nergie|nergies|nonce|noncer|poque|poques|quipe|quipes|quipement|"
    "quilibre|tape|tapes|tonnement|tre|tude|tudes|tudiant|tudiante|tudiants|tudiantes|valuer|valuez|vénement|vénements|vidence|"
    "videmment|viter|vitez|vitons|change|changes|changer|changez|changeons|chelle|chelles|chec|checs|claircir|couté|couter"
)
_E = re.compile(rf"(?<![\w'’-])E(?=(?:{_STEMS})(?![\w]))")
_FOLLOWS = (
    "l['’]|la (?!parole)|chaque |côté |partir |propos |travers |distance |deux |trois |quatre |cinq |dix |plusieurs |quoi |"
    "qui |quel(?:le)?s? |votre |vos |notre |nos |leur |cette |cet |ce |ces |mesure |lire|retenir|savoir |essayer|faire|"
    "défaut |condition |moins |peine |nouveau |bientôt|droite|gauche|mi-|tour de rôle"
)
_A = re.compile(rf"(?:(?<=^)|(?<=[.!?…] )|(?<=« )|(?<=«{NARROW})|(?<=«\u00a0)|(?<=«)|(?<=\n))A(?= (?:{_FOLLOWS}))")
_CA = re.compile(r"(?<![\w'’-])Ca(?= [a-zéèêàç])")
_STRAIGHT = re.compile(r'"')

SPACE_BEFORE = "espace fine insécable attendue avant « {sign} »"
SPACE_AFTER = "espace fine insécable attendue après « « »"
APOSTROPHE = "apostrophe courbe ; le cours emploie l'apostrophe droite"
CAPITAL = "majuscule sans accent dans « {word} »"
QUOTES = "guillemets droits dans un texte ; employez « … », ou “ … ” à l'intérieur d'une citation"
WAY_OUT = " ; « cat-course check --fix » la corrige"


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A repair inside a passage: what stands between two places becomes *new*."""

    start: int
    end: int
    new: str
    problem: str


def faults(source: Source) -> Iterator[Finding]:
    """Yield the faults of *source*, one for each line and kind."""
    seen: set[tuple[int, str]] = set()
    for passage in source.passages:
        found = [(source.line(passage.at(e.start)), e.problem + WAY_OUT) for e in edits(passage)]
        found += [(source.line(passage.at(m.start())), QUOTES) for m in _STRAIGHT.finditer(passage.text)]
        for line, problem in found:
            if (line, problem) not in seen:
                seen.add((line, problem))
                yield Finding(source.path, line, problem)


def edits(passage: Passage) -> list[Edit]:
    """Return the repairs of *passage*, in order, none over another; none where its place in the file is not sure."""
    if not passage.exact:
        return []
    text, found = passage.text, []
    for match in _SIGN.finditer(text):
        end = match.start()
        start = len(text[:end].rstrip(_SPACES)) if end and text[end - 1] in _SPACES else end
        if text[start:end] != NARROW and _wants_space(text, start, end, match[0]):
            found.append(Edit(start, end, NARROW, SPACE_BEFORE.format(sign=match[0])))
    for match in _AFTER.finditer(text):
        if match["gap"] != NARROW and match.end() < len(text) and text[match.end()] != "\n":
            found.append(Edit(*match.span("gap"), NARROW, SPACE_AFTER))
    if ("’" in text or "ʼ" in text) and "‘" not in text:
        found += [Edit(*match.span(), "'", APOSTROPHE) for match in _APOSTROPHE.finditer(text)]
    for sign, rule, new in (("E", _E, "É"), ("A ", _A, "À"), ("Ca ", _CA, "Ç")):
        for match in rule.finditer(text) if sign in text else ():
            word = re.match(r"\w+", text[match.start() :])
            problem = CAPITAL.format(word=word[0] if word else match[0])
            found.append(Edit(match.start(), match.start() + 1, new, problem))
    kept: list[Edit] = []
    for edit in sorted(found):
        twice = bool(kept) and (edit.start, edit.end) == (kept[-1].start, kept[-1].end)
        together = edit.end <= edit.start or passage.at(edit.end - 1) - passage.at(edit.start) == edit.end - 1 - edit.start
        if together and not twice:
            kept.append(edit)
    return kept


def _wants_space(text: str, start: int, sign_at: int, sign: str) -> bool:
    """Say whether a narrow space belongs before the *sign*: after a word, and where no address or clock time goes on."""
    before = text[start - 1] if start else "\n"
    after = text[sign_at + 1 : sign_at + 2]
    if before == "\n" or (before in "«(?![" and start == sign_at):
        return False
    if sign == "»":
        return True
    if after and not after.isspace() and after not in _CLOSERS:
        return False
    return start < sign_at or before.isalnum() or before in ")]»%€°…”" + CODE


def fix(path: str, text: str) -> tuple[str, int]:
    """Return *text* repaired, and how many repairs that took; a text that is in order comes back as it is.

    Line ends and a BOM stay. A repair that would change what the file says to a parser is not made.

    :raises CourseError: if its YAML is broken.
    """
    source = read_source(path, _plain_ends(text))
    found = ((passage.at(edit.start), edit, passage) for passage in source.passages for edit in edits(passage))
    changes = sorted(found, key=lambda change: change[:2])
    new = _changed(text, changes)
    if not changes or read_source(path, _plain_ends(new)).page.shape != source.page.shape:
        return text, 0
    return new, len(changes)


def fix_book(root: Path) -> dict[str, int]:
    """Repair the files of the book at *root* in place; return the number of repairs of each that changed.

    What cannot be read (its YAML is broken, it is not UTF-8) is left as it is: ``check`` says what is wrong there.
    """
    done: dict[str, int] = {}
    for path in files(root):
        raw = path.read_bytes()
        if len(raw) > MAX_BYTES or not path.resolve().is_relative_to(root.resolve()):
            continue
        try:
            old = raw.decode("utf-8")
            new, repairs = fix(display_name(root, path), old)
        except (UnicodeDecodeError, CourseError):
            continue
        if new != old:
            path.write_bytes(new.encode("utf-8"))
            done[display_name(root, path)] = repairs
    return done


def _plain_ends(text: str) -> str:
    """Return *text* as the parsers see it: a BOM is one character less, a Windows line end another."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _changed(text: str, changes: list[tuple[int, Edit, Passage]]) -> str:
    """Apply *changes*, whose offsets are those of the text with plain line ends."""
    shift = int(text.startswith("\ufeff"))
    breaks = [match.start() - shift - number for number, match in enumerate(re.finditer("\r\n", text))]
    out: list[str] = []
    place = 0
    for offset, edit, passage in changes:
        begin = offset + shift + bisect_left(breaks, offset)
        out += text[place:begin], edit.new * 2 if edit.new == passage.quote == "'" else edit.new
        place = begin + edit.end - edit.start
    return "".join(out) + text[place:]
