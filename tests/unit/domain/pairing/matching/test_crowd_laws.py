"""A crowd at once says of every two the same as the rules of two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.pairing.matching import Candidate, Crowd, MatchingPolicy, Shape, hard, score
from checkin.domain.pairing.matching.planes import add, at_least, best, positions, value
from tests.builders import NOON
from tests.unit.domain.laws import law
from tests.unit.domain.pairing.matching.people import POLICY, ROLES, a_candidate, crowd_law, crowds

policies = st.builds(
    MatchingPolicy,
    shape=st.sampled_from(Shape),
    recent_forbids=st.booleans(),
    least_occasions=st.integers(0, 4),
)
numbers = st.lists(st.integers(0, 40), min_size=1, max_size=70)


@crowd_law
@given(crowds(most=8, role=ROLES), policies)
def test_a_crowd_agrees_with_the_rules_of_two(
    people: list[Candidate], policy: MatchingPolicy
) -> None:
    crowd = Crowd(people, policy, "seed")
    for place, person in enumerate(crowd.people):
        fitting, points, refused = crowd.fitting(place), crowd.points(place), crowd.refused(place)
        others = [other for other in range(len(people)) if other != place]
        refusals = [hard(person, crowd.people[other], policy) for other in others]
        for other, refusal in zip(others, refusals, strict=True):
            assert (fitting >> other & 1) == (refusal is None)
            two = score(person, crowd.people[other], policy, NOON)
            assert value(points, other) == two.total
        assert refused == {found: refusals.count(found) for found in refusals if found}
        assert not fitting >> place & 1


def test_another_seed_draws_another_order() -> None:
    people = [a_candidate(f"person {number}") for number in range(20)]

    orders = {
        tuple(person.id for person in Crowd(people, POLICY, seed).people)
        for seed in ("one", "two", "a much longer one" * 9)
    }

    assert len(orders) == 3


def test_nobody_may_come_twice() -> None:
    with pytest.raises(ValueError, match="only once"):
        Crowd([a_candidate("Ana"), a_candidate("Ana")], POLICY, "seed")


@law
@given(numbers, st.integers(0, 45), st.integers(1, 20), st.integers(0, 69))
def test_planes_hold_a_number_for_each(
    given_numbers: list[int], least: int, many: int, after: int
) -> None:
    planes: list[int] = []
    for place, number in enumerate(given_numbers):
        add(planes, 1 << place, number)
    everybody = (1 << len(given_numbers)) - 1

    assert [value(planes, place) for place in range(len(given_numbers))] == given_numbers
    reached = [place for place, number in enumerate(given_numbers) if number >= least]
    assert list(positions(at_least(planes, least, everybody))) == reached
    size = len(given_numbers)
    order = sorted(
        range(size),
        key=lambda place: (-given_numbers[place], place < after, place),
    )
    assert list(positions(best(planes, everybody, many, after))) == sorted(order[:many])
