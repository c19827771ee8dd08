"""When the service itself needs a person: its clock stood still, or what it sends is refused."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from checkin.domain.budget import Purse

CLOCK_STOOD = timedelta(minutes=10)  # people were not asked in time, and pages not sent
LATELY = timedelta(minutes=15)
ENOUGH_TRIED = 8  # fewer than this tell nothing
ONCE_IN = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Pulse:
    """How the service is."""

    due_since: datetime | None  # the oldest thing that is due and not done yet
    tried: int  # texts and calls within `LATELY`
    failed: int
    purse: Purse
    told_at: datetime | None  # when a person was told last


def is_in_trouble(pulse: Pulse, now: datetime) -> bool:
    """Whether a person is told now: at most once a day."""
    if pulse.told_at is not None and now - pulse.told_at < ONCE_IN:
        return False
    stood = pulse.due_since is not None and now - pulse.due_since > CLOCK_STOOD
    refused = pulse.tried >= ENOUGH_TRIED and 2 * pulse.failed >= pulse.tried
    return stood or refused or pulse.purse is not Purse.ROOMY
