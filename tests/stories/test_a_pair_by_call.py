"""The same by keys: an offer that rings, norms in parts, and key 8 and then 9 for another one."""

import pytest

from checkin.domain.pairing import Ended, PairingState
from tests.town.pairs import a_round, approves, lines, wants_a_buddy
from tests.town.phone import Phone
from tests.town.town import Town

# What is told here does not depend on the database.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def two(town: Town) -> tuple[Phone, Phone]:
    """Ana is asked by text, Ben by call; both would like a buddy, and it is nine."""
    town.coordinator("Cleo")
    both = wants_a_buddy(town, "Ana"), wants_a_buddy(town, "Ben", "call")
    town.wait(hours=1)
    return both


def test_an_offer_rings_the_norms_are_heard_in_parts_and_they_are_introduced(
    town: Town, two: tuple[Phone, Phone]
) -> None:
    ana, ben = two
    a_round(town)
    approves(town)
    ana.expects("would you like a buddy")
    ana.replies("yes")
    ana.expects("We ask the other side")

    ben.answers()
    ben.hears("would you like a buddy", "English", "If yes, press 1")
    assert "Ana" not in ben.heard()
    ben.presses("1")
    ben.hears("what buddies agree to", "voluntary")
    ben.presses("1")
    ben.hears("No gifts, loans")
    ben.presses("1")
    ben.hears("If you accept all of this, press 1")
    ben.presses("1")
    ben.hears("We ask the other side")
    ana.expects("Do you accept?")
    ana.replies("yes")
    ana.expects("are buddies now")
    ben.answers()
    ben.hears("are buddies now", "March 3")


def test_key_two_declines_and_the_other_hears_the_same_as_when_time_runs_out(
    town: Town, two: tuple[Phone, Phone]
) -> None:
    ana, ben = two
    a_round(town)
    approves(town)
    ana.expects("would you like a buddy")
    ana.replies("no")
    ana.expects("nobody hears that you said no")
    ben.answers()
    ben.presses("1")
    ben.hears("We ask the other side")
    town.wait(hours=1)
    ana.expects("Reply 1")
    ana.replies("1")
    ana.expects("Good to hear")
    ben.answers()
    ben.presses("1")

    town.wait(days=3)

    ben.answers()
    ben.hears("it did not come to a pair")
    assert lines(town, PairingState.ENDED)[0].ended is Ended.DECLINED


def test_key_eight_and_nine_end_it_at_once_and_one_key_asks_for_another(
    town: Town, two: tuple[Phone, Phone]
) -> None:
    ana, ben = two
    a_round(town)
    approves(town)
    ana.expects("would you like a buddy")
    ana.replies("yes")
    ana.expects()
    ben.answers()
    for _ in range(4):
        ben.presses("1")
    ana.expects("Do you accept?")
    ana.replies("yes")
    ana.expects("are buddies now")
    ben.answers()

    ben.presses("8")
    ben.presses("9")

    ben.hears("your buddy", "press 9", "no more contact", "another buddy")
    ana.expects("not buddies any more")
    assert lines(town, PairingState.ENDED)[0].ended is Ended.CHANGED
    ben.presses("1")
    ben.hears("We look for somebody")


def test_on_a_shared_phone_only_who_it_is_for_hears_of_a_buddy(
    town: Town, two: tuple[Phone, Phone]
) -> None:
    ana, ben = two
    town.enrol("Eva", on=ana)
    town.enrol("Max", on=ben)
    a_round(town)
    approves(town)

    assert "buddy" not in ana.expects("Ana", "word for you alone")
    ben.answers()
    assert "buddy" not in ben.heard().casefold()
    ben.presses("1")
    ben.hears("would you like a buddy")
    ana.replies("Ana")
    ana.expects("would you like a buddy")
    ana.replies("yes")
    ana.expects("We ask the other side")
