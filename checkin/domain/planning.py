"""A member's slot has come: what check-in it becomes, and when the next slot is."""

from dataclasses import dataclass
from datetime import datetime, time

from checkin.domain.check_in import CheckIn, CheckInState
from checkin.domain.member import Cadence, Channel, Rhythm
from checkin.domain.outgoing import Kind, Outgoing, Subject
from checkin.domain.policy import Policy
from checkin.domain.schedule import latest_slot, slot_after

NOT_YET_KEPT = 0  # the id of a check-in before the database has counted it


@dataclass(frozen=True, slots=True)
class Due:
    """As much of a member as planning needs; read for thousands at a time."""

    member_id: int
    line_id: int
    channel: Channel
    cadence: Cadence
    at: time
    time_zone: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Planned:
    """The check-in to open, its asking, and the next slot."""

    check_in: CheckIn
    next_due_at: datetime
    not_before: datetime

    @property
    def member_id(self) -> int:
        """Whose it is."""
        return self.check_in.member_id

    def ask(self, check_in_id: int) -> Outgoing:
        """The question, once the check-in has its id. Stale after the check-in's own deadline."""
        check_in = self.check_in
        by_call = check_in.channel is Channel.CALL
        return Outgoing(
            kind=Kind.ASK_CALL if by_call else Kind.ASK,
            subject=Subject(check_in.line_id, check_in.member_id, check_in_id),
            wording="call.check_in" if by_call else "check_in.ask",
            not_before=self.not_before,
            not_after=check_in.act_after,
        )


def plan(due: Due, now: datetime, policy: Policy) -> Planned:
    """What becomes of a slot at `now`. One that comes too late is kept as cancelled, not asked.

    Of slots that went by unplanned, the latest counts: an outage leads to one asking at most.
    """
    rhythm = Rhythm(due.cadence, due.at)
    slot = due.due_at
    if now > slot + policy.ask_within:
        slot = latest_slot(rhythm, due.time_zone, slot, now)
    deadline = slot + policy.ask_within
    in_time = now <= deadline
    check_in = CheckIn(
        id=NOT_YET_KEPT,
        member_id=due.member_id,
        line_id=due.line_id,
        channel=due.channel,
        state=CheckInState.DUE if in_time else CheckInState.CANCELLED,
        due_at=slot,
        act_after=deadline if in_time else None,
        closed_at=None if in_time else now,
        reason="" if in_time else "cancelled.not_asked_in_time",
    )
    return Planned(check_in, slot_after(rhythm, due.time_zone, slot, now), now)
