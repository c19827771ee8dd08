"""A crowd too large to be matched at once: parts of it, and what to match again at their borders.

Every step is matched by the same law, and what is matched again may end as it was. So no step makes
a matching worse.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from checkin.domain.pairing.matching.candidate import Candidate
from checkin.domain.pairing.matching.crowd import Crowd
from checkin.domain.pairing.matching.graph import Edge, choices
from checkin.domain.pairing.matching.hard import alone, gives


def parts(crowd: Crowd) -> Iterator[list[Candidate]]:
    """Everybody who may be matched, in parts of `policy.largest` people at most.

    A part holds people who speak the same language: of those that somebody speaks, the one that the
    fewest speak, since its speakers have nobody else. One that is still too large is cut along the
    zones. A crowd that is small enough is one part.
    """
    able = [person for person in crowd.people if alone(person) is None]
    largest = crowd.policy.largest
    if len(able) <= largest:
        yield able
        return
    speakers = Counter(language for person in able for language in person.languages)
    homes: dict[str, list[Candidate]] = {}
    for person in able:
        home = min(person.languages, key=lambda name: (speakers[name], name), default="")
        homes.setdefault(home, []).append(person)
    for _, people in sorted(homes.items()):
        people.sort(key=lambda person: person.zone)
        many = -(-len(people) // largest)
        for number in range(many):
            yield people[number * len(people) // many : (number + 1) * len(people) // many]


def border(crowd: Crowd, chosen: Iterable[Edge]) -> list[Candidate]:
    """Whom to match again so that fewer are left over; nobody if that cannot help.

    Those who are left over, the best of the whole crowd who fit them, and whoever is matched with
    one of these, as many as `policy.largest` lets in. A buddy with nobody to look after is not
    left over.
    """
    partners = _partners(chosen)
    taken: dict[str, None] = {}
    for place, person in enumerate(crowd.people):
        if person.id in partners or gives(person, crowd.policy):
            continue
        near = [crowd.people[other].id for other, _ in choices(crowd, place)]
        # Who is left over as well comes first: the two may simply be brought together.
        for name in sorted(near, key=partners.__contains__):
            together = {person.id: None} | _reach(name, partners)
            if len(taken.keys() | together.keys()) <= crowd.policy.largest:
                taken |= together
    return [crowd.people[crowd.places[name]] for name in taken]


def _partners(chosen: Iterable[Edge]) -> dict[str, list[str]]:
    partners: dict[str, list[str]] = {}
    for edge in chosen:
        partners.setdefault(edge.one, []).append(edge.other)
        partners.setdefault(edge.other, []).append(edge.one)
    return partners


def _reach(name: str, partners: Mapping[str, Sequence[str]]) -> dict[str, None]:
    """Everybody whom a chain of pairs ties to somebody."""
    found = {name: None}
    waiting = [name]
    while waiting:
        for other in partners.get(waiting.pop(), ()):
            if other not in found:
                found[other] = None
                waiting.append(other)
    return found
