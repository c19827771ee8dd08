"""Weeks on the organisation's own clock, from Monday to Sunday, whatever the clock does in them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from checkin.domain.policy import Policy
from checkin.domain.schedule import instant, zone_named

SEVEN = timedelta(days=7)
IN_TIME = timedelta(hours=48)  # R122: how soon an answer counts as a reply
SHUT = timedelta(days=3)  # what shut windows may add to the waits of a check-in


@dataclass(frozen=True, slots=True)
class Week:
    """Seven local days from `monday` on: all moments from `begins` on and before `ends`."""

    monday: date
    begins: datetime
    ends: datetime


def week(monday: date, time_zone: str) -> Week:
    """The week of this Monday; one in which the clock changes has an hour more or less."""
    return Week(monday, _midnight(monday, time_zone), _midnight(monday + SEVEN, time_zone))


def week_of(moment: datetime, time_zone: str) -> Week:
    """The week in which `moment` falls in that zone."""
    day = moment.astimezone(zone_named(time_zone)).date()
    return week(day - timedelta(days=day.weekday()), time_zone)


def last_weeks(now: datetime, time_zone: str, count: int) -> tuple[Week, ...]:
    """So many weeks, oldest first; the last is the one that is under way."""
    latest = week_of(now, time_zone).monday
    return tuple(week(latest - SEVEN * back, time_zone) for back in reversed(range(count)))


def settled_after(policy: Policy) -> timedelta:
    """How long after a week nothing in it changes any more: no answer still reaches a question."""
    waits = max(p.remind + p.call + p.miss for p in policy.patience.values())
    return policy.ask_within + waits + policy.late_answer + SHUT


def _midnight(day: date, time_zone: str) -> datetime:
    return instant(datetime.combine(day, time()), time(), zone_named(time_zone))
