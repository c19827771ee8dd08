"""Words at risk: a person is called at once, and the reply says where help is."""

from dataclasses import replace
from typing import Any

from checkin.domain.risk import ready
from checkin.usecases import health
from tests.town.town import Town

OPEN = {("red", "open"): 1}


def test_ana_writes_at_midnight(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")
    town.wait(hours=16)
    ana.expects("Reply 1")
    ana.expects("hear from you")
    ana.lets_it_ring()
    for _ in range(3):
        cleo.expects("has not answered")

    ana.replies("i cant do this anymore i want to die")

    ana.expects("Thank you for telling us", "Demo Line", "911")
    cleo.expects("may be in danger")
    assert health.load(town.services).escalations == {("red", "open"): 1, ("yellow", "open"): 1}


def test_ok_afterwards_closes_nothing_and_the_same_is_not_said_twice(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")

    ana.replies("I want to kill myself")
    ana.expects("Thank you for telling us")
    cleo.expects("may be in danger")
    ana.replies("i took all my pills")
    ana.replies("ok")
    ana.expects("No need to reply")

    assert health.load(town.services).escalations == OPEN


def test_stop_with_danger_in_it_does_both(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")

    ana.replies("STOP I want to die")

    ana.expects("opted out", "Thank you for telling us", "911")
    cleo.expects("may be in danger")
    cleo.expects("a stop needs a person")
    cleo.replies("1t")
    cleo.expects("1 is yours until 04:00")
    cleo.replies("1d She is at the hospital now.")
    cleo.expects("1 is resolved")
    ana.replies("STOP")
    town.wait(hours=3)


def test_help_with_one_word_more_is_answered_and_is_a_concern(town: Town) -> None:
    ana, ben, cleo = town.enrol("Ana"), town.enrol("Ben"), town.coordinator("Cleo")

    ana.replies("please help")
    ben.replies("HELP")

    ana.expects("call us at", "Thank you for telling us", "911")
    ben.expects("call us at", "911")
    cleo.expects("may be in danger")
    cleo.expects("asks for help")


def test_a_stranger_in_danger_is_answered_and_a_person_is_called(town: Town) -> None:
    dov, cleo = town.phone("Dov"), town.coordinator("Cleo")

    dov.replies("wrong number but i took all my pills")

    dov.expects("Thank you for telling us")
    cleo.expects("may be in danger")


def test_two_texts_that_only_together_are_alarming(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")

    ana.replies("i just want to")
    ana.expects("Thank you, Ana. A person on our team")
    cleo.expects("could not read")
    ana.replies("end my life")

    ana.expects("Thank you for telling us")
    cleo.expects("may be in danger")


def test_violence_is_answered_in_words_that_give_nothing_away(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")

    ana.replies("he is outside with a knife")

    said = ana.expects("we have got your message", "911")
    assert "danger" not in said.casefold()
    cleo.expects("may be in danger")


def test_a_detector_that_fails_leaves_a_concern_and_never_silence(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")
    detector = ready()
    broken: Any = [None]  # what makes it stumble
    town.serves(
        replace(town.services, assess=lambda text, earlier=(): detector.assess(text, broken))
    )

    ana.replies("the weather is fine here")

    ana.expects("Thank you for telling us")
    cleo.expects("may be in danger")
    assert health.load(town.services).escalations == {("amber", "open"): 1}


def test_key_zero_calls_a_person_now(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")

    ana.calls()
    ana.presses("0")

    ana.hears("letting a person on our team know now", "Demo Line")
    cleo.expects("wants a person now")


def test_in_a_gap_of_the_rota_danger_is_told_when_somebody_is_there(night: Town) -> None:
    ana, ben, cleo = night.enrol("Ana"), night.enrol("Ben"), night.coordinator("Cleo")
    night.puts_on_call("Cleo", starts=15, hours=8)
    night.settle()
    cleo.expects("you are on call from 15:00")

    ana.replies("I want to kill myself")
    ben.calls()
    ben.presses("0")

    ana.expects("nobody is on call before 15:00 on Mar 2", "Demo Line", "911")
    ben.hears("letting a person on our team know now", "Somebody is from 15:00 on March 2")
    cleo.expects("may be in danger")  # what is red pages everybody all the same
    cleo.rings()
