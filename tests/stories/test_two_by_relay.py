"""Two members who are paired write to each other: by alias, from the service's number."""

import re
from dataclasses import replace

import pytest
import sqlalchemy as sa

from checkin import bootstrap
from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import RELAYED
from checkin.domain.decision import Decision, MemberChanged
from checkin.domain.member import MemberState
from checkin.domain.pairing import Blocked
from checkin.domain.policy import Relaying
from checkin.usecases.staff import add_coordinator
from tests.stories.pairs import Two, paired
from tests.town.pairs import pair
from tests.town.town import SERVICE, Town
from tests.web.admin.office import PASSWORD, QUICK, Browser

pytestmark = pytest.mark.usefixtures("secrecy")


def relayed(two: Two) -> list[tuple[str, str]]:
    """What became of everything that was to be passed on, and why."""
    engine = connect_to(two.town.settings.database_url)
    with engine.connect() as connection:
        found = connection.execute(sa.select(RELAYED.outcome, RELAYED.reason).order_by(RELAYED.id))
        rows = [(row.outcome.value, row.reason) for row in found]
    engine.dispose()
    return rows


def decided(two: Two, *changes: object) -> None:
    """Something that happened elsewhere."""
    with two.town.services.begin() as work:
        decision = Decision(tuple(changes))  # type: ignore[arg-type]
        work.apply(decision, two.town.moment, two.town.services.policy)


def test_words_go_both_ways_and_only_the_first_is_confirmed(two: Two) -> None:
    two.ana.replies("BUDDY hello")

    two.ana.expects("Passed on to Sun")
    two.ben.expects("River: hello", "Reply BUDDY and your words")
    two.ben.replies("Buddy: Hi! How was the week? 😀👩🏽‍🚀")
    two.ben.expects("Passed on to River")
    two.ana.expects("Sun: Hi! How was the week? 😀👩🏽‍🚀")
    two.ana.replies("BUDDY better than the last one")
    two.ben.expects("River: better than the last one")


def test_each_reads_it_in_their_own_language_and_script(night: Town) -> None:
    two = paired(night, languages=("hi", "es"))

    two.ana.replies("साथी को नमस्ते, कैसे हो? 🙏")
    two.ana.expects("सूरज तक पहुँचा दिया")
    two.ben.expects("Rio: नमस्ते, कैसे हो? 🙏", "Responde BUDDY")

    two.ben.replies("a mi compañera: ¡Qué alegría!")
    two.ben.expects("Se lo hemos pasado a Rio")
    two.ana.expects("सूरज: ¡Qué alegría!", "BUDDY")


def test_first_names_are_told_where_both_let_that_be(night: Town) -> None:
    two = paired(night, by_name=True)

    two.ana.replies("BUDDY hello")

    two.ana.expects("Passed on to Ben")
    two.ben.expects("Ana: hello")


def test_buddy_alone_says_how_it_is_done(two: Two) -> None:
    two.ana.replies("BUDDY")

    two.ana.expects("Write to Sun: reply BUDDY and your words", "CALL BUDDY")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("call me on 212 555 0101", "number"),
        ("two one two five five five oh one oh one", "number"),
        ("look at www.example.org", "link"),
        ("ana.rose@example.org", "address"),
    ],
)
def test_what_shows_how_to_reach_somebody_does_not_arrive(two: Two, words: str, why: str) -> None:
    two.ana.replies(f"BUDDY {words}")

    two.ana.expects("We did not pass that on", "write it again without")
    assert relayed(two) == [("refused", why)]


@pytest.mark.parametrize(
    ("words", "why"),
    [("lend me 50 please", "money"), ("send me nudes", "sexual"), ("i will find you", "threat")],
)
def test_words_that_harm_are_held_for_a_person(two: Two, words: str, why: str) -> None:
    cleo = two.town.coordinator("Cleo")

    two.ana.replies(f"BUDDY {words}")

    two.ana.expects("That was not delivered.")
    cleo.expects("words between two members were held back")
    assert relayed(two) == [("held", why)]


