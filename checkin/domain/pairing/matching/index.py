"""Where in a crowd a value stands: masks by value, and how much sets have in common.

What is worked out for one value holds for everybody who has it, so it is done once.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from checkin.domain.pairing.matching.candidate import Candidate
from checkin.domain.pairing.matching.hours import DAYS, WEEK
from checkin.domain.pairing.matching.planes import Planes, add, at_least

Value = TypeVar("Value", bound=Hashable)
Thing = TypeVar("Thing", bound=Hashable)


class Index(Generic[Value]):
    """The masks of a crowd by one value of each person, and somebody who has it."""

    def __init__(self, people: Sequence[Candidate], value: Callable[[Candidate], Value]) -> None:
        self.value = value
        places: dict[Value, list[int]] = {}
        for place, person in enumerate(people):
            places.setdefault(value(person), []).append(place)
        self.masks = {found: mask_of(standing) for found, standing in places.items()}
        self.examples = {found: people[standing[0]] for found, standing in places.items()}


class Common(Generic[Thing]):
    """How many things of a set everybody has too, worked out once for each set."""

    def __init__(
        self, people: Sequence[Candidate], things: Callable[[Candidate], frozenset[Thing]]
    ) -> None:
        self.everybody = (1 << len(people)) - 1
        self.sets = Index(people, things)
        self.holders: dict[Thing, int] = {}
        for members, mask in self.sets.masks.items():
            for thing in members:
                self.holders[thing] = self.holders.get(thing, 0) | mask
        self._counted: dict[frozenset[Thing], Planes] = {}

    def at_least(self, things: frozenset[Thing], count: int) -> int:
        """Who has so many of these things, or more."""
        if things not in self._counted:
            self._counted[things] = self._count(things)
        return at_least(self._counted[things], count, self.everybody)

    def _count(self, things: frozenset[Thing]) -> Planes:
        planes: Planes = []
        for thing in things:
            add(planes, self.holders[thing])
        return planes


class Occasions(Common[int]):
    """How many occasions a week everybody has with some windows, as `hours.occasions` counts."""

    def _count(self, things: frozenset[int]) -> Planes:
        planes: Planes = []
        if len(things) == WEEK:
            add(planes, self.sets.masks[things], DAYS)
        for slot in things:
            before = (slot - 1) % WEEK
            begun = self.holders[before] if before in things else 0
            add(planes, self.holders[slot] & ~begun)
        return planes


def mask_of(places: Sequence[int]) -> int:
    """The mask of some places in rising order."""
    bits = bytearray(places[-1] // 8 + 1) if places else bytearray()
    for place in places:
        bits[place // 8] |= 1 << place % 8
    return int.from_bytes(bits, "little")


def named(
    people: Sequence[Candidate],
    places: Mapping[str, int],
    names: Callable[[Candidate], Iterable[str]],
) -> dict[int, int]:
    """By place, the mask of those whom somebody names or is named by, if they are here."""
    found: dict[int, set[int]] = {}
    for place, person in enumerate(people):
        for name in names(person):
            if (there := places.get(name)) is not None:
                found.setdefault(place, set()).add(there)
                found.setdefault(there, set()).add(place)
    return {place: mask_of(sorted(others)) for place, others in found.items()}
