"""Members who look after one another: the steps of the clock that ask them, and what follows."""

from dataclasses import replace
from datetime import datetime, timedelta

from checkin.domain.decision import Decision
from checkin.domain.escalation import Raised
from checkin.domain.pairing import (
    CONCERNS,
    Nudge,
    NudgeChanged,
    NudgeState,
    Pairing,
    PairingState,
)
from checkin.domain.pairing.cadence import turn_come, turn_unanswered
from checkin.domain.pairing.reaching import ABOUT, SAME_MATTER, Circle, first_asked, went_on
from checkin.usecases.ports import Services, UnitOfWork

BATCH = 200
A_WEEK = timedelta(days=7)


def ask_whose_turn(services: Services) -> int:
    """In every pair whose moment has come, the one whose turn it is is asked to check in."""
    now = services.now()
    with services.begin() as work:
        due = work.pairings.nudges_due(now, BATCH)
        for pairing in due:
            ids = [side.member.id for side in pairing.sides]
            lately = work.pairings.asked_lately(ids, now - A_WEEK)
            last = work.pairings.last_prompt(pairing.id)
            decision = turn_come(pairing, lately, last, now, services.policy)
            work.apply(decision, now, services.policy)
    return len(due)


def move_nudges(services: Services) -> int:
    """Ask again, pass on or let go of what was not answered in time."""
    now = services.now()
    with services.begin() as work:
        late = work.pairings.nudges_past(now, BATCH)
        for nudge in late:
            work.apply(_moved(services, work, nudge, now), now, services.policy)
    return len(late)


def _moved(services: Services, work: UnitOfWork, nudge: Nudge, now: datetime) -> Decision:
    pairing = work.pairings.get(nudge.pairing_id, now)
    if nudge.how_it_went == "asked":  # they were in touch, and did not say how it went
        return _closed(nudge, NudgeState.DONE)
    if pairing is None or pairing.state is not PairingState.ACTIVE:
        return _closed(nudge, NudgeState.EXPIRED)
    if _in_touch_since(pairing, nudge):
        return _closed(nudge, NudgeState.DONE)
    if nudge.kind not in CONCERNS:
        return turn_unanswered(nudge, pairing, now, services.policy)
    if not work.desk.concerns_of(nudge.member_id):  # a person has taken care of it, or they have
        return _closed(nudge, NudgeState.EXPIRED)
    circle = _circle(work, nudge.member_id, now)
    return went_on(nudge, pairing, circle, now, services.policy)


def _in_touch_since(pairing: Pairing, nudge: Nudge) -> bool:
    """Whether words or a call have passed between them since, though nobody said so."""
    return pairing.last_contact_at is not None and pairing.last_contact_at > nudge.due_at


def _closed(nudge: Nudge, state: NudgeState) -> Decision:
    how = "" if nudge.how_it_went == "asked" else nudge.how_it_went
    after = replace(nudge, state=state, act_after=None, how_it_went=how)
    return Decision((NudgeChanged(nudge, after),))


def with_buddies(services: Services, work: UnitOfWork, decision: Decision) -> Decision:
    """The same; where a member is silent or not ok, a buddy of theirs is asked besides."""
    raised = next(
        (change for change in decision.changes if isinstance(change, Raised) and _theirs(change)),
        None,
    )
    if raised is None or raised.member_id is None:
        return decision
    now = services.now()
    circle = _circle(work, raised.member_id, now)
    kind = ABOUT[raised.kind]
    more = first_asked(kind, circle, raised.check_in_id, now, services.policy)
    changes, send = (*decision.changes, *more.changes), (*decision.send, *more.send)
    return replace(decision, changes=changes, send=send)


def _theirs(raised: Raised) -> bool:
    return raised.kind in ABOUT and raised.member_id is not None


def _circle(work: UnitOfWork, member_id: int, now: datetime) -> Circle:
    pairings = work.pairings.of([member_id], now)
    ids = [side.member.id for pairing in pairings for side in pairing.others(member_id)]
    return Circle(
        member_id=member_id,
        pairings=pairings,
        tried=work.pairings.asked_about(member_id, now - SAME_MATTER),
        lately=work.pairings.asked_lately(ids, now - A_WEEK) if ids else {},
    )
