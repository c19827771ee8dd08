"""What a decision about something else does to pairings: whoever leaves, leaves them as well.

However consent to a buddy ends, by STOP, by STOP BUDDY, by leaving, by a wrong number or by a no,
the member's pairings end in the same decision.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from checkin.domain.consent import ENDS, ConsentEvent, Purpose
from checkin.domain.conversation import Conversation
from checkin.domain.decision import Decision, MemberChanged
from checkin.domain.member import MemberState
from checkin.domain.pairing.bond import Ended
from checkin.domain.pairing.changes import PairingChanged
from checkin.domain.pairing.ending import over
from checkin.domain.pairing.telling import together

WITH_IT = frozenset({Purpose.ALL, Purpose.BUDDY_CONTACT})


def with_partings(decision: Decision, conversation: Conversation, now: datetime) -> Decision:
    """The same decision, with the end of the pairings of everybody who leaves by it.

    `conversation` has the bonds of its members. What the decision ends by itself is left alone.
    """
    done = {c.before.id for c in decision.changes if isinstance(c, PairingChanged)}
    leaving = set(_leaving(decision, conversation))
    bonds = {
        bond.id: (bond, thread.member.id)
        for thread in conversation.threads
        if thread.member.id in leaving
        for bond in thread.bonds
        if bond.id not in done
    }
    if not bonds:
        return decision
    ended = together(*(over(bond, Ended.LEFT, now, who) for bond, who in bonds.values()))
    return replace(
        decision,
        changes=(*decision.changes, *ended.changes),
        send=(*decision.send, *ended.send),
    )


def _leaving(decision: Decision, conversation: Conversation) -> Iterator[int]:
    """The members who may not be contacted about buddies any more after this decision."""
    for change in decision.changes:
        if isinstance(change, MemberChanged) and change.state is MemberState.LEFT:
            yield change.member_id
        if isinstance(change, ConsentEvent) and change.action in ENDS and change.purpose in WITH_IT:
            if change.member_id is not None:
                yield change.member_id
            elif change.line_id == conversation.line_id:
                yield from (thread.member.id for thread in conversation.threads)
