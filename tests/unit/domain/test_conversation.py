"""Whose question an answer belongs to."""

from datetime import timedelta

import pytest

from checkin.domain.check_in import CheckIn, CheckInState
from checkin.domain.conversation import Thread, question
from checkin.domain.policy import Policy
from tests.builders import ANA, DAY, HOUR, NOON, a_check_in, a_member

POLICY = Policy()
EVA = a_member(id=5, name="Eva", language="sw")  # shares Ana's phone
DUE, ASKED, REMINDED, CALLED = (
    CheckInState.DUE,
    CheckInState.ASKED,
    CheckInState.REMINDED,
    CheckInState.CALLED,
)
MISSED, UNREACHABLE = CheckInState.MISSED, CheckInState.UNREACHABLE


def ana(state: CheckInState, asked: timedelta = 2 * HOUR) -> Thread:
    """Ana with a check-in that was due this long ago."""
    return Thread(ANA, a_check_in(ANA, state=state, due_at=NOON - asked))


def eva(state: CheckInState, asked: timedelta = 2 * HOUR) -> Thread:
    """Eva, likewise."""
    return Thread(EVA, a_check_in(EVA, state=state, due_at=NOON - asked))


@pytest.mark.parametrize("state", [DUE, ASKED, REMINDED, CALLED, MISSED, UNREACHABLE])
def test_an_answer_belongs_to_the_only_question_there_is(state: CheckInState) -> None:
    asked = question([ana(state)], NOON, POLICY)

    assert asked == ana(state)


@pytest.mark.parametrize("check_in", [None, a_check_in(state=CheckInState.ANSWERED)])
def test_without_a_question_an_answer_belongs_to_nobody(check_in: CheckIn | None) -> None:
    assert question([Thread(ANA, check_in)], NOON, POLICY) is None


def test_a_question_given_up_on_three_days_ago_is_no_question_any_more() -> None:
    old = a_check_in(state=MISSED, closed_at=NOON - 3 * DAY - HOUR)

    assert question([Thread(ANA, old)], NOON, POLICY) is None


@pytest.mark.parametrize(
    ("hers", "other"),
    [
        (ana(ASKED, HOUR), eva(ASKED, 2 * HOUR)),
        (ana(MISSED, 2 * DAY), eva(MISSED, 3 * DAY)),
        (ana(ASKED, DAY), eva(MISSED, HOUR)),
        (ana(REMINDED, DAY), eva(UNREACHABLE, HOUR)),
        (ana(ASKED, DAY), eva(DUE, HOUR)),
        (ana(CALLED, 3 * DAY), eva(DUE, HOUR)),
        (ana(MISSED, DAY), eva(DUE, HOUR)),
        (ana(DUE, HOUR), eva(DUE, 2 * HOUR)),
        (ana(MISSED), eva(CheckInState.ANSWERED, HOUR)),
        (ana(DUE), eva(CheckInState.CANCELLED, HOUR)),
    ],
)
def test_on_a_shared_phone_an_answer_belongs_to_the_question_asked_last(
    hers: Thread, other: Thread
) -> None:
    for threads in ((hers, other), (other, hers)):
        assert question(threads, NOON, POLICY) == hers
