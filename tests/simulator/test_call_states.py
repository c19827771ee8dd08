"""A call takes only the states that may follow the one it is in."""

from datetime import UTC, datetime

import pytest

from checkin.simulator.call.call import Call, CallStatus, NotPossible

from .conftest import MEMBER, SERVICE

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def call_that_is(status: str) -> Call:
    return Call(
        sid="CA" + "0" * 32,
        from_=SERVICE,
        to=MEMBER,
        direction="outbound-api",
        created=NOW,
        url="http://127.0.0.1/voice",
        status=CallStatus(status),
    )


@pytest.mark.parametrize(
    ("status", "following"),
    [
        ("queued", "queued"),
        ("ringing", "queued"),
        ("in-progress", "ringing"),
        ("in-progress", "busy"),
        *((final, "completed") for final in ("completed", "busy", "no-answer", "failed")),
        ("canceled", "in-progress"),
    ],
)
def test_a_state_that_cannot_follow_is_refused(status: str, following: str) -> None:
    call = call_that_is(status)
    with pytest.raises(NotPossible):
        call.move(CallStatus(following), NOW)
    assert (call.status, call.turn) == (status, 0)


def test_every_step_makes_what_was_planned_for_the_one_before_stale() -> None:
    call = call_that_is("queued")
    turns = []
    for status in ("ringing", "in-progress", "completed"):
        call.move(CallStatus(status), NOW)
        turns.append(call.turn)
    assert turns == [1, 2, 3] and call.final
