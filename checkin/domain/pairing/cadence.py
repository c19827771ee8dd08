"""Whose turn it is to check in on the other: once a week, in the window of the one who is asked.

In a pair of peers the turns alternate, among three they go round; a buddy is asked every time. Who
rests, is in danger or has had enough this week is left out, and the next one is asked. A turn that
is later than a day is left out as a whole: nobody gets last week's question.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from checkin.domain.conversation import Asking
from checkin.domain.decision import Decision
from checkin.domain.member import MemberState
from checkin.domain.pairing.bond import Pairing, Shape, Side
from checkin.domain.pairing.changes import NudgeChanged, NudgePlanned, PairingChanged
from checkin.domain.pairing.nudge import Nudge, NudgeKind, NudgeState
from checkin.domain.pairing.nudging import TURN, asked, asks_nothing_of, next_prompt, together
from checkin.domain.policy import Policy
from checkin.domain.schedule import next_open, wait

LATE = "nudge_late"
LEFT_OUT = "nudge_left_out"


def turn_come(
    pairing: Pairing, lately: Mapping[int, int], last_prompt: int, now: datetime, policy: Policy
) -> Decision:
    """What follows when a pairing's moment has come.

    `lately` says how many nudges each of them has had this week.
    """
    slot = pairing.next_nudge_at or now
    later = replace(pairing, next_nudge_at=_following(slot, now, policy))
    if now - slot > policy.nudging.stale:
        return Decision((PairingChanged(pairing, later, LATE),))
    sides = _whose(pairing, lately, policy)
    if sides is None:
        return Decision((PairingChanged(pairing, later, LEFT_OUT),))
    buddy, other = sides
    member = buddy.member
    leaves = next_open(member.window, member.time_zone, now)
    number = next_prompt(last_prompt, pairing.id)
    planned = NudgePlanned(
        pairing_id=pairing.id,
        kind=NudgeKind.CADENCE,
        buddy_id=member.id,
        member_id=other.member.id,
        due_at=slot,
        act_after=wait(member, leaves, policy.nudging.asks_again),
        prompt=number,
    )
    turn = _turn_after(pairing, buddy, other)
    moved = PairingChanged(pairing, replace(later, turn=turn), "")
    wording = (TURN, Asking.HAPPENED, (("tip", str(number)),))
    within = (leaves, leaves + policy.nudging.stale)
    return together(
        Decision((moved, planned)), asked(pairing, (buddy, other), wording, within, policy)
    )


def _following(slot: datetime, now: datetime, policy: Policy) -> datetime:
    """The next slot of the same rhythm that is still to come."""
    every = policy.nudging.every
    return slot + every * max(1, (now - slot) // every + 1)


def _whose(pairing: Pairing, lately: Mapping[int, int], policy: Policy) -> tuple[Side, Side] | None:
    """Who is asked, and about whom; None where nobody can be asked now."""
    ring = _ring(pairing)
    for place, buddy in enumerate(ring[:1] if pairing.shape is Shape.BUDDY else ring):
        full = lately.get(buddy.member.id, 0) >= policy.nudging.a_week
        others = [*ring[place + 1 :], *ring[:place]]
        other = next((side for side in others if _may_be_reached(side)), None)
        if other is not None and not full and not asks_nothing_of(buddy):
            return buddy, other
    return None


def _ring(pairing: Pairing) -> tuple[Side, ...]:
    """Its sides, from the one whose turn it is."""
    sides = pairing.sides
    if pairing.shape is Shape.BUDDY:
        return sides
    ids = [side.member.id for side in sides]
    start = ids.index(pairing.turn) if pairing.turn in ids else 0
    return (*sides[start:], *sides[:start])


def _may_be_reached(side: Side) -> bool:
    """Whether a buddy may be sent to this side; who rests from looking after others, may."""
    return side.willing and side.member.state is MemberState.ACTIVE and not side.endangered


def _turn_after(pairing: Pairing, buddy: Side, other: Side) -> int:
    return (buddy if pairing.shape is Shape.BUDDY else other).member.id


def turn_unanswered(nudge: Nudge, pairing: Pairing, now: datetime, policy: Policy) -> Decision:
    """Nobody has said whether it happened: asked once more, and then left at that."""
    buddy, other = pairing.side(nudge.buddy_id), pairing.side(nudge.member_id)
    over = now - nudge.due_at >= policy.nudging.ends
    if buddy is None or other is None or over or asks_nothing_of(buddy):
        ended = replace(nudge, state=NudgeState.EXPIRED, act_after=None)
        return Decision((NudgeChanged(nudge, ended),))
    leaves = next_open(buddy.member.window, buddy.member.time_zone, now)
    until = wait(buddy.member, leaves, policy.nudging.ends)
    waits = NudgeChanged(nudge, replace(nudge, act_after=until))
    wording = ("nudge.happened", Asking.HAPPENED, ())
    within = (leaves, leaves + policy.nudging.stale)
    return together(Decision((waits,)), asked(pairing, (buddy, other), wording, within, policy))
