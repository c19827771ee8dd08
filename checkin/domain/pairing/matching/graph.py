"""Whom a solver may bring together: the best that fit each person, not every two."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from checkin.domain.pairing.matching.candidate import Candidate
from checkin.domain.pairing.matching.crowd import Crowd
from checkin.domain.pairing.matching.hard import gives
from checkin.domain.pairing.matching.law import weight
from checkin.domain.pairing.matching.planes import Planes, best, positions, value
from checkin.domain.pairing.matching.policy import MatchingPolicy
from checkin.domain.pairing.matching.score import days_waited, overdue


@dataclass(frozen=True, slots=True)
class Edge:
    """Two people who may be brought together. With buddies, `other` is the buddy."""

    one: str
    other: str
    points: int
    weight: int  # by the law


def graph(
    candidates: Iterable[Candidate], policy: MatchingPolicy, now: datetime, seed: str
) -> tuple[Edge, ...]:
    """The pairs to choose from: for each person the `policy.choices` best that pass all filters.

    An edge stays if either of the two would choose it. So whoever fits anybody keeps as many as
    `choices`, or all if they are fewer, and nobody is cut off. The order of `candidates` changes
    nothing; the seed decides between equals alone.
    """
    return edges(Crowd(candidates, policy, seed), now)


def edges(crowd: Crowd, now: datetime) -> tuple[Edge, ...]:
    """The pairs to choose from of a crowd."""
    waits = [_wait(person, crowd.policy, now) for person in crowd.people]
    found: dict[tuple[int, int], Edge] = {}
    for place in range(len(crowd.people)):
        for other, points in choices(crowd, place):
            pair = (min(place, other), max(place, other))
            if pair not in found:
                first, second = _turned(crowd, *pair)
                late, days = (sum(two) for two in zip(waits[first], waits[second], strict=True))
                weighed = weight(points, late, days)
                found[pair] = Edge(crowd.people[first].id, crowd.people[second].id, points, weighed)
    return tuple(found[pair] for pair in sorted(found))


def choices(crowd: Crowd, place: int) -> Iterator[tuple[int, int]]:
    """The places of the best that fit somebody, and what they are worth."""
    fitting = crowd.fitting(place)
    if fitting:
        planes: Planes = crowd.points(place)
        for other in positions(best(planes, fitting, crowd.policy.choices, place)):
            yield other, value(planes, other)


def _turned(crowd: Crowd, first: int, second: int) -> tuple[int, int]:
    """The two, the buddy last."""
    return (second, first) if gives(crowd.people[first], crowd.policy) else (first, second)


def _wait(person: Candidate, policy: MatchingPolicy, now: datetime) -> tuple[int, int]:
    """What somebody's waiting adds to a weight, as in `score`: overdue or not, and the days."""
    if gives(person, policy):
        return 0, 0
    return int(overdue(person, policy, now)), days_waited(person, now)
