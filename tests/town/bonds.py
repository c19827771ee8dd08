"""Members of a town who look after one another already."""

from dataclasses import replace
from datetime import datetime

from checkin.domain.consent import Action, ConsentEvent, Medium, Purpose
from checkin.domain.decision import Change, Decision
from checkin.domain.member import Member
from checkin.domain.pairing import (
    Pairing,
    PairingChanged,
    PairingProposed,
    PairingState,
    Shape,
)
from tests.town.town import Town

AGREED = (Purpose.BUDDY_CONTACT, Purpose.BUDDY_FIRST_NAME)


def bound(town: Town, *members: Member, turn_at: datetime, shape: Shape = Shape.PEERS) -> int:
    """A pair by first names, whose next turn is the first member's at that moment; its id."""
    with town.services.begin() as work:
        ids = tuple(member.id for member in members)
        proposed = PairingProposed(shape, ids, tuple(range(1, len(ids) + 1)), 80, ())
        pairing_id = work.pairings.propose(proposed, town.moment)
        assert pairing_id is not None, "these are paired already"
        before = work.pairings.get(pairing_id, town.moment)
        assert before is not None
        after = replace(
            before,
            state=PairingState.ACTIVE,
            active_since=town.moment,
            turn=ids[0],
            next_nudge_at=turn_at,
        )
        consents = [_agreed(member, purpose) for member in members for purpose in AGREED]
        changes: tuple[Change, ...] = (*consents, PairingChanged(before, after, "begun"))
        work.apply(Decision(changes), town.moment, town.services.policy)
    return pairing_id


def bond(town: Town, pairing_id: int) -> Pairing:
    """The pairing as it is now."""
    with town.services.begin() as work:
        found = work.pairings.get(pairing_id, town.moment)
    assert found is not None
    return found


def _agreed(member: Member, purpose: Purpose) -> ConsentEvent:
    return ConsentEvent(
        line_id=member.line_id,
        member_id=member.id,
        purpose=purpose,
        action=Action.GRANTED,
        medium=Medium.TEXT,
        evidence="a story",
        language=member.language,
    )
