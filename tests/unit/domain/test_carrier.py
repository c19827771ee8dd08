"""The carrier's words, in any order and with any surprise, and what its errors mean."""

from collections.abc import Mapping
from functools import reduce
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.carrier import (
    CALL_OVER,
    CALL_RANKS,
    HIDDEN,
    NOT_ARRIVED,
    TEXT_RANKS,
    Fate,
    advances,
    fate,
)
from tests.unit.domain.laws import law

BOTH = pytest.mark.parametrize("ranks", [TEXT_RANKS, CALL_RANKS], ids=["text", "call"])
words = st.lists(
    st.sampled_from([*TEXT_RANKS, *CALL_RANKS, "partially_delivered", "", "brand-new"]),
    max_size=12,
)


def settled(ranks: Mapping[str, int], told: list[str] | tuple[str, ...], known: str = "") -> str:
    """The status after being told these words one after the other."""
    return reduce(lambda have, word: word if advances(ranks, have, word) else have, told, known)


@pytest.mark.parametrize(
    ("ranks", "path"),
    [
        (TEXT_RANKS, ("queued", "sending", "sent", "delivered")),
        (TEXT_RANKS, ("accepted", "queued", "sending", "sent", "undelivered")),
        (TEXT_RANKS, ("accepted", "queued", "failed")),
        (TEXT_RANKS, ("scheduled", "canceled")),
        (TEXT_RANKS, ("queued", "sent", "delivered", "read")),
        (CALL_RANKS, ("queued", "initiated", "ringing", "in-progress", "completed")),
        (CALL_RANKS, ("queued", "initiated", "ringing", "no-answer")),
        (CALL_RANKS, ("initiated", "busy")),
        (CALL_RANKS, ("queued", "failed")),
    ],
)
def test_the_end_of_a_road_is_the_same_in_whatever_order_it_is_told(
    ranks: Mapping[str, int], path: tuple[str, ...]
) -> None:
    ends = {settled(ranks, told) for told in permutations(path)}

    assert ends == {path[-1]}


@BOTH
def test_a_word_told_again_changes_nothing(ranks: Mapping[str, int]) -> None:
    assert not any(advances(ranks, word, word) for word in ranks)


@BOTH
@pytest.mark.parametrize("word", ["", "receiving", "partially_delivered", "brand-new"])
def test_an_unknown_word_never_takes_the_place_of_anything(
    ranks: Mapping[str, int], word: str
) -> None:
    assert not any(advances(ranks, known, word) for known in ["", *ranks])


@BOTH
def test_a_known_word_takes_the_place_of_an_unknown_one(ranks: Mapping[str, int]) -> None:
    assert all(advances(ranks, "brand-new", word) for word in ranks)


@pytest.mark.parametrize(
    ("ranks", "first", "second"),
    [
        (TEXT_RANKS, "delivered", "undelivered"),
        (TEXT_RANKS, "failed", "delivered"),
        (CALL_RANKS, "completed", "no-answer"),
    ],
)
def test_of_two_ends_that_contradict_each_other_the_first_stays(
    ranks: Mapping[str, int], first: str, second: str
) -> None:
    assert settled(ranks, [first, second]) == first


@BOTH
@law
@given(words, st.randoms(use_true_random=False))
def test_a_status_only_ever_rises_to_the_highest_rank_told(
    ranks: Mapping[str, int], told: list[str], chance: Random
) -> None:
    shuffled = list(told)
    chance.shuffle(shuffled)

    highest = max((ranks[word] for word in told if word in ranks), default=-1)

    assert ranks.get(settled(ranks, told), -1) == highest
    assert ranks.get(settled(ranks, shuffled), -1) == highest


@pytest.mark.parametrize(
    ("http_status", "code", "meaning"),
    [
        (400, 21610, Fate.OPTED_OUT),
        (400, 21211, Fate.REFUSED),
        (400, 21614, Fate.REFUSED),
        (400, 21617, Fate.REFUSED),
        (400, 20001, Fate.REFUSED),
        (400, 0, Fate.REFUSED),
        (404, 0, Fate.REFUSED),
        (400, 99999, Fate.REFUSED),
        (400, 21401, Fate.MISCONFIGURED),
        (400, 21603, Fate.MISCONFIGURED),
        (400, 21606, Fate.MISCONFIGURED),
        (400, 21701, Fate.MISCONFIGURED),
        (400, 21702, Fate.MISCONFIGURED),
        (400, 21703, Fate.MISCONFIGURED),
        (400, 21704, Fate.MISCONFIGURED),
        (400, 21705, Fate.MISCONFIGURED),
        (401, 20003, Fate.MISCONFIGURED),
        (404, 20404, Fate.MISCONFIGURED),
        (401, 0, Fate.MISCONFIGURED),
        (403, 0, Fate.MISCONFIGURED),
        (400, 20003, Fate.MISCONFIGURED),
        (400, 21611, Fate.LATER),
        (429, 20429, Fate.LATER),
        (429, 0, Fate.LATER),
        (400, 20429, Fate.LATER),
        (500, 20500, Fate.UNKNOWN),
        (503, 20503, Fate.UNKNOWN),
        (400, 20500, Fate.UNKNOWN),
        (400, 20503, Fate.UNKNOWN),
        (500, 0, Fate.UNKNOWN),
        (502, 99999, Fate.UNKNOWN),
        (599, 0, Fate.UNKNOWN),
    ],
)
def test_an_error_says_whether_to_send_again_to_find_out_or_to_mend(
    http_status: int, code: int, meaning: Fate
) -> None:
    assert fate(http_status, code) is meaning


@law
@given(st.integers(500, 599), st.integers(30000, 65535))
def test_what_may_have_been_accepted_is_never_simply_sent_again(status: int, code: int) -> None:
    assert fate(status, code) is Fate.UNKNOWN


def test_only_what_the_network_gave_back_counts_as_not_arrived() -> None:
    assert set(NOT_ARRIVED) == {"undelivered", "failed", "canceled"}


def test_a_call_is_over_by_any_of_its_five_ends() -> None:
    assert set(CALL_OVER) == {"completed", "busy", "failed", "no-answer", "canceled"}


@pytest.mark.parametrize("caller", ["", "anonymous", "+266696687", "+8656696"])
def test_a_hidden_caller_is_known_by_what_the_carrier_puts_there(caller: str) -> None:
    assert caller in HIDDEN
    assert "+15550100199" not in HIDDEN
