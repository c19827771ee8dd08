"""The words of all languages together, and what a typed word may be meant as.

A word that any language knows is what it is. Only one that nobody knows is looked at again:
signs for letters, letters held down, slips of the finger.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import islice, product

from checkin.domain.risk.typos import Typos

SIGNS = {
    "0": "o",
    "1": "il",
    "3": "e",
    "4": "a",
    "5": "s",
    "7": "t",
    "8": "b",
    "@": "a",
    "$": "s",
    "!": "il",
    "€": "e",
    "|": "il",
    "+": "t",
}
MOST_READINGS = 16
HIDDEN = "*"
HELD = re.compile(r"(.)\1{2,}")
DOUBLED = re.compile(r"(.)\1+")


class Vocabulary:
    """What patterns and spellings ask for. `ordinary` words are known but never meant."""

    def __init__(self, symbols: Collection[str], spelt: Collection[str], ordinary: Collection[str]):
        plain = {one for one in symbols if one[:1] != "*" and one[-1:] not in "*~"}
        self._known = frozenset(plain) | frozenset(spelt) | frozenset(ordinary)
        self._begins = {one[:-1]: one for one in symbols if one.endswith("*")}
        self._ends = {one[1:]: one for one in symbols if one.startswith("*")}
        self._beginnings = sorted(set(map(len, self._begins)))
        self._endings = sorted(set(map(len, self._ends)))
        self._counts = frozenset(one for one in symbols if one.startswith("#"))
        marked = ((one, one.rstrip("~")) for one in symbols if one.endswith("~"))
        self._typos = Typos({(word, len(one) - len(word)) for one, word in marked})
        self._censored: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(plain):
            self._censored[word[:1], len(word)].append(word)
        doubled = sorted(word for word in self._known if DOUBLED.search(word))
        self._squeezed = {DOUBLED.sub(r"\1", word): word for word in doubled}
        stems = ((word, tuple(self._stems(word))) for word in self._known)
        self._stemmed = {word: found for word, found in stems if found}

    def knows(self, text: str) -> bool:
        """Whether a word is what it is in some language."""
        return text in self._known

    def symbols(self, text: str) -> frozenset[str]:
        """What patterns may know a word by."""
        if text.isdecimal():
            most = int(text)
            counts = (count for count in self._counts if int(count[1:] or 0) <= most)
            return frozenset((text, *counts))
        if text in self._known:
            return frozenset((text, *self._stemmed.get(text, ())))
        return frozenset((text, *self._stems(text), *self._typos.near(text)))

    def _stems(self, text: str) -> Iterator[str]:
        for length in self._beginnings:
            if length <= len(text) and (stem := self._begins.get(text[:length])):
                yield stem
        for length in self._endings:
            if length <= len(text) and (stem := self._ends.get(text[-length:])):
                yield stem

    def meant(self, text: str) -> str | None:
        """The known word that `text` is with signs for letters, or with letters held down."""
        if HIDDEN in text:
            return self._uncensored(text)
        for reading in islice(_readings(text), MOST_READINGS):
            if reading in self._known:
                return reading
            held = HELD.sub(r"\1\1", reading)
            if held in self._known:
                return held
            single = DOUBLED.sub(r"\1", reading)
            if (held != reading or reading != text) and (
                single in self._squeezed or single in self._known
            ):
                return self._squeezed.get(single, single)
        return None

    def _uncensored(self, text: str) -> str | None:
        """The word of a rule of which stars hide some letters: `k*ll`."""
        for word in self._censored.get((text[:1], len(text)), ()):
            if all(one in (HIDDEN, other) for one, other in zip(text, word, strict=True)):
                return word
        return None


def _readings(text: str) -> Iterator[str]:
    """`text` itself, with the ending it may stand for, and with its signs read as letters."""
    yield text
    if text.endswith("z"):
        yield text[:-1] + "s"
    if text.endswith("in"):
        yield text + "g"
    if any(char in SIGNS for char in text) and any(char.isalpha() for char in text):
        for chars in product(*(SIGNS.get(char, char) for char in text)):
            yield "".join(chars)
