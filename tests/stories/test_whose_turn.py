"""Every week one of a pair is asked to check in on the other, and says with a key how it went."""

from datetime import timedelta

import pytest

from checkin.domain.member import Member
from tests.town.bonds import bond, bound
from tests.town.phone import Phone
from tests.town.town import Town


def enrolled(night: Town, name: str, channel: str = "text") -> tuple[Phone, Member]:
    """A member who is asked how they are next on Monday at ten."""
    phone = night.enrol(name, channel, "weekly")
    return phone, night.member


@pytest.fixture
def pair(night: Town) -> tuple[Phone, Phone, int]:
    """Ana and Ben, by text; it is Ana's turn on Wednesday at ten. Monday's check-ins are over."""
    (ana, hers), (ben, his) = enrolled(night, "Ana"), enrolled(night, "Ben")
    pairing = bound(night, hers, his, turn_at=night.moment + timedelta(days=2, hours=2))
    night.wait(hours=3)
    for phone in (ana, ben):
        phone.expects()
        phone.replies("1")
        phone.expects()
    night.wait(days=1, hours=23, minutes=30)
    return ana, ben, pairing


def test_a_weekly_turn_happens_and_goes_well(night: Town, pair: tuple[Phone, Phone, int]) -> None:
    ana, ben, pairing = pair
    first = ana.expects("good day to be in touch with Ben", "BUDDY", "CALL BUDDY")
    ben.is_silent()

    ana.replies("1")
    ana.expects("how did it go", "worried about Ben")
    ana.replies("1")
    ana.expects("good to hear")

    assert (bond(night, pairing).contacts, bond(night, pairing).last_contact_at) == (
        1,
        night.moment,
    )
    night.wait(days=5)
    for phone in (ana, ben):
        phone.expects()
        phone.replies("1")
        phone.expects()
    night.wait(days=2)
    second = ben.expects("good day to be in touch with Ana")
    assert first.split(".")[1] != second.split(".")[1], "another tip"


def test_who_says_nothing_is_asked_once_more_and_then_left_alone(
    night: Town, pair: tuple[Phone, Phone, int]
) -> None:
    ana, _, pairing = pair
    ana.expects("good day to be in touch")

    night.wait(days=1, hours=1)
    ana.expects("were you in touch with Ben?")
    ana.replies("2")
    ana.expects("That is fine")
    night.wait(days=3)

    assert bond(night, pairing).contacts == 0


def test_who_is_worried_is_heard_by_people_and_asked_how_they_are(
    night: Town, pair: tuple[Phone, Phone, int]
) -> None:
    cleo = night.coordinator("Cleo")
    ana, _, _ = pair
    ana.expects("good day")
    ana.replies("yes")
    ana.expects("how did it go")

    ana.replies("3")

    ana.expects("look in on Ben now", "talk with you within a day")
    cleo.expects("worr")
    cleo.expects("look in on a member")
    for code in "12":
        cleo.replies(f"{code}t")
        cleo.expects(f"{code} is yours")
        cleo.replies(f"{code}d talked with them")
        cleo.expects(code)
    night.wait(days=1, hours=1)
    ana.expects("How are you yourself?", "CALL ME")
    cleo.expects("look in on a member")  # Ben, as after every amber


def test_a_turn_by_call_is_one_key_from_how_it_went(night: Town) -> None:
    (ana, hers), (ben, his) = enrolled(night, "Ana", "call"), enrolled(night, "Ben")
    pairing = bound(night, hers, his, turn_at=night.moment + timedelta(hours=1))

    night.wait(hours=1, minutes=5)
    ana.answers()
    ana.hears("good day to be in touch with Ben", "To be put through to Ben, press 8")
    ana.presses("1")
    ana.hears("how did it go")
    ana.presses("2")
    ana.hears("Some talks are hard")

    assert bond(night, pairing).contacts == 1
    ben.is_silent()


@pytest.mark.parametrize("hours", [1, 30])
def test_a_turn_that_is_a_day_late_is_left_out(night: Town, hours: int) -> None:
    (ana, hers), (_, his) = enrolled(night, "Ana"), enrolled(night, "Ben")
    slot = night.moment + timedelta(minutes=5)
    pairing = bound(night, hers, his, turn_at=slot)
    for member in (hers, his):
        night.asks_at(member.id, 23, 59)

    night.sleep(hours=hours)

    if hours == 1:
        ana.expects("good day to be in touch")
    assert bond(night, pairing).next_nudge_at == slot + timedelta(days=7)
    assert bond(night, pairing).turn == (his.id if hours == 1 else hers.id)
