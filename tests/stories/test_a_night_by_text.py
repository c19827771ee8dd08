"""A coordinator without data works a whole night on the cheapest phone, and the loop is closed."""

import pytest

from checkin.usecases import health
from tests.town.phone import Phone
from tests.town.settings import SERVICE
from tests.town.town import Town


@pytest.fixture
def cleo(night: Town) -> Phone:
    """Cleo is on call; Ana and Ben are members, and it is five past ten."""
    phone = night.coordinator("Cleo")
    night.enrol("Ana")
    night.enrol("Ben", channel="call")
    night.wait(hours=2)
    night.phone("Ana").expects("Reply 1")
    night.phone("Ben").answers()
    return phone


def resolved(town: Town) -> bool:
    """Whether nobody waits any more."""
    return health.load(town.services).escalations == {}


def not_ok(night: Town, cleo: Phone) -> Phone:
    """Ana is not OK, and Cleo has taken it."""
    ana = night.phone("Ana")
    night.phone("Ben").presses("1")
    ana.replies("2")
    ana.expects("person")
    cleo.expects("a member is not OK", "1t", "1?")
    cleo.replies("1t")
    cleo.expects("1 is yours until 17:00")
    ana.expects("Cleo from our team", "by 18:00")
    return ana


def test_the_list_says_who_waits_and_names_nobody(night: Town, cleo: Phone) -> None:
    ana, ben = night.phone("Ana"), night.phone("Ben")
    ben.presses("2")
    cleo.expects("a member is not OK", "1t", "1?")
    ana.replies("I want to die")
    ana.expects("Thank you for telling us")
    cleo.expects("may be in danger", "2t", "2?")

    cleo.replies("list")
    said = cleo.expects("2!! possible danger", "1 not OK", "2t take it")
    assert said.index("2!!") < said.index("1 not OK")
    cleo.replies("2?")
    assert "Ana" not in cleo.expects("2!! possible danger")
    cleo.replies("2c")
    cleo.expects("take it first: 2t")
    cleo.replies("t2")
    cleo.expects("2 is yours until 06:00")
    ana.expects("Cleo from our team", "by 10:15")
    cleo.replies("2?")
    cleo.expects("2!! possible danger", "Cleo.", "Taken at 05:00", "It is about Ana")


def test_words_go_to_the_member_under_the_number_of_the_service(night: Town, cleo: Phone) -> None:
    ana = not_ok(night, cleo)

    cleo.replies("1m I am with you now. I call you in a minute.")

    cleo.expects("on their way to Ana")
    ana.expects("Cleo: I am with you now. I call you in a minute.")
    night.wait(hours=8)  # what was promised is kept


def test_two_are_put_through_and_neither_sees_the_other(night: Town, cleo: Phone) -> None:
    ana = not_ok(night, cleo)

    cleo.replies("1c")
    cleo.expects("We ring you now")
    cleo.sees_caller(SERVICE)
    cleo.answers()
    cleo.hears("To be put through to the member now, press 1")
    cleo.presses("1")
    cleo.hears("Please wait")
    ana.sees_caller(SERVICE)
    ana.answers()
    ana.hears("Somebody from our team would like to talk with you", "press 1")
    ana.presses("1")
    cleo.talks_with(ana)
    ana.hangs_up()
    cleo.hears("When it is done, press 2")
    cleo.presses("2")
    cleo.hears("It is resolved")
    ana.expects("Did it help?")
    assert resolved(night)


def test_done_with_a_note_and_yes_it_helped(night: Town, cleo: Phone) -> None:
    ana = not_ok(night, cleo)

    cleo.replies("1d")
    cleo.expects("say what you did")
    cleo.replies("1d Spoke with her, her sister is there.")
    cleo.expects("1 is resolved")
    ana.expects("Did it help? Reply YES or NO")
    ana.replies("yes")

    ana.expects("Thank you for telling us, Ana")
    assert resolved(night)


def test_passed_on_it_goes_to_the_next_one_at_once(night: Town, cleo: Phone) -> None:
    ana, dov = not_ok(night, cleo), night.coordinator("Dov")

    cleo.replies("1n I am ill")

    cleo.expects("1 goes to the next person")
    dov.expects("a member is not OK", "1t")
    dov.replies("1t")
    dov.expects("1 is yours")
    ana.expects("Dov from our team")


def test_who_does_not_pick_up_is_tried_again_and_then_written_to(night: Town, cleo: Phone) -> None:
    ana = not_ok(night, cleo)

    cleo.replies("1c")
    cleo.expects("We ring you now")
    cleo.answers()
    cleo.presses("1")
    ana.lets_it_ring()
    cleo.hears("They did not pick up", "press 5")
    cleo.presses("5")
    ana.answers()
    ana.keeps_silent()  # it may be a machine that listens: only a key says yes
    ana.call_is("completed")
    cleo.hears("They did not pick up")
    cleo.hangs_up()
    assert health.load(night.services).escalations == {("yellow", "taken"): 1}


def test_no_it_did_not_help_has_a_person_look_again(night: Town, cleo: Phone) -> None:
    ana = not_ok(night, cleo)
    cleo.replies("1d Spoke with her")
    cleo.expects("1 is resolved")
    ana.expects("Did it help?")

    ana.replies("No")

    ana.expects("A person will look at it again")
    cleo.expects("not ok", "2t")
    assert health.load(night.services).escalations == {("yellow", "open"): 1}


def test_who_is_called_hears_by_call_who_takes_it_up_and_when_they_are_late(
    night: Town, cleo: Phone
) -> None:
    ben = night.phone("Ben")
    ben.presses("0")
    ben.hears("letting a person on our team know now")
    ben.hangs_up()
    cleo.expects("wants a person now")
    cleo.replies("1t")
    cleo.expects("1 is yours")

    ben.answers()
    ben.hears("Ben, Cleo from our team knows of this and will be in touch by 11:00")
    ben.hangs_up()
    night.wait(hours=1)
    ben.answers()
    ben.hears("we said somebody would be in touch by now")
    ben.hangs_up()
    cleo.expects("was told you would be in touch by now")
    cleo.replies("1d Spoke with him")
    cleo.expects("1 is resolved")
    ben.answers()
    ben.hears("If it helped, press 1")
    ben.presses("1")
    ben.hears("Thank you for telling us, Ben")
    assert resolved(night)


def test_the_second_hears_who_was_first_and_since_when(night: Town, cleo: Phone) -> None:
    ana, dov = night.phone("Ana"), night.coordinator("Dov")
    night.phone("Ben").presses("1")
    ana.replies("2")
    ana.expects("person")
    cleo.expects("not ok")
    dov.expects("not ok")
    dov.replies("1 mine")
    dov.expects("1 is yours")
    ana.expects("Dov from our team")

    for said in ("1t", "1d Spoke with her", "1n", "1c", "1m hello"):
        cleo.replies(said)
        cleo.expects("Dov took 1 at 05:00")
    cleo.replies("7t")
    cleo.expects("7 is not on your list")
    cleo.calls()
    cleo.hears("Number 1: not OK")
    cleo.presses("1")
    cleo.hears("Dov took number 1 at 05:00")
    cleo.hangs_up()


def test_who_has_stopped_us_is_neither_called_nor_written_to(night: Town, cleo: Phone) -> None:
    ana = not_ok(night, cleo)
    ana.replies("STOP")
    ana.expects("opted out")

    cleo.replies("1m hello")
    cleo.expects("no member to reach")
    cleo.replies("1c")
    cleo.expects("no member to reach")
    cleo.calls()
    cleo.presses("5")
    cleo.hears("no member to reach")
