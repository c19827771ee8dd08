"""Words that say little alone: what they come to, and what they never do."""

from dataclasses import replace

import pytest

from checkin.domain.risk import Category, Detector, Level, assess
from checkin.domain.risk.loading import books
from checkin.domain.risk.rule import Book, Dictionary
from checkin.domain.risk.tally import Tally
from tests.unit.domain.risk.made import a_rule, an_exemption

WORDS = Tally("en", enough=5, longest=6, points={"rope": 3, "barn": 2, "#": 2})
SHIPPED = [one.tally for one in books()]


def a_detector(tally: Tally) -> Detector:
    """A detector with one rule, one exemption and these points."""
    rules = (a_rule("want to die"), an_exemption("no rope", "not <risk>"))
    dictionary = Dictionary("en", {}, {}, frozenset({"not"}), frozenset())
    return Detector([Book(dictionary, rules, tally)])


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("the rope is in the barn", Level.CONCERN),
        ("rope rope rope", Level.NONE),  # a word counts once
        ("the barn is warm", Level.NONE),
        ("rope for 20", Level.CONCERN),  # any number
        ("we bought a new rope for the old barn", Level.NONE),  # too long a text
        ("", Level.NONE),
    ],
)
def test_words_come_to_a_concern_in_a_short_text(text: str, level: Level) -> None:
    assert a_detector(WORDS).assess(text).level is level


def test_it_is_not_asked_where_a_rule_applies() -> None:
    found = a_detector(WORDS).assess("rope barn want to die")

    assert found.level is Level.CRISIS
    assert found.rules == ("en.suicide.finding",)


def test_words_that_an_exemption_covers_count_nothing() -> None:
    covering = replace(WORDS, points={"die": 3, "barn": 2})

    assert a_detector(covering).assess("not want to die barn").level is Level.NONE
    assert a_detector(covering).assess("die barn").level is Level.CONCERN


def test_it_says_where_the_telling_words_stand() -> None:
    (finding,) = a_detector(WORDS).assess("a rope, a barn").findings

    assert (finding.rule, finding.category) == ("en.tally.words", Category.TALLY)
    assert finding.span == (2, 14)


@pytest.mark.parametrize("tally", SHIPPED, ids=lambda tally: tally.language)
def test_what_ships_hears_its_examples_and_nothing_in_its_counter_examples(tally: Tally) -> None:
    assert tally.examples and tally.counterexamples
    for text in tally.examples:
        assert tally.id in assess(text).rules, text
    for text in tally.counterexamples:
        assert assess(text).level is Level.NONE, text
