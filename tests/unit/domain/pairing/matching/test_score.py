"""Each factor alone: what it counts, and what that is worth of its weight."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given

from checkin.domain.member import Cadence
from checkin.domain.pairing.matching import (
    Candidate,
    Ended,
    Factor,
    MatchingPolicy,
    Role,
    Score,
    explain,
    score,
)
from checkin.domain.pairing.matching.policy import WEIGHTS
from tests.builders import DAY, NOON
from tests.unit.domain.pairing.matching.people import (
    BUDDIES,
    POLICY,
    a_candidate,
    crowd_law,
    crowds,
)

# Who differs in one thing: the factor, its points, what was counted, and what is named.
WORTH: list[tuple[Factor, dict[str, Any], dict[str, Any], int, int, tuple[str, ...]]] = [
    (Factor.EXPERIENCE, {"topics": frozenset()}, {}, 0, 0, ()),
    (Factor.EXPERIENCE, {}, {}, 27, 1, ("grief",)),
    (
        Factor.EXPERIENCE,
        {"topics": frozenset({"work", "grief", "birth"})},
        {"topics": frozenset({"grief", "work"})},
        38,
        2,
        ("grief", "work"),
    ),
    (
        Factor.EXPERIENCE,
        {"topics": frozenset({"a", "b", "c", "d"})},
        {"topics": frozenset({"a", "b", "c", "d"})},
        45,
        4,
        ("a", "b", "c", "d"),
    ),
    (Factor.LANGUAGE, {}, {}, 10, 1, ("en",)),
    (
        Factor.LANGUAGE,
        {"languages": frozenset({"es", "en"})},
        {"languages": frozenset({"en", "es", "sw"})},
        15,
        2,
        ("en", "es"),
    ),
    (Factor.AVAILABILITY, {"windows": frozenset({36, 84})}, {}, 6, 2, ()),
    (Factor.AVAILABILITY, {}, {}, 8, 3, ()),
    (
        Factor.AVAILABILITY,
        {"windows": frozenset(range(336))},
        {"windows": frozenset(range(336))},
        15,
        7,
        (),
    ),
    (Factor.ZONE, {}, {"zone": 60}, 10, 1, ()),
    (Factor.ZONE, {"zone": -60}, {"zone": 60}, 6, 2, ()),
    (Factor.ZONE, {"zone": 720}, {"zone": -660}, 10, 1, ()),  # across the date line
    (Factor.ZONE, {"zone": -300}, {"zone": 330}, 0, 10, ()),
    (Factor.CADENCE, {}, {}, 5, 0, ("weekly", "weekly")),
    (Factor.CADENCE, {"cadence": Cadence.DAILY}, {}, 3, 1, ("daily", "weekly")),
    (
        Factor.CADENCE,
        {"cadence": Cadence.MONTHLY},
        {"cadence": Cadence.DAILY},
        0,
        3,
        ("daily", "monthly"),
    ),
    (Factor.LOAD, {}, {}, 5, 0, ()),
    (Factor.LOAD, {"load": 1}, {}, 2, 1, ()),
    (Factor.LOAD, {"load": 1}, {"load": 1}, 0, 2, ()),
    (Factor.FRESH, {}, {}, 5, 1, ()),
    (Factor.FRESH, {}, {"past": {"Ana": Ended.RECENT}}, 0, 0, ()),
]


@pytest.mark.parametrize(("factor", "ana", "ben", "points", "count", "names"), WORTH)
def test_each_factor_gives_a_share_of_its_weight(
    factor: Factor,
    ana: dict[str, Any],
    ben: dict[str, Any],
    points: int,
    count: int,
    names: tuple[str, ...],
) -> None:
    found = score(a_candidate("Ana", **ana), a_candidate("Ben", **ben), POLICY, NOON)

    part = next(part for part in found.factors if part.factor is factor)
    assert (part.points, part.count, part.names) == (points, count, names)


def test_the_table_has_every_factor() -> None:
    assert {factor for factor, *_ in WORTH} == set(Factor)


@pytest.mark.parametrize("factor", list(Factor))
def test_a_factor_without_weight_gives_nothing(factor: Factor) -> None:
    policy = MatchingPolicy(weights={**WEIGHTS, factor: 0})

    found = score(a_candidate("Ana"), a_candidate("Ben"), policy, NOON)

    assert next(part.points for part in found.factors if part.factor is factor) == 0


def test_shared_experience_weighs_most_and_all_weights_are_a_hundred() -> None:
    assert sorted(WEIGHTS, key=lambda factor: -WEIGHTS[factor])[0] is Factor.EXPERIENCE
    assert sum(WEIGHTS.values()) == 100


def test_waiting_gives_no_points_but_is_told() -> None:
    ana = a_candidate("Ana", waiting_since=NOON - 30 * DAY)
    ben = a_candidate("Ben", waiting_since=NOON - 5 * DAY)
    cleo = a_candidate("Cleo", waiting_since=None)

    found = score(ana, ben, POLICY, NOON)

    assert (found.days, found.overdue) == (35, 1)
    assert found.total == score(ben, cleo, POLICY, NOON).total


def test_a_buddys_own_wait_is_not_counted() -> None:
    ana = a_candidate("Ana", waiting_since=NOON - 30 * DAY)
    ben = a_candidate("Ben", waiting_since=NOON - 40 * DAY, role=Role.BUDDY)

    found = score(ana, ben, BUDDIES, NOON)

    assert (found.days, found.overdue) == (30, 1)


def test_waiting_is_too_long_from_the_very_moment_on() -> None:
    ana = a_candidate("Ana", waiting_since=NOON)
    late = NOON + POLICY.overdue_after

    assert score(ana, a_candidate("Ben", waiting_since=None), POLICY, late).overdue == 1
    early = late - timedelta(seconds=1)
    assert score(ana, a_candidate("Ben", waiting_since=None), POLICY, early).overdue == 0


def test_a_coordinator_reads_the_strongest_reason_first() -> None:
    ana = a_candidate("Ana", topics=frozenset({"grief", "nights"}))
    ben = a_candidate("Ben", topics=frozenset({"nights", "grief"}))

    reasons = explain(ana, ben, POLICY, NOON)

    assert [reason.key for reason in reasons][:2] == ["matching.experience", "matching.language"]
    first = reasons[0]
    assert (first.points, first.most, first.count, first.names) == (38, 45, 2, ("grief", "nights"))
    assert sum(reason.points for reason in reasons) == score(ana, ben, POLICY, NOON).total


@crowd_law
@given(crowds(most=4))
def test_points_are_the_same_for_both_and_stay_within_the_weights(people: list[Candidate]) -> None:
    for one in people:
        for other in people:
            found: Score = score(one, other, POLICY, NOON)
            assert found == score(other, one, POLICY, NOON)
            assert found.total == sum(part.points for part in found.factors)
            for part in found.factors:
                assert 0 <= part.points <= POLICY.weights[part.factor]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"weights": {**WEIGHTS, Factor.LOAD: -1}}, "weight of load"),
        ({"weights": {}}, "weight of experience"),
        ({"weights": {**WEIGHTS, Factor.LOAD: 1000}}, "not be more than 1000"),
        ({"choices": 0}, "1 choice or more"),
        ({"largest": 1}, "2 people or more"),
    ],
)
def test_a_policy_without_sense_is_refused(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        MatchingPolicy(**changes)
