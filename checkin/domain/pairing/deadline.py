"""What follows when a pairing's deadline has passed: offers lapse, quiet pairs are looked after.

A quiet pair is reminded after a week, shown to coordinators after two, and let go kindly after
four (R132). At six and at twelve weeks both are asked whether they want to go on (R128).
"""

from dataclasses import replace
from datetime import datetime, timedelta

from checkin.domain.conversation import Asking
from checkin.domain.decision import Decision
from checkin.domain.pairing.bond import Ended, Pairing, PairingState
from checkin.domain.pairing.changes import PairingChanged
from checkin.domain.pairing.ending import over
from checkin.domain.pairing.offering import QUIET, goes_on, held, lapsed
from checkin.domain.pairing.telling import ask, name_of, tell, together

RAISED = 2  # how far a quiet pair has come: `idle_step`
STEPS = (QUIET, timedelta(days=14), timedelta(days=28))  # R132
REVIEWS = (timedelta(weeks=6), timedelta(weeks=12))  # R128
ANSWERABLE = timedelta(days=3)  # how long a review may be answered
A_DAY = timedelta(days=1)


def at_deadline(pairing: Pairing, now: datetime) -> Decision:
    """What follows from a deadline that has passed."""
    endangered = any(side.endangered for side in pairing.sides)
    if pairing.state is PairingState.OFFERED:
        return held(pairing, now) if endangered else lapsed(pairing, now)
    if pairing.state is PairingState.PAUSED and pairing.active_since is None:
        return goes_on(pairing, now)
    if pairing.state is not PairingState.ACTIVE or pairing.active_since is None:
        return _later(pairing, None)
    if endangered:  # asked of neither until that has passed
        return _later(pairing, now + A_DAY)
    return _while_active(pairing, pairing.active_since, now)


def _while_active(pairing: Pairing, since: datetime, now: datetime) -> Decision:
    quiet_since = max(pairing.last_contact_at or since, since)
    passed = sum(now >= quiet_since + step for step in STEPS)
    step = min(pairing.idle_step, passed)  # being in touch has begun it anew
    if step < passed:
        return _quiet(pairing, step, quiet_since, now)
    as_it_is = replace(pairing, idle_step=step)
    if pairing.reviews < len(REVIEWS) and now >= since + REVIEWS[pairing.reviews]:
        return _review(pairing, replace(as_it_is, reviews=pairing.reviews + 1), quiet_since, now)
    at = next_look(as_it_is, since, quiet_since)
    return Decision((PairingChanged(pairing, replace(as_it_is, act_after=at), ""),))


def _quiet(pairing: Pairing, step: int, quiet_since: datetime, now: datetime) -> Decision:
    """The next step with a pair that is quiet: one at a time, however late the clock is."""
    if step >= RAISED:
        return over(pairing, Ended.IDLE, now)
    after = replace(pairing, idle_step=step + 1)
    apart = STEPS[step + 1] - STEPS[step]
    after = replace(after, act_after=max(quiet_since + STEPS[step + 1], now + apart))
    if step + 1 == RAISED:
        return Decision((PairingChanged(pairing, after, "quiet"),))
    reminded = (
        tell(after, side, "buddy.quiet", name_of(after, side.member.id), now)
        for side in after.sides
    )
    return together(Decision((PairingChanged(pairing, after, "reminded"),)), *reminded)


def _review(before: Pairing, after: Pairing, quiet_since: datetime, now: datetime) -> Decision:
    """Both are asked whether they go on; who says nothing goes on."""
    after = replace(after, act_after=next_look(after, after.active_since or now, quiet_since))
    asked = (
        ask(
            after,
            side,
            Asking.REVIEW,
            "buddy.review",
            name_of(after, side.member.id),
            now,
            now + ANSWERABLE,
        )
        for side in after.sides
    )
    return together(Decision((PairingChanged(before, after, "review"),)), *asked)


def next_look(pairing: Pairing, since: datetime, quiet_since: datetime) -> datetime:
    """When a pair is looked at next: its next step of being quiet, or its next review."""
    moments = [quiet_since + STEPS[pairing.idle_step]]
    if pairing.reviews < len(REVIEWS):
        moments.append(since + REVIEWS[pairing.reviews])
    return min(moments)


def _later(pairing: Pairing, at: datetime | None) -> Decision:
    return Decision((PairingChanged(pairing, replace(pairing, act_after=at), ""),))
