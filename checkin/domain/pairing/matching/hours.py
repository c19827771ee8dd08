"""The hours of a week in which somebody can be reached, as half-hour slots in UTC.

Slot 0 begins on Monday at midnight UTC, slot 335 ends with the week.
"""

from collections.abc import Mapping
from datetime import time, timedelta

from checkin.domain.member import Window

SLOT = 30  # minutes
WEEK = 336  # slots
DAYS = 7


def slots(hours: Mapping[int, Window], offset: timedelta) -> frozenset[int]:
    """The slots that lie wholly inside the `hours` of somebody's own week.

    `hours` is by weekday, 0 for Monday; `offset` is how far their clock is ahead of UTC. It moves
    with daylight saving, so what is computed in March does not hold in April.
    """
    ahead = int(offset.total_seconds()) // 60
    found: set[int] = set()
    for weekday, window in hours.items():
        midnight = weekday * 24 * 60 - ahead
        first = -((midnight + _minutes(window.opens)) // -SLOT)
        last = (midnight + _minutes(window.closes)) // SLOT
        found.update(slot % WEEK for slot in range(first, last))
    return frozenset(found)


def occasions(common: frozenset[int]) -> int:
    """How many times a week there is to meet: unbroken stretches of `common` slots.

    Two half-hours one after the other are one occasion, since who misses the first is likely to
    miss the second. A week without any break counts a day as one.
    """
    if len(common) == WEEK:
        return DAYS
    return sum((slot - 1) % WEEK not in common for slot in common)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
