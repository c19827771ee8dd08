"""The next slot on a member's own clock."""

from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DAYS = {"daily": 1, "weekly": 7, "fortnightly": 14, "monthly": 28}
zone_named = lru_cache(maxsize=1024)(ZoneInfo)


def next_slot(due_at: datetime, zone: str, cadence: str, at: time, now: datetime) -> datetime:
    """The slot after `due_at` that is still to come, in UTC."""
    local = due_at.astimezone(zone_named(zone))
    while True:
        local = (local + timedelta(days=DAYS[cadence])).replace(hour=at.hour, minute=at.minute)
        slot = local.astimezone(UTC)
        if slot > now:
            return slot
