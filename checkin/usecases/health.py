"""Is the service well? Asked by whoever watches it, and by the demo for what is due next."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from checkin.usecases.ports import Conflict, Services, Unavailable, UnitOfWork
from checkin.usecases.ports.load import Load

CLOCK_LATE = timedelta(minutes=2)  # a clock passes every few seconds; this long means it stopped


@dataclass(frozen=True, slots=True)
class Health:
    """What answers, and whether the clock has come through lately."""

    database: bool
    queue: bool
    clock: bool

    @property
    def ready(self) -> bool:
        """Whether it can do its work; without the queue it still does what is urgent."""
        return self.database and self.clock


def look(services: Services) -> Health:
    """The health of the service now."""
    try:
        with services.look() as work:
            beat = work.pulse.last_beat()
    except (Conflict, Unavailable):
        return Health(database=False, queue=services.wake.answers(), clock=False)
    on_time = beat is not None and services.now() - beat < CLOCK_LATE
    return Health(database=True, queue=services.wake.answers(), clock=on_time)


def load(services: Services) -> Load:
    """What waits and what came and went lately, for the metrics."""
    with services.look() as work:
        return work.pulse.load(services.now())


def budget_used(services: Services) -> float | None:
    """How much of this month's money is used, 1 being all of it; None where there is no limit."""
    limit = services.policy.budget
    if not limit.monthly:
        return None
    with services.look() as work:
        return limit.cost(work.spendings.so_far(services.now())) / limit.monthly


def next_deadline(services: Services) -> datetime | None:
    """The moment at which something is next due; None if nothing is planned."""
    with services.look() as work:
        return due_next(work, services.now())


def due_next(work: UnitOfWork, now: datetime) -> datetime | None:
    """The same, within a transaction; what is late is due since then."""
    turns = work.escalations.cover().to_remind_of(work.duty.told_after(now), now)
    moments = [work.pulse.next_deadline(), *(turn.reminded_from for turn in turns)]
    return min((moment for moment in moments if moment is not None), default=None)
