"""A member's words to their buddy did not arrive: the sender is told."""

from datetime import timedelta

from checkin.domain.outgoing import Outgoing
from checkin.domain.relaying.unreached import UNREACHED, not_reached
from checkin.usecases.ports import Services, UnitOfWork

A_WHILE = timedelta(minutes=10)


def words_missed(services: Services, work: UnitOfWork, contact_id: int, *, by_call: bool) -> None:
    """Tell who sent the words of this text or call; whatever else it was does no harm."""
    out = work.outbox.words_between(contact_id, by_call=by_call)
    if out is not None:
        words_kept(services, work, out)


def words_kept(services: Services, work: UnitOfWork, out: Outgoing) -> None:
    """The same for words that never left; once for all that fail within a few minutes."""
    now = services.now()
    sender = int(dict(out.values).get("sent_by", 0))
    if work.outbox.told_since(UNREACHED, sender, now - A_WHILE):
        return
    pairing = work.pairings.get(out.subject.pairing_id or 0, now)
    decision = not_reached(out, pairing, services.policy.relaying)
    work.apply(decision, now, services.policy)


def call_over(services: Services, work: UnitOfWork, call_id: int) -> None:
    """A call with a buddy's words is over: if nobody pressed the key to hear them, it is told."""
    if not work.calls.was_pressed(call_id, "1"):
        words_missed(services, work, call_id, by_call=True)
