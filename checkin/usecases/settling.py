"""Find out what became of attempts whose outcome nobody wrote down.

A worker was killed, or the carrier took too long to answer. Creating is not idempotent there, so
nothing is sent again before a callback or the carrier's own list has settled it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from checkin.domain.carrier import Fate
from checkin.usecases.ports import Found, NotHanded, Services
from checkin.usecases.ports.records import Outcome, Unsettled

LOOK_AFTER = timedelta(minutes=2)  # by then the carrier lists what it accepted
SKEW = timedelta(seconds=30)  # how far the carrier's clock may be behind ours
BATCH = 100


def settle(services: Services) -> int:
    """Settle what can be settled now; the number of attempts settled."""
    now = services.now()
    with services.look() as work:
        unsettled = work.outbox.unsettled(now - LOOK_AFTER, BATCH)
    outcomes = settled(services, unsettled, now)
    if outcomes:
        with services.begin() as work:
            work.outbox.settle(outcomes, now)
    return len(outcomes)


def settled(services: Services, unsettled: Sequence[Unsettled], now: datetime) -> list[Outcome]:
    """What became of each, as far as the carrier can be asked."""
    outcomes: list[Outcome] = []
    taken: set[str | None] = {attempt.provider_id for attempt in unsettled if attempt.provider_id}
    for attempt in unsettled:
        try:
            found = None if attempt.provider_id else _look_up(services, attempt, taken)
        except NotHanded:
            continue  # the list cannot be read now: it stays unknown, and nothing is sent again
        if found:
            taken.add(found.provider_id)
        outcomes.append(_outcome(attempt, found, now))
    return outcomes


def _look_up(services: Services, attempt: Unsettled, taken: set[str | None]) -> Found | None:
    """The text or call at the carrier that this attempt became, if it is there."""
    since = attempt.claimed_at - SKEW
    carrier = services.carrier
    listed = (
        carrier.calls_to(attempt.number, since)
        if attempt.by_call
        else carrier.texts_to(attempt.number, since)
    )
    fitting = [
        found
        for found in listed
        if found.body == attempt.body and found.created_at >= since
        if found.provider_id not in taken
    ]
    others = _others(services, fitting, by_call=attempt.by_call)
    free = [found for found in fitting if found.provider_id not in others]
    return min(free, key=lambda found: found.created_at, default=None)


def _others(services: Services, listed: Sequence[Found], *, by_call: bool) -> frozenset[str]:
    """Which of these became of other attempts: two calls to one phone look alike in the list."""
    if not listed:
        return frozenset()
    with services.look() as work:
        return work.outbox.known([found.provider_id for found in listed], by_call=by_call)


def _outcome(attempt: Unsettled, found: Found | None, now: datetime) -> Outcome:
    """Handed over after all, or proven absent: then sent again while it still means something."""
    if attempt.provider_id or found:
        return Outcome(
            outbox_id=attempt.outbox_id,
            contact_id=attempt.contact_id,
            by_call=attempt.by_call,
            provider_id=attempt.provider_id or (found.provider_id if found else None),
            status=found.status if found else "queued",
            attempt=attempt.attempt,
        )
    useful = attempt.not_after is None or now <= attempt.not_after
    return Outcome(
        outbox_id=attempt.outbox_id,
        contact_id=attempt.contact_id,
        by_call=attempt.by_call,
        fate=Fate.LATER,
        again_at=now if useful else None,
        attempt=attempt.attempt,
    )
