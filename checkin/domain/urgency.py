"""How urgent something is, and the ladder of people who are told of it, rung by rung."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType


class Level(StrEnum):
    """How urgent. Red: danger now. Amber: a person today, soon. Yellow: the same working day."""

    RED = "red"
    AMBER = "amber"
    YELLOW = "yellow"

    @property
    def rank(self) -> int:
        """Order on the list: the lowest comes first."""
        return {"red": 0, "amber": 1, "yellow": 2}[self.value]

    @classmethod
    def of_rank(cls, rank: int) -> "Level":
        """The level of what stands there on the list, at the head of it or not."""
        return tuple(cls)[rank % len(cls)]


class Who(StrEnum):
    """Whom a rung reaches."""

    FIRST = "first"  # whose shift it is
    SECOND = "second"  # who stands in for them
    EVERYBODY = "everybody"  # all of the staff who have a phone


class By(StrEnum):
    """The road of a page."""

    TEXT = "text"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class Rung:
    """Who is told, by which roads, and how long they have before the next rung is."""

    who: Who
    by: tuple[By, ...]
    wait: timedelta


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs in their order. After the last one it begins again at `again_from`."""

    rungs: tuple[Rung, ...]
    again_from: int = 0


TEXT, CALL, BOTH = (By.TEXT,), (By.CALL,), (By.TEXT, By.CALL)


def _minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


# R101: again after 5 minutes, the one who stands in after 10, everybody after 15, then every 10.
RED = Ladder(
    (
        Rung(Who.FIRST, TEXT, _minutes(5)),
        Rung(Who.FIRST, CALL, _minutes(5)),
        Rung(Who.SECOND, BOTH, _minutes(5)),
        Rung(Who.EVERYBODY, BOTH, _minutes(10)),
    ),
    again_from=3,
)
AMBER = Ladder(  # R100: a person within the hour
    (
        Rung(Who.FIRST, TEXT, _minutes(20)),
        Rung(Who.FIRST, CALL, _minutes(20)),
        Rung(Who.SECOND, BOTH, _minutes(20)),
        Rung(Who.EVERYBODY, TEXT, _minutes(60)),
    )
)
YELLOW = Ladder(  # R100: the same working day
    (
        Rung(Who.FIRST, TEXT, _minutes(4 * 60)),
        Rung(Who.SECOND, TEXT, _minutes(4 * 60)),
        Rung(Who.EVERYBODY, TEXT, _minutes(4 * 60)),
    )
)
LADDERS: Mapping[Level, Ladder] = MappingProxyType(
    {Level.RED: RED, Level.AMBER: AMBER, Level.YELLOW: YELLOW}
)
HOLDS: Mapping[Level, timedelta] = MappingProxyType(  # how long one has it before it is open again
    {Level.RED: _minutes(60), Level.AMBER: _minutes(4 * 60), Level.YELLOW: _minutes(12 * 60)}
)
CONTACT: Mapping[Level, timedelta] = MappingProxyType(  # R100: by when the member hears from them
    {Level.RED: _minutes(15), Level.AMBER: _minutes(60), Level.YELLOW: _minutes(8 * 60)}
)
