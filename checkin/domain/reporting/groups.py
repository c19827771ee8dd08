"""Small groups are not shown: with few people in it, a number says who they are."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from checkin.domain.reporting.arithmetic import rate
from checkin.domain.reporting.counts import Asking

FEWEST = 5  # people


@dataclass(frozen=True, slots=True)
class Group:
    """How many of one group were asked, and how they replied. `hidden`: none of it may be told."""

    name: str
    people: int
    ripe: int
    in_time: int
    hidden: bool

    @property
    def is_small(self) -> bool:
        """Whether it is hidden for its own sake, and not for that of another."""
        return self.people < FEWEST

    @property
    def replied(self) -> float | None:
        """The share of its questions that was answered in time; None if it is not told."""
        return None if self.hidden else rate(self.in_time, self.ripe)


def hidden(people: Mapping[str, int]) -> frozenset[str]:
    """The groups that are not shown, of all groups with how many people are in each.

    All that are small; and the next larger ones with them until they are enough together, so that
    nobody can take the others from the whole and see the small one after all.
    """
    ascending = sorted(people, key=lambda name: (people[name], name))
    found = [name for name in ascending if people[name] < FEWEST]
    for name in ascending[len(found) :]:
        if not found or sum(people[small] for small in found) >= FEWEST:
            break
        found.append(name)
    return frozenset(found)


def groups(people: Mapping[str, int], askings: Collection[tuple[str, Asking]]) -> tuple[Group, ...]:
    """Each group with what was asked of it, in the order of their names; `askings` name theirs."""
    known = {name: people.get(name, 0) for name in {*people, *(name for name, _ in askings)}}
    out_of_sight = hidden(known)
    return tuple(
        _group(
            name, known[name], (a for whose, a in askings if whose == name), name in out_of_sight
        )
        for name in sorted(known)
    )


def _group(name: str, people: int, askings: Iterable[Asking], is_hidden: bool) -> Group:
    its = tuple(askings)
    return Group(name, people, sum(a.ripe for a in its), sum(a.in_time for a in its), is_hidden)
