"""Which check-ins still wait for an answer, and which one an answer still finds."""

from datetime import timedelta

import pytest

from checkin.domain.check_in import CheckInState
from tests.builders import NOON, a_check_in

LATE = timedelta(hours=72)
SECOND = timedelta(seconds=1)
WAITING = (CheckInState.DUE, CheckInState.ASKED, CheckInState.REMINDED, CheckInState.CALLED)
GIVEN_UP = (CheckInState.MISSED, CheckInState.UNREACHABLE)
OVER = (CheckInState.ANSWERED, CheckInState.CANCELLED)


@pytest.mark.parametrize(
    ("state", "is_open"),
    [(state, True) for state in WAITING] + [(state, False) for state in (*GIVEN_UP, *OVER)],
)
def test_a_check_in_is_open_until_one_of_its_four_ends(state: CheckInState, is_open: bool) -> None:
    assert a_check_in(state=state).is_open is is_open


@pytest.mark.parametrize("state", WAITING)
def test_an_open_check_in_hears_an_answer_however_late(state: CheckInState) -> None:
    check_in = a_check_in(state=state)

    assert check_in.hears(NOON + timedelta(days=365), LATE)


@pytest.mark.parametrize("state", GIVEN_UP)
@pytest.mark.parametrize(
    ("age", "heard"),
    [(timedelta(0), True), (LATE - SECOND, True), (LATE, True), (LATE + SECOND, False)],
)
def test_one_given_up_on_hears_an_answer_for_three_days(
    state: CheckInState, age: timedelta, heard: bool
) -> None:
    check_in = a_check_in(state=state, closed_at=NOON - age)

    assert check_in.hears(NOON, LATE) is heard


@pytest.mark.parametrize("state", GIVEN_UP)
def test_one_given_up_on_at_no_known_time_hears_nothing(state: CheckInState) -> None:
    assert not a_check_in(state=state, closed_at=None).hears(NOON, LATE)


@pytest.mark.parametrize("state", OVER)
def test_one_answered_or_cancelled_hears_nothing_more(state: CheckInState) -> None:
    assert not a_check_in(state=state, closed_at=NOON).hears(NOON, LATE)
