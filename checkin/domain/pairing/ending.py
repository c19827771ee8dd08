"""The end of a pairing: nobody's fault, no reason, and the same words whatever it was (R129).

A pair that was in touch hears that it is over and may ask for another buddy by a yes. One that
was only offered hears that it did not come about. Who ended it hears so in the answer to what
they said, and not again.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from checkin.domain.conversation import Asking
from checkin.domain.decision import Decision
from checkin.domain.pairing.bond import Answered, Ended, Pairing, PairingState, Side
from checkin.domain.pairing.changes import Blocked, PairingChanged, PairingNoted
from checkin.domain.pairing.telling import ask, name_of, tell, together

ANOTHER = timedelta(days=7)  # how long a yes to another buddy is heard


def over(
    pairing: Pairing,
    why: Ended,
    now: datetime,
    by_member: int | None = None,
    coordinator_id: int | None = None,
    note: str = "",
) -> Decision:
    """The pairing ends at once: nothing passes between them any more, and the others hear it.

    Nothing follows where it is over already.
    """
    if pairing.state is PairingState.ENDED:
        return Decision()
    after = replace(
        pairing,
        state=PairingState.ENDED,
        act_after=None,
        offered_until=None,
        turn=None,
        next_nudge_at=None,
        ended=why,
    )
    changed = PairingChanged(pairing, after, f"ended_{why.value}", coordinator_id, note)
    by = (PairingNoted(pairing.id, "by", by_member),) if by_member is not None else ()
    told = (
        _told(pairing, after, side, now) for side in pairing.sides if side.member.id != by_member
    )
    return together(Decision((changed, *by)), *told)


def _told(before: Pairing, after: Pairing, side: Side, now: datetime) -> Decision:
    """What one of the others hears: nothing where nothing was offered to them yet."""
    if before.state is PairingState.PROPOSED or side.answer is Answered.DECLINED:
        return Decision()
    if before.active_since is None:
        return tell(after, side, "offer.over", (), now)
    key = "buddy.quiet_over" if after.ended is Ended.IDLE else "buddy.over"
    values = name_of(before, side.member.id)
    return ask(after, side, Asking.NEW_BUDDY, key, values, now, now + ANOTHER)


def blocked(pairing: Pairing, member_id: int, now: datetime) -> Decision:
    """One side wants nothing to do with the others: silent, one-sided, lasting (R130)."""
    blocks = Decision(
        tuple(Blocked(member_id, other.member.id) for other in pairing.others(member_id))
    )
    return together(blocks, over(pairing, Ended.BLOCKED, now, member_id))
