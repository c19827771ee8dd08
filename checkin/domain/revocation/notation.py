"""How a pattern is written in the files of words.

- `stop texting`: these words, one after the other, in any case and with any accents
- `(text|call) me`: one of several wordings
- `please [now]`: what may be missing
- `<stop> it`: any wording of the list `stop` under [words]
- `stop .. messages`: up to three words between
- `_`: exactly one word, whichever
- `not @`: a name, one of those we were given, else a word with a capital

A long pattern may stand on several lines, between three single quotes.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from checkin.domain.revocation.pattern import (
    GAP,
    AnyWord,
    Either,
    InTurn,
    Maybe,
    OneOf,
    Pattern,
    Patterns,
)
from checkin.domain.revocation.text import Text, spelt

TOKEN = re.compile(r"<\w+>|\.\.|[()\[\]|]|[^\s()\[\]|<>]+|\S")
CLOSED_BY = {"(": ")", "[": "]"}
NOTHING = Text(())


class NotAPattern(ValueError):
    """A pattern is not well written; the message shows it and says why."""


class Notation:
    """Reads patterns; `words` are the lists they may name, `not_names` what `@` never means."""

    def __init__(self, words: Mapping[str, Sequence[str]], not_names: Iterable[str] = ()) -> None:
        self._words = words
        self._read: dict[str, Pattern] = {}
        self._name = AnyWord(True, frozenset(spelt(word) for word in not_names))

    def patterns(self, written: Iterable[str]) -> Patterns:
        """These patterns together. Raises `NotAPattern`."""
        return Patterns(self.pattern(one) for one in written)

    def pattern(self, written: str) -> Pattern:
        """The pattern written so. Raises `NotAPattern`."""
        tokens = TOKEN.findall(written)[::-1]  # the next one is the last
        try:
            pattern = self._either(tokens)
            if tokens:
                raise NotAPattern(f"nothing is open before {tokens[-1]!r}")
        except (NotAPattern, RecursionError) as fault:
            raise NotAPattern(f"{written!r}: {fault}") from fault
        if pattern.ends(NOTHING, 0):
            raise NotAPattern(f"{written!r}: it would find nothing at all everywhere")
        return pattern

    def _either(self, tokens: list[str]) -> Pattern:
        """Wordings with a bar between them, up to a closing bracket."""
        wordings = [self._in_turn(tokens)]
        while tokens and tokens[-1] == "|":
            tokens.pop()
            wordings.append(self._in_turn(tokens))
        return _one_of(wordings)

    def _in_turn(self, tokens: list[str]) -> Pattern:
        """What follows one another, up to a bar or a closing bracket."""
        parts: list[Pattern] = []
        while tokens and tokens[-1] not in ("|", ")", "]"):
            parts += self._part(tokens.pop(), tokens)
        if not parts:
            raise NotAPattern("a wording is empty")
        return parts[0] if len(parts) == 1 else InTurn(tuple(parts))

    def _part(self, piece: str, tokens: list[str]) -> list[Pattern]:
        """One word, one bracket with what is in it, or a gap."""
        if closing := CLOSED_BY.get(piece):
            inside = self._either(tokens)
            if not tokens or tokens.pop() != closing:
                raise NotAPattern(f"{piece!r} is not closed")
            return [inside if piece == "(" else Maybe(inside)]
        if piece == "..":
            return [Maybe(AnyWord())] * GAP
        if piece in ("_", "@"):
            return [AnyWord() if piece == "_" else self._name]
        if piece[0] == "<":
            return [self._list(piece.strip("<>"))]
        return [OneOf(frozenset({word})) for word in _words(piece)]

    def _list(self, name: str) -> Pattern:
        """Any wording of a list."""
        if name not in self._words:
            raise NotAPattern(f"there is no list {name!r} under [words]")
        if name not in self._read:
            self._read[name] = _one_of([self.pattern(one) for one in self._words[name]])
        return self._read[name]


def _words(piece: str) -> list[str]:
    words = spelt(piece).split()
    if not words:
        raise NotAPattern(f"{piece!r} is no word")
    return words


def _one_of(wordings: Sequence[Pattern]) -> Pattern:
    """One of these wordings; those that are single words are looked up together."""
    single = [wording.words for wording in wordings if isinstance(wording, OneOf)]
    others = [wording for wording in wordings if not isinstance(wording, OneOf)]
    if single:
        others.append(OneOf(frozenset().union(*single)))
    return others[0] if len(others) == 1 else Either(tuple(others))
