"""Two members who are paired write to each other: by alias, from the service's number."""

import pytest

from tests.stories.pairs import Two
from tests.town.town import Town


def test_words_go_both_ways_and_only_the_first_is_confirmed(two: Two) -> None:
    two.ana.replies("BUDDY hello")

    two.ana.expects("Passed on to Sun")
    two.ben.expects("River: hello", "Reply BUDDY and your words")
    two.ben.replies("Buddy: Hi! How was the week? 😀👩🏽‍🚀")
    two.ben.expects("Passed on to River")
    two.ana.expects("Sun: Hi! How was the week? 😀👩🏽‍🚀")
    two.ana.replies("BUDDY better than the last one")
    two.ben.expects("River: better than the last one")
