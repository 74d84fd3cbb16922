"""How easy a page reads: remarks, which stop nothing.

Reading ease is the Flesch index as fitted to French by L. Kandel and A. Moles ("Application de
l'indice de Flesch à la langue française", *Cahiers d'études de radio-télévision* 19, 1958,
253-274): ``207 - 1.015 × words per sentence - 73.6 × syllables per word``. Below 50, Flesch's own
scale says "fairly difficult" turns to "difficult" (R. Flesch, "A new readability yardstick",
*Journal of Applied Psychology* 32, 1948). A sentence of more than 35 words is the project's own
limit: its style asks for 20 or so.

A word is what spaces and signs part: "l'eau" is one. Syllables are counted as they are said: a
silent final e is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..errors import Finding
from .inline import CODE
from .prose import Source

HARDEST = 50.0
LONGEST_SENTENCE = 35
FEWEST_WORDS = 100
"""A page with less text gets no index: Flesch counts on samples of 100 words."""
WORD = re.compile(rf"[\w{CODE}]+(?:['’-]\w+)*")
_SENTENCE = re.compile(r"[^.!?…]+(?:[.!?…]+|\Z)")
_VOWELS = re.compile(r"[iouy]?[éè]|ï|[aàâäeêëiîoôöuùûüyœæ]+")


def remarks(source: Source) -> Iterator[Finding]:
    """Yield the remarks on *source*: sentences too long, then a page too hard to read."""
    words = syllables = sentences = 0
    for passage in source.passages:
        if passage.kind not in ("text", "data"):
            continue
        for sentence in _SENTENCE.finditer(passage.text):
            found = WORD.findall(sentence[0])
            if not found:
                continue
            words, sentences = words + len(found), sentences + 1
            syllables += sum(map(count_syllables, found))
            if len(found) > LONGEST_SENTENCE:
                first = sentence.start() + len(sentence[0]) - len(sentence[0].lstrip())
                problem = f"phrase de {len(found)} mots ; au-delà de {LONGEST_SENTENCE}, coupez-la en deux"
                yield source.finding(passage.at(first), problem)
    if source.is_page and words >= FEWEST_WORDS:
        ease = reading_ease(words, sentences, syllables)
        if ease < HARDEST:
            at = source.page.headings[0].offset if source.page.headings else 0
            problem = f"lecture difficile, indice {ease:.0f} sur 100 ; visez {HARDEST:.0f} : phrases et mots plus courts"
            yield source.finding(at, problem)


def reading_ease(words: int, sentences: int, syllables: int) -> float:
    """Return the index of Kandel and Moles: the higher, the easier.

    >>> round(reading_ease(words=100, sentences=5, syllables=160), 1)
    68.9
    """
    return 207 - 1.015 * words / sentences - 73.6 * syllables / words


@cache
def count_syllables(word: str) -> int:
    """Return how many syllables a French word has when it is said.

    >>> [count_syllables(w) for w in ("table", "idée", "journées", "dialogue", "réalité", "le", "créer")]
    [1, 2, 2, 2, 4, 1, 2]
    """
    text = word.lower()
    stem = re.sub(r"(?<=.)es?$", "", text)
    groups = _VOWELS.findall(re.sub(r"(?<=[qg])u(?=[aeiouyàâéèêëîïôö]|$)", "", stem))
    return max(1, len(groups))
