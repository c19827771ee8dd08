"""A coordinator looks at words that were held: they let them pass after all, or drop them."""

from datetime import datetime

from checkin.domain.conversation import Thread
from checkin.domain.decision import Change, Decision, EscalationNoted
from checkin.domain.escalation import Refused
from checkin.domain.outgoing import Kind, Outgoing, Subject
from checkin.domain.pairing import Held, HeldJudged, PairingNoted, RelayOutcome
from checkin.domain.policy import Relaying
from checkin.domain.relaying.contacts import addressed, contacts_of, still_there
from checkin.domain.relaying.handing import in_touch, outgoing
from checkin.domain.vocabulary import understand

JUDGED = frozenset({"money", "sexual", "threat"})  # danger and a stop are never passed on


def released(held: Held, thread: Thread, body: str, now: datetime, policy: Relaying) -> Decision:
    """The words of the text `body` go to the buddy now. Raises `Refused` where they cannot."""
    contacts = contacts_of(thread)
    contact = still_there(contacts, (held.pairing_id, held.to_id))
    _, words = addressed(contacts, understand(body, (thread.member.language,)).argument)
    if not words:
        raise Refused("refused.words_missing")
    blocked = (held.to_id, held.from_id) in thread.traffic.blocked
    out = outgoing(thread, contact, words, now, policy) if contact and not blocked else None
    if contact is None or out is None:
        raise Refused("refused.nobody_to_reach")
    member = thread.member
    told = Outgoing(
        kind=Kind.BUDDY,
        subject=Subject(member.line_id, member.id, pairing_id=held.pairing_id),
        wording="relay.sent",
        not_before=now,
        not_after=now + policy.waits,
        values=(("buddy", contact.named()),),
    )
    changes = (*_judged(held, RelayOutcome.SENT, "released"), *in_touch([contact.pairing], now))
    return Decision(changes, (out, told))


def dropped(held: Held) -> Decision:
    """The words never pass."""
    return Decision(_judged(held, RelayOutcome.DROPPED, "dropped"))


def _judged(held: Held, outcome: RelayOutcome, what: str) -> tuple[Change, ...]:
    return (
        HeldJudged(held.id, outcome),
        PairingNoted(held.pairing_id, f"words_{what}", held.from_id),
        EscalationNoted(held.from_id, f"words_{what}"),
    )
