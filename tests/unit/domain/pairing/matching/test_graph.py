"""The graph: the best for each, nobody cut off, and the same whatever the order."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.pairing.matching import (
    Candidate,
    MatchingPolicy,
    Role,
    Shape,
    graph,
    hard,
    score,
)
from checkin.domain.pairing.matching.law import weight, weight_of
from tests.builders import DAY, NOON
from tests.unit.domain.laws import law
from tests.unit.domain.pairing.matching.people import BUDDIES, ROLES, a_candidate, crowd_law, crowds


@crowd_law
@given(crowds(most=9, role=ROLES), st.integers(1, 8), st.sampled_from(Shape))
def test_everybody_keeps_their_best_and_nobody_is_cut_off(
    people: list[Candidate], choices: int, shape: Shape
) -> None:
    policy = MatchingPolicy(shape=shape, choices=choices)
    named = {person.id: person for person in people}

    edges = graph(people, policy, NOON, "seed")

    worth = {frozenset((edge.one, edge.other)): edge.points for edge in edges}
    assert len(worth) == len(edges)
    for edge in edges:
        one, other = named[edge.one], named[edge.other]
        assert hard(one, other, policy) is None
        found = score(one, other, policy, NOON)
        assert (edge.points, edge.weight) == (found.total, weight_of(found))
    for person in people:
        points = sorted(
            score(person, other, policy, NOON).total
            for other in people
            if other is not person and hard(person, other, policy) is None
        )
        kept = sorted(found for pair, found in worth.items() if person.id in pair)
        best = min(choices, len(points))
        assert points[len(points) - best :] == kept[len(kept) - best :]


@law
@given(st.permutations([a_candidate(f"person {number}", load=number % 3) for number in range(8)]))
def test_the_order_of_the_candidates_changes_nothing(people: list[Candidate]) -> None:
    policy = MatchingPolicy(choices=2)

    again = graph(sorted(people, key=lambda person: person.id), policy, NOON, "seed")

    assert graph(people, policy, NOON, "seed") == again


def test_equals_are_chosen_evenly() -> None:
    people = [a_candidate(f"person {number}") for number in range(60)]

    edges = graph(people, MatchingPolicy(choices=5), NOON, "seed")

    for person in people:
        assert 5 <= sum(person.id in (edge.one, edge.other) for edge in edges) <= 10


def test_the_buddy_of_the_two_is_the_other() -> None:
    people = [a_candidate("Ana", role=Role.BUDDY), a_candidate("Ben")]

    for order in (people, people[::-1]):
        (edge,) = graph(order, BUDDIES, NOON, "seed")
        assert (edge.one, edge.other) == ("Ben", "Ana")


def test_the_law_puts_pairs_before_waiting_too_long_before_points_before_days() -> None:
    thousands = 1 << 16

    assert weight(0, 0, 0) > 0
    assert 2 * weight(0, 0, 0) > weight(1000, 2, 511)
    assert thousands * weight(0, 0, 0) > (thousands - 1) * weight(1000, 2, 511)
    assert weight(0, 1, 0) - weight(0, 0, 0) > thousands * (weight(1000, 0, 511) - weight(0, 0, 0))
    assert weight(1, 0, 0) - weight(0, 0, 0) > thousands * (weight(0, 0, 511) - weight(0, 0, 0))
    assert weight(0, 0, 1) > weight(0, 0, 0)
    assert weight(0, 0, 512) == weight(0, 0, 511)


def test_days_of_both_count_in_the_weight() -> None:
    people = [
        a_candidate("Ana", waiting_since=NOON - 3 * DAY),
        a_candidate("Ben", waiting_since=NOON + timedelta(days=1)),
    ]

    (edge,) = graph(people, MatchingPolicy(), NOON, "seed")

    assert edge.weight == weight(edge.points, 0, 3)
