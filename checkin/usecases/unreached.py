"""A member's words to their buddy did not arrive: the sender is told."""

from checkin.domain.outgoing import Outgoing
from checkin.domain.relaying.unreached import not_reached
from checkin.usecases.ports import Services, UnitOfWork


def words_missed(services: Services, work: UnitOfWork, contact_id: int, *, by_call: bool) -> None:
    """Tell who sent the words of this text or call; whatever else it was does no harm."""
    out = work.outbox.words_between(contact_id, by_call=by_call)
    if out is not None:
        words_kept(services, work, out)


def words_kept(services: Services, work: UnitOfWork, out: Outgoing) -> None:
    """The same for words that never left."""
    now = services.now()
    pairing = work.pairings.get(out.subject.pairing_id or 0, now)
    decision = not_reached(out, pairing, services.policy.relaying)
    work.apply(decision, now, services.policy)
