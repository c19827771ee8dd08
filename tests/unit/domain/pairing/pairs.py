"""Pairs as the rules see them: Ana and Ben, who are peers, and it is Ana's turn at noon."""

from dataclasses import replace
from typing import Any

from checkin.domain.consent import Purpose
from checkin.domain.member import Channel, Member
from checkin.domain.pairing import Answered, Pairing, PairingState, Shape, Side
from tests.builders import ANA, DAY, NOON, a_member

AGREED = frozenset({Purpose.CHECKIN_TEXT, Purpose.BUDDY_CONTACT})
EVE = a_member(id=5, line_id=15, name="Eve")
BEN = a_member(id=2, line_id=12, name="Ben", channel=Channel.TEXT)


def a_side(member: Member = ANA, **changes: Any) -> Side:
    """Someone who has accepted the norms and may be asked; their alias is their id."""
    return replace(Side(member, member.id, Answered.ACCEPTED, "1", AGREED), **changes)


def a_pairing(*sides: Side, **changes: Any) -> Pairing:
    """An active pair whose moment is noon."""
    both = sides or (a_side(), a_side(BEN))
    made = Pairing(
        id=7,
        state=PairingState.ACTIVE,
        shape=Shape.PEERS,
        sides=both,
        active_since=NOON - 7 * DAY,
        turn=both[0].member.id,
        next_nudge_at=NOON,
    )
    return replace(made, **changes)
