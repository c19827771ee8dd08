"""Plain letters into tokens: words and emoji, and how strong a pause stands before each."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from checkin.domain.risk.letters import as_latin, letters


class Pause(IntEnum):
    """What stands between two words."""

    NOTHING = 0
    PAUSE = 1  # a comma, a bracket, a dash, three dots
    SENTENCE = 2
    MESSAGE = 3  # the words are from two messages


@dataclass(frozen=True, slots=True)
class Token:
    """A word or an emoji. `text` keeps its apostrophes; `start` and `end` are in the raw text."""

    text: str
    start: int
    end: int
    pause: Pause = Pause.NOTHING

    @property
    def plain(self) -> str:
        """The word without apostrophes."""
        return self.text.replace("'", "")


SIGNS = {
    "'": "a",
    "!": "!",
    **dict.fromkeys("@$", "f"),
    **dict.fromkeys("*€|+", "l"),
    **dict.fromkeys(".?;\n।։؟。", "."),
    **dict.fromkeys("-‐‑_", "-"),
    **dict.fromkeys('"“”„«»', " "),
}


class _Shapes(dict[int, str]):
    """The shape of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = shape = _shape(chr(code))
        return shape


# A text is tokenised by its shape: one sign for each kind of character. Some signs stand for a
# letter within a word ("d!e", "k*ll"), and some at its beginning, too ("$uicide").
SHAPES = _Shapes()
WORD = re.compile(r"f?w+(?:[afl!]+w+)*|e")
PAUSES = re.compile(r"[,lf]| -|- |--")
SPACED = re.compile(r"o{3,}")


def tokens(text: str) -> list[Token]:
    """The words and emoji of `text`, in its order."""
    read = letters(text)
    shape = read.plain.translate(SHAPES)
    places = read.places
    found: list[Token] = []
    behind = 0
    for match in WORD.finditer(shape):
        start, end = match.span()
        found.append(
            Token(
                as_latin(read.plain[start:end]),
                places[start],
                places[end - 1] + 1,
                _pause(shape[behind:start]) if found else Pause.NOTHING,
            )
        )
        behind = end
    return found


def _shape(char: str) -> str:
    kind = unicodedata.category(char)[0]
    if kind in "LNM":
        return "w"
    if char in SIGNS:
        return SIGNS[char]
    if kind == "S" and not char.isascii():
        return "e"
    return " " if char.isspace() else ","


def _pause(between: str) -> Pause:
    """How strong the pause is that these signs make."""
    if "." in between or "!" in between:
        return Pause.PAUSE if ".." in between else Pause.SENTENCE
    if PAUSES.search(between):
        return Pause.PAUSE
    return Pause.NOTHING


def joined(parts: Sequence[Token]) -> Token:
    """Several tokens as one, without anything between them."""
    text = "".join(part.text for part in parts)
    return Token(text, parts[0].start, parts[-1].end, parts[0].pause)


def spaced_out(found: Sequence[Token]) -> Iterable[tuple[int, int]]:
    """Where three or more single letters follow one another: from, and up to."""
    shape = "".join("o" if len(t.text) == 1 and t.text.isalpha() else "." for t in found)
    return (match.span() for match in SPACED.finditer(shape))


def pieces(token: Token) -> list[Token]:
    """A token without the signs within it: "stop!i" is two words after all."""
    found: list[Token] = []
    for number, text in enumerate(re.split(r"[@$!*€|+]+", token.text)):
        pause = token.pause if not number else Pause.SENTENCE
        if text:
            found.append(replace(token, text=text, pause=pause))
    return found
