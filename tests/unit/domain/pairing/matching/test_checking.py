"""An answer is checked against every rule, whoever gave it."""

import pytest

from checkin.domain.pairing.matching import (
    Breach,
    Edge,
    Fault,
    MatchingPolicy,
    Refusal,
    Role,
    check,
)
from tests.unit.domain.pairing.matching.people import BUDDIES, POLICY, a_candidate

PEERS = [
    a_candidate("Ana", capacity=2),
    a_candidate("Ben"),
    a_candidate("Cleo", blocked=frozenset({"Dov"})),
    a_candidate("Dov"),
]
TEAM = [
    *(a_candidate(name) for name in ("Ana", "Ben", "Cleo")),
    a_candidate("Dov", role=Role.BUDDY, capacity=2),
    a_candidate("Eve", role=Role.EITHER),
]


def a_pair(one: str, other: str) -> Edge:
    return Edge(one, other, points=1, weight=1)


@pytest.mark.parametrize(
    ("policy", "pairs", "faults"),
    [
        (POLICY, [], []),
        (POLICY, [("Ana", "Cleo"), ("Ben", "Dov")], []),
        (POLICY, [("Ana", "Zoe")], [Fault(Breach.UNKNOWN, "Ana", "Zoe")]),
        (POLICY, [("Dov", "Cleo")], [Fault(Breach.REFUSED, "Dov", "Cleo", Refusal.BLOCKED)]),
        (
            POLICY,
            [("Ana", "Ben"), ("Cleo", "Ana")],  # she has room for two, and a round gives one
            [Fault(Breach.TWICE, "Ana", "Ben"), Fault(Breach.TWICE, "Cleo", "Ana")],
        ),
        (
            POLICY,
            [("Ben", "Ben")],
            [
                Fault(Breach.REFUSED, "Ben", "Ben", Refusal.LINE),
                Fault(Breach.TWICE, "Ben", "Ben"),
                Fault(Breach.TWICE, "Ben", "Ben"),
            ],
        ),
        (BUDDIES, [("Ana", "Dov"), ("Ben", "Dov"), ("Cleo", "Eve")], []),
        (
            BUDDIES,
            [("Ana", "Dov"), ("Ana", "Eve")],
            [Fault(Breach.TWICE, "Ana", "Dov"), Fault(Breach.TWICE, "Ana", "Eve")],
        ),
        (
            BUDDIES,
            [("Ana", "Eve"), ("Ben", "Eve")],
            [Fault(Breach.CROWDED, "Ana", "Eve"), Fault(Breach.CROWDED, "Ben", "Eve")],
        ),
        (BUDDIES, [("Ana", "Ben")], [Fault(Breach.REFUSED, "Ana", "Ben", Refusal.ROLE)]),
    ],
)
def test_every_fault_of_an_answer_is_found(
    policy: MatchingPolicy, pairs: list[tuple[str, str]], faults: list[Fault]
) -> None:
    people = TEAM if policy is BUDDIES else PEERS

    assert list(check([a_pair(*pair) for pair in pairs], people, policy)) == faults
