"""Pairs in a town: who would like a buddy, what a round proposes, and what a coordinator does."""

from checkin.domain.pairing import PairingState
from checkin.usecases import pairs, proposing
from checkin.usecases.ports.pairings import PairingLine
from checkin.usecases.proposing import Proposed
from tests.town.phone import Phone
from tests.town.town import Town


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
