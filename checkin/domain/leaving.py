"""Stop and start: leaving holds for everyone on the line, coming back only for check-in texts."""

from dataclasses import replace
from datetime import datetime

from checkin.domain.consent import Action, ConsentEvent, Medium, Purpose
from checkin.domain.conversation import Conversation, Thread, reply_to
from checkin.domain.decision import (
    Change,
    CheckInChanged,
    Decision,
    LineChanged,
    MemberChanged,
)
from checkin.domain.member import Channel, Member, MemberState
from checkin.domain.schedule import first_slot
from checkin.domain.silence import given_up


def stop(
    conversation: Conversation,
    evidence: str,
    now: datetime,
    *,
    silent: bool,
    medium: Medium = Medium.TEXT,
) -> Decision:
    """Everything stops for everyone on the line, confirmed once (R18, R23, R25, R26, R29).

    `silent` when the carrier has confirmed it already. A line that had stopped before hears
    nothing more.
    """
    everything = ConsentEvent(
        conversation.line_id, None, Purpose.ALL, Action.REVOKED, medium, evidence
    )
    changes: list[Change] = [
        everything,
        LineChanged(conversation.line_id, stopped=True, misunderstood=0),
    ]
    for thread in conversation.threads:
        changes += _left(thread, now)
    heard = silent or conversation.stopped
    return Decision(tuple(changes), reply=None if heard else reply_to(conversation, "stopped"))


def _left(thread: Thread, now: datetime) -> list[Change]:
    """One member leaves: no slot is planned, and what was open is cancelled."""
    changes: list[Change] = []
    if thread.member.state is not MemberState.LEFT:
        changes.append(MemberChanged(thread.member.id, state=MemberState.LEFT, unplanned=True))
    if thread.check_in and thread.check_in.is_open:
        after = given_up(thread.check_in, "cancelled.stopped", now)
        changes.append(CheckInChanged(thread.check_in, after))
    return changes


def start(conversation: Conversation, evidence: str, now: datetime) -> Decision:
    """Check-in texts, and nothing else, start again for those who had left or were asked (R28)."""
    changes: list[Change] = []
    if conversation.stopped or conversation.misunderstood:
        changes.append(LineChanged(conversation.line_id, stopped=False, misunderstood=0))
    back = [t.member for t in conversation.threads if t.member.state is not MemberState.ACTIVE]
    for member in back:
        changes += joined(member, Action.GRANTED, evidence, now)
    if not conversation.threads:
        return Decision(tuple(changes), reply=reply_to(conversation, "unknown_number"))
    return Decision(tuple(changes), reply=reply_to(conversation, "started"))


def joined(
    member: Member, action: Action, evidence: str, now: datetime, *, also_calls: bool = False
) -> list[Change]:
    """The member is active from now on, with a first slot planned and the consent written down."""
    purposes = [Purpose.CHECKIN_TEXT]
    if also_calls:
        purposes.append(Purpose.CHECKIN_CALL)
    active = replace(member, channel=member.channel if also_calls else Channel.TEXT)
    slot = first_slot(active.rhythm, active.time_zone, now)
    changes: list[Change] = [
        ConsentEvent(member.line_id, member.id, purpose, action, Medium.TEXT, evidence)
        for purpose in purposes
    ]
    changes.append(
        MemberChanged(member.id, state=MemberState.ACTIVE, channel=active.channel, next_due_at=slot)
    )
    return changes
