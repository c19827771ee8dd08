"""How long somebody waits who types wrong passwords."""

from datetime import timedelta

import pytest

from checkin.domain.tries import FREE, NONE, Tries, one_more, wait
from tests.builders import NOON


def after(count: int) -> Tries | None:
    """So many wrong tries at noon, and one more as soon as each wait is over."""
    tries, now = None, NOON
    for _ in range(count):
        now += wait(tries, now)
        tries = one_more(tries, now)
    return tries


@pytest.mark.parametrize(
    ("wrong", "minutes"),
    [(0, 0), (1, 0), (9, 0), (10, 15), (11, 30), (12, 60), (13, 60), (40, 60)],
)
def test_the_wait_grows_with_the_wrong_tries(wrong: int, minutes: int) -> None:
    tries = after(wrong)
    assert wait(tries, tries.last_at if tries else NOON) == timedelta(minutes=minutes)


def test_the_wait_passes() -> None:
    tries = after(FREE)
    assert wait(tries, NOON + timedelta(minutes=5)) == timedelta(minutes=10)
    assert wait(tries, NOON + timedelta(minutes=15)) == NONE
    assert wait(tries, NOON + timedelta(days=3)) == NONE


@pytest.mark.parametrize(
    ("count", "later", "then"),
    [
        (9, timedelta(minutes=15), 10),
        (9, timedelta(minutes=16), 1),  # few enough: the quarter of an hour is over
        (10, timedelta(minutes=16), 11),  # too many: the next wait is longer
        (10, timedelta(hours=24), 11),
        (10, timedelta(hours=25), 1),
    ],
)
def test_old_tries_count_no_more(count: int, later: timedelta, then: int) -> None:
    before = Tries(count, NOON, NOON)
    assert one_more(before, NOON + later).count == then
