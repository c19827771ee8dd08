"""Groups of fewer than five people are not shown, and cannot be worked out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.member import Channel
from checkin.domain.reporting.counts import Asking
from checkin.domain.reporting.groups import FEWEST, groups, hidden
from tests.unit.domain.laws import law


@pytest.mark.parametrize(
    ("people", "out_of_sight"),
    [
        ({}, ""),
        ({"en": 5}, ""),
        ({"en": 4}, "en"),
        ({"en": 100, "es": 5}, ""),
        ({"en": 100, "es": 4}, "en es"),
        ({"en": 100, "es": 9, "sw": 4}, "es sw"),
        ({"en": 100, "es": 4, "sw": 1}, "es sw"),
        ({"en": 100, "es": 20, "fr": 2, "sw": 2}, "es fr sw"),
        ({"en": 100, "es": 20, "fr": 0}, "es fr"),
    ],
)
def test_what_is_small_is_hidden_with_enough_others(
    people: dict[str, int], out_of_sight: str
) -> None:
    assert hidden(people) == set(out_of_sight.split())


@law
@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 12)))
def test_the_hidden_are_many_enough_or_all_of_them(people: dict[str, int]) -> None:
    found = hidden(people)
    assert {name for name, count in people.items() if count < FEWEST} <= found
    if found != people.keys() and found:
        assert sum(people[name] for name in found) >= FEWEST


def asking(language: str, channel: Channel, ripe: int, in_time: int) -> Asking:
    others = {"answered": in_time, "missed": ripe - in_time}
    zero = dict.fromkeys(("unreachable", "paused", "stopped", "not_asked"), 0)
    monday = date(2026, 3, 2)
    return Asking(
        monday,
        language,
        channel,
        due=ripe,
        asked=ripe,
        ripe=ripe,
        in_time=in_time,
        **others,
        **zero,
    )


def test_a_group_replies_as_often_as_all_its_questions_were_answered() -> None:
    asked = [
        asking("en", Channel.TEXT, 10, 5),
        asking("en", Channel.CALL, 2, 1),
        asking("sw", Channel.TEXT, 4, 4),
        asking("fr", Channel.TEXT, 9, 0),  # nobody speaks it any more
    ]
    english, french, swahili = groups({"en": 8, "sw": 7}, [(a.language, a) for a in asked])
    assert (english.name, english.people, english.ripe, english.replied) == ("en", 8, 12, 0.5)
    assert (french.name, french.is_small, french.replied) == ("fr", True, None)
    assert (swahili.name, swahili.is_small, swahili.hidden, swahili.replied) == (
        *("sw", False, True),
        None,
    )
