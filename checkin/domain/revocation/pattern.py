"""Patterns over words. Each knows the places where it may end if it begins at a given one.

No pattern repeats without a bound, so that a text costs time in proportion to its length.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Protocol

from checkin.domain.revocation.text import HIDDEN, MARKS, PAUSE, QUOTE, Span, Text

GAP = 3  # words that ".." passes over at most
NOT_A_WORD = MARKS | {HIDDEN}
ANY = ""  # stands for every word


class Pattern(Protocol):
    """A wording and its variants."""

    def ends(self, text: Text, at: int) -> Set[int]:
        """The places after this pattern if it begins at `at`; none if it does not."""

    def first(self) -> frozenset[str] | None:
        """The words it may begin with; None if with any, or with none at all."""

    def needs(self) -> frozenset[str] | None:
        """Words of which it contains at least one; None if it can do without any of them."""


def _word(text: Text, at: int) -> tuple[str, int]:
    """The word at `at` or after the pause there, and the place after it."""
    if at < len(text.words) and text.words[at] in (PAUSE, QUOTE):
        at += 1
    return (text.words[at] if at < len(text.words) else PAUSE), at + 1


@dataclass(frozen=True, slots=True)
class OneOf:
    """One word of several."""

    words: frozenset[str]

    def ends(self, text: Text, at: int) -> Set[int]:
        """The place after the word."""
        word, after = _word(text, at)
        return {after} if word in self.words else set()

    def first(self) -> frozenset[str] | None:
        """The words themselves."""
        return self.words

    def needs(self) -> frozenset[str] | None:
        """The words themselves."""
        return self.words


@dataclass(frozen=True, slots=True)
class AnyWord:
    """One word, whichever; with `named` only one that may be a name and is none of `but`."""

    named: bool = False
    but: frozenset[str] = frozenset()

    def ends(self, text: Text, at: int) -> Set[int]:
        """The place after the word."""
        word, after = _word(text, at)
        if word in NOT_A_WORD or (self.named and word not in text.names - self.but):
            return set()
        return {after}

    def first(self) -> frozenset[str] | None:
        """Any word."""
        return None

    def needs(self) -> frozenset[str] | None:
        """No word in particular."""
        return None


@dataclass(frozen=True, slots=True)
class Maybe:
    """Something that may be left out."""

    pattern: Pattern

    def ends(self, text: Text, at: int) -> Set[int]:
        """Here already, or after it."""
        return {at} | self.pattern.ends(text, at)

    def first(self) -> frozenset[str] | None:
        """Nothing at all, perhaps."""
        return None

    def needs(self) -> frozenset[str] | None:
        """Nothing."""
        return None


@dataclass(frozen=True, slots=True)
class Either:
    """One of several wordings."""

    patterns: tuple[Pattern, ...]

    def ends(self, text: Text, at: int) -> Set[int]:
        """Wherever one of them ends."""
        return {end for pattern in self.patterns for end in pattern.ends(text, at)}

    def first(self) -> frozenset[str] | None:
        """What any of them begins with."""
        return _together(pattern.first() for pattern in self.patterns)

    def needs(self) -> frozenset[str] | None:
        """What any of them needs."""
        return _together(pattern.needs() for pattern in self.patterns)


@dataclass(frozen=True, slots=True)
class InTurn:
    """One after the other."""

    patterns: tuple[Pattern, ...]

    def ends(self, text: Text, at: int) -> Set[int]:
        """Wherever the last ends."""
        places: Set[int] = {at}
        for pattern in self.patterns:
            places = {end for place in places for end in pattern.ends(text, place)}
        return places

    def first(self) -> frozenset[str] | None:
        """What may come first, past the parts that can be left out."""
        found: list[frozenset[str] | None] = []
        for pattern in self.patterns:
            part = pattern.pattern if isinstance(pattern, Maybe) else pattern
            found.append(part.first())
            if part is pattern:
                return _together(found)
        return None

    def needs(self) -> frozenset[str] | None:
        """What its most particular part needs."""
        needed = [words for words in (part.needs() for part in self.patterns) if words is not None]
        return min(needed, key=len, default=None)


def _together(firsts: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    """All of these words, or None if any of them is any word."""
    joined: set[str] = set()
    for words in firsts:
        if words is None:
            return None
        joined |= words
    return frozenset(joined)


class Patterns:
    """Many patterns, looked up by the words they begin with and those they need."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._patterns = tuple(patterns)
        self._beginning = _index(pattern.first() for pattern in self._patterns)
        self._needing = _index(pattern.needs() for pattern in self._patterns)

    def ends(self, text: Text, at: int) -> Set[int]:
        """The places after any of the patterns that begins at `at`, itself no mark."""
        return self._ends(text, at, range(len(self._patterns)))

    def spans(self, text: Text) -> Iterator[Span]:
        """Every stretch of `text` that one of the patterns covers."""
        possible = {one for word in {ANY, *text.words} for one in self._needing.get(word, ())}
        if possible:
            for at in range(len(text.words)):
                yield from ((at, end) for end in sorted(self._ends(text, at, possible)))

    def found(self, text: Text) -> bool:
        """Whether `text` contains any of the patterns."""
        return any(True for _ in self.spans(text))

    def _ends(self, text: Text, at: int, possible: Container[int]) -> Set[int]:
        if at >= len(text.words) or text.words[at] in NOT_A_WORD:
            return set()
        beginning = (*self._beginning.get(text.words[at], ()), *self._beginning.get(ANY, ()))
        return {
            end
            for one in beginning
            if one in possible
            for end in self._patterns[one].ends(text, at)
        }


def _index(words: Iterable[frozenset[str] | None]) -> dict[str, list[int]]:
    """The places in `words` where each word stands; under `ANY` those where None stands."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, these in enumerate(words):
        for word in (ANY,) if these is None else these:
            places[word].append(place)
    return dict(places)
