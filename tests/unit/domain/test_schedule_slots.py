"""When the next slot falls, on the member's own clock, through every kind of clock change."""

from datetime import datetime, time, timedelta

import pytest

from checkin.domain.member import Cadence, Rhythm
from checkin.domain.schedule import first_slot, slot_after

DAILY, WEEKLY = Cadence.DAILY, Cadence.WEEKLY
FORTNIGHTLY, MONTHLY = Cadence.FORTNIGHTLY, Cadence.MONTHLY
MONDAY, WEDNESDAY, FRIDAY, SUNDAY = 0, 2, 4, 6
WEEKLY_AT_TEN = Rhythm(WEEKLY, time(10))
DUE = datetime.fromisoformat("2026-01-05T10:00+00:00")


@pytest.mark.parametrize(
    ("zone", "cadence", "at", "due", "then"),
    [
        ("UTC", DAILY, "10:00", "2026-03-04T10:00+00:00", "2026-03-05T10:00+00:00"),
        ("UTC", WEEKLY, "10:00", "2026-03-04T10:00+00:00", "2026-03-11T10:00+00:00"),
        ("UTC", FORTNIGHTLY, "10:00", "2026-03-04T10:00+00:00", "2026-03-18T10:00+00:00"),
        ("UTC", MONTHLY, "10:00", "2026-03-04T10:00+00:00", "2026-04-01T10:00+00:00"),
        ("UTC", DAILY, "10:45", "2026-03-04T10:45+00:00", "2026-03-05T10:45+00:00"),
        ("Africa/Nairobi", WEEKLY, "10:00", "2026-03-04T10:00+03:00", "2026-03-11T10:00+03:00"),
        ("Asia/Kolkata", FORTNIGHTLY, "10:00", "2026-03-04T10:00+05:30", "2026-03-18T10:00+05:30"),
        ("America/New_York", DAILY, "10:00", "2026-03-07T10:00-05:00", "2026-03-08T10:00-04:00"),
        ("America/New_York", DAILY, "10:00", "2026-10-31T10:00-04:00", "2026-11-01T10:00-05:00"),
        ("Europe/Lisbon", WEEKLY, "10:00", "2026-03-23T10:00+00:00", "2026-03-30T10:00+01:00"),
        ("Europe/Lisbon", WEEKLY, "10:00", "2026-10-19T10:00+01:00", "2026-10-26T10:00+00:00"),
        ("America/St_Johns", MONTHLY, "10:00", "2026-02-10T10:00-03:30", "2026-03-10T10:00-02:30"),
        ("Pacific/Chatham", WEEKLY, "10:00", "2026-03-31T10:00+13:45", "2026-04-07T10:00+12:45"),
        ("Pacific/Apia", DAILY, "10:00", "2026-03-04T10:00+13:00", "2026-03-05T10:00+13:00"),
    ],
)
def test_the_next_slot_keeps_the_hour_on_the_members_own_clock(
    zone: str, cadence: Cadence, at: str, due: str, then: str
) -> None:
    due_at = datetime.fromisoformat(due)

    slot = slot_after(Rhythm(cadence, time.fromisoformat(at)), zone, due_at, now=due_at)

    assert slot == datetime.fromisoformat(then)


@pytest.mark.parametrize(
    ("zone", "at", "due", "then"),
    [
        ("America/New_York", "02:30", "2026-03-07T02:30-05:00", "2026-03-08T03:30-04:00"),
        ("America/New_York", "02:30", "2026-03-08T03:30-04:00", "2026-03-09T02:30-04:00"),
        ("Europe/Lisbon", "01:30", "2026-03-28T01:30+00:00", "2026-03-29T02:30+01:00"),
        ("Pacific/Chatham", "03:00", "2026-09-26T03:00+12:45", "2026-09-27T04:00+13:45"),
        ("Pacific/Apia", "10:00", "2011-12-29T10:00-10:00", "2011-12-31T10:00+14:00"),
        ("Pacific/Apia", "10:00", "2011-12-31T10:00+14:00", "2012-01-01T10:00+14:00"),
    ],
)
def test_a_time_that_the_clock_skips_moves_forward_by_the_gap(
    zone: str, at: str, due: str, then: str
) -> None:
    due_at = datetime.fromisoformat(due)

    slot = slot_after(Rhythm(DAILY, time.fromisoformat(at)), zone, due_at, now=due_at)

    assert slot == datetime.fromisoformat(then)


@pytest.mark.parametrize(
    ("zone", "at", "due", "then"),
    [
        ("America/New_York", "01:30", "2026-10-31T01:30-04:00", "2026-11-01T01:30-04:00"),
        ("America/New_York", "01:30", "2026-11-01T01:30-04:00", "2026-11-02T01:30-05:00"),
        ("Europe/Lisbon", "01:30", "2026-10-24T01:30+01:00", "2026-10-25T01:30+01:00"),
        ("America/St_Johns", "01:30", "2026-10-31T01:30-02:30", "2026-11-01T01:30-02:30"),
        ("Pacific/Chatham", "03:00", "2026-04-04T03:00+13:45", "2026-04-05T03:00+13:45"),
    ],
)
def test_a_time_that_comes_twice_is_taken_the_first_time_only(
    zone: str, at: str, due: str, then: str
) -> None:
    due_at = datetime.fromisoformat(due)

    slot = slot_after(Rhythm(DAILY, time.fromisoformat(at)), zone, due_at, now=due_at)

    assert slot == datetime.fromisoformat(then)


