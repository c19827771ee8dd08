"""Labelled replies, and how they fare: counts by what they are and what they were taken for."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checkin.domain.risk import Detector

FOLDER = Path(__file__).parents[2] / "tests" / "data" / "risk"
NEVER_MISSED = ("explicit", "overdose", "self_harm")

# The replies that the rules were built against, and those that nobody who wrote a rule has read.
SETS = {"challenge, dev half": "challenge_dev", "own": "own_*", "set aside": "aside_*"}


@dataclass(frozen=True, slots=True)
class Reply:
    """One labelled reply."""

    text: str
    language: str
    expected: str
    category: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What replies were taken for. It never says which."""

    counts: Counter[tuple[str, str, str, str]]  # language, expected, category, level

    def __add__(self, other: "Taken") -> "Taken":
        return Taken(self.counts + other.counts)

    @property
    def languages(self) -> list[str]:
        """The languages of the replies."""
        return sorted({language for language, *_ in self.counts})

    def only(
        self, expected: str, *, categories: Sequence[str] = (), language: str = ""
    ) -> Counter[str]:
        """How many of these were given each level."""
        found: Counter[str] = Counter()
        for (spoken, label, category, level), count in self.counts.items():
            if label == expected and language in ("", spoken):
                found[level] += count if not categories or category in categories else 0
        return found


def replies(pattern: str) -> Iterator[Reply]:
    """The replies in the files of this name."""
    for path in sorted(FOLDER.glob(f"{pattern}.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield Reply(row["text"], row["lang"], row["expected"], row["category"])


def taken(found: Sequence[Reply], detector: Detector) -> Taken:
    """What the rules take these replies for."""
    return Taken(
        Counter(
            (one.language, one.expected, one.category, detector.assess(one.text).level.word)
            for one in found
        )
    )
