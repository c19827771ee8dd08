"""Words that are typed as they sound: "kiero" for "quiero", "dexa" for "deixa"."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

SHORTEST = 4  # letters of a word that is known by its sound
DOUBLED = re.compile(r"(.)\1+")


class Sounds:
    """Finds the words that sound like one.

    `heard` says how letters are heard, those with `$` behind them only at the end of a word;
    `meant` says what each word stands for that may be typed otherwise.
    """

    def __init__(self, heard: Mapping[str, str], meant: Mapping[str, str]) -> None:
        self._heard = heard
        self._letters = re.compile("|".join(map(_pattern, sorted(heard, key=len, reverse=True))))
        found: dict[str, set[str]] = defaultdict(set)
        for word, stands_for in meant.items():
            if len(word) >= SHORTEST and word.isascii() and word.isalpha():
                found[self._sound(word)].add(stands_for)
        self._words = {sound: _together(words) for sound, words in found.items()}

    def meant(self, text: str) -> Iterator[str]:
        """The words that sound like `text`."""
        if len(text) >= SHORTEST:
            yield from self._words.get(self._sound(text), "").split()

    def _sound(self, word: str) -> str:
        return DOUBLED.sub(r"\1", self._letters.sub(self._as_heard, word))

    def _as_heard(self, match: re.Match[str]) -> str:
        at_the_end = match.end() == len(match.string) and f"{match[0]}$" in self._heard
        return self._heard[f"{match[0]}$" if at_the_end else match[0]]


def _pattern(letters: str) -> str:
    return f"{re.escape(letters.rstrip('$'))}{'$' * letters.endswith('$')}"


def _together(words: set[str]) -> str:
    """Words in one string; a single word takes no room of its own."""
    return words.pop() if len(words) == 1 else " ".join(sorted(words))
