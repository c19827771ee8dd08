"""Two people of the demo who are paired already, so that they can be seen talking."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from checkin.domain.consent import Action, ConsentEvent, Medium, Purpose
from checkin.domain.decision import Change, Decision
from checkin.domain.member import Member
from checkin.domain.pairing import (
    Answered,
    PairingChanged,
    PairingProposed,
    PairingState,
    Shape,
    SideChanged,
)
from checkin.usecases.ports import Services

ALIASES = (1, 2)


def pair(services: Services, members: Sequence[Member], now: datetime) -> None:
    """The first looks after the other. Both have accepted the norms; they know only an alias."""
    changes: list[Change] = [_agreed(member) for member in members]
    ids = tuple(member.id for member in members)
    with services.begin() as work:
        proposed = PairingProposed(Shape.BUDDY, ids, ALIASES, 80, ())
        pairing_id = work.pairings.propose(proposed, now)
        before = work.pairings.get(pairing_id or 0, now)
        if before is None:
            raise LookupError("the two are paired already: begin with an empty database")
        after = replace(before, state=PairingState.ACTIVE, active_since=now)
        changes.append(PairingChanged(before, after, "active"))
        changes += [
            SideChanged(before.id, member_id, Answered.WAITING, Answered.ACCEPTED, "demo")
            for member_id in ids
        ]
        work.apply(Decision(tuple(changes)), now, services.policy)


def _agreed(member: Member) -> ConsentEvent:
    return ConsentEvent(
        line_id=member.line_id,
        member_id=member.id,
        purpose=Purpose.BUDDY_CONTACT,
        action=Action.CONFIRMED,
        medium=Medium.PAGE,
        evidence="demo",
        language=member.language,
    )
