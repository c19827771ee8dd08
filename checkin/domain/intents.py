"""What a text means on its own: the exact words for stop, start and help, and plain answers.

The stop words are those the carrier acts on and those that United States rules name (R18); a
message counts only when, without case, punctuation and emoji, it is one of these words and
nothing else. "My bus stop is flooded" is no stop.
"""

import unicodedata
from enum import StrEnum


class Intent(StrEnum):
    """What the sender wants."""

    STOP = "stop"
    START = "start"
    HELP = "help"
    YES = "yes"
    NO = "no"
    OK = "ok"
    NOT_OK = "not_ok"
    UNCLEAR = "unclear"


STOP_WORDS = frozenset(
    [
        "stop",
        "stopall",
        "unsubscribe",
        "cancel",
        "end",
        "quit",
        "revoke",
        "optout",
        "remove",
        "arret",
        "arrete",
        "alto",
    ]
) | {"stop all", "opt out"}
START_WORDS = frozenset({"start", "unstop", "join"})
HELP_WORDS = frozenset({"help", "info"})

# What the carrier reads as one of the three, and answers by itself.
CARRIER_WORDS = frozenset(
    {"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"}
    | {"start", "unstop", "help", "info"}
)

# An answer's first key is the one offered; the words are what people type instead (R38).
ANSWER_WORDS = {
    Intent.OK: frozenset({"1", "ok", "okay", "fine", "good", "im ok", "i am ok", "im fine"}),
    Intent.NOT_OK: frozenset({"2", "not ok", "not okay", "bad", "not good", "im not ok"}),
    Intent.YES: frozenset({"yes", "y", "yeah", "yep"}),
    Intent.NO: frozenset({"no", "n", "nope"}),
}

WORDS: dict[str, Intent] = {
    **dict.fromkeys(STOP_WORDS, Intent.STOP),
    **dict.fromkeys(START_WORDS, Intent.START),
    **dict.fromkeys(HELP_WORDS, Intent.HELP),
    **{word: intent for intent, words in ANSWER_WORDS.items() for word in words},
}
LONGEST = 1600  # characters that the carrier carries in one text


def plain(body: str) -> str:
    """`body` without case, accents, punctuation, emoji and repeated spaces.

    Apostrophes and hyphens vanish ("I'm" is "im", "opt-out" is "optout"); every other mark
    becomes a space. Digits of any script are the same digits.
    """
    kept = []
    for mark in unicodedata.normalize("NFKD", body.casefold()):
        category = unicodedata.category(mark)
        if category == "Nd":
            kept.append(str(unicodedata.decimal(mark)))
        elif category[0] in "LN":
            kept.append(mark)
        elif category[0] != "M" and mark not in "'’‘-‐‑":
            kept.append(" ")
    return " ".join("".join(kept).split())


def read(body: str) -> Intent:
    """What `body` means by itself; `UNCLEAR` when it is none of the known words."""
    if len(body) > LONGEST:  # no text of a handset: spare the work
        return Intent.UNCLEAR
    return WORDS.get(plain(body), Intent.UNCLEAR)


def carrier_answers(body: str) -> bool:
    """Whether the carrier itself answers this text where it handles stop, start and help.

    It takes only one of its own words as the whole text (Twilio docs: default opt-out keywords);
    "stop!!" or "alto" is left to us.
    """
    return body.strip().casefold() in CARRIER_WORDS
