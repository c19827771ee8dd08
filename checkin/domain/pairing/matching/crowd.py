"""Many people at once: who fits whom and how well, the same as `hard` and `score` say of two.

Whoever is asked about is asked with the whole crowd in a few hundred operations on masks, so that
thousands are weighed without a comparison of every two of them.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from hashlib import blake2b

from checkin.domain.pairing.matching.candidate import Candidate, Ended
from checkin.domain.pairing.matching.hard import FILTERS, Refusal, alone
from checkin.domain.pairing.matching.index import Index, Occasions, named
from checkin.domain.pairing.matching.planes import Planes
from checkin.domain.pairing.matching.policy import MatchingPolicy
from checkin.domain.pairing.matching.sieve import Sieve
from checkin.domain.pairing.matching.worth import Worth


class Crowd:
    """Everybody of one round, each at a place that is drawn from `seed` and their id.

    Raises ValueError if two of them have the same id.
    """

    def __init__(self, candidates: Iterable[Candidate], policy: MatchingPolicy, seed: str) -> None:
        self.people = tuple(sorted(candidates, key=partial(_drawn, seed)))
        self.policy, self.seed = policy, seed
        self.places = {person.id: place for place, person in enumerate(self.people)}
        if len(self.places) != len(self.people):
            raise ValueError("two candidates have the same id: each person may come only once")
        self.everybody = (1 << len(self.people)) - 1
        self._alone = Index(self.people, alone).masks
        ended = {how: named(self.people, self.places, partial(_ended, how=how)) for how in Ended}
        occasions = Occasions(self.people, lambda person: person.windows)
        refusing = {
            Refusal.CONFLICT: ended[Ended.CONFLICT],
            Refusal.RECENT: ended[Ended.RECENT] if policy.recent_forbids else {},
        }
        self._sieve = Sieve(self.people, self.places, refusing, occasions, policy)
        self._worth = Worth(self.people, ended[Ended.RECENT], occasions, policy)

    def of(self, people: Iterable[Candidate]) -> "Crowd":
        """Some of these people as a crowd of their own."""
        return Crowd(people, self.policy, self.seed)

    def fitting(self, place: int) -> int:
        """The mask of those who pass every filter with the person at `place`."""
        mask = self.everybody
        for _, mask in self._sieved(place):
            if not mask:
                break
        return mask

    def points(self, place: int) -> Planes:
        """How many points everybody is worth to the person at `place`, fitting or not."""
        return self._worth.points(place)

    def refused(self, place: int) -> dict[Refusal, int]:
        """How many people each filter keeps from the person at `place`, as `hard` names it."""
        before, counts = self.everybody & ~(1 << place), dict[Refusal, int]()
        for refusal, left in self._sieved(place):
            if kept := (before & ~left).bit_count():
                counts[refusal] = kept
            before = left
        return counts

    def _sieved(self, place: int) -> Iterator[tuple[Refusal, int]]:
        """Filter by filter, in the order of `hard`, who is left for the person at `place`."""
        mask, own = self.everybody & ~(1 << place), alone(self.people[place])
        for refusal in Refusal:
            if refusal is own:
                mask = 0
            elif refusal in FILTERS:
                mask &= self._sieve.passing(refusal, place)
            else:
                mask &= ~self._alone.get(refusal, 0)
            yield refusal, mask


def _ended(person: Candidate, how: Ended) -> Iterator[str]:
    return (other for other, ended in person.past.items() if ended is how)


def _drawn(seed: str, person: Candidate) -> bytes:
    """A lot that depends on the seed and the id alone; the id settles what the lot does not."""
    lot = blake2b(f"{seed}\0{person.id}".encode(), digest_size=8).digest()
    return lot + person.id.encode()
