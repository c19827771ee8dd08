"""One question to somebody whom someone else enrolled, and what becomes of it."""

from checkin.domain.consent import Action, ConsentEvent, Purpose
from checkin.domain.decision import MemberChanged
from checkin.domain.invitation import invite, run_out
from checkin.domain.member import Channel, MemberState
from checkin.domain.outgoing import Kind, Outgoing, Subject
from checkin.domain.policy import Policy
from tests.builders import DAY, NOON, a_member

INVITED = a_member(id=6, name="Fay", state=MemberState.INVITED, channel=Channel.CALL)


def test_an_invitation_is_one_text_that_is_dropped_if_it_cannot_leave_within_a_week() -> None:
    sent = invite(INVITED, NOON, Policy())

    assert sent == Outgoing(
        Kind.INVITATION, Subject(INVITED.line_id, INVITED.id), "invitation", NOON, NOON + 7 * DAY
    )


def test_an_invitation_nobody_answered_runs_out_and_is_not_sent_again() -> None:
    decision = run_out(INVITED)

    expired, gone = decision.changes
    assert isinstance(expired, ConsentEvent)
    assert (expired.line_id, expired.member_id) == (INVITED.line_id, INVITED.id)
    assert (expired.purpose, expired.action) == (Purpose.CHECKIN_TEXT, Action.EXPIRED)
    assert gone == MemberChanged(INVITED.id, state=MemberState.LEFT, unplanned=True)
    assert (decision.send, decision.reply) == ((), None)
