"""A member is asked at their hour and answers with one key, by text."""

import pytest

from tests.town.town import Town


def test_ana_is_asked_and_answers_ok(town: Town) -> None:
    ana = town.enrol("Ana")

    town.wait(hours=2)
    ana.expects("Reply 1 if OK, 2 if not OK")
    ana.replies("1")

    ana.expects("Thank you")
    town.wait(hours=20)


def test_ana_is_not_ok_and_is_told_that_a_person_follows(town: Town) -> None:
    ana = town.enrol("Ana")

    town.wait(hours=2)
    ana.expects("Reply 1")
    ana.replies("2")

    ana.expects("person", "911")
    town.wait(minutes=20)


@pytest.mark.parametrize("words", ["ok", "OK!", " Fine. ", "I'm ok", "yes"])
def test_words_for_ok_are_understood(town: Town, words: str) -> None:
    ana = town.enrol("Ana")

    town.wait(hours=2)
    ana.expects("Reply 1")
    ana.replies(words)

    ana.expects("Thank you")


def test_an_unclear_answer_is_asked_about_once_and_then_read_by_a_person(town: Town) -> None:
    ana = town.enrol("Ana")

    town.wait(hours=2)
    ana.expects("Reply 1")
    ana.replies("the bus was late again")
    ana.expects("1", "2")
    ana.replies("it always is")

    ana.expects("person")
    town.wait(minutes=20)


def test_two_days_are_asked_in_two_wordings(town: Town) -> None:
    ana = town.enrol("Ana")

    town.wait(hours=2)
    monday = ana.expects("Reply 1")
    ana.replies("1")
    ana.expects("Thank you")
    town.wait(days=1)
    tuesday = ana.expects("Reply 1")

    assert monday != tuesday


def test_a_weekly_member_is_asked_once_a_week(town: Town) -> None:
    ana = town.enrol("Ana", cadence="weekly")

    town.wait(hours=2)
    ana.expects("Reply 1")
    ana.replies("1")
    ana.expects("Thank you")
    town.wait(days=6)
    ana.is_silent()
    town.wait(days=1)

    ana.expects("Reply 1")


def test_an_unclear_answer_and_then_silence_is_read_by_a_person(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")

    town.wait(hours=2)
    ana.expects("Reply 1")
    ana.replies("the bus was late again")
    ana.expects("1", "2")
    town.wait(hours=1, minutes=1)

    cleo.expects("could not read")
