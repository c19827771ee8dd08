"""What an answer does to a check-in, by text and by key alike."""

from dataclasses import replace

import pytest

from checkin.domain.answering import answer
from checkin.domain.check_in import Answer, CheckInState
from checkin.domain.decision import Change, CheckInChanged, EscalationNoted
from checkin.domain.escalation import EscalationKind, Raised
from tests.builders import ANA, HOUR, NOON, a_check_in

WAITING = (CheckInState.DUE, CheckInState.ASKED, CheckInState.REMINDED, CheckInState.CALLED)
GIVEN_UP = (CheckInState.MISSED, CheckInState.UNREACHABLE)
NOT_OK_RAISED = Raised(EscalationKind.NOT_OK, ANA.id, 101)
UNCLEAR_RAISED = Raised(EscalationKind.UNCLEAR, ANA.id, 101)


@pytest.mark.parametrize("state", WAITING)
@pytest.mark.parametrize("clarified", [False, True])
@pytest.mark.parametrize(("given", "raised"), [(Answer.OK, ()), (Answer.NOT_OK, (NOT_OK_RAISED,))])
def test_an_answer_ends_the_check_in_and_not_ok_calls_a_person(
    state: CheckInState, clarified: bool, given: Answer, raised: tuple[Change, ...]
) -> None:
    check_in = a_check_in(state=state, clarified=clarified)

    outcome = answer(check_in, given, NOON)

    after = replace(
        check_in, state=CheckInState.ANSWERED, answer=given, act_after=None, closed_at=NOON
    )
    assert outcome.changes == (CheckInChanged(check_in, after), *raised)
    assert outcome.wording == given.value


@pytest.mark.parametrize("state", WAITING)
def test_an_unclear_answer_is_asked_about_and_the_check_in_goes_on(state: CheckInState) -> None:
    check_in = a_check_in(state=state)

    outcome = answer(check_in, Answer.UNCLEAR, NOON)

    assert outcome.changes == (CheckInChanged(check_in, replace(check_in, clarified=True)),)
    assert outcome.wording == "clarify"


@pytest.mark.parametrize("state", WAITING)
def test_a_second_unclear_answer_is_kept_and_read_by_a_person(state: CheckInState) -> None:
    check_in = a_check_in(state=state, clarified=True)

    outcome = answer(check_in, Answer.UNCLEAR, NOON)

    changed, raised = outcome.changes
    assert isinstance(changed, CheckInChanged)
    assert (changed.after.state, changed.after.answer) == (CheckInState.ANSWERED, Answer.UNCLEAR)
    assert raised == UNCLEAR_RAISED
    assert outcome.wording == "unclear"


@pytest.mark.parametrize("state", GIVEN_UP)
@pytest.mark.parametrize(
    ("given", "raised"),
    [
        (Answer.OK, ()),
        (Answer.NOT_OK, (NOT_OK_RAISED,)),
        (Answer.UNCLEAR, (UNCLEAR_RAISED,)),
    ],
)
def test_a_late_answer_counts_is_written_down_and_closes_nothing(
    state: CheckInState, given: Answer, raised: tuple[Change, ...]
) -> None:
    check_in = a_check_in(state=state, closed_at=NOON - HOUR)

    outcome = answer(check_in, given, NOON)

    after = replace(check_in, state=CheckInState.ANSWERED, answer=given, closed_at=NOON)
    noted = EscalationNoted(check_in.member_id, f"answered_{given.value}")
    assert outcome.changes == (CheckInChanged(check_in, after), noted, *raised)
    assert outcome.wording == given.value
