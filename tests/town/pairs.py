"""Members of a town who are paired already, as the rules leave them once both have said yes."""

from dataclasses import replace

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
from tests.town.town import Town

NAMED = (Purpose.BUDDY_CONTACT, Purpose.BUDDY_FIRST_NAME)


def pair(town: Town, *members: Member, by_name: bool = False) -> int:
    """An active pairing of these, whose aliases are the first words of the catalogs; its id."""
    purposes = NAMED if by_name else NAMED[:1]
    changes: list[Change] = [agreed(member, purpose) for member in members for purpose in purposes]
    with town.services.begin() as work:
        ids = tuple(member.id for member in members)
        aliases = tuple(range(1, len(ids) + 1))
        proposed = PairingProposed(Shape.PEERS, ids, aliases, 80, ())
        pairing_id = work.pairings.propose(proposed, town.moment)
        assert pairing_id is not None, "these are paired already"
        before = work.pairings.get(pairing_id, town.moment)
        assert before is not None
        after = replace(before, state=PairingState.ACTIVE, active_since=town.moment)
        changes.append(PairingChanged(before, after, "active"))
        changes += [
            SideChanged(pairing_id, member_id, Answered.WAITING, Answered.ACCEPTED, "1")
            for member_id in ids
        ]
        work.apply(Decision(tuple(changes)), town.moment, town.services.policy)
    return pairing_id


def agreed(member: Member, purpose: Purpose) -> ConsentEvent:
    """A yes of this member."""
    return ConsentEvent(
        line_id=member.line_id,
        member_id=member.id,
        purpose=purpose,
        action=Action.GRANTED,
        medium=Medium.TEXT,
        evidence="a story",
        language=member.language,
    )
