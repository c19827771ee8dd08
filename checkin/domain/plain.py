"""A text without what does not matter: case, accents, punctuation, emoji, odd spaces."""

import unicodedata

LONGEST = 1600  # characters that the carrier carries in one text
_DROPPED = "'’‘ʼ`´-‐‑"
_BETWEEN = " \t\r\n\u00a0:;,.-\u2013\u2014"  # what stands between a command and its words
_KEPT_MARKS = ("Mn", "Mc")  # vowel signs: they are letters in the scripts of India


def plain(body: str) -> str:
    """`body` without case, accents, punctuation, emoji and repeated spaces.

    Apostrophes and hyphens vanish ("I'm" is "im", "opt-out" is "optout"), and so does what cannot
    be seen; every other mark becomes a space. Digits of any script are the same digits, and the
    vowel signs of Devanagari stay.
    """
    kept = []
    for mark in unicodedata.normalize("NFKD", body[:LONGEST].casefold()):
        category = unicodedata.category(mark)
        if category == "Nd":
            kept.append(str(unicodedata.decimal(mark)))
        elif category[0] in "LN" or (category in _KEPT_MARKS and mark > "\u0900"):
            kept.append(mark)
        elif category[0] not in "MC" and mark not in _DROPPED or mark.isspace():
            kept.append(" ")
    return " ".join("".join(kept).split())


def as_typed(body: str, said: str) -> str:
    """The end of `body` that reads `said` once it is plain, else its beginning, as it was typed.

    Emoji, case and accents are all there. `said` itself where `body` has no such part.
    """
    ends = [0, *(at for at in range(1, len(body)) if _ends(body, at)), len(body)]
    parts = (*(body[at:] for at in ends), *(body[:at] for at in reversed(ends)))
    found = next((part for part in parts if plain(part) == said), said)
    return found.lstrip(_BETWEEN).rstrip()


def _ends(body: str, at: int) -> bool:
    """Whether a word ends before `at`."""
    return _in_a_word(body[at - 1]) and not _in_a_word(body[at])


def _in_a_word(mark: str) -> bool:
    return unicodedata.category(mark)[0] in "LMN"
