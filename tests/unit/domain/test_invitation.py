"""Nothing starts before a yes, and a yes counts only while the invitation is open."""

from datetime import datetime, timedelta

import pytest

from checkin.domain.consent import Action, ConsentEvent, Medium, Purpose
from checkin.domain.conversation import Thread
from checkin.domain.decision import Decision, MemberChanged
from checkin.domain.intents import Intent
from checkin.domain.invitation import answered, invite, run_out
from checkin.domain.member import Channel, MemberState
from checkin.domain.outgoing import Kind, Outgoing, Subject
from checkin.domain.policy import Policy
from tests.builders import ANA, DAY, NOON, a_conversation, a_member

INVITED = a_member(id=6, name="Fay", state=MemberState.INVITED, channel=Channel.CALL)
SECOND = timedelta(seconds=1)
OPEN = Thread(INVITED, None, invited_until=NOON + DAY)
BOTH = (Purpose.CHECKIN_TEXT, Purpose.CHECKIN_CALL)


def ask(thread: Thread, intent: Intent) -> Decision | None:
    """What follows from these words at noon."""
    return answered(a_conversation(ANA, thread), intent, "SM1", NOON)


def said(decision: Decision | None) -> str | None:
    """The catalog key of the reply."""
    return decision.reply.say[0].key if decision and decision.reply else None


def test_an_invitation_is_one_text_that_is_dropped_if_it_cannot_leave_within_a_week() -> None:
    sent = invite(INVITED, NOON, Policy())

    assert sent == Outgoing(
        Kind.INVITATION, Subject(INVITED.line_id, INVITED.id), "invitation", NOON, NOON + 7 * DAY
    )


@pytest.mark.parametrize("intent", [Intent.YES, Intent.OK])
def test_a_yes_confirms_what_the_invitation_named_and_plans_the_first_slot(intent: Intent) -> None:
    decision = ask(OPEN, intent)

    assert decision is not None
    *events, changed = decision.changes
    assert events == [
        ConsentEvent(INVITED.line_id, INVITED.id, purpose, Action.CONFIRMED, Medium.TEXT, "SM1")
        for purpose in BOTH
    ]
    assert isinstance(changed, MemberChanged)
    assert (changed.member_id, changed.state) == (INVITED.id, MemberState.ACTIVE)
    assert (changed.channel, changed.next_due_at) == (
        Channel.CALL,
        NOON.replace(hour=10) + DAY,
    )
    assert decision.reply is not None
    assert (said(decision), decision.reply.member_id) == ("welcome", INVITED.id)


@pytest.mark.parametrize("intent", [Intent.NO, Intent.NOT_OK])
def test_a_no_refuses_both_and_nothing_ever_starts(intent: Intent) -> None:
    decision = ask(OPEN, intent)

    assert decision is not None
    refused = tuple(
        ConsentEvent(INVITED.line_id, INVITED.id, purpose, Action.REFUSED, Medium.TEXT, "SM1")
        for purpose in BOTH
    )
    gone = MemberChanged(INVITED.id, state=MemberState.LEFT, unplanned=True)
    assert decision.changes == (*refused, gone)
    assert said(decision) == "invitation_declined"


@pytest.mark.parametrize("intent", [Intent.UNCLEAR, Intent.STOP, Intent.START, Intent.HELP])
def test_other_words_neither_confirm_nor_refuse(intent: Intent) -> None:
    assert ask(OPEN, intent) is None


@pytest.mark.parametrize(
    ("until", "is_open"),
    [
        (NOON + SECOND, True),
        (NOON, True),
        (NOON - SECOND, False),
        (None, False),
    ],
)
def test_an_invitation_is_open_until_its_last_moment_and_only_once_it_was_sent(
    until: datetime | None, is_open: bool
) -> None:
    thread = Thread(INVITED, None, invited_until=until)

    assert (ask(thread, Intent.YES) is not None) is is_open


@pytest.mark.parametrize("state", [MemberState.ACTIVE, MemberState.PAUSED, MemberState.LEFT])
def test_a_yes_means_nothing_from_somebody_who_is_not_waiting_to_be_asked(
    state: MemberState,
) -> None:
    thread = Thread(a_member(state=state), None, invited_until=NOON + DAY)

    assert ask(thread, Intent.YES) is None


def test_of_two_invited_on_one_phone_the_one_whose_invitation_is_open_is_meant() -> None:
    expired = Thread(a_member(id=7, state=MemberState.INVITED), None, NOON - SECOND)

    decision = answered(a_conversation(expired, OPEN), Intent.YES, "SM1", NOON)

    assert decision is not None
    assert {c.member_id for c in decision.changes if isinstance(c, MemberChanged)} == {INVITED.id}


def test_an_invitation_nobody_answered_runs_out_and_is_not_sent_again() -> None:
    decision = run_out(INVITED)

    expired, gone = decision.changes
    assert isinstance(expired, ConsentEvent)
    assert (expired.line_id, expired.member_id) == (INVITED.line_id, INVITED.id)
    assert (expired.purpose, expired.action) == (Purpose.CHECKIN_TEXT, Action.EXPIRED)
    assert gone == MemberChanged(INVITED.id, state=MemberState.LEFT, unplanned=True)
    assert (decision.send, decision.reply) == ((), None)
