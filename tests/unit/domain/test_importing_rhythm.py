"""When a member is asked lies inside the hours of contact, on a weekday if one is named."""

from datetime import time

import pytest

from checkin.domain.importing.enrolment import Wrong
from checkin.domain.importing.rhythm import DAYS, rhythm_in, written
from checkin.domain.member import Cadence, Rhythm, Window

WINDOW = Window(time(9), time(20))
SLOWER = [Cadence.WEEKLY, Cadence.FORTNIGHTLY, Cadence.MONTHLY]


@pytest.mark.parametrize(
    ("value", "at", "weekday"),
    [
        ("10:00", time(10), None),
        ("9:05", time(9, 5), None),
        ("09:00:00", time(9), None),
        ("19:59", time(19, 59), None),
        ("Tue 10:00", time(10), 1),
        ("tuesday 10:00", time(10), 1),
        ("SUN. 10:00", time(10), 6),
        ("Mon, 10:00", time(10), 0),
    ],
)
@pytest.mark.parametrize("cadence", SLOWER)
def test_a_time_is_read_with_its_weekday(
    value: str, at: time, weekday: int | None, cadence: Cadence
) -> None:
    assert rhythm_in(value, cadence, WINDOW) == Rhythm(cadence, at, weekday)


@pytest.mark.parametrize(
    ("value", "cadence", "why"),
    [
        ("", Cadence.DAILY, "is missing"),
        ("10", Cadence.DAILY, "24-hour clock"),
        ("10.00", Cadence.DAILY, "24-hour clock"),
        ("10:00 am", Cadence.DAILY, "24-hour clock"),
        ("10:00:30", Cadence.DAILY, "24-hour clock"),
        ("Tue10:00", Cadence.WEEKLY, "24-hour clock"),
        ("25:00", Cadence.DAILY, "a clock can show"),
        ("10:60", Cadence.DAILY, "a clock can show"),
        ("Tue 10:00", Cadence.DAILY, "every day"),
        ("Di 10:00", Cadence.WEEKLY, "no weekday in English"),
        ("Tues 10:00", Cadence.WEEKLY, "no weekday in English"),
        ("08:59", Cadence.DAILY, "from 09:00 until before 20:00"),
        ("20:00", Cadence.DAILY, "from 09:00 until before 20:00"),
        ("00:00", Cadence.WEEKLY, "from 09:00 until before 20:00"),
        ("21:00", None, "from 09:00 until before 20:00"),
    ],
)
def test_what_cannot_be_a_rhythm_is_refused(value: str, cadence: Cadence | None, why: str) -> None:
    with pytest.raises(Wrong, match=why):
        rhythm_in(value, cadence, WINDOW)


@pytest.mark.parametrize("weekday", [None, *range(7)])
@pytest.mark.parametrize("cadence", SLOWER)
def test_what_is_written_is_read_back(cadence: Cadence, weekday: int | None) -> None:
    rhythm = Rhythm(cadence, time(9, 5), weekday)

    assert rhythm_in(written(rhythm), cadence, WINDOW) == rhythm


def test_every_weekday_has_its_own_short_name() -> None:
    assert len({day[:3] for day in DAYS}) == 7
