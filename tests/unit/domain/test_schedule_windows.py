"""When a member may be reached, and how long a wait lasts that ends at night."""

from datetime import datetime, time, timedelta

import pytest

from checkin.domain.member import Window
from checkin.domain.schedule import instant, is_open, next_open, wait, zone_named
from tests.builders import a_member

NINE_TO_EIGHT = Window(time(9), time(20))


@pytest.mark.parametrize(
    ("zone", "now", "is_it"),
    [
        ("UTC", "2026-03-04T08:59:59+00:00", False),
        ("UTC", "2026-03-04T09:00:00+00:00", True),
        ("UTC", "2026-03-04T19:59:59+00:00", True),
        ("UTC", "2026-03-04T20:00:00+00:00", False),
        ("UTC", "2026-03-04T03:00:00+00:00", False),
        ("Africa/Nairobi", "2026-03-04T05:59:59+00:00", False),
        ("Africa/Nairobi", "2026-03-04T06:00:00+00:00", True),
        ("Africa/Nairobi", "2026-03-04T17:00:00+00:00", False),
        ("Asia/Kolkata", "2026-03-04T03:29:59+00:00", False),
        ("Asia/Kolkata", "2026-03-04T03:30:00+00:00", True),
        ("Pacific/Chatham", "2026-03-03T19:15:00+00:00", True),
        ("Pacific/Chatham", "2026-03-03T19:14:59+00:00", False),
        ("America/New_York", "2026-03-07T13:30:00+00:00", False),
        ("America/New_York", "2026-03-08T13:30:00+00:00", True),
        ("America/New_York", "2026-11-01T13:30:00+00:00", False),
        ("America/St_Johns", "2026-11-01T12:30:00+00:00", True),
    ],
)
def test_the_window_is_open_from_nine_until_just_before_eight_in_the_evening(
    zone: str, now: str, is_it: bool
) -> None:
    assert is_open(NINE_TO_EIGHT, zone, datetime.fromisoformat(now)) is is_it


@pytest.mark.parametrize(
    ("zone", "moment", "opening"),
    [
        ("UTC", "2026-03-04T12:00+00:00", "2026-03-04T12:00+00:00"),
        ("UTC", "2026-03-04T09:00+00:00", "2026-03-04T09:00+00:00"),
        ("UTC", "2026-03-04T03:00+00:00", "2026-03-04T09:00+00:00"),
        ("UTC", "2026-03-04T20:00+00:00", "2026-03-05T09:00+00:00"),
        ("UTC", "2026-03-04T23:59+00:00", "2026-03-05T09:00+00:00"),
        ("Pacific/Apia", "2026-03-04T07:00+00:00", "2026-03-05T09:00+13:00"),
        ("America/New_York", "2026-03-07T21:00-05:00", "2026-03-08T09:00-04:00"),
        ("America/New_York", "2026-10-31T21:00-04:00", "2026-11-01T09:00-05:00"),
        ("Europe/Lisbon", "2026-03-28T22:00+00:00", "2026-03-29T09:00+01:00"),
        ("Pacific/Chatham", "2026-04-04T21:00+13:45", "2026-04-05T09:00+12:45"),
        ("Pacific/Apia", "2011-12-29T21:00-10:00", "2011-12-31T09:00+14:00"),
    ],
)
def test_what_comes_at_night_waits_for_the_morning_of_the_members_own_day(
    zone: str, moment: str, opening: str
) -> None:
    found = next_open(NINE_TO_EIGHT, zone, datetime.fromisoformat(moment))

    assert found == datetime.fromisoformat(opening)


@pytest.mark.parametrize(
    ("hours", "end"),
    [
        (2, "2026-03-04T14:00+00:00"),
        (7, "2026-03-04T19:00+00:00"),
        (8, "2026-03-05T09:00+00:00"),
        (18, "2026-03-05T09:00+00:00"),
        (24, "2026-03-05T12:00+00:00"),
    ],
)
def test_a_wait_that_ends_at_night_ends_when_the_window_opens(hours: int, end: str) -> None:
    noon = datetime.fromisoformat("2026-03-04T12:00+00:00")

    assert wait(a_member(), noon, timedelta(hours=hours)) == datetime.fromisoformat(end)


def test_a_wait_follows_the_members_own_zone_and_window() -> None:
    noon = datetime.fromisoformat("2026-03-04T12:00+00:00")
    early = a_member(time_zone="Africa/Nairobi", window=Window(time(7), time(16)))

    assert wait(early, noon, timedelta(hours=2)) == datetime.fromisoformat("2026-03-05T07:00+03:00")


def test_a_slot_is_an_instant_in_universal_time() -> None:
    day = datetime.fromisoformat("2026-03-04T00:00+05:30")

    slot = instant(day, time(10, 15), zone_named("Asia/Kolkata"))

    assert slot.isoformat() == "2026-03-04T04:45:00+00:00"
