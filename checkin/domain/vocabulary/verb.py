"""What a person may want from us, whatever road they take: the same verbs by text and by key."""

from dataclasses import dataclass
from enum import StrEnum


class Verb(StrEnum):
    """One thing a person may say. Every one has a word (`<language>.toml`) and a key (`keypad`)."""

    OK = "ok"
    NOT_OK = "not_ok"
    YES = "yes"
    NO = "no"
    LATER = "later"
    PAUSE = "pause"
    AWAY = "away"
    BACK = "back"
    LANGUAGE = "language"
    CALL_ME = "call_me"
    PERSON_NOW = "person_now"
    BUDDY = "buddy"
    CALL_BUDDY = "call_buddy"
    CIRCLE = "circle"
    REST = "rest"
    CHANGE_BUDDY = "change_buddy"
    BLOCK = "block"
    UNBLOCK = "unblock"
    HELP = "help"
    WHO = "who"
    CHOICES = "choices"
    ALLOW = "allow"
    REFUSE = "refuse"
    DATA = "data"
    FORGET = "forget"
    PIN = "pin"
    SAFE_WORD = "safe_word"
    JOIN = "join"
    START = "start"
    STOP = "stop"
    STOP_CALLS = "stop_calls"
    STOP_TEXTS = "stop_texts"
    STOP_BUDDY = "stop_buddy"
    KEEP = "keep"
    WORDS = "words"  # anything else: words for a person to read
    MORE = "more"  # on the keypad only: the rest of the menu
    AGAIN = "again"  # on the keypad only: say it again
    NOTHING = "nothing"  # on the keypad only: no key in time, or one that does nothing here


@dataclass(frozen=True, slots=True)
class Meaning:
    """A verb and what came with it: "pause 7" is PAUSE with the argument "7".

    `digits` holds the whole of what was said when it was digits only: what they mean depends on
    the question they answer.
    """

    verb: Verb
    argument: str = ""
    digits: str = ""
