"""A member's words did not reach their buddy: the one who wrote them hears it, and not why."""

from checkin.domain.consent import Purpose
from checkin.domain.decision import Decision
from checkin.domain.outgoing import Kind, Outgoing, Subject
from checkin.domain.pairing import Pairing, PairingState
from checkin.domain.policy import Relaying
from checkin.domain.relaying.contacts import Contact

UNREACHED = "relay.undelivered"
WORDS = frozenset({Kind.RELAY, Kind.RELAY_CALL})


def not_reached(out: Outgoing, pairing: Pairing | None, policy: Relaying) -> Decision:
    """What follows for the sender of `out`; nothing once the bond is over, which both are told."""
    values = dict(out.values)
    me = pairing.side(int(values.get("sent_by", 0))) if pairing else None
    other = pairing.side(out.subject.member_id or 0) if pairing else None
    if pairing is None or me is None or other is None:
        return Decision()
    if pairing.state is not PairingState.ACTIVE:
        return Decision()
    by_text = Purpose.CHECKIN_TEXT in me.standing and not me.by_call
    kind = Kind.BUDDY if by_text else Kind.BUDDY_CALL
    named = Contact(pairing, me, other).named()
    told = Outgoing(
        kind=kind,
        subject=Subject(me.member.line_id, me.member.id, pairing_id=pairing.id),
        wording=UNREACHED,
        not_before=out.not_before,
        not_after=out.not_before + 2 * policy.waits,
        values=(("buddy", named),),
    )
    return Decision(send=(told,))
