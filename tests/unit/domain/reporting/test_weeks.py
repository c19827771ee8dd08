"""Weeks begin and end with the organisation's own Monday, also where the clock changes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.policy import Policy
from checkin.domain.reporting.weeks import last_weeks, settled_after, week, week_of
from tests.unit.domain.laws import law, moments, zones


@pytest.mark.parametrize(
    ("zone", "monday", "begins", "hours"),
    [
        ("UTC", date(2026, 3, 2), datetime(2026, 3, 2, tzinfo=UTC), 168),
        ("America/New_York", date(2026, 3, 2), datetime(2026, 3, 2, 5, tzinfo=UTC), 167),
        ("America/New_York", date(2026, 3, 9), datetime(2026, 3, 9, 4, tzinfo=UTC), 168),
        ("America/New_York", date(2026, 10, 26), datetime(2026, 10, 26, 4, tzinfo=UTC), 169),
        ("Asia/Kathmandu", date(2026, 3, 2), datetime(2026, 3, 1, 18, 15, tzinfo=UTC), 168),
        ("Pacific/Auckland", date(2026, 3, 30), datetime(2026, 3, 29, 11, tzinfo=UTC), 169),
    ],
)
def test_a_week_has_the_hours_that_its_clock_gives_it(
    zone: str, monday: date, begins: datetime, hours: int
) -> None:
    found = week(monday, zone)
    assert found.begins == begins
    assert found.ends - found.begins == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("zone", "moment", "monday"),
    [
        ("America/New_York", datetime(2026, 3, 9, 3, 59, tzinfo=UTC), date(2026, 3, 2)),
        ("America/New_York", datetime(2026, 3, 9, 4, 0, tzinfo=UTC), date(2026, 3, 9)),
        ("Pacific/Auckland", datetime(2026, 3, 8, 11, 0, tzinfo=UTC), date(2026, 3, 9)),
        ("UTC", datetime(2027, 1, 1, tzinfo=UTC), date(2026, 12, 28)),
    ],
)
def test_a_moment_belongs_to_the_week_of_the_local_day(
    zone: str, moment: datetime, monday: date
) -> None:
    assert week_of(moment, zone).monday == monday


@law
@given(moments, zones, st.integers(1, 60))
def test_weeks_follow_one_another_and_the_last_is_under_way(
    now: datetime, zone: str, count: int
) -> None:
    weeks = last_weeks(now, zone, count)
    assert len(weeks) == count
    assert weeks[-1].begins <= now < weeks[-1].ends
    assert all(one.monday.weekday() == 0 for one in weeks)
    for earlier, later in zip(weeks, weeks[1:], strict=False):
        assert earlier.ends == later.begins
        assert later.monday - earlier.monday == timedelta(days=7)
    assert all(week_of(one.begins, zone) == one for one in weeks)


def test_a_week_is_settled_once_no_answer_can_reach_it_any_more() -> None:
    slowest = timedelta(hours=4 + 24 + 24 + 2 + 72)
    assert settled_after(Policy()) == slowest + timedelta(days=3)
    patient = Policy(late_answer=timedelta(days=90))
    assert settled_after(patient) > timedelta(days=90)
