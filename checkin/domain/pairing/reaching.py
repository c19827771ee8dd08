"""A member is silent or not ok: their buddies are asked, one after another, to reach them.

Coordinators are paged all the same, and wait for nobody here. The member hears only what is so:
who will be in touch once somebody has said yes, and that it is a person of the team if none can.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from checkin.domain.conversation import Asking
from checkin.domain.decision import Decision, EscalationNoted
from checkin.domain.escalation import EscalationKind
from checkin.domain.pairing.bond import Pairing, PairingState, Shape, Side
from checkin.domain.pairing.changes import NudgeChanged, NudgePlanned, PairingNoted
from checkin.domain.pairing.nudge import Nudge, NudgeKind, NudgeState
from checkin.domain.pairing.nudging import asked, asks_nothing_of, together, told
from checkin.domain.policy import Policy
from checkin.domain.schedule import next_open, wait

ABOUT = {EscalationKind.SILENCE: NudgeKind.SILENCE, EscalationKind.NOT_OK: NudgeKind.NOT_OK}
SAME_MATTER = timedelta(days=2)  # who was asked within it about a member is not asked anew
NEWS = timedelta(days=1)  # how long word to the member is true


@dataclass(frozen=True, slots=True)
class Circle:
    """The pairings of a member in need, who of them was asked already, and how often this week."""

    member_id: int
    pairings: Sequence[Pairing]
    tried: frozenset[int]
    lately: Mapping[int, int]


def first_asked(
    kind: NudgeKind, circle: Circle, check_in_id: int | None, now: datetime, policy: Policy
) -> Decision:
    """The first of a member's buddies is asked; nothing follows where nobody can be."""
    if circle.tried:
        return Decision()
    return _ask(kind, circle, (check_in_id, 0), now, policy) or Decision()


def _ask(
    kind: NudgeKind, circle: Circle, matter: tuple[int | None, int], now: datetime, policy: Policy
) -> Decision | None:
    """The one with the fewest nudges this week of those who can be asked; None if nobody can."""
    found = min(
        _willing(circle, policy),
        key=lambda one: (circle.lately.get(one[1].member.id, 0), one[0].id),
        default=None,
    )
    if found is None:
        return None
    pairing, buddy, other = found
    leaves = next_open(buddy.member.window, buddy.member.time_zone, now)
    planned = NudgePlanned(
        pairing_id=pairing.id,
        kind=kind,
        buddy_id=buddy.member.id,
        member_id=other.member.id,
        due_at=now,
        act_after=wait(buddy.member, leaves, policy.nudging.answer),
        check_in_id=matter[0],
        passed=matter[1],
    )
    words = _words(kind, pairing, (buddy, other), leaves, policy)
    return together(Decision((planned,)), words)


def _willing(circle: Circle, policy: Policy) -> list[tuple[Pairing, Side, Side]]:
    """Whoever supports this member, was not asked yet, and may be."""
    return [
        (pairing, buddy, member)
        for pairing in circle.pairings
        if pairing.state is PairingState.ACTIVE
        and (member := pairing.side(circle.member_id))
        and member.willing
        for buddy in pairing.others(circle.member_id)
        if pairing.shape is Shape.PEERS or buddy == pairing.sides[0]
        if buddy.member.id not in circle.tried and not asks_nothing_of(buddy)
        if circle.lately.get(buddy.member.id, 0) < policy.nudging.a_week
    ]


def _words(
    kind: NudgeKind, pairing: Pairing, sides: tuple[Side, Side], leaves: datetime, policy: Policy
) -> Decision:
    wording = (f"nudge.{kind}", Asking.REACH, ())
    within = (leaves, leaves + policy.nudging.answer)
    return asked(pairing, sides, wording, within, policy)


def went_on(
    nudge: Nudge, pairing: Pairing, circle: Circle, now: datetime, policy: Policy
) -> Decision:
    """What follows when such a nudge is passed on, or its time is over."""
    buddy, other = pairing.side(nudge.buddy_id), pairing.side(nudge.member_id)
    again = nudge.state is NudgeState.DUE and buddy and not asks_nothing_of(buddy)
    if again and buddy and other:
        leaves = next_open(buddy.member.window, buddy.member.time_zone, now)
        until = wait(buddy.member, leaves, policy.nudging.answer)
        asked_again = replace(nudge, state=NudgeState.ASKED, act_after=until)
        words = _words(nudge.kind, pairing, (buddy, other), leaves, policy)
        return together(Decision((NudgeChanged(nudge, asked_again),)), words)
    closed = Decision((NudgeChanged(nudge, ended(nudge)),))
    matter = (nudge.check_in_id, nudge.passed + 1)
    following = _ask(nudge.kind, circle, matter, now, policy)
    return together(closed, following or _with_the_team(pairing, other, now))


def ended(nudge: Nudge) -> Nudge:
    """The same, over: passed on, taken and not done, or not answered in time."""
    ends = {NudgeState.PASSED: NudgeState.PASSED, NudgeState.TAKEN: NudgeState.NOT_DONE}
    return replace(nudge, state=ends.get(nudge.state, NudgeState.EXPIRED), act_after=None)


def _with_the_team(pairing: Pairing, other: Side | None, now: datetime) -> Decision:
    """No buddy can: coordinators read so, and the member hears who will be in touch."""
    if other is None:
        return Decision()
    noted = (
        EscalationNoted(other.member.id, "buddies_asked"),
        PairingNoted(pairing.id, "nudge_with_team"),
    )
    if other.shared:  # nobody else there is to learn that there is a buddy (R147)
        return Decision(noted)
    return Decision(noted, (told(other, "reach.team", (), (now, now + NEWS), pairing.id),))
