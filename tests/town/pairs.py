"""Pairs in a town: there already, or as they come about between members, rules and coordinators."""

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
from checkin.usecases import pairs, proposing
from checkin.usecases.ports.pairings import PairingLine
from checkin.usecases.proposing import Proposed
from tests.town.phone import Phone
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


def wants_a_buddy(town: Town, name: str, channel: str = "text", cadence: str = "weekly") -> Phone:
    """A member who has agreed to a buddy, by text."""
    phone = town.enrol(name, channel, cadence)
    phone.replies("allow buddy")
    phone.expects("YES")
    phone.replies("yes")
    phone.expects("Noted")
    return phone


def a_round(town: Town) -> Proposed:
    """A coordinator has pairs proposed."""
    found = proposing.propose(town.services, town.services.solver, None)
    town.settle()
    return found


def lines(town: Town, state: PairingState) -> list[PairingLine]:
    """The pairings in this state."""
    found, _, _ = pairs.listing(town.services, state, None)
    return list(found)


def approves(town: Town, who: str = "Cleo") -> int:
    """The newest proposal is approved; its id."""
    line = lines(town, PairingState.PROPOSED)[0]
    pairs.approve(town.services, line.id, town.staff[who])
    town.settle()
    return line.id


def are_paired(town: Town, *phones: Phone) -> int:
    """These members, who are asked by text, say yes to all that they are asked; the pairing."""
    a_round(town)
    pairing = approves(town)
    for phone in phones:
        phone.expects("would you like a buddy")
    for phone in phones:
        phone.replies("yes")
    first, last = phones
    first.expects("We ask the other side")
    for phone in (last, first):
        phone.expects("Do you accept?")
    last.replies("yes")
    last.expects("We ask the other side")
    first.replies("yes")
    for phone in phones:
        phone.expects("are buddies now")
    return pairing
