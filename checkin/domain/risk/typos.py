"""Words that are within one or two slips of a word that matters.

A slip is a letter too many, one missing, another one, or two neighbours changed about. The words
that matter are found through what is left of them when letters are dropped, so that a look-up
costs the same however many there are.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator

SHORTEST = {1: 4, 2: 7}  # letters of a word that may have so many slips
LONGEST = 24


class Typos:
    """Finds marked words by their misspellings. `marked` are words, and the slips each may have."""

    def __init__(self, marked: Collection[tuple[str, int]]) -> None:
        found: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for one in marked:
            for left in dropped(*one):
                found[left].append(one)
        self._left = {left: tuple(words) for left, words in found.items()}
        self._two = any(slips > 1 for _, slips in marked)

    def near(self, text: str) -> Iterator[str]:
        """The marked words that `text` may be meant to be, each with its mark: `suicide~`."""
        if not SHORTEST[1] <= len(text) <= LONGEST:
            return
        slips = 2 if self._two and len(text) >= SHORTEST[2] - 1 else 1
        seen = set()
        for left in dropped(text, slips):
            for candidate in self._left.get(left, ()):
                if candidate not in seen:
                    seen.add(candidate)
                    word, most = candidate
                    if _begins_alike(text, word) and distance(text, word) <= most:
                        yield mark(word, most)


def mark(word: str, slips: int) -> str:
    """How a word that may be misspelt stands in a pattern."""
    return word + "~" * slips


def dropped(word: str, slips: int) -> set[str]:
    """`word` with up to so many letters left out."""
    found = {word}
    for _ in range(slips):
        found |= {one[:i] + one[i + 1 :] for one in found for i in range(len(one))}
    return found


def _begins_alike(text: str, word: str) -> bool:
    """Whether the first letters are the same, or changed about: few slip there."""
    return text[0] in word[:2] and word[0] in text[:2]


def distance(one: str, other: str) -> int:
    """How many slips make `other` of `one`."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
