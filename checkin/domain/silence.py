"""Nobody has answered: how a check-in goes from the asking to a person, step by step.

Asked, reminded, called, missed. Each step waits as long as the organisation's patience for the
member's cadence, inside the member's window.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from checkin.domain.check_in import Answer, CheckIn, CheckInState
from checkin.domain.consent import Purpose
from checkin.domain.decision import Change, CheckInChanged, Decision
from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.member import Channel, Member
from checkin.domain.outgoing import Kind, Outgoing, Subject
from checkin.domain.policy import Patience, Policy
from checkin.domain.schedule import next_open, wait, zone_named

NEVER_LEAVES = frozenset({"dropped.no_consent", "dropped.not_dialable"})
ANOTHER_HOUR = timedelta(hours=2)
LATER_IN_THE_DAY = timedelta(hours=5)


@dataclass(frozen=True, slots=True)
class Silence:
    """A check-in at its deadline, and what has become of what we sent for it."""

    check_in: CheckIn
    member: Member
    standing: frozenset[Purpose]
    reached: bool  # at least one text or call of it did not fail to arrive
    on_the_phone: bool = False  # a call about it is under way right now


def asked(check_in: CheckIn, member: Member, now: datetime, policy: Policy) -> CheckIn:
    """The check-in at the moment its question is handed to the carrier."""
    patience = policy.patience[member.rhythm.cadence]
    return replace(check_in, state=CheckInState.ASKED, act_after=wait(member, now, patience.remind))


def given_up(check_in: CheckIn, reason: str, now: datetime) -> CheckIn:
    """The check-in cancelled because it could not be asked, or need not be any more."""
    return replace(
        check_in, state=CheckInState.CANCELLED, reason=reason, act_after=None, closed_at=now
    )


def not_asked(check_in: CheckIn, reason: str, now: datetime) -> Decision:
    """What follows when the gate drops a question. One that can never leave needs a person."""
    changes: list[Change] = [CheckInChanged(check_in, given_up(check_in, reason, now))]
    if reason in NEVER_LEAVES:
        changes.append(Raised(EscalationKind.UNREACHABLE, check_in.member_id, check_in.id))
    return Decision(tuple(changes))


def deadline_passed(silence: Silence, now: datetime, policy: Policy) -> Decision:
    """The next step for a check-in whose deadline has passed at `now`."""
    check_in, member = silence.check_in, silence.member
    patience = policy.patience[member.rhythm.cadence]
    if not check_in.is_open:
        return Decision()
    if check_in.state is CheckInState.DUE:
        after = given_up(check_in, "cancelled.not_asked_in_time", now)
        return Decision((CheckInChanged(check_in, after),))
    if check_in.clarified:
        return _never_cleared_up(check_in, now)
    if silence.on_the_phone:
        after = replace(check_in, act_after=wait(member, now, patience.miss))
        return Decision((CheckInChanged(check_in, after),))
    if check_in.state is CheckInState.ASKED and member.channel is Channel.TEXT:
        return _step(silence, Kind.REMINDER, CheckInState.REMINDED, now, patience)
    if check_in.state is not CheckInState.CALLED and Purpose.CHECKIN_CALL in silence.standing:
        return _step(silence, Kind.CALL, CheckInState.CALLED, now, patience)
    return _missed(silence, now)


def _never_cleared_up(check_in: CheckIn, now: datetime) -> Decision:
    """We asked what an answer meant, and heard no more: a person reads it."""
    after = replace(
        check_in,
        state=CheckInState.ANSWERED,
        answer=Answer.UNCLEAR,
        act_after=None,
        closed_at=now,
    )
    raised = Raised(EscalationKind.UNCLEAR, check_in.member_id, check_in.id)
    return Decision((CheckInChanged(check_in, after), raised))


def _step(
    silence: Silence, kind: Kind, state: CheckInState, now: datetime, patience: Patience
) -> Decision:
    """Send once more, and wait again: from when it may leave, so that the wait is never cut."""
    check_in, member = silence.check_in, silence.member
    patient = patience.call if state is CheckInState.REMINDED else patience.miss
    leaves = next_open(member.window, member.time_zone, now)
    if kind.by_call and check_in.channel is Channel.CALL:
        leaves = _at_another_hour(check_in, member, leaves)
    deadline = wait(member, leaves, patient)
    outgoing = Outgoing(
        kind=kind,
        subject=Subject(check_in.line_id, member.id, check_in.id),
        wording="call.check_in" if kind.by_call else "check_in.remind",
        not_before=leaves,
        not_after=deadline,
    )
    after = replace(check_in, state=state, act_after=deadline)
    return Decision((CheckInChanged(check_in, after),), send=(outgoing,))


def _at_another_hour(check_in: CheckIn, member: Member, leaves: datetime) -> datetime:
    """A second call comes at another time of the day than the first: then they may be free."""
    zone = zone_named(member.time_zone)
    first, second = check_in.due_at.astimezone(zone), leaves.astimezone(zone)
    apart = abs((second.hour * 60 + second.minute) - (first.hour * 60 + first.minute))
    if apart >= ANOTHER_HOUR.total_seconds() / 60:
        return leaves
    return next_open(member.window, member.time_zone, leaves + LATER_IN_THE_DAY)


def _missed(silence: Silence, now: datetime) -> Decision:
    """Give up on an answer and call a person: silence and not arriving are two things."""
    check_in = silence.check_in
    state = CheckInState.MISSED if silence.reached else CheckInState.UNREACHABLE
    kind = EscalationKind.SILENCE if silence.reached else EscalationKind.UNREACHABLE
    after = replace(check_in, state=state, act_after=None, closed_at=now)
    changes: tuple[Change, ...] = (
        CheckInChanged(check_in, after),
        Raised(kind, silence.member.id, check_in.id),
    )
    return Decision(changes)
