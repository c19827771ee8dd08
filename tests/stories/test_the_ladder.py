"""Nobody is forgotten: who does not take a page is followed by the next, until somebody does."""

import pytest

from checkin.domain.urgency import Level
from checkin.usecases import desk, health
from tests.town.phone import Phone
from tests.town.town import Town

DANGER = "I want to die"


@pytest.fixture
def staffed(night: Town) -> Town:
    """It is ten in the morning. Cleo is on call, Dov stands in, Eve is at home."""
    for name in ("Cleo", "Dov", "Eve"):
        night.coordinator(name)
    night.puts_on_call("Cleo", "first")
    night.puts_on_call("Dov", "second")
    night.enrol("Ana")
    night.wait(hours=2)
    night.phone("Ana").expects("Reply 1")
    return night


def people(town: Town) -> tuple[Phone, Phone, Phone, Phone]:
    """The phones of Ana, Cleo, Dov and Eve."""
    ana, cleo, dov, eve = (town.phone(name) for name in ("Ana", "Cleo", "Dov", "Eve"))
    return ana, cleo, dov, eve


def in_danger(town: Town) -> None:
    """Ana is in danger, and Cleo's phone says so."""
    ana, cleo, *_ = people(town)
    ana.replies(DANGER)
    ana.expects("Thank you for telling us")
    cleo.expects("may be in danger")


def missed(town: Town) -> list[tuple[str, str]]:
    """Whose pages came to nobody, as the timeline tells it, oldest first; the list counts them."""
    with town.services.look() as work:
        events = [event for event in work.desk.events(1) if event.what.startswith("page_not")]
        concern = work.desk.concern(1)
    assert concern and concern.missed == len(events)
    return [(event.what, event.by) for event in reversed(events)]


def test_the_one_on_call_sleeps_and_the_one_who_stands_in_takes_it(staffed: Town) -> None:
    ana, cleo, dov, eve = people(staffed)
    in_danger(staffed)

    staffed.wait(minutes=4, seconds=59)
    cleo.is_silent()
    staffed.wait(seconds=1)
    dov.is_silent()
    cleo.lets_it_ring()  # which says already that she will not take it
    dov.expects("may be in danger")
    dov.answers()
    dov.hears("Somebody needs a person", "Number 1: possible danger", "press 1")
    dov.presses("1")
    dov.hears("It is yours until 06:05")
    dov.hangs_up()

    ana.expects("Dov from our team", "by 10:20")
    staffed.wait(minutes=14)
    for phone in (ana, cleo, dov, eve):
        phone.is_silent()


def test_everybody_is_told_when_neither_of_them_takes_it(staffed: Town) -> None:
    _, cleo, dov, eve = people(staffed)
    for phone in (cleo, dov, eve):
        phone.is_switched("no-answer")
    in_danger(staffed)

    staffed.wait(minutes=6)

    cleo.call_is("no-answer")
    dov.expects("may be in danger")
    dov.call_is("no-answer")
    for phone in (cleo, dov, eve):
        phone.is_silent()
    eve.replies("LIST")
    eve.expects("1!! possible danger, 6m.")
    staffed.wait(minutes=5)
    for phone in (cleo, dov, eve):
        phone.expects("may be in danger")
        phone.call_is("no-answer")
    eve.replies("1t")
    eve.expects("1 is yours")
    people(staffed)[0].expects("Eve from our team")


def test_a_dead_phone_does_not_keep_the_next_one_waiting(staffed: Town) -> None:
    _, cleo, dov, eve = people(staffed)
    cleo.is_switched("undeliverable", 30005)

    ana = staffed.phone("Ana")
    ana.replies(DANGER)
    ana.expects("Thank you for telling us")

    cleo.call_is("failed")
    assert missed(staffed)[0] == ("page_not_delivered", "Cleo")
    dov.expects("may be in danger")
    dov.answers()
    dov.presses("1")
    dov.hears("It is yours")
    dov.hangs_up()
    ana.expects("Dov from our team", "by 10:15")
    eve.is_silent()


def test_phones_that_are_all_dead_are_not_tried_again_and_again(staffed: Town) -> None:
    ana, cleo, dov, eve = people(staffed)
    for phone in (cleo, dov, eve):
        phone.is_switched("undeliverable", 30005)
    ana.replies(DANGER)
    ana.expects("Thank you for telling us")

    for phone in (cleo, dov, eve):
        phone.call_is("failed")
    tried = len(staffed.control.handset(eve.number).texts())
    staffed.wait(minutes=9)

    assert len(staffed.control.handset(eve.number).texts()) == tried == 1
    texts, calls = "page_not_delivered", "page_not_answered"
    each = [(what, who) for who in ("Cleo", "Dov", "Eve") for what in (texts, calls)]
    assert sorted(missed(staffed), key=lambda one: (one[1], -len(one[0]))) == each
    assert health.load(staffed.services).escalations == {("red", "open"): 1}


def test_a_voicemail_takes_nothing_and_hears_nothing(staffed: Town) -> None:
    ana, cleo, dov, eve = people(staffed)
    cleo.is_switched("voicemail")
    in_danger(staffed)

    staffed.wait(minutes=5)

    assert cleo.heard() == ""
    assert missed(staffed) == [("page_not_answered", "Cleo")]
    dov.expects("may be in danger")
    dov.answers()
    dov.presses("1")
    dov.hears("It is yours")
    dov.hangs_up()
    ana.expects("Dov from our team")
    eve.is_silent()


