"""Pairings as a rule sees them: Ana, asked by text, and Ben, asked by call, unless told."""

from dataclasses import replace
from typing import Any

from checkin.domain.consent import Purpose
from checkin.domain.member import Member
from checkin.domain.pairing import Answered, Pairing, PairingState, Shape, Side
from tests.builders import ANA, BEN, DAY, NOON

WILLING = frozenset({Purpose.CHECKIN_TEXT, Purpose.CHECKIN_CALL, Purpose.BUDDY_CONTACT})


def a_side(member: Member = ANA, **changes: Any) -> Side:
    """One side, who may be contacted about a buddy."""
    return replace(Side(member, member.id, standing=WILLING), **changes)


def a_pairing(*sides: Side, **changes: Any) -> Pairing:
    """A proposal of the two, unless another state is told."""
    both = sides or (a_side(), a_side(BEN))
    made = Pairing(7, PairingState.PROPOSED, Shape.PEERS, both, languages=("en",))
    return replace(made, **changes)


def offered(*answers: Answered, **changes: Any) -> Pairing:
    """The two were offered it, and have said this."""
    until = NOON + 3 * DAY
    both = [a_side(), a_side(BEN)]
    sides = tuple(replace(side, answer=answer) for side, answer in zip(both, answers, strict=True))
    given = {"state": PairingState.OFFERED, "act_after": until, "offered_until": until, **changes}
    return a_pairing(*sides, **given)


def active(**changes: Any) -> Pairing:
    """The two have been a pair since now, and may be quiet for a week."""
    given = {
        "state": PairingState.ACTIVE,
        "active_since": NOON,
        "act_after": NOON + 7 * DAY,
        **changes,
    }
    return replace(offered(Answered.ACCEPTED, Answered.ACCEPTED), offered_until=None, **given)
