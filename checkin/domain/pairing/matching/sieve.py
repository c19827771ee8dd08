"""Each filter of `hard` on a whole crowd: who passes it with one person."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from types import MappingProxyType

from checkin.domain.pairing.matching.candidate import Candidate
from checkin.domain.pairing.matching.hard import FILTERS, Refusal
from checkin.domain.pairing.matching.index import Index, Occasions, named
from checkin.domain.pairing.matching.policy import MatchingPolicy

# What a filter looks at, where there are few values of it: each two of them are compared once.
SEEN: Mapping[Refusal, Callable[[Candidate], Hashable]] = MappingProxyType(
    {
        Refusal.ROLE: lambda person: person.role,
        Refusal.WISHES: lambda person: (person.gender, person.wishes),
        Refusal.LANGUAGE: lambda person: person.languages,
    }
)


class Sieve:
    """The filters of two people, by the mask of those whom they let pass."""

    def __init__(
        self,
        people: Sequence[Candidate],
        places: Mapping[str, int],
        ended: Mapping[Refusal, Mapping[int, int]],
        occasions: Occasions,
        policy: MatchingPolicy,
    ) -> None:
        self.people, self.policy = people, policy
        self._everybody = occasions.everybody
        self._occasions = occasions
        self._lines = Index(people, lambda person: person.line)
        self._households = Index(people, lambda person: person.household)
        blocked = named(people, places, lambda person: person.blocked)
        self._named = {Refusal.BLOCKED: blocked, **ended}
        self._seen = {refusal: Index(people, see) for refusal, see in SEEN.items()}
        self._known: dict[tuple[Refusal, Hashable], int] = {}

    def passing(self, refusal: Refusal, place: int) -> int:
        """Who is not refused by this filter with the person at `place`, themselves perhaps too."""
        person = self.people[place]
        if refusal in self._seen:
            value = self._seen[refusal].value(person)
            return self._once(refusal, value, lambda: self._comparing(refusal, person))
        if refusal is Refusal.WINDOWS:
            least = self.policy.least_occasions
            reached = self._occasions.at_least
            return self._once(refusal, person.windows, lambda: reached(person.windows, least))
        return self._everybody & ~self._refused(refusal, place)

    def _refused(self, refusal: Refusal, place: int) -> int:
        person = self.people[place]
        if refusal is Refusal.LINE:
            return self._lines.masks[person.line]
        if refusal is Refusal.HOUSEHOLD:
            return 0 if person.household is None else self._households.masks[person.household]
        return self._named[refusal].get(place, 0)

    def _once(self, refusal: Refusal, value: Hashable, work: Callable[[], int]) -> int:
        if (refusal, value) not in self._known:
            self._known[refusal, value] = work()
        return self._known[refusal, value]

    def _comparing(self, refusal: Refusal, person: Candidate) -> int:
        """Who passes when each value is compared with this person's."""
        passes, index = FILTERS[refusal], self._seen[refusal]
        return sum(
            mask
            for value, mask in index.masks.items()
            if passes(person, index.examples[value], self.policy)
        )
