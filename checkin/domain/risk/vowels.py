"""Words that are typed without their vowels: "thnkng", "hsbnd", "tke"."""

from collections import defaultdict
from collections.abc import Collection, Iterator

VOWELS = str.maketrans("", "", "aeiou")
SHORTEST = 3  # letters that are left
FULL = 4  # letters of a word that may be typed so


class Bare:
    """Finds the words that may be meant by what is left of them."""

    def __init__(self, words: Collection[str]) -> None:
        self._words: dict[str, list[str]] = defaultdict(list)
        for word in words:
            if len(word) >= FULL and word.isascii() and word.isalpha():
                left = bare(word)
                self._words[left].append(word)
                if word.endswith("e"):
                    self._words[left + "e"].append(word)

    def meant(self, text: str) -> Iterator[str]:
        """The words that `text` is without their vowels, or with none but the last."""
        if len(text) >= SHORTEST and text in (left := bare(text), left + "e"):
            yield from self._words.get(text, ())


def bare(word: str) -> str:
    """`word` without its vowels, but for one that it begins with."""
    return word[:1] + word[1:].translate(VOWELS)
