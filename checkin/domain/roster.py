"""Finding members: by where they stand, by name, and by number."""

import re
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers

from checkin.domain.member import Channel
from checkin.domain.plain import plain

DIALLED = re.compile(r"[+＋(]*\d[\d\s().\-‐‑‒–/]+")
FEWEST = 5  # digits of a number that nobody takes for a part of one


class Which(StrEnum):
    """The members that a list is about."""

    ALL = "all"
    ACTIVE = "active"
    INVITED = "invited"
    PAUSED = "paused"
    STOPPED = "stopped"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Sought:
    """What a list is narrowed to; what is empty narrows nothing."""

    which: Which = Which.ALL
    language: str = ""
    channel: Channel | None = None


def is_number(said: str) -> bool:
    """Whether somebody who looks for `said` looks for a number, and not for a name."""
    return DIALLED.fullmatch(said.strip()) is not None


def whole_number(said: str, country: str) -> str | None:
    """The number in E.164, as it is dialled in `country`; None if it is not a whole one.

    Any number that may be somebody's, whatever its kind: members may have joined from it.
    """
    if sum(map(str.isdecimal, said)) < FEWEST:
        return None
    try:
        number = phonenumbers.parse(said, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_called(name: str, said: str) -> bool:
    """Whether each word of `said` begins a word of `name`: accents and case do not matter."""
    words = plain(name).split()
    sought = plain(said).split()
    return bool(sought) and all(any(w.startswith(part) for w in words) for part in sought)
