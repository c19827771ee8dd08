"""How people are: how soon they answer, what they say, and how many are of each kind.

The shares are guesses. An organisation that knows better changes them here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType


class Meant(StrEnum):
    """What somebody wants to say."""

    OK = "ok"
    NOT_OK = "not_ok"
    WRONG = "wrong"  # words that nobody could read as an answer
    LATER = "later"
    PAUSE = "pause"
    HELP = "help"
    CALL_ME = "call_me"
    DANGER = "danger"
    STOP = "stop"
    START = "start"
    YES = "yes"
    NO = "no"


WORDS: Mapping[Meant, tuple[str, ...]] = MappingProxyType(
    {
        Meant.OK: ("1", "1", "1", "ok", "OK", "1 "),
        Meant.NOT_OK: ("2", "2", "not ok", "Not good today"),
        Meant.WRONG: ("who gave you this", "the bus was late again", "what", "\U0001f937", "77"),
        Meant.LATER: ("LATER", "later"),
        Meant.PAUSE: ("PAUSE", "PAUSE 3"),
        Meant.HELP: ("HELP", "help"),
        Meant.CALL_ME: ("CALL", "call me"),
        Meant.DANGER: ("I want to kill myself", "honestly i want to kill myself"),
        Meant.STOP: ("STOP", "stop", "Stop.", "STOP ALL"),
        Meant.START: ("START",),
        Meant.YES: ("YES", "yes"),
        Meant.NO: ("NO",),
    }
)
USUAL: Mapping[Meant, float] = MappingProxyType(
    {
        Meant.OK: 0.86,
        Meant.NOT_OK: 0.05,
        Meant.WRONG: 0.04,
        Meant.LATER: 0.015,
        Meant.CALL_ME: 0.01,
        Meant.HELP: 0.005,
        Meant.PAUSE: 0.005,
        Meant.DANGER: 0.005,
        Meant.STOP: 0.01,
    }
)
ODD: Mapping[Meant, float] = MappingProxyType(
    {Meant.OK: 0.45, Meant.NOT_OK: 0.1, Meant.WRONG: 0.4, Meant.LATER: 0.05}
)
UNSURE: Mapping[Meant, float] = MappingProxyType({Meant.OK: 0.6, Meant.STOP: 0.4})
UNWELL: Mapping[Meant, float] = MappingProxyType(
    {Meant.OK: 0.4, Meant.NOT_OK: 0.3, Meant.DANGER: 0.2, Meant.CALL_ME: 0.1}
)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Habit:
    """How one member is. `answers` is how often they do, within `soonest` and `latest`."""

    answers: float
    soonest: timedelta
    latest: timedelta
    says: Mapping[Meant, float] = field(default_factory=lambda: USUAL)
    picks_up: float = 0.6
    speaks_up: float = 0.02  # how often in a week they write without being asked
    returns: float = 0.5  # after STOP, some days later


HABITS: Mapping[str, Habit] = MappingProxyType(
    {
        "prompt": Habit(0.97, MINUTE, 30 * MINUTE, picks_up=0.8),
        "slow": Habit(0.85, 60 * MINUTE, 20 * 60 * MINUTE),
        "silent": Habit(0.15, 10 * MINUTE, 300 * MINUTE, picks_up=0.1),
        "odd": Habit(0.9, MINUTE, 240 * MINUTE, ODD, speaks_up=0.2),
        "unsure": Habit(0.8, MINUTE, 240 * MINUTE, UNSURE, returns=0.8, speaks_up=0.1),
        "unwell": Habit(0.8, MINUTE, 600 * MINUTE, UNWELL, speaks_up=0.3),
    }
)
SHARES: Mapping[str, float] = MappingProxyType(
    {"prompt": 0.6, "slow": 0.22, "silent": 0.08, "odd": 0.04, "unsure": 0.03, "unwell": 0.03}
)


@dataclass(frozen=True, slots=True)
class Duty:
    """How one coordinator is: how often they take what they are paged for, and how soon."""

    takes: float
    soonest: timedelta
    latest: timedelta
    finishes: float = 0.95  # else they forget it, and their hold ends
    works: timedelta = 45 * MINUTE
    by_page: bool = False  # they work on the admin page, not by text


DUTIES: tuple[Duty, ...] = (
    Duty(0.9, MINUTE, 15 * MINUTE),
    Duty(0.7, 10 * MINUTE, 120 * MINUTE, finishes=0.7),
    Duty(0.95, 2 * MINUTE, 30 * MINUTE, by_page=True),
    Duty(0.0, MINUTE, MINUTE),
)
