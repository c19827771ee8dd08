"""Steps of the clock about pairings: offers that lapse or wait, quiet pairs, and who has left."""

from collections.abc import Callable, Sequence
from datetime import datetime

from checkin.domain.decision import Decision
from checkin.domain.pairing import Ended, Pairing
from checkin.domain.pairing.deadline import at_deadline
from checkin.domain.pairing.ending import over
from checkin.domain.pairing.offering import held
from checkin.usecases.ports import Services, UnitOfWork

BATCH = 200
Which = Callable[[UnitOfWork, datetime], Sequence[Pairing]]
Rule = Callable[[Pairing, datetime], Decision]


def hold_offers(services: Services) -> int:
    """While one of them is in danger nothing is offered to either, and nothing asked."""
    return _each(services, lambda work, now: work.pairings.to_hold(now, BATCH), held)


def move_pairings(services: Services) -> int:
    """What follows where a pairing's deadline has passed."""
    return _each(services, lambda work, now: work.pairings.past_deadline(now, BATCH), at_deadline)


def part_who_left(services: Services) -> int:
    """Whoever is not with us any more, on whatever road they left, leaves their pairings."""
    return _each(services, lambda work, now: work.pairings.to_part(now, BATCH), _left)


def _left(pairing: Pairing, now: datetime) -> Decision:
    gone = next((side for side in pairing.sides if not side.willing), None)
    return over(pairing, Ended.LEFT, now, gone.member.id if gone else None)


def _each(services: Services, which: Which, rule: Rule) -> int:
    now = services.now()
    with services.begin() as work:
        found = which(work, now)
        for pairing in found:
            work.apply(rule(pairing, now), now, services.policy)
    return len(found)
