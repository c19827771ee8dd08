"""Nothing before a yes, nothing after a stop."""

import pytest

from tests.town.town import Town


def invite(town: Town) -> None:
    """Put Ana's invitation into the outbox, as the import does."""
    from checkin.domain.invitation import invite as invitation

    town.invite("Ana")
    with town.services.begin() as work:
        work.send([invitation(town.member, town.moment, town.services.policy)], town.moment)
    town.wait(hours=1, minutes=1)


def test_an_invited_member_is_asked_once_and_starts_with_a_yes(town: Town) -> None:
    invite(town)
    ana = town.phone("Ana")

    ana.expects("YES", "NO", "STOP")
    ana.replies("Yes!")
    ana.expects("you are in")
    town.wait(hours=1)

    ana.expects("Reply 1")


@pytest.mark.parametrize("answer", ["no", "2"])
def test_a_no_is_thanked_and_nothing_starts(town: Town, answer: str) -> None:
    invite(town)
    ana = town.phone("Ana")

    ana.expects("YES")
    ana.replies(answer)
    ana.expects()
    town.wait(days=10)


def test_silence_is_no_consent_and_a_late_yes_grants_nothing(town: Town) -> None:
    invite(town)
    ana = town.phone("Ana")

    ana.expects("YES")
    town.wait(days=8)
    ana.replies("yes")
    ana.expects("do not know")
    town.wait(days=2)


@pytest.mark.parametrize("word", ["STOP", "stop!!", " Unsubscribe ", "Opt-Out", "END"])
def test_stop_is_confirmed_once_and_holds(town: Town, word: str) -> None:
    ana = town.enrol("Ana")

    town.wait(hours=2)
    ana.expects("Reply 1")
    ana.replies(word)
    ana.expects("opted out")
    ana.replies("STOP")
    town.wait(days=3)


def test_a_bus_stop_is_no_stop(town: Town) -> None:
    ana = town.enrol("Ana")

    town.wait(hours=2)
    ana.expects("Reply 1")
    ana.replies("my bus stop is flooded")
    ana.expects("1", "2")
    ana.replies("1")

    ana.expects("Thank you")


def test_start_brings_back_texts_and_no_calls(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")

    ana.replies("STOP")
    ana.expects("opted out")
    ana.replies("START")
    ana.expects("on again")
    town.wait(hours=8)

    ana.expects("Reply 1")
    ana.expects("Reply 1")
    cleo.expects("has not answered")


def test_a_stop_just_before_the_reminder_leaves_it_unsent(town: Town) -> None:
    ana = town.enrol("Ana")

    town.wait(hours=2)
    ana.expects("Reply 1")
    town.wait(hours=1, minutes=59)
    ana.replies("STOP")
    ana.expects("opted out")
    town.wait(days=1)


def test_help_is_always_answered(town: Town) -> None:
    dov = town.phone("Dov")

    dov.replies("HELP")

    dov.expects("STOP", "911")


def test_yes_without_a_question_grants_nothing(town: Town) -> None:
    dov = town.phone("Dov")

    dov.replies("YES")
    dov.expects("do not know")
    town.wait(days=2)


def test_what_the_carrier_refuses_as_stopped_is_written_down(town: Town) -> None:
    ana = town.enrol("Ana")
    ana.is_switched("stopped")

    town.wait(days=3)

    with town.services.look() as work:
        assert work.conversations.on(ana.number, town.moment).stopped
