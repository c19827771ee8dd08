"""Whether an answer may be proposed to anybody, whichever solver gave it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from checkin.domain.pairing.matching.candidate import Candidate
from checkin.domain.pairing.matching.graph import Edge
from checkin.domain.pairing.matching.hard import Refusal, gives, hard
from checkin.domain.pairing.matching.policy import MatchingPolicy


class Breach(StrEnum):
    """What is wrong with a pair in an answer."""

    UNKNOWN = "unknown"  # one of the two is not a candidate
    REFUSED = "refused"  # the two do not pass a filter
    TWICE = "twice"  # one of the two has more pairs than a round gives
    CROWDED = "crowded"  # the buddy has more pairs than they have room for


@dataclass(frozen=True, slots=True)
class Fault:
    """A pair that breaks a rule, and the filter if it is one."""

    kind: Breach
    one: str
    other: str
    refusal: Refusal | None = None


def check(
    matching: Sequence[Edge], candidates: Iterable[Candidate], policy: MatchingPolicy
) -> tuple[Fault, ...]:
    """Every fault of an answer: none if all pass the filters, and nobody is in too many pairs.

    A round gives everybody one pair, and a buddy as many as they have room for.
    """
    people = {person.id: person for person in candidates}
    counts = Counter(name for edge in matching for name in (edge.one, edge.other))
    return tuple(fault for edge in matching for fault in _faults(edge, people, counts, policy))


def _faults(
    edge: Edge, people: Mapping[str, Candidate], counts: Mapping[str, int], policy: MatchingPolicy
) -> Iterator[Fault]:
    one, other = people.get(edge.one), people.get(edge.other)
    if one is None or other is None:
        yield Fault(Breach.UNKNOWN, edge.one, edge.other)
        return
    if refusal := hard(one, other, policy):
        yield Fault(Breach.REFUSED, edge.one, edge.other, refusal)
    for person in (one, other):
        if gives(person, policy):
            if counts[person.id] > person.capacity:
                yield Fault(Breach.CROWDED, edge.one, edge.other)
        elif counts[person.id] > 1:
            yield Fault(Breach.TWICE, edge.one, edge.other)
