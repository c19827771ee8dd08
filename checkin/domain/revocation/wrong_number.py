"""Texts that say we reached somebody else (R33)."""

from checkin.domain.revocation.lexicon import Wordings
from checkin.domain.revocation.text import MARKS, Text


def is_wrong_number(wordings: Wordings, text: Text) -> bool:
    """Whether the text says that we have the wrong number, and nothing else.

    Courtesy and a wish to be left alone may stand beside it. "The wrong number of pills" and
    "who is this band?" say something else.
    """
    if not wordings.wrong_number.found(text):
        return False
    beside = (wordings.before, wordings.after, wordings.whole, wordings.certain)
    silent, said = {0}, set[int]()  # places reached without and with having said it
    for at, word in enumerate(text.words):
        steps = {at + 1} if word in MARKS else {e for p in beside for e in p.ends(text, at)}
        says = wordings.wrong_number.ends(text, at)
        if at in silent:
            silent |= steps
            said |= says
        if at in said:
            said |= steps | says
    return len(text.words) in said
