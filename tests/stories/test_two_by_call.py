"""Two members who are paired talk through the service: neither sees the other's number."""

from datetime import timedelta

import pytest

from checkin.domain.decision import Decision
from checkin.domain.pairing import Blocked
from checkin.domain.policy import Relaying
from tests.stories.pairs import Two, paired
from tests.stories.secrecy import Secrecy
from tests.town.pairs import pair
from tests.town.town import SERVICE, Town

pytestmark = pytest.mark.usefixtures("secrecy")


def test_key_eight_puts_two_through(two: Two) -> None:
    two.ana.calls()
    two.ana.presses("8")
    two.ana.hears("To be put through to Sun, press 1")
    two.ana.presses("1")
    two.ana.hears("We are calling Sun. Please wait")

    two.ben.sees_caller(SERVICE)
    two.ben.answers()
    two.ben.hears("A member who is paired with you would like to talk", "press 1", "press 2")
    two.ben.presses("1")
    two.ana.talks_with(two.ben)
    two.ana.speaks("It is good to hear you")
    two.ben.hears_bridge("It is good to hear you")
    two.ben.hangs_up()
    two.ana.hears("Did you two get to talk?")
    two.ana.presses("1")
    two.ana.hears("Thank you for being there")


def test_the_menu_says_how_to_change(two: Two) -> None:
    two.ana.calls()
    two.ana.presses("8")
    two.ana.hears("For another buddy, press 9", "press 7")
    two.ana.presses("9")
    two.ana.hears("nobody hears why", "Would you like another buddy?")
    two.ana.hangs_up()

    two.ben.expects("You and River are not buddies any more")


def test_the_aliases_that_members_use_already_are_known(two: Two) -> None:
    """So that nobody has two buddies of the same alias."""
    with two.town.services.look() as work:
        assert work.pairings.aliases((two.members[0].id,)) == {1, 2}
    two.ana.replies("CHANGE BUDDY")
    two.ana.expects("nobody hears why")
    two.ben.expects("You and River are not buddies any more")
    with two.town.services.look() as work:
        assert work.pairings.aliases((two.members[0].id,)) == frozenset()


def test_call_buddy_rings_the_one_who_asks_first(night: Town) -> None:
    two = paired(night, languages=("es", "hi"))

    two.ana.replies("llamar a mi compañera")
    two.ana.expects("Te llamamos enseguida", "Sol")
    two.ana.sees_caller(SERVICE)
    two.ana.answers()
    two.ana.hears("Pediste hablar con Sol", "marca 1")
    two.ben.is_silent()
    two.ana.presses("1")
    two.ben.sees_caller(SERVICE)
    two.ben.answers()
    two.ben.hears("साथी सदस्य बात करना चाहते हैं")
    two.ben.presses("1")
    two.ana.talks_with(two.ben)
    two.ana.hangs_up()


def test_the_call_shows_our_number_and_ends_in_time(two: Two, secrecy: Secrecy) -> None:
    two.town.decides(relaying=Relaying(talk=timedelta(minutes=15)))

    two.ana.dials("8", "1")
    two.ben.declines()

    two.ana.hears("could not take the call")
    (dial,) = [answer for answer in secrecy.answers if "<Dial" in answer]
    assert f'callerId="{SERVICE}"' in dial
    assert 'timeLimit="900"' in dial


def test_not_now_is_no_no(two: Two) -> None:
    two.ana.dials("8", "1")
    two.ben.answers()
    two.ben.presses("2")

    two.ana.hears("Sun could not take the call just now")


def test_no_machine_takes_it(two: Two) -> None:
    two.ben.is_switched("voicemail")

    two.ana.dials("8", "1")
    two.town.wait(minutes=1)

    two.ana.hears("Sun could not take the call just now")
    two.ben.call_is("completed")


def test_who_is_blocked_does_not_get_through_and_hears_no_reason(two: Two) -> None:
    ana, ben = two.members
    with two.town.services.begin() as work:
        work.apply(Decision((Blocked(ben.id, ana.id),)), two.town.moment, two.town.services.policy)

    two.ana.dials("8", "1")

    two.ana.hears("Sun could not take the call just now")


def test_outside_the_hours_it_is_said_from_when_on(two: Two) -> None:
    two.town.wait(hours=11)

    two.ana.dials("8", "1")
    two.ana.hears("Sun can be called from March 4, 09:00")
    two.ana.replies("CALL BUDDY")
    two.ana.expects("Sun can be called from Mar 4, 09:00")


def test_too_many_calls_in_one_day(two: Two) -> None:
    two.town.decides(relaying=Relaying(calls_a_day=1))
    two.ana.dials("8", "1")
    two.ben.declines()
    two.ana.hears("could not take the call")

    two.ana.dials("8", "1")

    two.ana.hears("a lot of calls for one day")


def test_of_two_buddies_one_is_chosen_by_key(night: Town) -> None:
    two = paired(night)
    cleo = night.enrol("Cleo", cadence="monthly")
    pair(night, two.members[0], night.member)

    two.ana.dials("8", "2")

    cleo.answers()
    cleo.hears("would like to talk")
    cleo.presses("2")
    two.ana.hears("could not take the call")


def test_a_shared_phone_hears_whom_the_call_is_for_and_no_more(night: Town) -> None:
    two = paired(night)
    night.enrol("Dov", cadence="monthly", on=two.ben)

    two.ana.dials("8", "1")
    two.ben.answers()

    two.ben.hears("a call for Ben", "press 1")
    assert "paired" not in two.ben.heard()
    two.ben.presses("2")


def test_words_are_read_aloud_to_who_is_reached_by_call(night: Town) -> None:
    two = paired(night, ben="call")

    two.ana.replies("BUDDY I am proud of you")
    two.ana.expects("Passed on to Sun")
    two.ben.answers()
    two.ben.hears("River has sent you a few words", "press 1")
    assert "proud" not in two.ben.heard()
    two.ben.presses("1")
    two.ben.hears("River says: I am proud of you", "To talk with River, press 2")
    two.ben.presses("2")
    two.ben.hears("We are calling River")
    two.ana.answers()
    two.ana.presses("1")
    two.ben.talks_with(two.ana)
    two.ana.hangs_up()


@pytest.mark.parametrize("mode", ["voicemail", "busy"])
def test_words_that_nobody_takes_up_are_told_to_the_sender(night: Town, mode: str) -> None:
    two = paired(night, ben="call")
    two.ben.is_switched(mode)

    two.ana.replies("BUDDY hello")

    two.ana.expects("Passed on to Sun")
    night.wait(minutes=2)
    two.ana.expects("Your last words did not reach Sun")
    two.ben.call_is("completed" if mode == "voicemail" else "busy")


def test_who_picks_up_and_hears_nothing_of_it_is_told_as_well(night: Town) -> None:
    two = paired(night, ben="call")
    two.ana.replies("BUDDY hello")
    two.ana.expects("Passed on to Sun")

    two.ben.answers()
    two.ben.hangs_up()

    two.ana.expects("Your last words did not reach Sun")
