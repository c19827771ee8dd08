"""A page did not come to anybody: it is written down, and where no other of its rung may come to
somebody, the next rung is told.
"""

from checkin.domain.escalation import hurried
from checkin.usecases.ports import Services, UnitOfWork


def page_missed(services: Services, work: UnitOfWork, contact_id: int, *, by_call: bool) -> None:
    """Have the escalation climb with the clock's next pass. What is no page does no harm.

    What became of this text or call is written down already, and it is the same transaction.
    """
    escalation_id = work.pages.about(contact_id, by_call=by_call)
    # Locked before its pages are read: of two that fail at once, the second sees the first.
    before = work.escalations.get(escalation_id) if escalation_id is not None else None
    if before is None:
        return
    work.pages.missed(contact_id, services.now(), by_call=by_call)
    if before.paged_at is None:
        return
    sent, cover = work.pages.sent(before), work.escalations.cover()
    after = hurried(before, sent, cover, services.now(), services.policy)
    if after is not None:
        work.pages.due(after)
