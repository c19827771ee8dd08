"""Tokens into the words that a language's patterns know: SMS spelling and run-on words."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from checkin.domain.risk.sounds import Sounds
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

    def __init__(self, spelling: Mapping[str, str], ordinary: Collection[str] = ()) -> None:
        self._single: dict[str, str] = {}
        self._several: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        same: dict[str, str] = {}
        for typed, meant in spelling.items():
            first, *rest = typed.split()
            if rest:
                self._several[first].append((tuple(rest), meant))
            else:
                self._single[first] = same.setdefault(meant, meant)
        for ways in self._several.values():
            ways.sort(key=lambda way: -len(way[0]))
        self._ordinary = ordinary
        self._words: Collection[str] = frozenset()
        self._in_full = frozenset(word for meant in same for word in meant.split())
        self._guesses: list[Bare | Sounds] = []

    @property
    def spelt(self) -> frozenset[str]:
        """Every word that is spelt in another way, and every word it may become."""
        several = (word for ways in self._several.values() for way in ways for word in way[0])
        return frozenset(self._single) | frozenset(self._several) | frozenset(several)

    def drops_vowels(self, words: Collection[str]) -> None:
        """Take `words` for what is typed without their vowels."""
        self._guesses.append(Bare(words))

    def is_heard(self, heard: Mapping[str, str], words: Collection[str]) -> None:
        """Take `words`, and what is typed for them, for what sounds like them."""
        single = {typed: meant for typed, meant in self._single.items() if " " not in meant}
        self._guesses.append(Sounds(heard, {word: word for word in words} | single))

    def runs_on(self, words: Collection[str]) -> None:
        """Take `words`, and what is typed for them, as the parts of run-on words."""
        self._words = words

    def _is_part(self, word: str) -> bool:
        """Whether run-on words may have this one in them."""
        if len(word) == 1 and word != "i":
            return False
        if word in self._words:
            return word not in self._ordinary and word.isalpha() or word in self._in_full
        return word in self._in_full or (
            len(word) > SHORT and word in self._single and word.isalpha()
        )

    def expand(self, word: str) -> tuple[str, ...]:
        """One word in full, as a pattern means it."""
        plain = word.replace("'", "")
        meant = self._single.get(word) or self._single.get(plain)
        return tuple(meant.split()) if meant else (plain,)

    def words(self, typed: Sequence[Typed], vocabulary: Vocabulary) -> list[Word]:
        """The words of a text. What is typed for several words gives them all its own place."""
        found: list[Word] = []
        skipped = 0
        for at, one in enumerate(typed):
            if skipped:
                skipped -= 1
            elif one.known and not (self._spells(one.token.text) or self._spells(one.plain)):
                found.append(one.word)
            else:
                taken, texts = self._meant(typed, at)
                skipped = taken - 1
                found.extend(self._spelt(texts, one, typed[at + skipped], vocabulary))
        return found

    def _spells(self, typed: str) -> bool:
        """Whether this is typed, alone or with others behind it, for something else."""
        return typed in self._single or typed in self._several

    def _spelt(
        self, texts: Sequence[str], first: Typed, last: Typed, vocabulary: Vocabulary
    ) -> Iterator[Word]:
        """The words that are meant, at the place of what was typed."""
        if texts == (first.plain,):
            guessed = () if first.known else self._guessed(first.plain)
            symbols = first.word.symbols.union(guessed)
            yield replace(first.word, symbols=symbols) if guessed else first.word
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
                return len(rest) + 1, tuple(meant.split())
        if single := self._single.get(one.token.text) or self._single.get(one.plain):
            return 1, tuple(single.split())
        whole = one.known or one.near or self._guessed(one.plain)
        parts = () if whole else self.parted(one.plain)
        return 1, tuple(word for part in parts for word in self.expand(part)) or (one.plain,)

    def _guessed(self, text: str) -> tuple[str, ...]:
        """The words that an unknown one may be meant as."""
        return tuple(word for guess in self._guesses for word in guess.meant(text))

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
                if len(before) + 1 < len(best.get(end, text)) and self._is_part(part):
                    best[end] = (*before, part)
        found = best.get(len(text), ())
        long = sum(len(part) for part in found if len(part) > SHORT)
        return found if len(found) > 1 and 2 * long >= len(text) - 1 else ()
