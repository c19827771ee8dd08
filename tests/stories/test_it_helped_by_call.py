"""Who is called is asked by call whether it helped, and answers by key."""

import pytest

from checkin.usecases import health
from tests.town.phone import Phone
from tests.town.town import Town


@pytest.fixture
def ben(night: Town) -> Phone:
    """Ben, who is called, was not OK; Cleo has spoken with him, and his phone rings again."""
    ben, cleo = night.enrol("Ben", "call"), night.coordinator("Cleo")
    night.wait(hours=2, minutes=1)
    ben.answers()
    ben.presses("2")
    ben.hears("letting a person")
    cleo.expects("not OK")
    cleo.replies("1t")
    cleo.expects("1 is yours")
    ben.answers()
    ben.hears("Cleo from our team knows of this")
    ben.hangs_up()
    cleo.replies("1d Spoke with him")
    cleo.expects("1 is resolved")
    ben.answers()
    ben.hears(
        "somebody was in touch with you", "If it helped, press 1", "If it did not help, press 2"
    )
    return ben


def test_yes_it_helped(night: Town, ben: Phone) -> None:
    ben.presses("1")

    ben.hears("Thank you for telling us, Ben")
    ben.call_is("completed")
    assert health.load(night.services).escalations == {}


def test_no_it_did_not_help_and_a_person_looks_again(night: Town, ben: Phone) -> None:
    ben.presses("2")

    ben.hears("A person will look at it again")
    night.phone("Cleo").expects("not OK", "2t")
    assert health.load(night.services).escalations == {("yellow", "open"): 1}


def test_who_says_nothing_is_not_asked_again(night: Town, ben: Phone) -> None:
    ben.keeps_silent()

    ben.call_is("completed")
    assert ben.heard().count("If it helped") == 1
    assert health.load(night.services).escalations == {}


def test_a_person_is_wanted_now_instead(night: Town, ben: Phone) -> None:
    ben.presses("0")
    ben.hears("letting a person on our team know now")
    ben.hangs_up()
    night.phone("Cleo").expects("wants a person now")


def test_whoever_stopped_calls_meanwhile_is_asked_by_text(night: Town) -> None:
    ben, cleo = night.enrol("Ben", "call"), night.coordinator("Cleo")
    night.wait(hours=2, minutes=1)
    ben.answers()
    ben.presses("2")
    cleo.expects("not OK")
    cleo.replies("1t")
    cleo.expects("1 is yours")
    ben.answers()
    ben.presses("9")
    ben.hangs_up()

    cleo.replies("1d Spoke with him")

    cleo.expects("1 is resolved")
    ben.expects("Did it help? Reply YES or NO")
