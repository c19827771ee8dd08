"""A text as patterns see it: plain words, with its pauses and the ends of its sentences kept."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from checkin.domain.intents import plain

# The marks that stand among the words. Speech begins or ends where QUOTE stands.
PAUSE, QUOTE, STOP = ",", ":", "."
MARKS = frozenset({PAUSE, QUOTE, STOP})
HIDDEN = "#"  # stands for a word that no pattern may see

_MARK = re.compile(r"(\.\.+|[.!?…।॥;\n\r,:()\"“”«»/—–]+)")
_ENDING = re.compile(r"[.!?।॥;\n\r]")
_QUOTING = re.compile(r"[:\"“”«»]")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1\1+")  # "stopppp"
_WRITTEN_OUT = str.maketrans(
    {
        **dict.fromkeys("\u200b\u200c\u200d\u00ad\ufeff"),
        **dict.fromkeys("-‐‑", " "),  # "laissez-moi"
        "#": " number ",
    }
)
# `plain` drops every sign above or below a letter. Hindi writes its vowels so, and without them
# "don't" (मत) would be "death" (मौत): they become letters first, long and short ones the same.
_VOWELS = str.maketrans(
    {
        **dict(zip("ािीुूृेैोौ", "आइइउउऋएऐओऔ", strict=True)),
        **dict(zip("ईऊ", "इउ", strict=True)),
        **dict(zip("ंँ", "नन", strict=True)),
    }
)


Span = tuple[int, int]  # from a word, to before another


@dataclass(frozen=True, slots=True)
class Text:
    """The words and marks of a text in order, and those of its words that may be names."""

    words: tuple[str, ...]
    names: frozenset[str] = frozenset()

    def hiding(self, spans: Iterable[Span]) -> "Text":
        """This text with what stands in these spans seen by no pattern."""
        words = list(self.words)
        for start, end in spans:
            words[start:end] = [HIDDEN] * (end - start)
        return replace(self, words=tuple(words))

    def part(self, span: Span) -> "Text":
        """What stands in this span."""
        return replace(self, words=self.words[slice(*span)])

    def unmarked(self) -> "Text":
        """This text without its marks, as if it were one breath."""
        return replace(self, words=tuple(word for word in self.words if word not in MARKS))


def spelt(body: str) -> str:
    """`body` as plain words, letters that were drawn out ("stopppp") written once."""
    return _DRAWN_OUT.sub(r"\1", plain(body.translate(_WRITTEN_OUT).translate(_VOWELS)))


def read(body: str, names: Collection[str] = ()) -> Text:
    """`body` as a text. Its names are `names`, or where none are given its capitalised words."""
    words: list[str] = []
    for piece in _MARK.split(body):
        if not _MARK.fullmatch(piece):
            words += spelt(piece).split()
        elif words:
            words.append(_mark(piece))
    while words and words[-1] in MARKS:
        words.pop()
    return Text(tuple(words), frozenset(_spoken_of(names or _capitalised(body))))


def _mark(piece: str) -> str:
    """What punctuation stands for: "..." is a pause, and a quotation may end a sentence too."""
    if _QUOTING.search(piece):
        return QUOTE
    return STOP if _ENDING.search(piece) and not piece.startswith("..") else PAUSE


def _capitalised(body: str) -> list[str]:
    return [word for word in body.split() if word[:1].isupper() and not word.isupper()]


def _spoken_of(names: Iterable[str]) -> Iterable[str]:
    """The names in plain words, each also as an owner: "Ana's phone"."""
    for name in names:
        for word in spelt(name).split():
            yield word
            yield f"{word}s"
