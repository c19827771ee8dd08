"""How near an `unless` must stand, and how long a text a rule may be for."""

import pytest

from checkin.domain.risk import Level
from tests.unit.domain.risk.made import a_detector, a_rule

RULE = a_rule("jump", unless=["joy"])


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("i jump for joy", Level.NONE),
        ("what a joy. now i will jump", Level.CRISIS),  # another sentence
        ("joy was all that i ever had in my whole life i jump", Level.CRISIS),  # far away
        ("i jump for joy but on friday when all of them have gone i jump", Level.CRISIS),
    ],
)
def test_an_unless_acts_on_what_it_stands_near(text: str, level: Level) -> None:
    assert a_detector(RULE).assess(text).level is level


def test_a_rule_for_short_texts_is_silent_in_a_longer_one() -> None:
    short = a_detector(a_rule("rope", longest=3))

    assert short.assess("my rope waits").level is Level.CRISIS
    assert short.assess("my rope waits here").level is Level.NONE
    assert short.assess("my rope", ["a long text that went before it"]).level is Level.CRISIS