@pytest.mark.parametrize(
    ("away", "then"),
    [
        (timedelta(0), "2026-01-12"),
        (timedelta(days=6, hours=23, minutes=59), "2026-01-12"),
        (timedelta(days=7), "2026-01-19"),
        (timedelta(days=7, seconds=1), "2026-01-19"),
        (timedelta(days=13, hours=23), "2026-01-19"),
        (timedelta(days=14), "2026-01-26"),
        (timedelta(days=70), "2026-03-23"),
        (timedelta(days=400), "2027-02-15"),
    ],
)
def test_an_outage_of_any_length_leads_to_the_one_next_slot(away: timedelta, then: str) -> None:
    slot = slot_after(WEEKLY_AT_TEN, "UTC", DUE, now=DUE + away)

    assert slot == datetime.fromisoformat(f"{then}T10:00+00:00")


@pytest.mark.parametrize(
    ("due", "now", "then"),
    [
        ("2026-03-01T10:00-05:00", "2026-03-15T09:30-04:00", "2026-03-15T10:00-04:00"),
        ("2026-10-25T10:00-04:00", "2026-11-01T09:30-05:00", "2026-11-01T10:00-05:00"),
    ],
)
def test_an_outage_over_a_clock_change_skips_no_slot_that_is_still_to_come(
    due: str, now: str, then: str
) -> None:
    slot = slot_after(
        WEEKLY_AT_TEN,
        "America/New_York",
        datetime.fromisoformat(due),
        datetime.fromisoformat(now),
    )

    assert slot == datetime.fromisoformat(then)


def test_a_slot_that_is_still_to_come_is_followed_by_the_one_after_it() -> None:
    slot = slot_after(WEEKLY_AT_TEN, "UTC", DUE, now=DUE - timedelta(days=30))

    assert slot == DUE + timedelta(days=7)


def test_a_later_hour_chosen_after_the_asking_does_not_ask_twice_on_one_day() -> None:
    moved = Rhythm(DAILY, time(18))

    slot = slot_after(moved, "UTC", DUE, now=DUE)

    assert slot == datetime.fromisoformat("2026-01-06T18:00+00:00")


def test_a_midnight_that_came_before_a_repeated_hour_is_not_the_slot_after_it() -> None:
    second_half_past_eleven = datetime.fromisoformat("2010-11-06T23:30-03:30")
    before = second_half_past_eleven - timedelta(days=1)

    slot = slot_after(
        Rhythm(DAILY, time(0)), "America/St_Johns", second_half_past_eleven, now=before
    )

    assert slot == datetime.fromisoformat("2010-11-08T00:00-03:30")


@pytest.mark.parametrize(
    ("zone", "weekday", "now", "then"),
    [
        ("UTC", None, "2026-03-04T09:59+00:00", "2026-03-04T10:00+00:00"),
        ("UTC", None, "2026-03-04T10:00+00:00", "2026-03-05T10:00+00:00"),
        ("UTC", None, "2026-03-04T10:01+00:00", "2026-03-05T10:00+00:00"),
        ("UTC", WEDNESDAY, "2026-03-04T09:59+00:00", "2026-03-04T10:00+00:00"),
        ("UTC", WEDNESDAY, "2026-03-04T10:00+00:00", "2026-03-11T10:00+00:00"),
        ("UTC", FRIDAY, "2026-03-04T12:00+00:00", "2026-03-06T10:00+00:00"),
        ("UTC", MONDAY, "2026-03-04T12:00+00:00", "2026-03-09T10:00+00:00"),
        ("Pacific/Apia", None, "2026-03-04T22:00+00:00", "2026-03-06T10:00+13:00"),
        ("Pacific/Apia", FRIDAY, "2026-03-04T22:00+00:00", "2026-03-06T10:00+13:00"),
        ("America/New_York", SUNDAY, "2026-03-05T12:00-05:00", "2026-03-08T10:00-04:00"),
        ("America/New_York", SUNDAY, "2026-11-01T12:00-05:00", "2026-11-08T10:00-05:00"),
        ("Asia/Kolkata", None, "2026-03-04T04:29+00:00", "2026-03-04T10:00+05:30"),
        ("Asia/Kolkata", None, "2026-03-04T04:30+00:00", "2026-03-05T10:00+05:30"),
    ],
)
def test_the_first_slot_is_the_next_one_on_the_chosen_weekday_still_to_come(
    zone: str, weekday: int | None, now: str, then: str
) -> None:
    rhythm = Rhythm(WEEKLY, time(10), weekday)

    slot = first_slot(rhythm, zone, datetime.fromisoformat(now))

    assert slot == datetime.fromisoformat(then)


@pytest.mark.parametrize(
    ("cadence", "days"), [(DAILY, 1), (WEEKLY, 7), (FORTNIGHTLY, 14), (MONTHLY, 28)]
)
def test_every_cadence_but_the_daily_one_keeps_the_weekday(cadence: Cadence, days: int) -> None:
    assert cadence.days == days
