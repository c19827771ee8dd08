"""How well two people fit who may be brought together, in points of whole numbers (R124, R126).

Every factor counts something, such as topics that both named, and gives a share of its weight for
the count. So a coordinator can follow each point.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from checkin.domain.member import Cadence
from checkin.domain.pairing.matching.candidate import Candidate
from checkin.domain.pairing.matching.hard import fresh, gives
from checkin.domain.pairing.matching.hours import occasions
from checkin.domain.pairing.matching.policy import Factor, MatchingPolicy

CADENCES = tuple(Cadence)
DAY = 24 * 60  # minutes

# Per cent of the weight for a count of 0, 1, 2, ...; a higher count gets the last.
STEPS: Mapping[Factor, tuple[int, ...]] = MappingProxyType(
    {
        Factor.EXPERIENCE: (0, 60, 85, 100),  # topics in common: the first matters most
        Factor.LANGUAGE: (0, 70, 100),  # languages in common
        Factor.AVAILABILITY: (0, 20, 40, 55, 70, 80, 90, 100),  # occasions in a week
        Factor.ZONE: (100, 100, 60, 60, 30, 30, 0),  # hours between their clocks
        Factor.CADENCE: (100, 60, 30, 0),  # steps from daily to monthly between them
        Factor.LOAD: (100, 50, 0),  # active pairs of both together
        Factor.FRESH: (0, 100),  # 1 unless they were paired a short while ago
    }
)


@dataclass(frozen=True, slots=True)
class Part:
    """What one factor gives: points, and the count and the names that they are for."""

    factor: Factor
    points: int
    count: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """The points of two people, and what the law of matching needs besides."""

    total: int
    factors: tuple[Part, ...]
    overdue: int  # of the two, how many have waited too long; a buddy is not counted
    days: int  # that both have waited, together; a buddy's are not counted


def score(one: Candidate, other: Candidate, policy: MatchingPolicy, now: datetime) -> Score:
    """How well the two fit, factor by factor. It is the same in either order.

    Waiting gives no points: it breaks ties (R126), and goes first once it has been too long.
    """
    factors = tuple(_part(factor, one, other, policy) for factor in Factor)
    waiting = [person for person in (one, other) if not gives(person, policy)]
    return Score(
        sum(part.points for part in factors),
        factors,
        sum(overdue(person, policy, now) for person in waiting),
        sum(days_waited(person, now) for person in waiting),
    )


def graded(factor: Factor, count: int, policy: MatchingPolicy) -> int:
    """The points of a factor for a count."""
    steps = STEPS[factor]
    return policy.weights[factor] * steps[min(count, len(steps) - 1)] // 100


def days_waited(candidate: Candidate, now: datetime) -> int:
    """Whole days that somebody has waited for a pair; 0 for who does not wait."""
    return max(0, (now - candidate.waiting_since).days) if candidate.waiting_since else 0


def overdue(candidate: Candidate, policy: MatchingPolicy, now: datetime) -> bool:
    """Whether somebody has waited so long that they come first."""
    since = candidate.waiting_since
    return since is not None and now - since >= policy.overdue_after


def _part(factor: Factor, one: Candidate, other: Candidate, policy: MatchingPolicy) -> Part:
    count = COUNTS[factor](one, other)
    names = NAMES[factor](one, other) if factor in NAMES else ()
    return Part(factor, graded(factor, count, policy), count, names)


def _hours_apart(one: Candidate, other: Candidate) -> int:
    apart = abs(one.zone - other.zone) % DAY
    return min(apart, DAY - apart) // 60


def _steps_apart(one: Candidate, other: Candidate) -> int:
    return abs(CADENCES.index(one.cadence) - CADENCES.index(other.cadence))


COUNTS: Mapping[Factor, Callable[[Candidate, Candidate], int]] = MappingProxyType(
    {
        Factor.EXPERIENCE: lambda one, other: len(one.topics & other.topics),
        Factor.LANGUAGE: lambda one, other: len(one.languages & other.languages),
        Factor.AVAILABILITY: lambda one, other: occasions(one.windows & other.windows),
        Factor.ZONE: _hours_apart,
        Factor.CADENCE: _steps_apart,
        Factor.LOAD: lambda one, other: one.load + other.load,
        Factor.FRESH: lambda one, other: int(fresh(one, other)),
    }
)

NAMES: Mapping[Factor, Callable[[Candidate, Candidate], tuple[str, ...]]] = MappingProxyType(
    {
        Factor.EXPERIENCE: lambda one, other: tuple(sorted(one.topics & other.topics)),
        Factor.LANGUAGE: lambda one, other: tuple(sorted(one.languages & other.languages)),
        Factor.CADENCE: lambda one, other: tuple(sorted((one.cadence.value, other.cadence.value))),
    }
)
