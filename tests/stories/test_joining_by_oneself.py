"""Somebody joins by themselves: an adult, by their own yes, by text or by call."""

from checkin.usecases import health
from tests.town.town import Town


def test_dov_joins_by_text(town: Town) -> None:
    dov = town.phone("Dov")

    dov.replies("JOIN")
    dov.expects("18 or older")
    dov.replies("yes")
    dov.expects("first name")
    dov.replies("Dov")
    dov.expects("Dov", "YES", "STOP", "911")
    dov.replies("YES")
    dov.expects("you are in, Dov", "May we also call you")
    dov.replies("no")
    dov.expects("nothing else changes")
    town.wait(days=6)

    dov.expects("Reply 1")
    dov.expects("hear from you")


def test_a_word_on_a_poster_joins_as_well_and_may_bring_the_name(town: Town) -> None:
    dov = town.phone("Dov")

    dov.replies("Harbour dov")
    dov.expects("18 or older")
    dov.replies("1")
    dov.expects("Dov", "reply YES")
    dov.replies("no")
    dov.expects("text JOIN")
    town.wait(days=8)


def test_who_is_not_an_adult_is_kept_out_kindly_and_not_stored(town: Town) -> None:
    dov = town.phone("Dov")

    dov.replies("join")
    dov.expects("18 or older")
    dov.replies("no")
    dov.expects("Demo Line", "911")
    dov.replies("yes")
    dov.expects("do not know this number")
    town.wait(days=8)


def test_dov_joins_by_call_in_spanish(town: Town) -> None:
    dov = town.phone("Dov")

    dov.calls()
    dov.hears("press 1", "another language, press 6")
    dov.presses("6")
    dov.presses("2")
    dov.presses("1")
    dov.presses("1")
    dov.presses("1")
    dov.presses("2")
    dov.call_is("completed")
    town.wait(hours=2)

    dov.answers()
    assert "press" not in dov.heard()
    dov.presses("1")
    assert sum(health.load(town.services).escalations.values()) == 0


def test_an_invited_member_who_calls_agrees_by_key(town: Town) -> None:
    ben = town.invite("Ben", channel="call")

    ben.calls()
    ben.hears("May we call you", "press 1")
    ben.presses("1")
    ben.hears("You are in", "May we also text you")
    ben.presses("2")
    town.wait(hours=2)

    ben.answers()
    ben.presses("1")
    ben.hears("Good to hear from you")
