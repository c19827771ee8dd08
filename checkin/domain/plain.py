"""A text without what does not matter: case, accents, punctuation, emoji, odd spaces."""

import unicodedata

LONGEST = 1600  # characters that the carrier carries in one text
_DROPPED = "'’‘ʼ`´-‐‑"
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
