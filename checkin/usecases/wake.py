"""Tell the workers what was just put into the outbox, after the commit."""

from checkin.usecases.ports import QueueAway, Services
from checkin.usecases.ports.unit_of_work import Applied


def wake(services: Services, applied: Applied) -> bool:
    """Queue what was applied. False when the queue is away: the clock then sees to it."""
    try:
        if applied.urgent:
            services.wake.deliver(applied.urgent, urgent=True)
        if applied.routine:
            services.wake.deliver(applied.routine, urgent=False)
    except QueueAway:
        return False
    return True
