"""Words that say little alone and much together: a short text full of them is a concern."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from checkin.domain.risk.assessment import Category, Finding, Level
from checkin.domain.risk.view import Span, Word

NUMBER = "#"  # stands for any number


@dataclass(frozen=True, slots=True)
class Tally:
    """The points of a language's words, as its tally.toml has them.

    A text of at most `longest` words whose points come to `enough` is a concern. It takes the
    weight from nothing that a rule has found, and is asked only where no rule applies.
    """

    language: str = ""
    enough: int = 0
    longest: int = 0
    points: Mapping[str, int] = field(default_factory=dict)
    examples: Sequence[str] = ()
    counterexamples: Sequence[str] = ()
    reviewer: str = ""
    date: datetime.date | None = None

    @property
    def id(self) -> str:
        """What a finding calls it."""
        return f"{self.language}.{Category.TALLY}.words"

    def found(self, words: Sequence[Word], exempted: Sequence[Span]) -> Finding | None:
        """The concern that words come to; those an exemption has covered count nothing.

        A word counts once, however often it stands there. `exempted` are spans of the raw text.
        """
        if not 0 < len(words) <= self.longest:
            return None
        counted = {_name(word): word for word in words if not _within(word, exempted)}
        telling = [word for name, word in counted.items() if self.points.get(name, 0) > 0]
        if not telling or sum(self.points.get(name, 0) for name in counted) < self.enough:
            return None
        start, end = min(word.start for word in telling), max(word.end for word in telling)
        return Finding(self.id, self.language, Category.TALLY, Level.CONCERN, start, end)


def _name(word: Word) -> str:
    return NUMBER if word.text.isdigit() else word.text


def _within(word: Word, spans: Sequence[Span]) -> bool:
    return any(start <= word.start < end for start, end in spans)
