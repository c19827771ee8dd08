"""Hours of somebody's own week as half-hour slots in UTC, and how often two can meet."""

from datetime import time, timedelta

import pytest

from checkin.domain.member import Window
from checkin.domain.pairing.matching import occasions, slots

MORNING = Window(time(9), time(10))


@pytest.mark.parametrize(
    ("hours", "ahead", "found"),
    [
        ({0: MORNING}, 0, {18, 19}),
        ({0: MORNING}, 3 * 60, {12, 13}),
        ({6: Window(time(22), time(23))}, -3 * 60, {2, 3}),  # Sunday night is Monday in UTC
        ({0: Window(time(0), time(1))}, 60, {334, 335}),  # Monday morning is still Sunday
        ({0: MORNING}, 5 * 60 + 45, {7}),  # 03:15 to 04:15: one whole slot
        ({0: Window(time(9, 10), time(10, 20))}, 0, {19}),
        ({0: Window(time(23), time(23, 59))}, 0, {46}),
        ({0: Window(time(9), time(9, 20))}, 0, set()),
        ({}, 0, set()),
    ],
)
def test_only_slots_that_lie_wholly_inside_the_hours_count(
    hours: dict[int, Window], ahead: int, found: set[int]
) -> None:
    assert slots(hours, timedelta(minutes=ahead)) == found


@pytest.mark.parametrize(
    ("common", "times"),
    [
        (set(), 0),
        ({5}, 1),
        ({5, 6, 7}, 1),
        ({5, 7}, 2),
        ({335, 0}, 1),  # over the end of the week
        ({335, 0, 2}, 2),
        (set(range(336)), 7),
        (set(range(335)), 1),
    ],
)
def test_an_occasion_is_an_unbroken_stretch(common: set[int], times: int) -> None:
    assert occasions(frozenset(common)) == times


def test_a_daily_window_is_seven_occasions_in_any_zone() -> None:
    for ahead in (-600, -210, 0, 345, 780):
        week = slots(dict.fromkeys(range(7), MORNING), timedelta(minutes=ahead))
        assert occasions(week) == 7
