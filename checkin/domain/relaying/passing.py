"""A member writes to their buddy: judged, counted, and passed on by alias from our number (R127).

Whoever is blocked hears the same as when it was sent, and whoever cannot be reached is named
without a reason (R130). Nothing is cut: what is too long is refused, and the sender hears it.
"""

from dataclasses import replace
from datetime import timedelta

from checkin.domain.conversation import Asking, Thread
from checkin.domain.decision import Change, Decision, Say
from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.outgoing import Outgoing
from checkin.domain.pairing import Relayed, RelayOutcome
from checkin.domain.relaying import hours, limits
from checkin.domain.relaying.contacts import Contact, addressed, contacts_of, packed
from checkin.domain.relaying.handing import in_touch, outgoing
from checkin.domain.relaying.judging import judge_words
from checkin.domain.schedule import next_open
from checkin.domain.talk.scene import Scene, Values
from checkin.domain.vocabulary import Meaning

Chosen = tuple[Contact, ...]
SENT = "relay.sent"
A_WHILE = timedelta(hours=12)  # who has heard that it was passed on need not hear it each time
ON_ITS_WAY = frozenset({RelayOutcome.SENT, RelayOutcome.DROPPED})


def words(scene: Scene, thread: Thread, meaning: Meaning) -> Decision:
    """What follows from BUDDY and some words, of a member who has a buddy."""
    contacts = contacts_of(thread)
    chosen, said = addressed(contacts, meaning.argument)
    if not said:
        return how(scene, thread, contacts)
    if not chosen:
        return which(scene, thread, contacts, said)
    return passed(scene, thread, chosen, said)


def how(scene: Scene, thread: Thread, contacts: Chosen) -> Decision:
    """How words are passed on, and to whom."""
    if len(contacts) == 1:
        return scene.done("relay.how", thread.member, values=(("buddy", contacts[0].named()),))
    return scene.done("relay.how_many", thread.member, values=_listed(contacts))


def which(scene: Scene, thread: Thread, contacts: Chosen, said: str = "") -> Decision:
    """By text: which of several buddies is meant? The words wait with the question."""
    note = packed(contacts, said, scene.evidence)
    asks = scene.ask(Asking.BUDDY, "relay.which", thread.member, _listed(contacts), note=note)
    return scene.asked(asks)


def passed(scene: Scene, thread: Thread, chosen: Chosen, said: str) -> Decision:
    """Words for these: passed on, held for a coordinator, or refused with the reason."""
    policy = scene.policy.relaying
    verdict = judge_words(said, scene.conversation.languages, policy)
    if verdict.held:
        raised = Raised(EscalationKind.HARASSMENT, thread.member.id)
        kept = _kept(scene, chosen, RelayOutcome.HELD, verdict.held)
        return scene.done("relay.held", thread.member, raised, *kept)
    if verdict.refused:
        kept = _kept(scene, chosen, RelayOutcome.REFUSED, verdict.refused)
        return scene.done("relay.refused", thread.member, *kept)
    ends = (
        limits.free_again(thread.traffic, contact.pairing.id, scene.now, policy)
        for contact in chosen
    )
    if until := max((end for end in ends if end), default=None):
        kept = _kept(scene, chosen, RelayOutcome.REFUSED, "too_many")
        told = hours.told(until, thread.member)
        return scene.done("relay.too_many", thread.member, *kept, values=told)
    return _handed(scene, thread, chosen, said)


def at_risk(scene: Scene, meaning: Meaning) -> Decision:
    """Words with danger in them are never a buddy's to carry: a person of the team is told."""
    thread = scene.speaker
    contacts = contacts_of(thread)
    if thread is None or not contacts:
        return scene.done("buddy.none", thread.member if thread else None)
    chosen = addressed(contacts, meaning.argument)[0] or contacts
    kept = _kept(scene, chosen, RelayOutcome.HELD, "danger")
    return scene.done("relay.at_risk", thread.member, *kept)


def doubtful(scene: Scene, thread: Thread) -> Decision:
    """It may have been a stop: nothing passes, and a person looks."""
    kept = _kept(scene, contacts_of(thread), RelayOutcome.HELD, "stop")
    raised = Raised(EscalationKind.STOP, thread.member.id)
    return scene.done("relay.stop", thread.member, raised, *kept)


def _handed(scene: Scene, thread: Thread, chosen: Chosen, said: str) -> Decision:
    """The words on their way to each, as far as each can be reached."""
    now, policy = scene.now, scene.policy.relaying
    made = {contact: outgoing(thread, contact, said, now, policy) for contact in chosen}
    if any(out and not scene.fits(out, to.other.member.language) for to, out in made.items()):
        kept = _kept(scene, chosen, RelayOutcome.REFUSED, "too_long")
        return scene.done("relay.too_long", thread.member, *kept)
    blocked = [c for c in chosen if (c.other.member.id, thread.member.id) in thread.traffic.blocked]
    sent = {contact: out for contact, out in made.items() if out and contact not in blocked}
    changes: list[Change] = []
    for contact in chosen:
        why = "" if contact in sent else ("blocked" if made[contact] else "not_reachable")
        outcome = RelayOutcome.DROPPED if why else RelayOutcome.SENT
        changes += _kept(scene, (contact,), outcome, why)
    changes += in_touch([contact.pairing for contact in sent], scene.now)
    said_back = tuple(_told(scene, thread, contact, made[contact]) for contact in chosen)
    quiet = all(say.key == SENT for say in said_back) and _has_heard(scene, thread, chosen)
    reply = None if quiet else replace(scene.say(SENT, thread.member), say=said_back)
    settled = (*changes, *scene.settled())
    return Decision(settled, tuple(sent.values()), reply, thread.member.id)


def _told(scene: Scene, thread: Thread, contact: Contact, out: Outgoing | None) -> Say:
    """What the sender hears of one of them; the same whether they are blocked or not."""
    values: Values = (("name", thread.member.name), ("buddy", contact.named()))
    if out is None:
        return Say("relay.not_now", values)
    other = contact.other.member
    opens = next_open(other.window, other.time_zone, scene.now)
    if opens > scene.now:
        return Say("relay.later", (*values, *hours.told(opens, thread.member)))
    return Say(SENT, values)


def _has_heard(scene: Scene, thread: Thread, chosen: Chosen) -> bool:
    """Whether they were told not long ago that their words to these were passed on."""
    lately = {
        (sent.pairing_id, sent.to_id)
        for sent in thread.traffic.sent
        if sent.outcome in ON_ITS_WAY and sent.at > scene.now - A_WHILE
    }
    return lately.issuperset(contact.key for contact in chosen)


def _kept(scene: Scene, chosen: Chosen, outcome: RelayOutcome, reason: str) -> list[Change]:
    """What became of words for each of these, as it is written down."""
    return [
        Relayed(
            pairing_id=contact.pairing.id,
            from_id=contact.me.member.id,
            to_id=contact.other.member.id,
            outcome=outcome,
            reason=reason,
            evidence=scene.evidence,
        )
        for contact in chosen
    ]


def _listed(contacts: Chosen) -> Values:
    return (("buddies", "|".join(contact.named() for contact in contacts)),)
