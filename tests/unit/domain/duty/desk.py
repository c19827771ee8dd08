"""A coordinator at work by phone: Cleo, what she knows by which code, and what she says."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from checkin.domain.decision import Decision
from checkin.domain.duty import text
from checkin.domain.duty.commands import read
from checkin.domain.duty.scene import Duty, Item, OnDuty
from checkin.domain.escalation import (
    Cover,
    EscalationKind,
    EscalationState,
    Level,
    OnCall,
    Shift,
    Turn,
)
from checkin.domain.policy import Policy
from checkin.domain.urgency import Who
from tests.builders import ANA, HOUR, NOON, an_escalation

POLICY = Policy()
CLEO = OnDuty(id=3, line_id=13, name="Cleo", language="en", time_zone="UTC")
DOV = OnCall(coordinator_id=4, line_id=14)
STAFF = Cover((OnCall(CLEO.id, CLEO.line_id), DOV))
NIGHT = Turn(
    Shift(8, CLEO.id, Who.FIRST, 2, None, time(22), 480, "UTC"), NOON + 10 * HOUR, NOON + 18 * HOUR
)


def an_item(**changes: Any) -> Item:
    """What Cleo knows as 2: Ana is not OK, for an hour now, and nobody has taken it."""
    item = {name: changes.pop(name) for name in ("code", "holder", "member") if name in changes}
    since: datetime | None = changes.pop("taken_at", None)
    escalation = an_escalation(kind=EscalationKind.NOT_OK, **changes)
    return replace(Item(2, escalation, ANA, taken_at=since), **item)


OPEN = an_item()
MINE = an_item(state=EscalationState.TAKEN, taken_by=CLEO.id, holder="Cleo", taken_at=NOON - HOUR)
THEIRS = an_item(
    state=EscalationState.TAKEN, taken_by=DOV.coordinator_id, holder="Dov", taken_at=NOON - HOUR
)
RESOLVED = an_item(
    state=EscalationState.RESOLVED,
    taken_by=CLEO.id,
    act_after=None,
    holder="Cleo",
    taken_at=NOON - HOUR,
)
STRANGERS = an_item(member_id=None, line_id=19, member=None)
RED = an_item(level=Level.RED)


def duty(about: Item | None = OPEN, **changes: Any) -> Duty:
    """Cleo says something about that item."""
    items = (about,) if about and about is not RESOLVED else ()
    made = Duty(CLEO, items, about, None, STAFF, NOON, POLICY)
    return replace(made, **changes)


def texted(scene: Duty, body: str) -> Decision:
    """What follows from a text that is a command."""
    command = read(body)
    assert command, f"{body!r} is no command"
    about = scene.about if command.code is not None else None
    return text.answer(replace(scene, about=about), command)


def said(decision: Decision) -> dict[str, dict[str, str]]:
    """What is said, by its key, with its values."""
    assert decision.reply
    return {say.key: dict(say.values) for say in decision.reply.say}
