"""What a key means, question by question. The same key means the same wherever it can (R153).

1 OK or yes, 2 not OK or no, 3 a call from a person, 0 a person now, 4 later, 5 pause, 6 language,
7 more, 8 buddy, and then 9 another one, 9 stop, star again, pound who we are.
"""

from collections.abc import Mapping
from types import MappingProxyType

from checkin.domain.conversation import Asking
from checkin.domain.vocabulary import Meaning, Verb

EVERYWHERE: Mapping[str, Verb] = MappingProxyType(
    {"0": Verb.PERSON_NOW, "9": Verb.STOP_CALLS, "*": Verb.AGAIN}
)
YES_OR_NO = {"1": Verb.YES, "2": Verb.NO}
FIRST = {
    "1": Verb.OK,
    "2": Verb.NOT_OK,
    "3": Verb.CALL_ME,
    "4": Verb.LATER,
    "5": Verb.PAUSE,
    "6": Verb.LANGUAGE,
    "7": Verb.MORE,
    "8": Verb.BUDDY,
    "#": Verb.WHO,
}
KEYS: Mapping[Asking, Mapping[str, Verb]] = {
    Asking.MENU: FIRST,
    Asking.MORE: FIRST | {"7": Verb.CHOICES, "#": Verb.HELP},
    Asking.CHOICES: {
        "1": Verb.ALLOW,
        "2": Verb.STOP_TEXTS,
        "4": Verb.DATA,
        "5": Verb.FORGET,
        "6": Verb.PIN,
        "7": Verb.SAFE_WORD,
        "8": Verb.STOP_BUDDY,
        "3": Verb.REST,
        "#": Verb.UNBLOCK,
    },
    Asking.AGE: YES_OR_NO,
    Asking.AGREE: YES_OR_NO,
    Asking.PURPOSE: YES_OR_NO,
    Asking.FORGET: YES_OR_NO,
    Asking.PAUSE: {"#": Verb.AWAY},
    Asking.MESSAGE: YES_OR_NO,
    Asking.HELPED: YES_OR_NO,
    Asking.STOPPED: {"1": Verb.KEEP},
    Asking.BUDDY: dict.fromkeys("1234", Verb.CALL_BUDDY)
    | {"9": Verb.CHANGE_BUDDY, "7": Verb.BLOCK},
    Asking.RELAYED: {"1": Verb.YES, "2": Verb.CALL_BUDDY},
    Asking.TALKED: YES_OR_NO,
    Asking.LANGUAGE: {},
    Asking.SPEAKER: {},
    Asking.PIN: {},
    Asking.NEW_PIN: {},
    Asking.SAFE_WORD: {},
    Asking.AWAY: {},
    Asking.DUTY: {},  # of a coordinator whose login ended while they were on the phone
    Asking.DUTY_PIN: {},
    Asking.HAPPENED: YES_OR_NO | {"8": Verb.BUDDY},
    Asking.HOW_IT_WENT: {},
    Asking.REACH: {},
    **dict.fromkeys((Asking.OFFER, Asking.NORMS, Asking.NEW_BUDDY, Asking.TRIO), YES_OR_NO),
    Asking.REVIEW: {},
    Asking.WHICH_BUDDY: {},
}
# Somebody who is not with us hears another menu, and their keys mean this.
STRANGER = {"1": Verb.JOIN, "6": Verb.LANGUAGE, "#": Verb.WHO}


def read(asking: Asking, key: str, *, stranger: bool = False) -> Meaning:
    """What `key`, or several of them, mean as the answer to `asking`."""
    if not key:
        return Meaning(Verb.NOTHING)
    own = STRANGER if stranger and asking is Asking.MENU else KEYS[asking]
    verb = own.get(key) or EVERYWHERE.get(key, Verb.NOTHING)
    return Meaning(verb, digits=key if key.isdecimal() else "")
