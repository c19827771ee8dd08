"""Raw text into plain letters, each of which knows where it came from.

Case, accents, marks of no width, full-width and bold letters and the many apostrophes vanish;
letters of another script that only look Latin become Latin within a Latin word. Signs that are
part of a letter elsewhere (the vowels of Devanagari) stay.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

APOSTROPHES = frozenset("'’‘‛`´ʼʹ′＇")
NUKTA = "\u093c"  # a dot below that many people leave out
CANDRABINDU, ANUSVARA = "\u0901", "\u0902"  # written for one another
LOOKALIKES = str.maketrans(
    "асеорхуіјѕһӏԁԛԝкмтвнгαοερικνυτχ",
    "aceopxyijshldqwkmtbhraoepiknutx",
)


@dataclass(frozen=True, slots=True)
class Letters:
    """Plain characters, and for each the place of the raw one that it came from."""

    plain: str
    places: Sequence[int]


def letters(text: str) -> Letters:
    """The plain characters of `text`, in its order."""
    if text.isascii():
        return Letters(text.lower().replace("`", "'"), range(len(text)))
    found = [(char, place) for place, raw in enumerate(text) for char in plain(raw)]
    return Letters("".join(char for char, _ in found), [place for _, place in found])


def written(text: str) -> str:
    """`text` in plain characters alone."""
    return letters(text).plain


@lru_cache(maxsize=2048)
def plain(raw: str) -> str:
    """What one raw character becomes: usually one plain one, sometimes none or several."""
    if raw in APOSTROPHES:
        return "'"
    if raw.isascii():
        return raw.lower()
    kept = "".join(
        ANUSVARA if char == CANDRABINDU else char
        for one in unicodedata.normalize("NFKD", raw)
        for char in one.casefold()
        if _kept(char)
    )
    return kept or " " * raw.isspace()


def _kept(char: str) -> bool:
    """Whether a character is part of what is read: no accents and no marks without a width."""
    category = unicodedata.category(char)
    if category in ("Cf", "Sk", "Me") or char == NUKTA:
        return False
    return category != "Mn" or _vowel_sign(char)


def _vowel_sign(char: str) -> bool:
    """Whether this mark is a letter of its script rather than an accent."""
    return not unicodedata.name(char, "").startswith(("COMBINING", "VARIATION"))


def as_latin(word: str) -> str:
    """A word that mixes Latin letters with their lookalikes, in Latin letters."""
    if word.isascii() or not any(char.isascii() and char.isalpha() for char in word):
        return word
    return word.translate(LOOKALIKES)


def script(char: str) -> str:
    """The script of a letter: LATIN, DEVANAGARI, ARABIC; empty if it has no name."""
    return unicodedata.name(char, "").partition(" ")[0]
