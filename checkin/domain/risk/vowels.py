"""Words that are typed without some of their vowels: "thnkng", "hsbnd", "tke", "htin"."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

VOWELS = str.maketrans("", "", "aeiou")
SHORTEST = 3  # letters that are left
SHORTEST_WITH_VOWELS = 5
FULL = 4  # letters of a word that may be typed so
DOUBLED = re.compile(r"(.)\1+")


class Bare:
    """Finds the words that may be meant by what is left of them."""

    def __init__(self, words: Collection[str]) -> None:
        found: dict[str, list[str]] = defaultdict(list)
        for word in words:
            if len(word) >= FULL and word.isascii() and word.isalpha():
                found[bare(word)].append(word)
                if word.endswith("ing"):  # and without its "g"
                    found[bare(word[:-1])].append(word)
        alone = {left: words[0] for left, words in found.items() if len(words) == 1}
        self._words = {left: " ".join(words) for left, words in found.items()} | alone

    def meant(self, text: str) -> Iterator[str]:
        """The words that `text` is without vowels, or with fewer, and each letter in its place."""
        left = bare(text)
        without = DOUBLED.sub(r"\1", text) in (left, left + "e")
        full = SHORTEST if without else SHORTEST_WITH_VOWELS
        if len(text) >= full:
            for word in self._left(left):
                if len(text) < len(word) < 2 * len(text) and _within(text, word):
                    yield word

    def _left(self, left: str) -> Sequence[str]:
        found = self._words.get(left) or self._words.get(left.removesuffix("e"), "")
        return found.split()


def bare(word: str) -> str:
    """`word` without its vowels, but for one that it begins with; no letter twice in a row."""
    return DOUBLED.sub(r"\1", word[:1] + word[1:].translate(VOWELS))


def _within(text: str, word: str) -> bool:
    """Whether the letters of `text` stand in `word` in the same order."""
    letters = iter(word)
    return all(letter in letters for letter in text)
