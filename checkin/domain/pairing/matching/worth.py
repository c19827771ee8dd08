"""Each factor of `score` on a whole crowd: what everybody is worth to one person."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from types import MappingProxyType

from checkin.domain.pairing.matching.candidate import Candidate
from checkin.domain.pairing.matching.index import Common, Index, Occasions
from checkin.domain.pairing.matching.planes import Planes, add
from checkin.domain.pairing.matching.policy import Factor, MatchingPolicy
from checkin.domain.pairing.matching.score import COUNTS, STEPS, graded

Groups = tuple[tuple[int, int], ...]  # points, and the mask of who is worth them

# What a factor looks at. There are few values of the first four: each two are compared once.
SEEN: Mapping[Factor, Callable[[Candidate], Hashable]] = MappingProxyType(
    {
        Factor.LANGUAGE: lambda person: person.languages,
        Factor.ZONE: lambda person: person.zone,
        Factor.CADENCE: lambda person: person.cadence,
        Factor.LOAD: lambda person: person.load,
        Factor.EXPERIENCE: lambda person: person.topics,
        Factor.AVAILABILITY: lambda person: person.windows,
    }
)
COUNTED = frozenset({Factor.EXPERIENCE, Factor.AVAILABILITY})


class Worth:
    """The points of two people, for everybody at once. `recent` are earlier pairs, by place."""

    def __init__(
        self,
        people: Sequence[Candidate],
        recent: Mapping[int, int],
        occasions: Occasions,
        policy: MatchingPolicy,
    ) -> None:
        self.people, self.policy = people, policy
        self._everybody = occasions.everybody
        self._recent, self._occasions = recent, occasions
        self._topics = Common(people, lambda person: person.topics)
        self._seen = {name: Index(people, see) for name, see in SEEN.items() if name not in COUNTED}
        self._known: dict[tuple[Factor, Hashable], Groups] = {}

    def points(self, place: int) -> Planes:
        """How many points everybody is worth to the person at `place`."""
        person, planes = self.people[place], list[int]()
        for factor, see in SEEN.items():
            key = (factor, see(person))
            if key not in self._known:
                self._known[key] = tuple(self._groups(factor, person))
            for points, mask in self._known[key]:
                add(planes, mask, points)
        stale = self._recent.get(place, 0)
        add(planes, stale, graded(Factor.FRESH, 0, self.policy))
        add(planes, self._everybody & ~stale, graded(Factor.FRESH, 1, self.policy))
        return planes

    def _groups(self, factor: Factor, person: Candidate) -> Iterator[tuple[int, int]]:
        """Who is worth how much by one factor, to everybody who is like this person in it."""
        if factor not in COUNTED:
            index = self._seen[factor]
            for value, mask in index.masks.items():
                count = COUNTS[factor](person, index.examples[value])
                yield graded(factor, count, self.policy), mask
            return
        last = len(STEPS[factor]) - 1
        reached = [self._reaching(factor, person, count) for count in range(last + 1)] + [0]
        for count in range(last + 1):
            yield graded(factor, count, self.policy), reached[count] & ~reached[count + 1]

    def _reaching(self, factor: Factor, person: Candidate, count: int) -> int:
        if factor is Factor.EXPERIENCE:
            return self._topics.at_least(person.topics, count)
        return self._occasions.at_least(person.windows, count)
