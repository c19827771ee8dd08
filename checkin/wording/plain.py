"""Values and sentences made fit to be sent or spoken: cleaned, shortened, in the cheap alphabet."""

import re
import unicodedata
from textwrap import shorten

from smsutil.codecs import GSM_BASIC_CHARSET, GSM_EXT_CHARSET

NAME_LIMIT = 20  # the longest name a text's segment budget is reckoned with (R160)
_LONGER = {
    "words": 1000,  # what a coordinator writes to a member, or a member to their buddy
    "buddies": 4 * (NAME_LIMIT + 4),  # several names, each with its number
    "holder": NAME_LIMIT + 2,  # a name, after a comma and a space in the list
    "topics": 2 * NAME_LIMIT,  # what two members have in common
}

_JOINERS = "\u200c\u200d"  # spelling, in Persian and the scripts of India: kept
_LOOK_ALIKES = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛´`′ʼ", "'"),
        **dict.fromkeys("‐‑‒–—―−•", "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u205f\u3000", " "),
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff", ""),
        "…": "...",
    }
)
GSM_7 = frozenset(GSM_BASIC_CHARSET) | frozenset(GSM_EXT_CHARSET)
# Letters of Spanish, French and Portuguese that GSM-7 has not, as people write them in texts. Other
# languages need their marks: none of their letters is to be added here.
_BARE = str.maketrans(
    {
        **dict.fromkeys("áâã", "a"),
        **dict.fromkeys("êë", "e"),
        **dict.fromkeys("íîï", "i"),
        **dict.fromkeys("óôõ", "o"),
        **dict.fromkeys("úû", "u"),
        **dict.fromkeys("ÁÀÂÃ", "A"),
        **dict.fromkeys("ÈÊË", "E"),
        **dict.fromkeys("ÍÎÏ", "I"),
        **dict.fromkeys("ÓÔÕ", "O"),
        **dict.fromkeys("ÚÙÛ", "U"),
        "ç": "c",
        "œ": "oe",
        "Œ": "OE",
    }
)
_DIGIT_GROUPS = re.compile(r"\+?\(?\d[\d()\s.-]*\d\)?")


def limit_of(name: str) -> int:
    """How many characters the value `name` of a sentence may have: those of a name, but for few."""
    return _LONGER.get(name, NAME_LIMIT)


def cleaned(value: str, limit: int) -> str:
    """`value` on one line, without control characters, of at most `limit` characters.

    Whole words are left out at the end where that is possible. Half emoji, and marks that turn
    the writing direction of what follows, are left out too.
    """
    harmless = value.isascii() and value.isprintable()  # as most are, and known at once
    kept = " ".join((value if harmless else "".join(filter(_harmless, value))).split())
    if len(kept) <= limit:
        return kept
    return (shorten(kept, limit, placeholder="") or kept[:limit]).rstrip(_JOINERS)


def _harmless(mark: str) -> bool:
    return (
        mark.isspace() or mark in _JOINERS or unicodedata.category(mark) not in ("Cc", "Cf", "Cs")
    )


def gsm(sentence: str, *beside: str) -> str:
    """`sentence` in the cheap alphabet where it has such a form; `beside` is in the same text.

    Typographic quotes, dashes and spaces get their GSM-7 form (R161). One "á" would make a text
    cost twice as much or more: it becomes "a", and so do the like, if all of the text is GSM-7
    then. If not, every letter stays: what is written in another script loses none of its marks.
    """
    tidy = [_tidy(part) for part in (sentence, *beside)]
    bare = [part.translate(_BARE) for part in tidy]
    return bare[0] if GSM_7.issuperset("".join(bare)) else tidy[0]


def _tidy(sentence: str) -> str:
    """`sentence` with plain punctuation; a letter written in two marks becomes one."""
    return unicodedata.normalize("NFC", sentence).translate(_LOOK_ALIKES)


def spoken(value: str) -> str:
    """`value` with its numbers said digit by digit and group by group: "9 8 8", "5 5 5, 0 1"."""
    return _DIGIT_GROUPS.sub(_spelt, value)


def _spelt(number: re.Match[str]) -> str:
    return ", ".join(" ".join(group) for group in re.findall(r"\d+", number[0]))
