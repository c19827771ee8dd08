"""By when somebody has to be in touch, and which escalations have waited for longer (R100)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from checkin.domain.escalation.kinds import Escalation, EscalationState
from checkin.domain.policy import Policy
from checkin.domain.urgency import Level


def due_at(escalation: Escalation, policy: Policy) -> datetime | None:
    """The time that the member was told of, else the one that its level allows while it is open.

    None once somebody has it and has promised nothing, or nothing any more.
    """
    if escalation.state is EscalationState.RESOLVED:
        return None
    if escalation.contact_by is not None:
        return escalation.contact_by
    if escalation.state is EscalationState.OPEN:
        return escalation.opened_at + policy.contact[escalation.level]
    return None


@dataclass(frozen=True, slots=True)
class PastDue:
    """What makes an escalation late at one moment: see `due_at`."""

    promised_by: datetime
    open_since: Mapping[Level, datetime]  # or longer


def past_due(now: datetime, policy: Policy) -> PastDue:
    """What has waited for too long now."""
    return PastDue(now, {level: now - policy.contact[level] for level in Level})
