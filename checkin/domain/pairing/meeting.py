"""When members of a pairing can reach each other: the hours at which all their windows are open."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from checkin.domain.member import Member
from checkin.domain.pairing.bond import Side
from checkin.domain.schedule import instant, is_open, zone_named

HALF = timedelta(minutes=30)
NOTICE = timedelta(hours=12)  # nobody is asked to talk to somebody new at once
DAYS_AHEAD = 8


def first_time(sides: Sequence[Side], now: datetime) -> datetime | None:
    """The next half hour, half a day from now or later, at which all may be reached."""
    moment = _next_half(now + NOTICE)
    end = now + timedelta(days=DAYS_AHEAD)
    while moment < end:
        if _all_open([side.member for side in sides], moment):
            return moment
        moment += HALF
    return None


def common_hours(member: Member, others: Sequence[Member], now: datetime) -> tuple[time, time]:
    """The longest stretch of the member's own day at which all may be reached.

    Their own window where there is none.
    """
    zone = zone_named(member.time_zone)
    midnight = instant(now.astimezone(zone), time(0), zone)
    longest: list[datetime] = []
    run: list[datetime] = []
    for at in (midnight + HALF * place for place in range(48)):
        run = [*run, at] if _all_open([member, *others], at) else []
        longest = max(longest, run, key=len)
    if not longest:
        return member.window.opens, member.window.closes
    return longest[0].astimezone(zone).time(), (longest[-1] + HALF).astimezone(zone).time()


def _all_open(members: Sequence[Member], moment: datetime) -> bool:
    """Whether the windows of all are open for the half hour from then."""
    last = moment + HALF - timedelta(minutes=1)
    return all(
        is_open(member.window, member.time_zone, at) for member in members for at in (moment, last)
    )


def _next_half(moment: datetime) -> datetime:
    past = timedelta(
        minutes=moment.minute % 30, seconds=moment.second, microseconds=moment.microsecond
    )
    return moment - past + HALF if past else moment
