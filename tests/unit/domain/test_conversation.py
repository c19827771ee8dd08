"""Whose question an answer belongs to, and in whose words a line is answered."""

from datetime import timedelta

import pytest

from checkin.domain.check_in import CheckIn, CheckInState
from checkin.domain.conversation import Thread, question, reply_to, understood
from checkin.domain.decision import LineChanged, Say
from checkin.domain.policy import Policy
from tests.builders import ANA, DAY, HOUR, NOON, a_check_in, a_conversation, a_member

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
    asked = question(a_conversation(ana(state)), NOON, POLICY)

    assert asked == ana(state)


@pytest.mark.parametrize("check_in", [None, a_check_in(state=CheckInState.ANSWERED)])
def test_without_a_question_an_answer_belongs_to_nobody(check_in: CheckIn | None) -> None:
    assert question(a_conversation(Thread(ANA, check_in)), NOON, POLICY) is None


def test_a_question_given_up_on_three_days_ago_is_no_question_any_more() -> None:
    old = a_check_in(state=MISSED, closed_at=NOON - 3 * DAY - HOUR)

    assert question(a_conversation(Thread(ANA, old)), NOON, POLICY) is None


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
        assert question(a_conversation(*threads), NOON, POLICY) == hers


def test_a_line_is_answered_in_the_language_of_the_member_meant() -> None:
    reply = reply_to(a_conversation(ANA, EVA), "answer.ok", EVA)

    assert (reply.say, reply.language, reply.member_id) == (
        (Say("answer.ok", (("name", "Eva"),)),),
        "sw",
        EVA.id,
    )


def test_a_line_is_answered_in_the_language_of_its_first_member_when_none_is_meant() -> None:
    reply = reply_to(a_conversation(EVA, ANA), "stopped")

    assert (reply.language, reply.member_id) == ("sw", EVA.id)


def test_an_unknown_number_is_answered_in_the_organisations_language_by_no_name() -> None:
    reply = reply_to(a_conversation(language="pt"), "help")

    assert (reply.say, reply.language, reply.member_id) == ((Say("help"),), "pt", None)


@pytest.mark.parametrize(("before", "changes"), [(0, ()), (1, (0,)), (3, (0,))])
def test_the_brake_on_replies_is_let_go_only_if_it_was_on(
    before: int, changes: tuple[int, ...]
) -> None:
    found = understood(a_conversation(ANA, misunderstood=before))

    assert found == tuple(LineChanged(ANA.line_id, misunderstood=to) for to in changes)
