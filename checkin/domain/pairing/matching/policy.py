"""What an organisation decides about matching: which shape, what weighs how much."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

MOST_POINTS = 1000  # of one pair: what the law of matching has room for


class Shape(StrEnum):
    """Two equals, or somebody and the buddy who looks after them and perhaps after others."""

    PAIRS = "pairs"
    BUDDIES = "buddies"


class Factor(StrEnum):
    """What speaks for a pair (R124)."""

    EXPERIENCE = "experience"  # topics that both named
    LANGUAGE = "language"
    AVAILABILITY = "availability"
    ZONE = "zone"
    CADENCE = "cadence"
    LOAD = "load"
    FRESH = "fresh"  # not the same two again


# R124 as far as we ask people: age, ambitions and values are not asked, and what they would weigh
# has gone to experience first, and to cadence, load and freshness.
WEIGHTS: Mapping[Factor, int] = MappingProxyType(
    {
        Factor.EXPERIENCE: 45,
        Factor.LANGUAGE: 15,
        Factor.AVAILABILITY: 15,
        Factor.ZONE: 10,
        Factor.CADENCE: 5,
        Factor.LOAD: 5,
        Factor.FRESH: 5,
    }
)


@dataclass(frozen=True, slots=True)
class MatchingPolicy:
    """The weights of the factors, and the limits. Raises ValueError for weights without sense."""

    shape: Shape = Shape.PAIRS
    weights: Mapping[Factor, int] = field(default_factory=lambda: WEIGHTS)
    least_occasions: int = 2  # times a week that both can be reached (R123)
    recent_forbids: bool = True  # else a recent pair only loses the points of being fresh
    overdue_after: timedelta = timedelta(days=28)  # of waiting: from then on one comes first
    choices: int = 12  # of the best that fit each person, which are weighed against each other
    largest: int = 5000  # people matched at once; more than that are matched in parts

    def __post_init__(self) -> None:
        for name in Factor:
            if self.weights.get(name, -1) < 0:
                raise ValueError(f"the weight of {name.value} must be a number, 0 or more")
        if sum(self.weights.values()) > MOST_POINTS:
            raise ValueError(f"the weights must not be more than {MOST_POINTS} together")
        if self.choices < 1 or self.largest < 2:
            raise ValueError("there must be 1 choice or more, and parts of 2 people or more")
