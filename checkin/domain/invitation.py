"""Double opt-in: an imported member is asked once to confirm, and nothing starts before a yes."""

from datetime import datetime

from checkin.domain.consent import Action, ConsentEvent, Medium, Purpose
from checkin.domain.conversation import Conversation, Thread, reply_to
from checkin.domain.decision import Change, Decision, MemberChanged
from checkin.domain.intents import Intent
from checkin.domain.leaving import joined
from checkin.domain.member import Member, MemberState
from checkin.domain.outgoing import Kind, Outgoing, Subject
from checkin.domain.policy import Policy

YES = frozenset({Intent.YES, Intent.OK})
NO = frozenset({Intent.NO, Intent.NOT_OK})


def invite(member: Member, now: datetime, policy: Policy) -> Outgoing:
    """The one question to an imported member; it is dropped if it cannot leave in time (R9)."""
    return Outgoing(
        kind=Kind.INVITATION,
        subject=Subject(member.line_id, member.id),
        wording="invitation",
        not_before=now,
        not_after=now + policy.invitation,
    )


def answered(
    conversation: Conversation, intent: Intent, evidence: str, now: datetime
) -> Decision | None:
    """The answer of an invited member; None if nobody on the line has an open invitation.

    The invitation names texts and calls, so a yes confirms both.
    """
    thread = next((t for t in conversation.threads if _open(t, now)), None)
    if thread is None or intent not in YES | NO:
        return None
    member = thread.member
    if intent in YES:
        changes = joined(member, Action.CONFIRMED, evidence, now, also_calls=True)
        return Decision(tuple(changes), reply=reply_to(conversation, "welcome", member))
    refused: tuple[Change, ...] = tuple(
        ConsentEvent(member.line_id, member.id, purpose, Action.REFUSED, Medium.TEXT, evidence)
        for purpose in (Purpose.CHECKIN_TEXT, Purpose.CHECKIN_CALL)
    )
    gone = MemberChanged(member.id, state=MemberState.LEFT, unplanned=True)
    return Decision((*refused, gone), reply=reply_to(conversation, "invitation_declined", member))


def _open(thread: Thread, now: datetime) -> bool:
    """Whether this member has been invited and may still say yes."""
    invited = thread.member.state is MemberState.INVITED and thread.invited_until is not None
    return invited and thread.invited_until is not None and now <= thread.invited_until


def run_out(member: Member) -> Decision:
    """An invitation that nobody answered: nothing starts, and we do not ask again (R9)."""
    expired = ConsentEvent(
        member.line_id,
        member.id,
        Purpose.CHECKIN_TEXT,
        Action.EXPIRED,
        Medium.IMPORT,
        "invitation not answered",
    )
    return Decision((expired, MemberChanged(member.id, state=MemberState.LEFT, unplanned=True)))