def test_a_phone_that_nobody_has_called_theirs_takes_nothing(night: Town) -> None:
    ana, cleo = night.enrol("Ana"), night.coordinator("Cleo", confirmed=False)
    ana.replies(DANGER)
    ana.expects("Thank you for telling us")
    cleo.expects("may be in danger")

    cleo.replies("1t")
    cleo.expects("Cleo, reply CONFIRM first")
    night.wait(minutes=5)
    cleo.answers()
    cleo.hears("Somebody needs a person", "text us the word confirm")
    assert "danger" not in cleo.heard()
    cleo.call_is("completed")
    cleo.calls()
    cleo.hears("text us the word confirm", "If you want us to ask you how you are")
    assert "possible danger" not in cleo.heard()
    cleo.hangs_up()
    assert health.load(night.services).escalations == {("red", "open"): 1}
    cleo.replies("CONFIRM")
    cleo.expects("You can work with this phone now")
    cleo.replies("1t")
    cleo.expects("1 is yours")


def test_whoever_stops_us_is_not_paged_any_more(staffed: Town) -> None:
    ana, cleo, dov, _ = people(staffed)
    cleo.replies("STOP")
    cleo.expects("opted out")

    ana.replies(DANGER)

    ana.expects("Thank you for telling us")
    dov.expects("may be in danger")
    dov.answers()
    dov.presses("1")
    dov.hears("It is yours")
    dov.hangs_up()
    ana.expects("Dov from our team")


def test_a_hold_is_asked_about_and_kept(night: Town) -> None:
    ana, cleo = night.enrol("Ana"), night.coordinator("Cleo")
    ana.replies(DANGER)
    ana.expects("Thank you for telling us")
    cleo.expects("may be in danger")
    cleo.replies("1t")
    cleo.expects("1 is yours until 04:00")

    night.wait(minutes=48)
    cleo.expects("is 1 still yours?")
    cleo.replies("1t")
    cleo.expects("1 stays yours until 04:48")
    night.wait(minutes=47)

    cleo.is_silent()
    assert health.load(night.services).escalations == {("red", "taken"): 1}


def test_a_hold_that_nobody_speaks_for_is_over_and_the_ladder_begins_anew(staffed: Town) -> None:
    ana, cleo, dov, eve = people(staffed)
    in_danger(staffed)
    dov.replies("LIST")
    dov.expects("1!! possible danger")
    dov.replies("1t")
    dov.expects("1 is yours")
    ana.expects("Dov from our team", "by 10:15")
    staffed.wait(minutes=15)
    ana.expects("we said somebody would be in touch by now")
    dov.expects("was told you would be in touch by now")
    staffed.wait(minutes=33)
    dov.expects("is 1 still yours?")

    staffed.wait(minutes=12)

    cleo.expects("may be in danger")
    eve.is_silent()
    assert health.load(staffed.services).escalations == {("red", "open"): 1}
    cleo.replies("1t")
    cleo.expects("1 is yours")
    ana.expects("Cleo from our team", "by 11:15")


def test_in_a_gap_of_the_rota_what_can_wait_waits_for_the_shift(night: Town) -> None:
    ana, cleo = night.enrol("Ana"), night.coordinator("Cleo")
    night.puts_on_call("Cleo", starts=15, hours=8)
    cleo.is_silent()
    night.wait(hours=2)
    ana.expects("Reply 1")
    cleo.expects("you are on call from 15:00", "CONFIRM")
    ana.replies("2")
    ana.expects("person")

    night.wait(hours=4, minutes=59)
    cleo.is_silent()
    night.wait(minutes=1)

    cleo.expects("not ok")


def test_who_is_on_call_next_is_reminded_and_confirms(town: Town) -> None:
    cleo = town.coordinator("Cleo")
    town.puts_on_call("Cleo", starts=18, hours=8)
    town.settle()

    cleo.expects("you are on call from 18:00 on Mar 2", "CONFIRM")
    cleo.replies("Confirm")
    cleo.expects("You are on call from 13:00")
    town.wait(hours=6)
    cleo.replies("confirm")
    cleo.expects("no shift of yours to confirm")


CROWD = 100


def test_a_hundred_at_once_neither_flood_a_phone_nor_are_lost(town: Town) -> None:
    cleo = town.coordinator("Cleo")
    town.many_ask_for_help(CROWD)
    town.settle()

    for _ in range(town.services.policy.pages_at_once):
        cleo.expects("asks for help")
    town.wait(minutes=1)
    cleo.expects("more members wait than fit here", "LIST")
    town.wait(minutes=8)
    cleo.is_silent()

    cleo.replies("LIST")
    cleo.expects("1! asks for help", "5! asks for help", f"And {CROWD - 5} more")
    seen, after = 0, None
    while True:
        listed = desk.listing(town.services, after)
        seen, after = seen + len(listed.concerns), listed.next
        if after is None:
            break
    assert (seen, listed.counts[Level.AMBER]) == (CROWD, CROWD)
    for nth in range(1, 6):
        cleo.replies(f"{nth}t")
        cleo.expects(f"{nth} is yours")
    cleo.replies("LIST")
    cleo.expects("6! asks for help", "10! asks for help")
