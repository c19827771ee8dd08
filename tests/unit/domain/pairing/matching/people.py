"""Candidates for the tests: two who fit, and crowds of any kind for the laws."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st

from checkin.domain.member import Cadence
from checkin.domain.pairing.matching import Candidate, Ended, MatchingPolicy, Role, Shape
from tests.builders import NOON
from tests.unit.domain.laws import law

# A crowd that breaks a law is shown as it was found: to make it smaller takes minutes.
crowd_law = settings(law, phases=(Phase.explicit, Phase.generate))

EVENINGS = frozenset({36, 37, 84, 85, 132})  # three stretches: Monday, Tuesday, Wednesday
OVER_THE_END = frozenset({335, 0, 36})  # of the week, and into the next one
WEEKS = [
    EVENINGS,
    EVENINGS | {180, 240},
    EVENINGS | OVER_THE_END,
    OVER_THE_END,
    frozenset({36, 37, 180}),
    frozenset(range(336)),
]
POLICY = MatchingPolicy()
PEERS = st.just(Role.PEER)
ROLES = st.sampled_from(Role)
BUDDIES = MatchingPolicy(shape=Shape.BUDDIES)


def a_candidate(name: str, **changes: Any) -> Candidate:
    """Somebody who fits everybody made like this."""
    plain = Candidate(
        id=name,
        line=f"line of {name}",
        languages=frozenset({"en"}),
        windows=EVENINGS,
        adult=True,
        willing=True,
        endangered=False,
        capacity=1,
        topics=frozenset({"grief"}),
        waiting_since=NOON,
    )
    return replace(plain, **changes)


def candidates(role: st.SearchStrategy[Role] = PEERS) -> st.SearchStrategy[Candidate]:
    """Anybody: most pass most filters, and every filter keeps some away."""
    mostly = st.sampled_from([True] * 9 + [False])
    return st.builds(
        Candidate,
        id=st.just(""),
        line=st.sampled_from([f"line {number}" for number in range(30)]),
        household=st.sampled_from([None, None, None, "home", "house"]),
        languages=st.frozensets(st.sampled_from(["en", "es", "sw"]), max_size=2),
        windows=st.sampled_from(WEEKS),
        topics=st.frozensets(st.sampled_from(["grief", "nights", "birth", "work"])),
        gender=st.sampled_from([None, "woman", "man"]),
        wishes=st.sampled_from([frozenset[str](), frozenset({"woman"})]),
        adult=mostly,
        willing=mostly,
        endangered=mostly.map(lambda safe: not safe),
        capacity=st.integers(0, 3),
        waiting_since=st.none() | st.integers(0, 60).map(_days_ago),
        load=st.integers(0, 2),
        cadence=st.sampled_from(Cadence),
        zone=st.sampled_from([-480, 0, 60, 330, 720]),
        role=role,
    )


@st.composite
def crowds(
    draw: st.DrawFn,
    most: int = 9,
    role: st.SearchStrategy[Role] = PEERS,
) -> list[Candidate]:
    """A few people, some of whom have blocked others or were paired with them before."""
    people = draw(st.lists(candidates(role), max_size=most))
    names = [f"person {number}" for number in range(len(people))]
    return [
        replace(
            person,
            id=name,
            blocked=frozenset(draw(_some_of(names))),
            past=draw(st.dictionaries(st.sampled_from(names), st.sampled_from(Ended), max_size=2)),
        )
        for name, person in zip(names, people, strict=True)
    ]


def _some_of(names: Sequence[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), max_size=1)


def _days_ago(days: int) -> datetime:
    return NOON - timedelta(days=days)
