"""Double opt-in: an imported member is asked once to confirm, and nothing starts before a yes."""

from datetime import datetime

from checkin.domain.consent import Action, ConsentEvent, Medium, Purpose
from checkin.domain.decision import Decision, MemberChanged
from checkin.domain.member import Member, MemberState
from checkin.domain.outgoing import Kind, Outgoing, Subject
from checkin.domain.policy import Policy
from checkin.domain.schedule import first_slot


def invite(member: Member, now: datetime, policy: Policy) -> Outgoing:
    """The one question to an imported member; it is dropped if it cannot leave in time (R9)."""
    return Outgoing(
        kind=Kind.INVITATION,
        subject=Subject(member.line_id, member.id),
        wording="invitation",
        not_before=now,
        not_after=now + policy.invitation,
    )


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


def confirmed(member: Member, evidence: str, now: datetime) -> Decision:
    """A member whose yes to texts and calls is proven elsewhere, such as by a form they signed."""
    events = tuple(
        ConsentEvent(
            line_id=member.line_id,
            member_id=member.id,
            purpose=purpose,
            action=Action.CONFIRMED,
            medium=Medium.PAGE,
            evidence=evidence,
            wording="invitation",
            language=member.language,
        )
        for purpose in (Purpose.CHECKIN_TEXT, Purpose.CHECKIN_CALL)
    )
    slot = first_slot(member.rhythm, member.time_zone, now)
    active = MemberChanged(
        member.id, state=MemberState.ACTIVE, channel=member.channel, next_due_at=slot
    )
    return Decision((*events, active))
