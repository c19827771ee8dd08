"""Words and calls as they leave for a buddy: who hears them, under which name, until when."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from checkin.domain.conversation import Thread
from checkin.domain.decision import Change
from checkin.domain.outgoing import Kind, Outgoing, Subject
from checkin.domain.pairing import Pairing, PairingChanged
from checkin.domain.policy import Relaying
from checkin.domain.relaying.contacts import Contact

WORDS, SHARED, CALL = "relay.words", "relay.words_shared", "relay.call"
COMMAND = "BUDDY"  # understood in every language
SPELL = timedelta(hours=12)  # what comes within it is one and the same contact


def outgoing(
    thread: Thread, contact: Contact, said: str, now: datetime, policy: Relaying
) -> Outgoing | None:
    """The row that brings words to a buddy; None if they cannot be reached."""
    kind = contact.road if contact.reachable else None
    if kind is None:
        return None
    other, sender = contact.other.member, thread.member.id
    values = [("buddy", contact.names_me()), ("words", said), ("sent_by", str(sender))]
    wording = CALL
    if kind is Kind.RELAY:
        wording = SHARED if contact.other.shared else WORDS
        values += [("to", _answered_by(thread, contact)), ("name", other.name)]
    subject = Subject(other.line_id, other.id, pairing_id=contact.pairing.id)
    return Outgoing(kind, subject, wording, now, now + policy.waits, tuple(values))


def _answered_by(thread: Thread, contact: Contact) -> str:
    """The command with which the other one answers: it has a number where they have several."""
    theirs = thread.traffic.contacts.get(contact.other.member.id, ())
    mine = (contact.pairing.id, thread.member.id)
    return f"{COMMAND} {theirs.index(mine) + 1}" if len(theirs) > 1 and mine in theirs else COMMAND


def in_touch(pairings: Iterable[Pairing], now: datetime) -> list[Change]:
    """That these were in touch: what comes close together is one contact."""
    changes: list[Change] = []
    for before in dict.fromkeys(pairings):
        last = before.last_contact_at
        new = last is None or now - last >= SPELL
        contacts = before.contacts + new
        after = replace(before, last_contact_at=now, contacts=contacts, idle_step=0)
        changes.append(PairingChanged(before, after, ""))
    return changes
