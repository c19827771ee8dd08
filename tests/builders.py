"""A fixed cast, and builders of what the rules work on: say only what matters to the test.

Everybody lives in UTC unless a test moves them, and it is noon on Wednesday 4 March 2026.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from checkin.domain.check_in import OPEN, CheckIn, CheckInState
from checkin.domain.conversation import Conversation, Thread
from checkin.domain.escalation import (
    Escalation,
    EscalationKind,
    EscalationState,
    Level,
    OnCall,
)
from checkin.domain.member import Cadence, Channel, Member, MemberState, Rhythm

Whole = TypeVar("Whole", Member, Conversation)

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def replaced(whole: Whole, **changes: Any) -> Whole:
    """A copy with these values in place of the old ones; None leaves a value as it is."""
    given = {name: value for name, value in changes.items() if value is not None}
    return replace(whole, **given)


def a_member(**changes: Any) -> Member:
    """An active member, asked by text every week."""
    return replace(Member(id=1, line_id=11, name="Ana"), **changes)


def daily(**changes: Any) -> Member:
    """A member who is asked every day."""
    return a_member(rhythm=Rhythm(Cadence.DAILY), **changes)


ANA = a_member()
BEN = a_member(id=2, line_id=12, name="Ben", channel=Channel.CALL)
CLEO = OnCall(coordinator_id=3, line_id=13)
DOV = a_member(id=4, line_id=14, name="Dov", state=MemberState.LEFT)  # must receive nothing


def a_check_in(member: Member = ANA, **changes: Any) -> CheckIn:
    """A check-in of `member`, asked two hours ago; a final one was closed an hour ago."""
    made = CheckIn(
        id=100 + member.id,
        member_id=member.id,
        line_id=member.line_id,
        channel=member.channel,
        state=changes.get("state", CheckInState.ASKED),
        due_at=NOON - 2 * HOUR,
        act_after=NOON,
    )
    if made.state not in OPEN:
        made = replace(made, act_after=None, closed_at=NOON - HOUR)
    return replace(made, **changes)


def a_conversation(*threads: Thread | Member, **changes: Any) -> Conversation:
    """What is open on a line; a member given alone has no check-in yet."""
    made = tuple(t if isinstance(t, Thread) else Thread(t) for t in threads)
    line_id = made[0].member.line_id if made else 19
    return replace(Conversation(line_id, language="en", threads=made), **changes)


def an_escalation(**changes: Any) -> Escalation:
    """Ana's check-in was not answered; nobody has taken it yet."""
    made = Escalation(
        id=500,
        member_id=ANA.id,
        kind=EscalationKind.SILENCE,
        level=Level.YELLOW,
        state=EscalationState.OPEN,
        opened_at=NOON - HOUR,
        act_after=NOON,
    )
    return replace(made, **changes)
