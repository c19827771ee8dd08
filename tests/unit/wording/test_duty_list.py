"""A line of a coordinator's list: what is the matter, how long ago, and who has it."""

from datetime import UTC, datetime, timedelta

import pytest

from checkin.domain.duty.scene import Duty, Item, OnDuty
from checkin.domain.escalation import Cover, Escalation, EscalationKind, EscalationState, Level
from checkin.domain.policy import Policy
from tests.unit.wording.shelf import longest

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ROSA = OnDuty(1, 1, "Rosa", "en", "UTC")


@pytest.mark.parametrize(
    ("level", "holder", "line"),
    [
        (Level.RED, "", "2!! asks for help, 5m."),
        (Level.AMBER, "Ben", "2! asks for help, 5m, Ben."),
        (Level.YELLOW, "Maria del Mar Ibarra", "2 asks for help, 5m, Maria del Mar Ibarra."),
        (Level.YELLOW, "Maximilianekatharina", "2 asks for help, 5m, Maximilianekatharina."),
    ],
)
def test_a_line_shows_how_urgent_it_is_and_who_has_it(level: Level, holder: str, line: str) -> None:
    waiting = Escalation(
        id=7,
        member_id=None,
        kind=EscalationKind.HELP,
        level=level,
        state=EscalationState.OPEN,
        opened_at=NOW - timedelta(minutes=5),
        act_after=NOW,
    )
    item = Item(2, waiting, holder=holder)
    duty = Duty(ROSA, (item,), None, None, Cover(()), NOW, Policy())
    key, values = duty.summary(item)
    assert longest("en", "W" * 20).text("en", key, dict(values)) == line
