"""Who has an escalation: taken by one, held for a while, passed on, resolved with what came of it.

A hold ends by itself. Its holder is asked before it does whether they still have it; if they say
nothing, it is open again.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from checkin.domain.escalation.kinds import Escalation, EscalationState, Refused
from checkin.domain.policy import Policy

LAST_PART = (
    5  # the fifth part of a hold is left when its holder is asked whether they still have it
)


class Outcome(StrEnum):
    """What came of it; the report counts these."""

    SPOKE = "spoke"  # somebody has spoken or written with the member
    WELL = "well"  # it has settled by itself, and somebody has made sure
    REFERRED = "referred"  # others help now
    EMERGENCY = "emergency"  # emergency services were called
    NOT_REACHED = "not_reached"  # tried, and never reached
    MISTAKE = "mistake"  # there was nothing
    MERGED = "merged"  # worked on together with another one of the same member
    OTHER = "other"


def take(escalation: Escalation, coordinator_id: int, now: datetime, policy: Policy) -> Escalation:
    """The escalation held by this coordinator; taking one's own again renews the hold.

    Raises `Refused` when someone else holds it or it is resolved.
    """
    if escalation.state is EscalationState.RESOLVED:
        raise Refused("refused.already_resolved")
    if escalation.state is EscalationState.TAKEN and escalation.taken_by != coordinator_id:
        raise Refused("refused.already_taken")
    hold = policy.holds[escalation.level]
    return replace(
        escalation,
        state=EscalationState.TAKEN,
        taken_by=coordinator_id,
        act_after=now + hold - warning(hold),
        warned=False,
    )


def warning(hold: timedelta) -> timedelta:
    """How long before the end of a hold its holder is asked whether they still have it."""
    return hold / LAST_PART


def warn(escalation: Escalation, now: datetime, policy: Policy) -> Escalation:
    """The same, once its holder has been asked: it lapses at its next deadline."""
    left = warning(policy.holds[escalation.level])
    return replace(escalation, warned=True, act_after=now + left)


def pass_on(escalation: Escalation, coordinator_id: int, now: datetime) -> Escalation:
    """Let go of it for others to take: it is open, and due at once.

    Raises `Refused` when it is resolved or somebody else's. Who has not taken it may pass as well.
    """
    if escalation.state is EscalationState.RESOLVED:
        raise Refused("refused.already_resolved")
    if escalation.state is EscalationState.TAKEN and escalation.taken_by != coordinator_id:
        raise Refused("refused.already_taken")
    return replace(
        escalation, state=EscalationState.OPEN, taken_by=None, warned=False, act_after=now
    )


def hand_to(
    escalation: Escalation, coordinator_id: int, other_id: int, now: datetime, policy: Policy
) -> Escalation:
    """The escalation held by another coordinator from now on; its holder gives it to them.

    Raises `Refused` unless this coordinator holds it, or nobody does.
    """
    mine = take(escalation, coordinator_id, now, policy)
    return replace(mine, taken_by=other_id)


def take_with(
    main: Escalation, others: Iterable[Escalation], coordinator_id: int
) -> tuple[Escalation, list[tuple[Escalation, Escalation]]]:
    """One thread of all that is open about a member: the main one, as urgent as the worst of them.

    The others are resolved with it, as they were and as they are. What somebody else holds is left.
    """
    free = [o for o in others if o.taken_by in (None, coordinator_id)]
    worst = min([main, *free], key=lambda one: one.level.rank)
    closed = [
        replace(
            one,
            state=EscalationState.RESOLVED,
            act_after=None,
            contact_by=None,
            outcome=Outcome.MERGED.value,
        )
        for one in free
    ]
    return replace(main, level=worst.level), list(zip(free, closed, strict=True))


def ends_at(escalation: Escalation, policy: Policy) -> datetime | None:
    """When a hold ends; None where nobody has it."""
    if escalation.state is not EscalationState.TAKEN or escalation.act_after is None:
        return None
    left = timedelta() if escalation.warned else warning(policy.holds[escalation.level])
    return escalation.act_after + left


def resolve(
    escalation: Escalation, coordinator_id: int, note: str, outcome: Outcome = Outcome.OTHER
) -> Escalation:
    """The escalation resolved by the one who holds it, with a note of what was done.

    Raises `Refused` without a note, or unless this coordinator has taken it.
    """
    if escalation.state is EscalationState.RESOLVED:
        raise Refused("refused.already_resolved")
    if escalation.state is not EscalationState.TAKEN or escalation.taken_by != coordinator_id:
        raise Refused("refused.take_it_first")
    if not note.strip():
        raise Refused("refused.note_missing")
    return replace(
        escalation, state=EscalationState.RESOLVED, act_after=None, outcome=outcome.value
    )
