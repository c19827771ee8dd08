"""A slot becomes one asking if it comes in time, and the next slot is planned either way."""

from datetime import datetime, time, timedelta

import pytest

from checkin.domain.check_in import CheckInState
from checkin.domain.member import Cadence, Channel
from checkin.domain.outgoing import Kind, Subject
from checkin.domain.planning import NOT_YET_KEPT, Due, plan
from checkin.domain.policy import Policy
from tests.builders import ANA, HOUR, NOON

POLICY = Policy()
SECOND = timedelta(seconds=1)
DEADLINE = NOON + 4 * HOUR


def due(channel: Channel = Channel.TEXT, cadence: Cadence = Cadence.WEEKLY) -> Due:
    """Ana's slot at noon."""
    return Due(ANA.id, ANA.line_id, channel, cadence, time(12), "UTC", NOON)


@pytest.mark.parametrize("late", [timedelta(0), SECOND, 4 * HOUR - SECOND, 4 * HOUR])
def test_a_slot_that_comes_in_time_waits_to_be_asked(late: timedelta) -> None:
    check_in = plan(due(), NOON + late, POLICY).check_in

    assert (check_in.state, check_in.due_at) == (CheckInState.DUE, NOON)
    assert (check_in.act_after, check_in.closed_at, check_in.reason) == (DEADLINE, None, "")
    assert (check_in.member_id, check_in.line_id) == (ANA.id, ANA.line_id)
    assert (check_in.id, check_in.answer, check_in.clarified) == (NOT_YET_KEPT, None, False)


@pytest.mark.parametrize("late", [4 * HOUR + SECOND, timedelta(days=30)])
def test_a_slot_that_comes_too_late_is_kept_as_cancelled_with_the_reason(late: timedelta) -> None:
    check_in = plan(due(), NOON + late, POLICY).check_in

    assert (check_in.state, check_in.act_after) == (CheckInState.CANCELLED, None)
    assert (check_in.closed_at, check_in.reason) == (NOON + late, "cancelled.not_asked_in_time")


@pytest.mark.parametrize(
    ("cadence", "late", "then"),
    [
        (Cadence.DAILY, timedelta(0), "2026-03-05T12:00+00:00"),
        (Cadence.WEEKLY, timedelta(0), "2026-03-11T12:00+00:00"),
        (Cadence.MONTHLY, timedelta(0), "2026-04-01T12:00+00:00"),
        (Cadence.DAILY, timedelta(days=40), "2026-04-14T12:00+00:00"),
        (Cadence.WEEKLY, timedelta(days=40), "2026-04-15T12:00+00:00"),
    ],
)
def test_the_next_slot_is_planned_whether_this_one_is_asked_or_not(
    cadence: Cadence, late: timedelta, then: str
) -> None:
    planned = plan(due(cadence=cadence), NOON + late, POLICY)

    assert planned.next_due_at == datetime.fromisoformat(then)
    assert planned.member_id == ANA.id


@pytest.mark.parametrize(
    ("channel", "kind", "wording"),
    [
        (Channel.TEXT, Kind.ASK, "check_in.ask"),
        (Channel.CALL, Kind.ASK_CALL, "call.check_in"),
    ],
)
def test_the_question_goes_by_the_members_channel_and_is_stale_at_its_deadline(
    channel: Channel, kind: Kind, wording: str
) -> None:
    planned = plan(due(channel), NOON + HOUR, POLICY)

    ask = planned.ask(check_in_id=101)

    assert planned.check_in.channel is channel
    assert (ask.kind, ask.wording) == (kind, wording)
    assert ask.subject == Subject(ANA.line_id, ANA.id, check_in_id=101)
    assert (ask.not_before, ask.not_after) == (NOON + HOUR, DEADLINE)
