"""When a member is asked, as a row says it: `10:00`, or `Tue 10:00`."""

import re
from datetime import time

from checkin.domain.importing.enrolment import Wrong
from checkin.domain.member import Cadence, Rhythm, Window

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAYS = {form.casefold(): n for n, day in enumerate(DAYS) for form in (day, day[:3])}
WRITTEN = re.compile(r"(?:(?P<day>[^\W\d]+)\.?,?\s+)?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::00)?")


def rhythm_in(value: str, cadence: Cadence | None, window: Window) -> Rhythm:
    """The rhythm of `cadence` at that time, which lies inside `window`. Raises `Wrong`.

    `cadence` is None when nobody knows it. Spreadsheets write 9:00 and 09:00:00 for 09:00.
    """
    if not value:
        raise Wrong("is missing", "wrong.time")
    written = WRITTEN.fullmatch(value)
    if written is None:
        raise Wrong(
            'is not a time of day by the 24-hour clock, such as "10:00" or "Tue 10:00"',
            "wrong.time",
        )
    weekday = _weekday(written["day"])
    if weekday is not None and cadence is Cadence.DAILY:
        raise Wrong("names a weekday, and the member is to be asked every day", "wrong.weekday")
    at = _time(written["hour"], written["minute"])
    if not window.opens <= at < window.closes:
        hours = f"from {window.opens:%H:%M} until before {window.closes:%H:%M}"
        raise Wrong(
            f"lies outside the hours in which members are contacted, {hours}",
            "wrong.hours",
            opens=f"{window.opens:%H:%M}",
            closes=f"{window.closes:%H:%M}",
        )
    return Rhythm(cadence or Cadence.WEEKLY, at, weekday)


def written(rhythm: Rhythm) -> str:
    """A rhythm's time and weekday as a row says them."""
    day = "" if rhythm.weekday is None else f"{DAYS[rhythm.weekday][:3]} "
    return f"{day}{rhythm.at:%H:%M}"


def _weekday(name: str | None) -> int | None:
    if name is None:
        return None
    if name.casefold() not in WEEKDAYS:
        raise Wrong('names no weekday in English, such as "Tue" or "Tuesday"', "wrong.weekday")
    return WEEKDAYS[name.casefold()]


def _time(hour: str, minute: str) -> time:
    try:
        return time(int(hour), int(minute))
    except ValueError:
        raise Wrong("is not a time that a clock can show", "wrong.time") from None
