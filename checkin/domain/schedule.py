"""When a slot falls, and when a member's window is open, on the member's own clock.

Local times follow the member's zone through its daylight-saving days: a time that the clock
skips is moved forward by the gap (02:30 becomes 03:30), a time that comes twice is taken the
first time. Windows may not cross midnight.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from checkin.domain.member import Member, Rhythm, Window

zone_named = lru_cache(maxsize=1024)(ZoneInfo)


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The UTC moment of the wall time `at` on the local date of `day`, in `zone`."""
    wall = datetime(day.year, day.month, day.day, at.hour, at.minute, tzinfo=zone)
    return wall.astimezone(UTC)


def first_slot(rhythm: Rhythm, time_zone: str, now: datetime) -> datetime:
    """The first slot strictly after `now` for someone who has just been confirmed."""
    zone = zone_named(time_zone)
    day = now.astimezone(zone)
    if rhythm.weekday is not None:
        day += timedelta(days=(rhythm.weekday - day.weekday()) % 7)
    step = 1 if rhythm.weekday is None else 7
    slot = instant(day, rhythm.at, zone)
    return slot if slot > now else instant(day + timedelta(days=step), rhythm.at, zone)


def slot_after(rhythm: Rhythm, time_zone: str, due_at: datetime, now: datetime) -> datetime:
    """The next slot of the same rhythm after `due_at` that is still to come at `now`.

    Slots that went by while the service was away are left out, so that an outage of any length
    leads to one asking, not to many (R172).
    """
    zone = zone_named(time_zone)
    days = rhythm.cadence.days
    local = due_at.astimezone(zone)
    missed = max(0, (now - due_at).days // days)
    day = local + timedelta(days=days * (missed or 1))
    slot = instant(day, rhythm.at, zone)
    while slot <= now or slot <= due_at:
        day += timedelta(days=days)
        slot = instant(day, rhythm.at, zone)
    return slot


def latest_slot(rhythm: Rhythm, time_zone: str, due_at: datetime, now: datetime) -> datetime:
    """The last slot of the rhythm that has come by `now`, counted on from `due_at`."""
    zone = zone_named(time_zone)
    ahead = slot_after(rhythm, time_zone, due_at, now).astimezone(zone)
    slot = instant(ahead - timedelta(days=rhythm.cadence.days), rhythm.at, zone)
    return max(slot, due_at)


def is_open(window: Window, time_zone: str, now: datetime) -> bool:
    """Whether the member's window is open at `now`; it opens at `opens`, shut from `closes` on."""
    return window.opens <= now.astimezone(zone_named(time_zone)).time() < window.closes


def next_open(window: Window, time_zone: str, moment: datetime) -> datetime:
    """`moment` itself while the window is open, else the next time it opens."""
    if is_open(window, time_zone, moment):
        return moment
    zone = zone_named(time_zone)
    local = moment.astimezone(zone)
    opening = instant(local, window.opens, zone)
    return opening if opening > moment else instant(local + timedelta(days=1), window.opens, zone)


def wait(member: Member, now: datetime, patience: timedelta) -> datetime:
    """The end of a wait of `patience` from `now`, moved into the member's window."""
    return next_open(member.window, member.time_zone, now + patience)
