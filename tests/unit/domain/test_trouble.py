"""When a person is told of trouble with the service itself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from checkin.domain.budget import Purse
from checkin.domain.escalation.trouble import Pulse, is_in_trouble
from tests.builders import NOON

WELL = Pulse(
    due_since=NOON - timedelta(seconds=5), tried=40, failed=3, purse=Purse.ROOMY, told_at=None
)


@pytest.mark.parametrize(
    ("pulse", "told"),
    [
        (WELL, False),
        (replace(WELL, due_since=None), False),
        (replace(WELL, due_since=NOON - timedelta(minutes=10)), False),
        (replace(WELL, due_since=NOON - timedelta(minutes=11)), True),
        (replace(WELL, failed=19), False),
        (replace(WELL, failed=20), True),
        (replace(WELL, tried=7, failed=7), False),
        (replace(WELL, tried=8, failed=8), True),
        (replace(WELL, purse=Purse.LOW), True),
        (replace(WELL, purse=Purse.EMPTY), True),
        (replace(WELL, failed=40, told_at=NOON - timedelta(hours=23)), False),
        (replace(WELL, failed=40, told_at=NOON - timedelta(hours=24)), True),
    ],
)
def test_a_person_is_told_of_trouble_at_most_once_a_day(pulse: Pulse, told: bool) -> None:
    assert is_in_trouble(pulse, NOON) is told
