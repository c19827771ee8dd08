"""Two members are proposed to each other, asked blind, introduced, and part again, by text."""

import pytest

from checkin.domain.escalation import Refused
from checkin.domain.pairing import Ended, PairingState
from tests.town.pairs import a_round, approves, are_paired, lines, wants_a_buddy
from tests.town.phone import Phone
from tests.town.town import Town

# What is told here does not depend on the database.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def two(town: Town) -> tuple[Phone, Phone]:
    """Ana and Eve would like a buddy; it is nine, and Cleo is at work."""
    town.coordinator("Cleo")
    both = wants_a_buddy(town, "Ana"), wants_a_buddy(town, "Eve")
    town.wait(hours=1)
    return both


def offered(town: Town, *phones: Phone) -> list[str]:
    """A round, an approval, and what each of them reads."""
    a_round(town)
    approves(town)
    return [phone.expects("would you like a buddy", "YES", "NO") for phone in phones]


def asked(town: Town, *phones: Phone, **later: float) -> None:
    """Time goes by, and the check-in of the day goes its way."""
    town.wait(**later)
    for phone in phones:
        phone.expects("1", "2", "Harbour Circle")
        phone.replies("1")
        phone.expects("Good to hear")


def test_two_accept_and_are_introduced_with_a_first_time(
    town: Town, two: tuple[Phone, Phone]
) -> None:
    ana, eve = two
    to_ana, to_eve = offered(town, ana, eve)
    assert "English" in to_ana
    assert "09:00-20:00" in to_ana
    assert "Eve" not in to_ana
    assert "Ana" not in to_eve

    ana.replies("yes")
    ana.expects("We ask the other side")
    eve.replies("yes")
    eve.expects("voluntary", "Do you accept?")
    ana.expects("voluntary", "Do you accept?")
    ana.replies("yes")
    ana.expects("We ask the other side")
    eve.replies("yes")

    begun = [phone.expects("are buddies now", "Mar 3, 09:00") for phone in two]
    assert [name for name in ("Ana", "Eve") if any(name in said for said in begun)] == []
    assert len(lines(town, PairingState.ACTIVE)) == 1


def test_one_declines_and_the_other_cannot_tell_that_from_silence(
    town: Town, two: tuple[Phone, Phone]
) -> None:
    ana, eve = two
    offered(town, ana, eve)

    eve.replies("no")
    eve.expects("nobody hears that you said no")
    ana.replies("yes")
    told_of_a_no = [ana.expects("We ask the other side")]
    asked(town, ana, eve, hours=1)
    town.wait(days=2)
    ana.is_silent()
    town.wait(days=1)
    told_of_a_no.append(ana.expects("it did not come to a pair"))
    assert lines(town, PairingState.ENDED)[0].ended is Ended.DECLINED

    eve.replies("stop buddy")
    eve.expects("ended")
    dov = wants_a_buddy(town, "Dov")  # and now with somebody who never answers
    offered(town, ana, dov)
    ana.replies("yes")
    told_of_silence = [ana.expects("We ask the other side")]
    asked(town, dov, days=1)
    town.wait(days=2, hours=1)
    told_of_silence.append(ana.expects("it did not come to a pair"))
    assert dov.expects("it did not come to a pair") == told_of_silence[-1]
    assert told_of_silence == told_of_a_no


def test_whoever_is_in_danger_is_not_offered_until_that_is_over(
    town: Town, two: tuple[Phone, Phone]
) -> None:
    ana, eve = two
    cleo = town.phone("Cleo")
    a_round(town)
    eve.replies("I want to kill myself")
    eve.expects()
    cleo.expects("1t")
    with pytest.raises(Refused, match="in_danger"):
        approves(town)

    cleo.replies("1t")
    cleo.expects()
    eve.expects("Cleo")
    cleo.replies("1d spoke with her, she is safe")
    cleo.expects()
    eve.expects("help")
    approves(town)
    for phone in two:
        phone.expects("would you like a buddy")
    ana.replies("I want to kill myself")  # what is open already waits, and goes on afterwards
    ana.expects()
    cleo.expects("2t")
    eve.replies("yes")
    eve.expects()
    assert len(lines(town, PairingState.PAUSED)) == 1


def test_change_buddy_ends_it_within_the_same_request_and_nobody_hears_why(
    town: Town, two: tuple[Phone, Phone]
) -> None:
    ana, eve = two
    are_paired(town, ana, eve)

    ana.replies("change buddy")

    ana.expects("no more contact", "YES")
    eve.expects("not buddies any more", "nobody's fault", "YES")
    assert lines(town, PairingState.ENDED)[0].ended is Ended.CHANGED
    eve.replies("buddy")
    eve.expects("no buddy yet")
    for phone in two:
        phone.replies("buddy")
        phone.expects("no buddy yet")
    assert a_round(town).waiting == 0  # a new match is made on request only


def test_a_new_match_is_for_who_asks_and_never_with_the_same_again(
    town: Town, two: tuple[Phone, Phone]
) -> None:
    ana, eve = two
    are_paired(town, ana, eve)
    ana.replies("change buddy")
    ana.expects("Would you like another buddy?")
    ana.replies("yes")
    ana.expects("We look for somebody")
    eve.expects("not buddies any more")
    eve.replies("yes")
    eve.expects("We look for somebody")

    assert (a_round(town).pairs, a_round(town).waiting) == (0, 2)
    for phone in two:
        phone.expects("nobody fits as your buddy yet")


def test_a_blocked_person_is_never_proposed_again_and_is_told_nothing(
    town: Town, two: tuple[Phone, Phone]
) -> None:
    ana, eve = two
    are_paired(town, ana, eve)
    ana.replies("block")
    ana.expects("no more contact with them, ever")
    told = eve.expects("not buddies any more")
    assert "block" not in told.casefold()
    eve.replies("yes")
    eve.expects("We look for somebody")
    with town.services.look() as work:
        blocks = work.pairings.blocks([1, 2])
    assert len(blocks) == 1

    town.sleep(days=200)  # long after any pair of the two is recent
    assert a_round(town).pairs == 0
    for phone in (*two, town.phone("Cleo")):
        phone.reads_all()
    ana.replies("unblock")
    ana.expects("keep away from nobody")
    with town.services.look() as work:
        assert not work.pairings.blocks([1, 2])


@pytest.mark.parametrize("leaves", ["stop buddy", "STOP", "refuse buddy", "wrong number"])
def test_whoever_leaves_leaves_the_pair_at_once(
    town: Town, two: tuple[Phone, Phone], leaves: str
) -> None:
    ana, eve = two
    are_paired(town, ana, eve)

    ana.replies(leaves)

    ana.expects()
    eve.expects("not buddies any more", "nobody's fault")
    assert lines(town, PairingState.ENDED)[0].ended is Ended.LEFT
    if leaves == "wrong number":
        town.phone("Cleo").expects("number")


def test_an_odd_one_out_is_told_and_may_join_two_others(
    town: Town, two: tuple[Phone, Phone]
) -> None:
    ana, eve = two
    ben = wants_a_buddy(town, "Ben")
    left = {ana, eve, ben}

    assert a_round(town).pairs == 1
    (odd,) = [phone for phone in left if phone.has_unread()]
    odd.expects("group of three", "YES")
    odd.replies("yes")
    odd.expects("we ask you all first")
    approves(town)

    for phone in (ana, eve, ben):
        phone.expects("group of three")