@pytest.mark.parametrize("words", ["I want to die", "I feel hopeless and I cannot go on"])
def test_danger_reaches_the_team_and_not_the_buddy(two: Two, words: str) -> None:
    cleo = two.town.coordinator("Cleo")

    two.ana.replies(f"BUDDY {words}")

    two.ana.expects("Demo Line", "Your words stay with our team")
    cleo.expects("may be in danger")
    assert relayed(two) == [("held", "danger")]


@pytest.mark.parametrize(
    "words", ["BUDDY STOP", "STOP BUDDY", "BUDDY stop texting me", "buddy alto"]
)
def test_a_stop_among_the_words_ends_the_contact_and_does_not_pass(two: Two, words: str) -> None:
    two.ana.replies(words)
    two.ana.expects("your contact with a buddy has ended")

    two.ben.expects("You and River are not buddies any more", "nobody's fault")
    two.ben.replies("BUDDY are you there?")
    two.ben.expects("you have no buddy yet")
    two.ana.replies("BUDDY hello")
    two.ana.expects("you have no buddy yet")


def test_stop_alone_is_the_general_stop(two: Two) -> None:
    two.ana.replies("STOP")

    two.ana.expects("opted out")
    two.ben.expects("You and River are not buddies any more", "nobody's fault")


def test_who_is_blocked_hears_the_same_as_ever(two: Two) -> None:
    ana, ben = two.members
    decided(two, Blocked(ben.id, ana.id))

    two.ana.replies("BUDDY hello")

    two.ana.expects("Passed on to Sun")
    assert relayed(two) == [("dropped", "blocked")]


def test_a_block_at_night_keeps_back_what_waits_for_the_morning(two: Two) -> None:
    ana, ben = two.members
    two.town.wait(hours=11)
    two.ana.replies("BUDDY sleep well")
    two.ana.expects("We keep it for Sun")

    decided(two, Blocked(ben.id, ana.id))

    two.town.wait(hours=13)


def test_who_is_away_is_not_reached_and_nobody_learns_why(two: Two) -> None:
    decided(two, MemberChanged(two.members[1].id, state=MemberState.PAUSED))

    two.ana.replies("BUDDY hello")

    two.ana.expects("We could not reach Sun now")
    assert relayed(two) == [("dropped", "not_reachable")]


def test_who_has_left_is_nobodys_buddy_and_nobody_learns_why(two: Two) -> None:
    decided(two, MemberChanged(two.members[1].id, state=MemberState.LEFT))

    two.ana.replies("BUDDY hello")

    two.ana.expects("You and Sun are not buddies any more", "nobody's fault")
    two.ana.expects("you have no buddy yet")
    assert relayed(two) == []


def test_at_night_words_wait_for_the_morning(two: Two) -> None:
    two.town.wait(hours=11)  # it is nine in the evening

    two.ana.replies("BUDDY sleep well")
    two.ana.expects("We keep it for Sun", "Mar 4 at 09:00")
    two.town.wait(hours=11, minutes=59)
    two.ben.is_silent()
    two.town.wait(minutes=1)
    two.ben.expects("River: sleep well")


def test_too_long_is_refused_whole(two: Two) -> None:
    two.ana.replies("BUDDY " + "so many words " * 22)

    two.ana.expects("too long to pass on", "nothing was sent")
    assert relayed(two) == [("refused", "too_long")]


def test_two_segments_at_most_arrive(two: Two) -> None:
    two.ana.replies("BUDDY " + "so many words " * 17)

    two.ana.expects("Passed on")
    assert len(two.ben.expects("so many words")) <= 306


def test_very_much_in_an_hour_waits(two: Two) -> None:
    two.town.decides(relaying=Relaying(an_hour=2))
    two.ana.replies("BUDDY one")
    two.ana.expects("Passed on")
    two.ana.replies("BUDDY two")

    two.ana.replies("BUDDY three")

    two.ana.expects("That was a lot", "11:00")
    two.ben.expects("one")
    two.ben.expects("two")
    two.town.wait(hours=1)
    two.ana.replies("BUDDY four")
    two.ben.expects("four")


