"""Rounds of matching with the solver itself, against every matching there is."""

from collections.abc import Iterator, Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.pairing.bound import bound
from checkin.adapters.matching import Blossoms
from checkin.domain.pairing.matching import (
    Candidate,
    Crowd,
    Edge,
    MatchingPolicy,
    Role,
    Shape,
    check,
    graph,
)
from checkin.usecases.matching import UnsoundMatching, match
from tests.builders import DAY, NOON
from tests.unit.domain.pairing.matching.people import (
    BUDDIES,
    POLICY,
    ROLES,
    a_candidate,
    crowd_law,
    crowds,
)


def round_of(people: Sequence[Candidate], policy: MatchingPolicy = POLICY) -> tuple[Edge, ...]:
    return match(people, policy, NOON, "seed", Blossoms()).chosen


def weighed(edges: Sequence[Edge]) -> int:
    return sum(edge.weight for edge in edges)


def every_matching(edges: Sequence[Edge], room: dict[str, int]) -> Iterator[int]:
    """The weight of every choice of edges in which everybody has room for theirs."""
    if not edges:
        yield 0
        return
    first, rest = edges[0], edges[1:]
    yield from every_matching(rest, room)
    if room[first.one] and room[first.other]:
        left = {**room, first.one: room[first.one] - 1, first.other: room[first.other] - 1}
        yield from (first.weight + more for more in every_matching(rest, left))


@crowd_law
@given(crowds(most=7), st.integers(2, 7))
def test_a_round_of_pairs_is_the_best_of_all_there_are(
    people: list[Candidate], largest: int
) -> None:
    every = graph(people, MatchingPolicy(choices=9), NOON, "seed")
    best = max(every_matching(every, {person.id: 1 for person in people}))

    assert weighed(round_of(people)) == best
    assert weighed(round_of(people, MatchingPolicy(largest=largest))) <= best


@crowd_law
@given(crowds(most=8, role=ROLES))
def test_a_round_of_buddies_is_the_best_of_all_there_are(people: list[Candidate]) -> None:
    every = graph(people, BUDDIES, NOON, "seed")
    room = {person.id: 1 if person.role is Role.PEER else person.capacity for person in people}

    assert weighed(round_of(people, BUDDIES)) == max(every_matching(every, room))


@crowd_law
@given(
    crowds(most=12, role=ROLES),
    st.sampled_from(Shape),
    st.integers(1, 3),
    st.integers(2, 12),
    st.randoms(use_true_random=False),
)
def test_every_round_is_sound_and_the_same_in_any_order(
    people: list[Candidate], shape: Shape, choices: int, largest: int, lots: Random
) -> None:
    policy = MatchingPolicy(shape=shape, choices=choices, largest=largest)
    shuffled = lots.sample(people, len(people))

    found = match(people, policy, NOON, "seed", Blossoms())

    assert check(found.chosen, people, policy) == ()
    matched = {name for edge in found.chosen for name in (edge.one, edge.other)}
    assert matched | {one.id for one in found.left} == {person.id for person in people}
    assert matched.isdisjoint(one.id for one in found.left)
    assert match(shuffled, policy, NOON, "seed", Blossoms()) == found


@crowd_law
@given(crowds(most=8))
def test_no_matching_has_more_points_than_the_bound_of_the_benchmark(
    people: list[Candidate],
) -> None:
    every = [
        Edge(edge.one, edge.other, edge.points, edge.points)
        for edge in graph(people, POLICY, NOON, "seed")
    ]
    best = max(every_matching(every, {person.id: 1 for person in people}))

    assert bound(Crowd(people, MatchingPolicy(choices=2), "seed")) >= best


def test_nobody_is_left_over_for_the_sake_of_points() -> None:
    nights = frozenset({"nights", "work", "birth"})
    people = [
        a_candidate("Ana", languages=frozenset({"sw"}), topics=frozenset()),
        a_candidate("Ben", languages=frozenset({"sw", "en"}), topics=nights),
        a_candidate("Cleo", topics=nights),
        a_candidate("Dov", topics=frozenset()),
    ]

    pairs = {frozenset((edge.one, edge.other)) for edge in round_of(people)}

    assert pairs == {frozenset({"Ana", "Ben"}), frozenset({"Cleo", "Dov"})}


@pytest.mark.parametrize("waiting", [5, 40])
def test_of_equals_who_has_waited_longest_is_not_left_over(waiting: int) -> None:
    people = [
        a_candidate("Ana", waiting_since=NOON - waiting * DAY),
        *(a_candidate(f"person {number}", waiting_since=NOON - 2 * DAY) for number in range(4)),
    ]

    for seed in ("one", "two", "three"):
        found = match(people, POLICY, NOON, seed, Blossoms())
        assert [one.id for one in found.left if one.id == "Ana"] == []
        assert len(found.left) == 1


def test_who_has_waited_too_long_comes_before_points() -> None:
    people = [
        a_candidate("Ana", topics=frozenset(), waiting_since=NOON - 28 * DAY),
        a_candidate("Ben", waiting_since=NOON - 27 * DAY),
        a_candidate("Cleo", waiting_since=NOON - 27 * DAY),
    ]

    (edge,) = round_of(people)

    assert "Ana" in (edge.one, edge.other)


def test_who_is_left_over_by_their_part_is_matched_over_its_border() -> None:
    both = frozenset({"en", "sw"})
    people = [
        *(a_candidate(name, languages=frozenset({"en"})) for name in ("Ana", "Ben", "Cleo")),
        *(a_candidate(name, languages=both) for name in ("Dov", "Eve", "Fay")),
    ]

    for seed in ("one", "two", "three"):
        found = match(people, MatchingPolicy(largest=4), NOON, seed, Blossoms())
        assert len(found.chosen) == 3
        assert found.left == ()


def test_a_buddy_takes_as_many_as_they_have_room_for() -> None:
    people = [
        a_candidate("Ana", role=Role.BUDDY, capacity=2),
        *(a_candidate(name) for name in ("Ben", "Cleo", "Dov")),
    ]

    found = match(people, BUDDIES, NOON, "seed", Blossoms())

    assert [edge.other for edge in found.chosen] == ["Ana", "Ana"]
    assert len(found.left) == 1


def test_a_solver_refuses_who_would_be_on_both_sides() -> None:
    chain = [Edge("Ana", "Ben", 1, 1), Edge("Ben", "Cleo", 1, 1)]

    with pytest.raises(ValueError, match="looked after and buddies at once"):
        Blossoms().with_capacity(chain, {})


class Careless(Blossoms):
    """A solver that gives everybody to everybody."""

    def pairs(self, edges: Sequence[Edge]) -> tuple[Edge, ...]:
        """All of them."""
        return tuple(edges)


def test_an_unsound_answer_is_proposed_to_nobody() -> None:
    people = [a_candidate(name) for name in ("Ana", "Ben", "Cleo")]

    with pytest.raises(UnsoundMatching, match="6 faults, the first: twice"):
        match(people, POLICY, NOON, "seed", Careless())


def test_a_round_of_nobody_is_empty() -> None:
    found = match([], POLICY, NOON, "seed", Blossoms())

    assert (found.chosen, found.left) == ((), ())
