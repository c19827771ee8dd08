"""Who is left over, why, and what they can be offered: nobody is left without a word."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from checkin.domain.pairing.matching.crowd import Crowd
from checkin.domain.pairing.matching.graph import Edge
from checkin.domain.pairing.matching.hard import Refusal, alone
from checkin.domain.pairing.matching.planes import value
from checkin.domain.pairing.matching.policy import Shape
from checkin.domain.pairing.matching.score import days_waited


class Offer(StrEnum):
    """What somebody without a pair can be offered."""

    TRIO = "trio"  # a group of three, with two who were matched
    NEXT_ROUND = "next_round"
    NOTHING_YET = "nothing_yet"  # what keeps them from it is their own, and comes first


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Somebody without a pair.

    `own` is what keeps them from any pair; else `refused` says how many people each filter kept
    from them, and `fitting` how many fit, who have all been matched with somebody else.
    """

    id: str
    offer: Offer
    own: Refusal | None = None
    fitting: int = 0
    refused: Mapping[Refusal, int] = field(default_factory=dict)
    trio: tuple[str, str] | None = None  # the two of the pair to join


def left_over(matching: Sequence[Edge], crowd: Crowd, now: datetime) -> tuple[LeftOver, ...]:
    """Everybody in no pair of the `matching`; who has waited longest is first, and chooses first.

    A trio is offered with the pair in which both fit best; a pair takes in one person at most.
    Buddies are not asked to join a pair, nor is anybody asked to join a buddy's.
    """
    matched = {name for edge in matching for name in (edge.one, edge.other)}
    alone_now = [place for name, place in crowd.places.items() if name not in matched]
    alone_now.sort(key=lambda place: -days_waited(crowd.people[place], now))
    open_pairs = list(matching) if crowd.policy.shape is Shape.PAIRS else []
    return tuple(_left(crowd, place, open_pairs) for place in alone_now)


def _left(crowd: Crowd, place: int, open_pairs: list[Edge]) -> LeftOver:
    person = crowd.people[place]
    if own := alone(person):
        return LeftOver(person.id, Offer.NOTHING_YET, own)
    refused, fitting = crowd.refused(place), crowd.fitting(place).bit_count()
    joined = max(_joinable(crowd, place, open_pairs), default=None)
    if joined is None:
        return LeftOver(person.id, Offer.NEXT_ROUND, None, fitting, refused)
    pair = open_pairs.pop(-joined[1])
    return LeftOver(person.id, Offer.TRIO, None, fitting, refused, (pair.one, pair.other))


def _joinable(crowd: Crowd, place: int, open_pairs: Sequence[Edge]) -> Iterator[tuple[int, int]]:
    """The pairs that somebody could join: what the two are worth to them, and where, negative."""
    fitting, points = crowd.fitting(place), crowd.points(place)
    for number, pair in enumerate(open_pairs):
        places = (crowd.places[pair.one], crowd.places[pair.other])
        if all(fitting >> other & 1 for other in places):
            yield sum(value(points, other) for other in places), -number
