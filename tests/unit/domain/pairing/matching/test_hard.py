"""Each filter alone keeps two people apart who would else fit, whichever of them is asked first."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from checkin.domain.pairing.matching import Ended, MatchingPolicy, Refusal, Role, Shape, hard
from tests.unit.domain.pairing.matching.people import (
    BUDDIES,
    POLICY,
    a_candidate,
    crowd_law,
    crowds,
)

KEPT_APART: list[tuple[Refusal, dict[str, Any], dict[str, Any]]] = [
    (Refusal.UNWILLING, {"willing": False}, {}),
    (Refusal.MINOR, {"adult": False}, {}),
    (Refusal.ENDANGERED, {"endangered": True}, {}),
    (Refusal.FULL, {"capacity": 0}, {}),
    (Refusal.ROLE, {"role": Role.BUDDY}, {}),
    (Refusal.LINE, {"line": "one phone"}, {"line": "one phone"}),
    (Refusal.HOUSEHOLD, {"household": "home"}, {"household": "home"}),
    (Refusal.BLOCKED, {"blocked": frozenset({"Ben"})}, {}),
    (Refusal.CONFLICT, {"past": {"Ben": Ended.CONFLICT}}, {}),
    (Refusal.RECENT, {"past": {"Ben": Ended.RECENT}}, {}),
    (Refusal.WISHES, {"wishes": frozenset({"woman"})}, {"gender": "man"}),
    (Refusal.WISHES, {"wishes": frozenset({"woman"})}, {"gender": None}),
    (Refusal.LANGUAGE, {"languages": frozenset({"es"})}, {"languages": frozenset({"en", "sw"})}),
    (Refusal.LANGUAGE, {"languages": frozenset()}, {}),
    (Refusal.WINDOWS, {"windows": frozenset({36, 84})}, {"windows": frozenset({36, 85})}),
    (Refusal.WINDOWS, {"windows": frozenset({36, 37})}, {}),  # one evening is one occasion
]

FINE: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {}),
    ({"household": "home"}, {"household": "house"}),
    ({"blocked": frozenset({"Cleo"})}, {"past": {"Cleo": Ended.CONFLICT}}),
    ({"wishes": frozenset({"woman", "man"})}, {"gender": "man"}),
    ({"languages": frozenset({"es", "en"})}, {"languages": frozenset({"en", "sw"})}),
    ({"windows": frozenset({36, 84})}, {}),
    ({"windows": frozenset(range(336))}, {"windows": frozenset(range(336))}),
    ({"role": Role.EITHER}, {"role": Role.EITHER}),
    ({"topics": frozenset()}, {"load": 5}),
]

ROLES = [
    (Role.PEER, Role.BUDDY, True),
    (Role.PEER, Role.EITHER, True),
    (Role.PEER, Role.PEER, False),
    (Role.BUDDY, Role.BUDDY, False),
    (Role.BUDDY, Role.EITHER, False),
    (Role.EITHER, Role.EITHER, False),
]


@pytest.mark.parametrize(("refusal", "ana", "ben"), KEPT_APART)
def test_each_filter_alone_keeps_two_apart(
    refusal: Refusal, ana: dict[str, Any], ben: dict[str, Any]
) -> None:
    one, other = a_candidate("Ana", **ana), a_candidate("Ben", **ben)

    assert hard(one, other, POLICY) is refusal
    assert hard(other, one, POLICY) is refusal


def test_the_table_has_every_filter() -> None:
    assert {refusal for refusal, _, _ in KEPT_APART} == set(Refusal)


@pytest.mark.parametrize(("ana", "ben"), FINE)
def test_what_is_no_reason_keeps_nobody_apart(ana: dict[str, Any], ben: dict[str, Any]) -> None:
    one, other = a_candidate("Ana", **ana), a_candidate("Ben", **ben)

    assert hard(one, other, POLICY) is None
    assert hard(other, one, POLICY) is None


@pytest.mark.parametrize(("ana", "ben", "fits"), ROLES)
def test_of_a_member_and_a_buddy_one_looks_after_the_other(
    ana: Role, ben: Role, fits: bool
) -> None:
    one, other = a_candidate("Ana", role=ana), a_candidate("Ben", role=ben)

    assert hard(one, other, BUDDIES) is (None if fits else Refusal.ROLE)
    assert hard(other, one, BUDDIES) is (None if fits else Refusal.ROLE)


def test_nobody_is_matched_with_themselves() -> None:
    ana = a_candidate("Ana")

    assert hard(ana, replace(ana, line="another phone"), POLICY) is Refusal.LINE


def test_the_same_two_again_are_refused_or_not_as_the_policy_says() -> None:
    ana, ben = a_candidate("Ana", past={"Ben": Ended.RECENT}), a_candidate("Ben")

    assert hard(ben, ana, MatchingPolicy(recent_forbids=False)) is None


def test_what_concerns_safety_is_named_before_what_concerns_hours() -> None:
    ana = a_candidate("Ana", endangered=True, windows=frozenset(), capacity=0)
    ben = a_candidate("Ben", adult=False)

    assert hard(ana, a_candidate("Cleo"), POLICY) is Refusal.ENDANGERED
    assert hard(ana, ben, POLICY) is Refusal.MINOR


@crowd_law
@given(crowds(most=4))
def test_a_filter_is_the_same_for_both(people: list[Any]) -> None:
    for one in people:
        for other in people:
            for policy in (POLICY, MatchingPolicy(shape=Shape.BUDDIES, recent_forbids=False)):
                assert hard(one, other, policy) is hard(other, one, policy)


@crowd_law
@given(crowds(most=4))
def test_a_block_never_brings_two_together(people: list[Any]) -> None:
    for one in people:
        for other in people:
            blocking = replace(one, blocked=one.blocked | {other.id})
            assert hard(blocking, other, POLICY) is not None
            assert hard(other, blocking, POLICY) is not None
