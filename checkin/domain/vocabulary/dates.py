"""How long somebody is away: "7", "10 days", "friday", "24.12", "24 december"."""

from collections.abc import Sequence
from datetime import date, timedelta

from checkin.domain.vocabulary.words import Words, spoken_in

LONGEST = 90  # days (R120)


def until(said: str, today: date, languages: Sequence[str]) -> date | None:
    """The first day on which the person is there again; None when `said` is no time to come.

    `said` is plain. A bare number is a number of days. Never more than `LONGEST` days ahead.
    """
    for known in spoken_in(languages):
        parts = [part for part in said.split() if part not in known.passed_over]
        day = _until(parts, today, known)
        if day is not None:
            return day if today < day <= today + timedelta(days=LONGEST) else None
    return None


def _until(parts: Sequence[str], today: date, known: Words) -> date | None:
    match parts:
        case [count] if count.isdecimal() and len(count) <= 2:
            return today + timedelta(days=int(count))
        case [count] if count.isdecimal() and len(count) == 4:
            return _day(int(count[:2]), int(count[2:]), today)
        case [word] if word in known.tomorrow:
            return today + timedelta(days=1)
        case [word] if word in known.weekdays:
            return today + timedelta(days=(known.weekdays[word] - today.weekday() - 1) % 7 + 1)
        case [word] if word in known.units:
            return today + timedelta(days=known.units[word])
        case [count, unit] if count.isdecimal() and unit in known.units and len(count) <= 2:
            return today + timedelta(days=int(count) * known.units[unit])
        case [day, month, *_] if day.isdecimal() and len(day) <= 2:
            return _day(int(day), _month(month, known), today)
        case [month, day, *_] if month in known.months and day.isdecimal():
            return _day(int(day), known.months[month], today)
    return None


def _month(said: str, known: Words) -> int:
    return int(said) if said.isdecimal() and len(said) <= 2 else known.months.get(said, 0)


def _day(day: int, month: int, today: date) -> date | None:
    """The next such day from `today` on; None when there is none."""
    for year in (today.year, today.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            return None
        if found >= today:
            return found
    return None
