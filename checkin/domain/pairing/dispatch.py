"""Whether what was written about a pairing still means something when it is about to leave."""

from checkin.domain.outgoing import BETWEEN_MEMBERS, Kind, Outgoing
from checkin.domain.pairing.bond import Answered, PairingState

OFFERS = frozenset({Kind.OFFER, Kind.OFFER_CALL})
NUDGES = "nudge."  # the first letters of the wordings that ask somebody to get in touch
WHILE_IT_HOLDS = frozenset({"buddy.begun", "buddy.begun_at", "buddy.quiet", "buddy.review"})


def may_pass(outgoing: Outgoing, state: PairingState | None, answered: Answered | None) -> bool:
    """Whether the pairing is still such that this may be sent; what has none may.

    An offer and its norms wait for this side's own answer; words, calls, nudges and reviews need a
    bond that holds. Word of an ending passes when it is over.
    """
    if state is None:
        return outgoing.kind not in OFFERS | BETWEEN_MEMBERS
    if outgoing.kind in OFFERS:
        return state is PairingState.OFFERED and answered is Answered.WAITING
    if outgoing.wording == "norms":
        return state is PairingState.OFFERED and answered is Answered.AGREED
    needs_bond = outgoing.kind in BETWEEN_MEMBERS or outgoing.wording.startswith(NUDGES)
    needs_bond |= outgoing.wording in WHILE_IT_HOLDS
    return state is PairingState.ACTIVE or not needs_bond
