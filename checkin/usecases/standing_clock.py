"""The clock stands still, and the web sees it: a person is paged by a way that needs no clock.

Nothing else would tell: without a clock nothing becomes due, and perhaps no worker runs either.
"""

from datetime import datetime

from checkin.domain.decision import Decision
from checkin.domain.escalation import EscalationKind, Raised
from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.delivery import deliver
from checkin.usecases.ports import Services

MOST = 20  # urgent rows handed over in one look: each may take the carrier's whole patience


def look(services: Services) -> int:
    """Tell a person once that the clock stands, and hand over what is urgent; how much that was.

    A clock that never ran at all does not stand still: the service has not begun yet.
    """
    if services.policy.clock_jumps:
        return 0
    now = services.now()
    with services.look() as work:
        passed = work.pulse.last_beat()
    if passed is None or now - passed <= services.policy.clock_stands:
        return 0
    again_on_conflict(lambda: _tell(services, passed, now))
    with services.look() as work:
        waiting = work.outbox.urgent(now, MOST)
    return sum(deliver(services, waiting).values())


def _tell(services: Services, since: datetime, now: datetime) -> None:
    """Open the escalation and its pages, unless somebody has done so since the clock stopped."""
    with services.begin() as work:
        if work.pulse.claim_alarm(since, now):
            raised = Raised(EscalationKind.SERVICE, None)
            work.apply(Decision((raised,)), now, services.policy)
