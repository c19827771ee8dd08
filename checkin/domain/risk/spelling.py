"""Tokens into the words that a language's patterns know: SMS spelling and run-on words."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from sys import intern

from checkin.domain.risk.tokens import Pause, Token
from checkin.domain.risk.view import Word
from checkin.domain.risk.vocabulary import Vocabulary
from checkin.domain.risk.vowels import Bare

SHORTEST_RUN = 6  # letters of a word that may be several
LONGEST_RUN = 160
LONGEST_PART = 16
LONG_STEM = 4  # signs of a stem that is not enough to know a word by: "end*"
SHORT = 2  # letters of parts that come by chance


@dataclass(frozen=True, slots=True)
class Typed:
    """A token as every language reads it that does not spell it in another way."""

    token: Token
    plain: str
    known: bool  # to some language
    near: bool  # a slip away from a word that matters
    word: Word


def typed(token: Token, vocabulary: Vocabulary) -> Typed:
    """A token with what patterns may know it by."""
    plain = token.plain
    word = Word(plain, vocabulary.symbols(plain), token.start, token.end, token.pause)
    known = vocabulary.knows(plain) or any(_is_long_stem(symbol) for symbol in word.symbols)
    near = any(symbol.endswith("~") for symbol in word.symbols)
    return Typed(token, plain, known, near, word)


def _is_long_stem(symbol: str) -> bool:
    """Whether a word that this stem finds can hardly be another one."""
    return "*" in symbol and len(symbol) > LONG_STEM


class Lexicon:
    """How one language spells. `spelling` maps what is typed to words in full."""

    def __init__(self, spelling: Mapping[str, str]) -> None:
        self._single: dict[str, tuple[str, ...]] = {}
        self._several: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = defaultdict(list)
        for typed, meant in spelling.items():
            first, *rest = typed.split()
            if rest:
                self._several[first].append((tuple(rest), tuple(meant.split())))
            else:
                self._single[first] = tuple(meant.split())
        for ways in self._several.values():
            ways.sort(key=lambda way: -len(way[0]))
        self._spells = self._single.keys() | self._several.keys()
        self._parts: Collection[str] = frozenset()
        self._bare: Bare | None = None

    @property
    def spelt(self) -> frozenset[str]:
        """Every word that is spelt in another way, and every word it may become."""
        several = (word for ways in self._several.values() for way in ways for word in way[0])
        return frozenset(self._single) | frozenset(self._several) | frozenset(several)

    def drops_vowels(self, words: Collection[str]) -> None:
        """Take `words` for what is typed without their vowels."""
        self._bare = Bare(words)

    def runs_on(self, words: Collection[str]) -> None:
        """Take `words`, and what is typed for them, as the parts of run-on words."""
        typed = {word for word in self._single if word.isalpha() and len(word) > SHORT}
        meant = {word for words in self._single.values() for word in words}
        known = meant.union(words)
        self._parts = frozenset({w for w in known | typed if len(w) > 1} | (known & {"i"}))

    def expand(self, word: str) -> tuple[str, ...]:
        """One word in full, as a pattern means it."""
        plain = intern(word.replace("'", ""))
        return self._single.get(word) or self._single.get(plain) or (plain,)

    def words(self, typed: Sequence[Typed], vocabulary: Vocabulary) -> list[Word]:
        """The words of a text. What is typed for several words gives them all its own place."""
        found: list[Word] = []
        skipped = 0
        for at, one in enumerate(typed):
            if skipped:
                skipped -= 1
            elif one.known and one.token.text not in self._spells and one.plain not in self._spells:
                found.append(one.word)
            else:
                taken, texts = self._meant(typed, at)
                skipped = taken - 1
                found.extend(self._spelt(texts, one, typed[at + skipped], vocabulary))
        return found

    def _spelt(
        self, texts: Sequence[str], first: Typed, last: Typed, vocabulary: Vocabulary
    ) -> Iterator[Word]:
        """The words that are meant, at the place of what was typed."""
        if texts == (first.plain,):
            bare = () if first.known or self._bare is None else (*self._bare.meant(first.plain),)
            symbols = first.word.symbols.union(bare)
            yield replace(first.word, symbols=symbols) if bare else first.word
            return
        pause = first.token.pause
        for text in texts:
            symbols = vocabulary.symbols(text)
            yield Word(text, symbols, first.token.start, last.token.end, pause)
            pause = Pause.NOTHING

    def _meant(self, typed: Sequence[Typed], at: int) -> tuple[int, Sequence[str]]:
        """How many tokens belong together here, and the words that they mean."""
        one = typed[at]
        for rest, meant in self._several.get(one.plain, ()):
            if tuple(other.plain for other in typed[at + 1 : at + 1 + len(rest)]) == rest:
                return len(rest) + 1, meant
        if single := self._single.get(one.token.text) or self._single.get(one.plain):
            return 1, single
        parts = () if one.known or one.near else self.parted(one.plain)
        return 1, tuple(word for part in parts for word in self.expand(part)) or (one.plain,)

    def parted(self, text: str, shortest: int = SHORTEST_RUN) -> tuple[str, ...]:
        """The fewest words that `text` is written together of; nothing if it is not."""
        if not shortest <= len(text) <= LONGEST_RUN:
            return ()
        best: dict[int, tuple[str, ...]] = {0: ()}
        for start in range(len(text)):
            if start not in best:
                continue
            before = best.pop(start)
            for end in range(start + 1, min(start + LONGEST_PART, len(text)) + 1):
                part = text[start:end]
                if part in self._parts and len(before) + 1 < len(best.get(end, text)):
                    best[end] = (*before, part)
        found = best.get(len(text), ())
        long = sum(len(part) for part in found if len(part) > SHORT)
        return found if len(found) > 1 and 2 * long >= len(text) - 1 else ()