def test_with_two_buddies_a_number_says_which_and_else_it_is_asked(night: Town) -> None:
    two = paired(night)
    cleo = night.enrol("Cleo", cadence="monthly")
    pair(night, two.members[0], night.member)

    two.ana.replies("BUDDY 2 hello")
    two.ana.expects("Passed on to Sun")
    cleo.expects("River: hello", "Reply BUDDY and")
    two.ana.replies("BUDDY good morning")
    two.ana.expects("Which buddy", "1 Sun, 2 Sun")
    two.ana.replies("1")
    two.ana.expects("Passed on to Sun")
    two.ben.expects("River: good morning")
    two.ben.replies("BUDDY morning!")
    two.ben.expects("Passed on")
    two.ana.expects("Sun: morning!", "Reply BUDDY 1 and your words")
    night.wait(minutes=1)


def test_words_that_waited_for_the_question_which_are_judged_and_can_be_read(night: Town) -> None:
    two = paired(night)
    cleo = night.enrol("Cleo", cadence="monthly")
    pair(night, two.members[0], night.member)

    two.ana.replies("BUDDY lend me 50")
    two.ana.expects("Which buddy")
    two.ana.replies("2")

    two.ana.expects("That was not delivered")
    cleo.is_silent()
    with night.services.look() as work:
        (held,) = work.pairings.held(two.members[0].id)
        assert work.texts.said(held.message_id) == "BUDDY lend me 50"


def test_of_three_all_read_it_and_one_may_be_named(night: Town) -> None:
    ana = night.enrol("Ana", cadence="weekly")
    members = [night.member]
    ben = night.enrol("Ben", cadence="weekly")
    members.append(night.member)
    cleo = night.enrol("Cleo", cadence="weekly")
    members.append(night.member)
    pair(night, *members)
    night.sleep(days=1, hours=2)

    ana.replies("BUDDY hello you two")
    ana.expects("Passed on to Sun. Passed on to Star.")
    ben.expects("River: hello you two", "Reply BUDDY 1")
    cleo.expects("River: hello you two")
    ana.replies("BUDDY 2 only you")
    cleo.expects("River: only you")


def test_a_shared_phone_shows_whom_the_words_are_for(night: Town) -> None:
    two = paired(night)
    night.enrol("Dov", cadence="monthly", on=two.ben)

    two.ana.replies("BUDDY hello")

    two.ana.expects("Passed on")
    two.ben.expects("For Ben, from River: hello")


def test_what_the_carrier_refuses_is_told_to_the_sender(two: Two) -> None:
    two.ben.is_switched("undeliverable", 30003)

    two.ana.replies("BUDDY hello")

    two.ana.expects("Passed on to Sun")
    two.ana.expects("Your last words did not reach Sun")


def test_it_comes_from_our_number(two: Two) -> None:
    two.ana.replies("BUDDY hello")
    two.ana.expects("Passed on")
    two.ben.expects("hello")
    sent = two.town.control.handset(two.ben.number).texts()
    assert {text["other"] for text in sent} == {SERVICE}


@pytest.mark.parametrize("act", ["release", "drop"])
def test_a_coordinator_lets_held_words_pass_or_drops_them(two: Two, act: str) -> None:
    cleo = two.town.coordinator("Cleo")
    two.ana.replies("BUDDY I used to borrow money, and I stopped!")
    two.ana.expects("not delivered")
    cleo.expects("held back")
    two.town.services = replace(two.town.services, passwords=QUICK)
    browser = Browser(bootstrap.app(two.town.settings, two.town.services))
    add_coordinator(two.town.services, "dana", "Dana", PASSWORD, None, "en")
    browser.logs_in("dana")
    browser.opens("/admin/escalations/1")
    assert "about money" in browser.page
    assert "Pass them on" not in browser.page  # before it is taken
    browser.sends("/admin/escalations/1/take")
    two.town.settle()
    two.ana.is_silent()

    browser.opens("/admin/escalations/1")
    held = re.search(r'name="held" value="(\d+)"', browser.page)
    assert held
    assert browser.sends(f"/admin/escalations/1/{act}", held=held[1]).status_code == 303
    two.town.settle()

    if act == "release":
        two.ben.expects("River: I used to borrow money, and I stopped!")
        two.ana.expects("Passed on to Sun")
    browser.opens("/admin/escalations/1")
    assert "Pass them on" not in browser.page
    assert relayed(two) == [("sent" if act == "release" else "dropped", "money")]
