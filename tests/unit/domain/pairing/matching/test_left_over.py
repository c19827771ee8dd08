"""Nobody is left over without a reason, and without something that can be offered."""

from checkin.domain.pairing.matching import (
    Candidate,
    Crowd,
    LeftOver,
    MatchingPolicy,
    Offer,
    Refusal,
    Role,
    left_over,
)
from checkin.domain.pairing.matching.graph import Edge
from tests.builders import DAY, NOON
from tests.unit.domain.pairing.matching.people import BUDDIES, POLICY, a_candidate

ANA_AND_BEN = Edge("Ana", "Ben", points=1, weight=1)
CLEO_AND_DOV = Edge("Cleo", "Dov", points=1, weight=1)


def left(
    *people: Candidate, pairs: tuple[Edge, ...] = (), policy: MatchingPolicy = POLICY
) -> list[LeftOver]:
    return list(left_over(pairs, Crowd(people, policy, "seed"), NOON))


def test_an_odd_one_out_is_offered_to_join_the_two_who_fit_best() -> None:
    nights = frozenset({"nights"})
    people = [
        a_candidate("Ana"),
        a_candidate("Ben"),
        a_candidate("Cleo", topics=nights),
        a_candidate("Dov", topics=nights),
        a_candidate("Eve", topics=nights),
    ]

    (eve,) = left(*people, pairs=(ANA_AND_BEN, CLEO_AND_DOV))

    assert (eve.id, eve.offer, eve.trio, eve.fitting) == ("Eve", Offer.TRIO, ("Cleo", "Dov"), 4)
    assert (eve.own, eve.refused) == (None, {})


def test_a_pair_takes_one_more_person_and_who_has_waited_longest_chooses() -> None:
    people = [
        a_candidate("Ana"),
        a_candidate("Ben"),
        a_candidate("Eve", waiting_since=NOON - 2 * DAY, line="one phone"),
        a_candidate("Fay", waiting_since=NOON - 9 * DAY, line="one phone"),
    ]

    fay, eve = left(*people, pairs=(ANA_AND_BEN,))

    assert (fay.id, fay.offer, fay.trio) == ("Fay", Offer.TRIO, ("Ana", "Ben"))
    assert (eve.id, eve.offer, eve.trio) == ("Eve", Offer.NEXT_ROUND, None)
    assert (eve.fitting, eve.refused) == (2, {Refusal.LINE: 1})


def test_nobody_joins_a_pair_in_which_they_fit_only_one() -> None:
    people = [
        a_candidate("Ana"),
        a_candidate("Ben", blocked=frozenset({"Eve"})),
        a_candidate("Eve"),
    ]

    (eve,) = left(*people, pairs=(ANA_AND_BEN,))

    assert (eve.offer, eve.fitting, eve.refused) == (Offer.NEXT_ROUND, 1, {Refusal.BLOCKED: 1})


def test_who_fits_nobody_waits_for_the_next_round_and_the_filters_are_named() -> None:
    people = [
        a_candidate("Ana", languages=frozenset({"sw"})),
        a_candidate("Ben", endangered=True),
        a_candidate("Cleo"),
        a_candidate("Dov", windows=frozenset()),
    ]

    found = {one.id: one for one in left(*people)}

    assert found["Ana"].offer is Offer.NEXT_ROUND
    assert found["Ana"].refused == {Refusal.ENDANGERED: 1, Refusal.LANGUAGE: 2}
    assert found["Dov"].refused == {
        Refusal.ENDANGERED: 1,
        Refusal.LANGUAGE: 1,
        Refusal.WINDOWS: 1,
    }


def test_what_is_somebodys_own_comes_before_any_offer() -> None:
    people = [a_candidate("Ana"), a_candidate("Ben"), a_candidate("Eve", endangered=True)]

    (eve,) = left(*people, pairs=(ANA_AND_BEN,))

    assert (eve.offer, eve.own, eve.trio) == (Offer.NOTHING_YET, Refusal.ENDANGERED, None)


def test_nobody_joins_a_member_and_their_buddy() -> None:
    people = [a_candidate("Ana"), a_candidate("Ben", role=Role.BUDDY), a_candidate("Eve")]

    (eve,) = left(*people, pairs=(ANA_AND_BEN,), policy=BUDDIES)

    assert (eve.offer, eve.fitting, eve.refused) == (Offer.NEXT_ROUND, 1, {Refusal.ROLE: 1})
