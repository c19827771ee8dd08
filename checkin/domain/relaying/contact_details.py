"""Numbers, addresses and links in a text, however people write them.

A number is seven digits or more, whatever stands between them: signs, spaces, a few small words, or
the digits as words. Dates, times and counting aloud are no numbers.
"""

import re
from collections.abc import Iterator

from checkin.domain.plain import plain
from checkin.domain.relaying.lexicon import Lexicon, lexicons

FEWEST_DIGITS = 7
DATE = re.compile(
    r"\b(?:(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:(?:19|20)\d\d|2\d)"
    r"|(?:19|20)\d\d[/.-](?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|[12]\d|3[01]))\b"
)
TIME = re.compile(r"\b(?:[01]?\d|2[0-3])(?:[:h.][0-5]\d)(?:\s?[ap]m)?\b", re.IGNORECASE)
LOOKS_LIKE_A_DIGIT = str.maketrans("oil", "011")
MIXED = re.compile(r"\d+|[^\d\s]+")
NEXT_TO_DIGITS = re.compile(r"(?<=\d)[oil]+(?=\d|\b)|\b[oil]+(?=\d)|(?<=\d )[oil]{2,}\b")
LINK = re.compile(
    r"https?:|www\.|\w\.(?:com|net|org|info|biz|io|ly|gg|xyz|app)\b|\w\.[a-z]{2,3}/\w",
    re.IGNORECASE,
)
MAIL = re.compile(r"\w\s?@\s?\w")
HYPHEN = re.compile(r"[-\u2010\u2011]")
HANDLE = re.compile(r"(?:^|[^\w@])@\w{3,}")
APART = " x "  # in place of a day or an hour: what stands around it is not one number
ENDINGS = frozenset({"com", "net", "org", "info", "biz", "co"})


def found_in(text: str) -> str:
    """What of these is in `text`: `number`, `address` or `link`; empty for none."""
    if MAIL.search(text) or HANDLE.search(text):
        return "address"
    if LINK.search(text):
        return "link"
    timeless = TIME.sub(APART, DATE.sub(APART, text))
    said = plain(HYPHEN.sub(" ", timeless))
    if _has_number(said):
        return "number"
    return "address" if _has_spoken_address(said.split()) else ""


def _has_number(said: str) -> bool:
    """Whether seven digits or more follow one another, as figures or words."""
    tokens = MIXED.findall(_as_digits(said))
    return any(_reaches(tokens, lexicon) for lexicon in lexicons())


def _as_digits(said: str) -> str:
    """Letters among digits as the digits they look like: "5O5 l2"."""
    return NEXT_TO_DIGITS.sub(lambda found: found[0].translate(LOOKS_LIKE_A_DIGIT), said)


def _reaches(tokens: list[str], lexicon: Lexicon) -> bool:
    return any(
        sum(worth for _, worth in run) >= FEWEST_DIGITS and not _counts([token for token, _ in run])
        for run in _runs(tokens, lexicon)
    )


def _runs(tokens: list[str], lexicon: Lexicon) -> Iterator[list[tuple[str, int]]]:
    """What stands together as digits, with how many each is worth."""
    run: list[tuple[str, int]] = []
    times = 1
    for token in tokens:
        worth = len(token) if token.isdecimal() else lexicon.numbers.get(token, 0)
        if worth:
            run.append((token, worth * times))
            times = 1
        elif token in lexicon.repeats:
            times = lexicon.repeats[token]
        elif token not in lexicon.fillers:
            yield run
            run, times = [], 1
    yield run


def _counts(tokens: list[str]) -> bool:
    """Whether somebody counts, 1 2 3 4 5 6 7, or says one word again and again."""
    if len(set(tokens)) == 1 and not tokens[0].isdecimal():
        return True
    if not all(token.isdecimal() and len(token) <= 2 for token in tokens):
        return False
    steps = {int(b) - int(a) for a, b in zip(tokens, tokens[1:], strict=False)}
    return steps in ({1}, {-1})


def _has_spoken_address(words: list[str]) -> bool:
    """ "ana at mail dot com"."""
    dots = frozenset().union(*(lexicon.dots for lexicon in lexicons()))
    pairs = zip(words, words[1:], strict=False)
    return any(one in dots and other in ENDINGS for one, other in pairs)
