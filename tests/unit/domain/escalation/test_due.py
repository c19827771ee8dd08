"""By when somebody has to be in touch."""

from datetime import datetime, timedelta

import pytest

from checkin.domain.escalation import EscalationState, Level, due_at, past_due
from checkin.domain.policy import Policy
from tests.builders import NOON, an_escalation

POLICY = Policy()
PROMISED = NOON + timedelta(minutes=9)
OPENED = {Level.RED: 15, Level.AMBER: 60, Level.YELLOW: 480}  # minutes (R100)


@pytest.mark.parametrize(
    ("state", "level", "promised", "due"),
    [
        *(
            (EscalationState.OPEN, level, None, NOON + timedelta(minutes=minutes))
            for level, minutes in OPENED.items()
        ),
        (EscalationState.OPEN, Level.RED, PROMISED, PROMISED),
        (EscalationState.TAKEN, Level.RED, PROMISED, PROMISED),
        (EscalationState.TAKEN, Level.RED, None, None),
        (EscalationState.RESOLVED, Level.RED, None, None),
    ],
)
def test_it_is_due_by_its_level_or_by_what_was_promised(
    state: EscalationState, level: Level, promised: datetime | None, due: datetime | None
) -> None:
    one = an_escalation(state=state, level=level, contact_by=promised, opened_at=NOON)
    assert due_at(one, POLICY) == due


@pytest.mark.parametrize("level", Level)
def test_what_is_past_due_is_what_was_opened_so_long_ago(level: Level) -> None:
    since = past_due(NOON, POLICY).open_since[level]
    assert due_at(an_escalation(level=level, opened_at=since), POLICY) == NOON


@pytest.mark.parametrize("ended", [False, True])
@pytest.mark.parametrize("level", Level)
def test_its_place_on_the_list_tells_its_level(level: Level, ended: bool) -> None:
    assert Level.of_rank(an_escalation(level=level, climbs=int(ended)).rank) is level
