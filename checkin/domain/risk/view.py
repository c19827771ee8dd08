"""A text as one language reads it: its words, each with the symbols by which patterns know it."""

from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass, field

from checkin.domain.risk.tokens import Pause

Places = int  # a bit for each place: before the first word, before the second, ...
Span = tuple[int, int]  # from a word up to another

# What a gap does not reach over. A finding may be spread over several messages; an exemption
# stays within its part of a sentence.
WIDE = frozenset({Pause.SENTENCE})
NARROW = frozenset({Pause.PAUSE, Pause.SENTENCE, Pause.MESSAGE})


@dataclass(frozen=True, slots=True)
class Word:
    """A word after spelling. Several may come from one token, and then share its place.

    `symbols` are what a pattern may ask for: the word itself, a stem it begins with (`suicid*`),
    a marked word it is a slip away from (`suicide~`), `#` for a number.
    """

    text: str
    symbols: frozenset[str]
    start: int
    end: int
    pause: Pause


@dataclass(slots=True)
class View:
    """The words of one text, and where each symbol stands.

    `new` is the first word of the new message, where earlier ones go before it. A gap takes no
    `negators`. `stands` is what parts of patterns have worked out for this text.
    """

    words: Sequence[Word]
    new: int = 0
    negators: Set[str] = frozenset()
    where: dict[str, Places] = field(init=False)
    stands: dict[object, Places] = field(default_factory=dict)

    def __post_init__(self) -> None:
        where: dict[str, Places] = {}
        for position, word in enumerate(self.words):
            for symbol in word.symbols:
                where[symbol] = where.get(symbol, 0) | 1 << position
        self.where = where

    def everywhere(self) -> Places:
        """The place before each word."""
        return (1 << len(self.words)) - 1

    def passable(self, closed: Collection[Pause]) -> Places:
        """The words that a gap may take: no negation, and no such pause before or behind."""
        shut = 0
        for position, word in enumerate(self.words):
            if word.pause and word.pause in closed:
                shut |= 1 << position
        found = (self.everywhere() >> 1) & ~(shut | shut >> 1)
        for negator in self.where.keys() & self.negators:
            found &= ~self.where[negator]
        return found

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the raw text of the words from `start` up to `end`."""
        last = self.words[max(end - 1, self.new)]
        return 0 if start < self.new else self.words[start].start, last.end

    def whole(self, start: int, end: int, limit: Pause = Pause.SENTENCE) -> bool:
        """Whether there is no such pause among the words from `start` up to `end`."""
        return all(word.pause < limit for word in self.words[start + 1 : end])


@dataclass(slots=True)
class Scene:
    """What a pattern is held against: the words, and the finding that `<risk>` stands for."""

    view: View
    passable: Places
    risk: Span | None = None


def each(places: Places) -> Iterator[int]:
    """The places, one by one, in their order."""
    while places:
        lowest = places & -places
        yield lowest.bit_length() - 1
        places ^= lowest
