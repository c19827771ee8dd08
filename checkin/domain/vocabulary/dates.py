"""How long somebody is away: "7", "ten days", "friday", "24.12", "24 december", "the 24th"."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from checkin.domain.vocabulary.words import Words, spoken_in

LONGEST = 90  # days (R120)
MONTHS = 12
# Hyphens are gone: 24-12, 24-12-2026 and 2026-12-24.
DAY_FIRST = re.compile(r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d{4})?")
YEAR_FIRST = re.compile(r"(?P<year>20\d\d)(?P<month>0\d|1[0-2])(?P<day>\d\d)")


def until(said: str, today: date, languages: Sequence[str]) -> date | None:
    """The first day on which the person is there again; None when `said` is no time to come.

    `said` is plain. A bare number is a number of days. Never more than `LONGEST` days ahead.
    """
    shelf = spoken_in(languages)
    for parts in _parts(said):
        days = (_until(parts, today, known) for known in shelf)
        day = next((day for day in days if day is not None), None)
        if day is not None:
            return day if 0 < (day - today).days <= LONGEST else None
    return None


def is_a_time(said: str, shelf: Sequence[Words]) -> bool:
    """Whether these words tell a time, and nothing else."""
    return any(_tells(parts, known) for parts in _parts(said) for known in shelf)


def _tells(parts: Sequence[str], known: Words) -> bool:
    soon = {part for phrase in known.soon for part in phrase.split()}
    told = known.units.keys() | known.weekdays.keys() | known.months.keys() | soon
    beside = known.passed_over | known.numbers.keys()
    kinds = [part.isdecimal() or part in told for part in parts]
    return any(kinds) and all(
        tells or part in beside for part, tells in zip(parts, kinds, strict=True)
    )


def _parts(said: str) -> tuple[list[str], list[str]]:
    """Its words: "2moro" is one, and "2days" are two."""
    return said.split(), re.sub(r"(?<=\d)(?=[^\W\d])", " ", said).split()


def _until(parts: Sequence[str], today: date, known: Words) -> date | None:
    said = _counted([part for part in parts if part not in known.passed_over], known)
    match said:
        case [day] if _short(day) and not known.day_of_month.isdisjoint(parts):
            return _day_of_month(int(day), today)
        case [word, day] if word in known.day_of_month and _short(day):  # "dia 24"
            return _day_of_month(int(day), today)
    days = _days(said, today, known)
    return _date(said, today, known) if days is None else today + timedelta(days=days)


def _counted(said: list[str], known: Words) -> list[str]:
    """The number in digits: it stands first, or after its unit ("siku saba")."""
    at = 1 if len(said) == 2 and said[0] in known.units else 0
    if said and not (said[0] in known.months and said[-1].isdecimal()):  # "dez" is December, too
        said[at] = known.numbers.get(said[at], said[at])
    return said


def _days(said: Sequence[str], today: date, known: Words) -> int | None:
    """How many days ahead it is, told by a number, a span or a weekday."""
    if (phrase := " ".join(said)) in known.soon:
        return known.soon[phrase]
    match said:
        case [count] if _short(count):
            return int(count)
        case [word] if word in known.weekdays:
            return (known.weekdays[word] - today.weekday() - 1) % 7 + 1
        case [word] if word in known.units:
            return known.units[word]
        case [count, unit] if unit in known.units and _short(count):
            return int(count) * known.units[unit]
        case [unit, count] if unit in known.units and _short(count):
            return int(count) * known.units[unit]
    return None


def _date(said: Sequence[str], today: date, known: Words) -> date | None:
    match said:
        case [row] if found := YEAR_FIRST.fullmatch(row) or DAY_FIRST.fullmatch(row):
            years = _years(found["year"] or "", today)
            return _day(int(found["day"]), int(found["month"]), years, today)
        case [weekday, day, month, *rest] if weekday in known.weekdays and _short(day):
            return _date((day, month, *rest), today, known)
        case [day, month, *rest] if _short(day):
            number = int(month) if _short(month) else known.months.get(month, 0)
            days = (number, int(day)) if number > MONTHS else (int(day), number)
            return _day(*days, _years("".join(rest[:1]), today), today)
        case [month, day, *rest] if month in known.months and _short(day):
            return _day(int(day), known.months[month], _years("".join(rest[:1]), today), today)
    return None


def _short(said: str) -> bool:
    return said.isdecimal() and len(said) <= 2


def _years(said: str, today: date) -> tuple[int, ...]:
    """The year that was said, or this one and the next."""
    return (int(said),) if said.isdecimal() and len(said) == 4 else (today.year, today.year + 1)


def _day(day: int, month: int, years: Sequence[int], today: date) -> date | None:
    """The first such day from `today` on; None when there is none."""
    for year in years:
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return None


def _day_of_month(day: int, today: date) -> date | None:
    """The next such day of a month: of this one, or of one to come."""
    for ahead in range(3):
        years, month = divmod(today.month - 1 + ahead, MONTHS)
        found = _day(day, month + 1, (today.year + years,), today)
        if found is not None and found > today:
            return found
    return None
