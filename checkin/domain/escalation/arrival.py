"""Whether a page came to anybody. Where none of a rung did, the next rung is told at once.

A carrier that says a text did not arrive, a phone that nobody takes up and an answering machine
tell us early what the wait of a rung is there to find out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from checkin.domain.carrier import MACHINES, NOT_ARRIVED, NOT_TAKEN_UP
from checkin.domain.escalation.cover import Cover
from checkin.domain.escalation.kinds import Escalation, EscalationState
from checkin.domain.escalation.ladder import rung_from
from checkin.domain.policy import Policy
from checkin.domain.urgency import By


@dataclass(frozen=True, slots=True)
class PageSent:
    """A page of the last rung, as far as it has come."""

    by: By
    under_way: bool  # it is still to be handed over, or the carrier has not said anything yet
    status: str = ""  # the carrier's last word; empty where it never had it
    answered_by: str = ""

    @property
    def missed(self) -> bool:
        """Whether nobody will read or hear it any more."""
        if self.under_way or not self.status:
            return not self.under_way
        if self.by is By.TEXT:
            return self.status in NOT_ARRIVED
        return self.status in NOT_TAKEN_UP or self.answered_by.startswith(MACHINES)


def hurried(
    before: Escalation, sent: Iterable[PageSent], cover: Cover, now: datetime, policy: Policy
) -> Escalation | None:
    """The escalation due at once, if every page of its rung was missed; None if it waits on.

    Only a rung above it in the ladder is told sooner. After the last one it waits as ever, so
    that phones which are all dead are not tried again and again.
    """
    pages = list(sent)
    if before.state is not EscalationState.OPEN or before.rung == 0 or not pages:
        return None
    if before.act_after is None or before.act_after <= now:
        return None
    if not all(page.missed for page in pages):
        return None
    above = rung_from(before.rung, policy.ladders[before.level].rungs, cover, now)
    return replace(before, act_after=now) if above else None
