"""Two buddies talk through the service's number: one key to be put through, one key to take it.

Neither sees the other's number, and no voicemail can take the call: whoever is called presses 1
first. By text we ring the member who asks, and then put them through.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from checkin.domain.consent import Purpose
from checkin.domain.conversation import Asking, Prompt, Thread
from checkin.domain.decision import Decision, Listen, Reply, Say
from checkin.domain.outgoing import Kind, Outgoing, Subject
from checkin.domain.pairing import Relayed, RelayOutcome
from checkin.domain.relaying import hours, limits
from checkin.domain.relaying.contacts import (
    Contact,
    contacts_of,
    keys_in,
    packed,
    still_there,
)
from checkin.domain.relaying.handing import in_touch
from checkin.domain.schedule import next_open
from checkin.domain.talk.scene import Scene, Values
from checkin.domain.vocabulary import Meaning, Verb

READY = "relay.ready"  # the wording of our call to a member who wants to be put through
RINGS_WITHIN = timedelta(minutes=10)
WAYS = "relay.ways"  # what else one may press: another buddy, and never again
MOST_KEYS = 4  # buddies in one menu


def menu(scene: Scene, thread: Thread, contacts: tuple[Contact, ...]) -> Decision:
    """Key 8: who there is to talk with."""
    named = contacts[:MOST_KEYS]
    key, values = _menu(named)
    asks = scene.ask(Asking.BUDDY, key, thread.member, values, note=packed(named))
    return scene.asked(replace(asks, say=(*asks.say, Say(WAYS))))


def menu_again(scene: Scene) -> tuple[Say, ...]:
    """The menu that they are at, as far as those in it are still there."""
    contacts = contacts_of(scene.speaker)
    keys = keys_in(scene.prompt.note) if scene.prompt else ()
    named = tuple(found for key in keys if (found := still_there(contacts, key)))
    return (Say(*_menu(named)), Say(WAYS)) if named else (Say(WAYS),)


def _menu(named: tuple[Contact, ...]) -> tuple[str, Values]:
    if len(named) == 1:
        return "relay.menu", _named(named[0])
    values = tuple((f"buddy_{at}", each.named()) for at, each in enumerate(named, 1))
    return f"relay.which.{len(named)}", values


def ready(scene: Scene) -> Decision | None:
    """The first words of our call to whoever asked to be put through; None if nobody is there."""
    found = _of_the_call(scene)
    if found is None:
        return None
    asks = scene.ask(Asking.BUDDY, READY, found.me.member, _named(found), note=packed((found,)))
    return scene.asked(asks)


def pressed(scene: Scene, meaning: Meaning) -> Decision | None:
    """A key that stands for one of the buddies; None for any other key."""
    keys = keys_in(scene.prompt.note) if scene.prompt else ()
    which = int(meaning.digits) if meaning.digits else 0
    if meaning.verb is not Verb.CALL_BUDDY or not 1 <= which <= len(keys):
        return None
    return through(scene, still_there(contacts_of(scene.speaker), keys[which - 1]))


def through(scene: Scene, contact: Contact | None) -> Decision:
    """In a call: put through to this buddy, if they may be called now."""
    thread = scene.speaker
    if contact is None or thread is None:
        return scene.done("buddy.none", thread.member if thread else None)
    other = contact.other.member
    opens = next_open(other.window, other.time_zone, scene.now)
    if no := _not_now(scene, thread, contact, opens):
        return no
    if (other.id, thread.member.id) in thread.traffic.blocked:
        return _missed(scene, contact, RelayOutcome.DROPPED)
    prompt = Prompt(Asking.BUDDY, thread.member.id, packed((contact,)))
    said = (Say("relay.wait", _named(contact)),)
    reply = Reply(said, thread.member.language, other.id, Listen.BRIDGE, prompt)
    return Decision(reply=reply, member_id=thread.member.id)


def came_back(scene: Scene, *, bridged: bool) -> Decision:
    """They are back: did the two get to talk? Or the other could not take it."""
    found = _of_the_prompt(scene)
    if found is None:
        return Decision(reply=scene.say("buddy.none"))
    if not bridged:
        return _missed(scene, found, RelayOutcome.MISSED)
    changes = (_noted(scene, found, RelayOutcome.TAKEN), *in_touch([found.pairing], scene.now))
    asks = scene.ask(Asking.TALKED, "relay.after", found.me.member, note=packed((found,)))
    return scene.asked(asks, *changes)


def talked(scene: Scene, verb: Verb) -> Decision | None:
    """Whether it happened, by key; thanked either way."""
    if verb not in (Verb.YES, Verb.NO):
        return None
    member = scene.speaker.member if scene.speaker else None
    return scene.done("relay.talked" if verb is Verb.YES else "relay.not_talked", member)


def call_by_text(scene: Scene, thread: Thread, contact: Contact) -> Decision:
    """CALL BUDDY: we ring the one who asks, within the hours of both."""
    if Purpose.CHECKIN_CALL not in thread.standing:
        return scene.done("relay.no_calls", thread.member)
    opens = hours.both_open(thread.member, contact.other.member, scene.now)
    if no := _not_now(scene, thread, contact, opens):
        return no
    pairing_id, other_id = contact.key
    values = (*_named(contact), ("pairing", str(pairing_id)), ("other", str(other_id)))
    subject = Subject(scene.conversation.line_id, thread.member.id, pairing_id=pairing_id)
    until = scene.now + RINGS_WITHIN
    out = Outgoing(Kind.BUDDY_BRIDGE, subject, READY, scene.now, until, values)
    told = scene.done("relay.calling", thread.member, values=_named(contact))
    return replace(told, send=(out,))


def _not_now(
    scene: Scene, thread: Thread, contact: Contact, opens: datetime | None
) -> Decision | None:
    """What the member hears where no call can be made now; None where it can."""
    member, values = thread.member, _named(contact)
    if not (contact.reachable and contact.talks) or opens is None:
        return scene.done("relay.not_now", member, values=values)
    if again := limits.calls_again(thread.traffic, scene.now, scene.policy.relaying):
        told = hours.told(again, member)
        return scene.done("relay.too_many", member, values=told)
    if opens > scene.now:
        told = (*values, *hours.told(opens, member))
        return scene.done("relay.call_later", member, values=told)
    return None


def _missed(scene: Scene, contact: Contact, outcome: RelayOutcome) -> Decision:
    """The other could not take it; who is blocked hears the same."""
    noted = _noted(scene, contact, outcome)
    return scene.done("relay.not_answered", contact.me.member, noted, values=_named(contact))


def _noted(scene: Scene, contact: Contact, outcome: RelayOutcome) -> Relayed:
    pairing_id, other_id = contact.key
    why = "blocked" if outcome is RelayOutcome.DROPPED else ""
    return Relayed(
        pairing_id,
        contact.me.member.id,
        other_id,
        outcome,
        why,
        by_call=True,
        evidence=scene.evidence,
    )


def _of_the_prompt(scene: Scene) -> Contact | None:
    """The one buddy whom the question of the call is about."""
    keys = keys_in(scene.prompt.note) if scene.prompt else ()
    return still_there(contacts_of(scene.speaker), keys[0]) if keys else None


def _of_the_call(scene: Scene) -> Contact | None:
    """The buddy whom a call of ours is about, as its outbox row says."""
    values = dict(scene.opening_values)
    key = (int(values.get("pairing", 0)), int(values.get("other", 0)))
    return still_there(contacts_of(scene.speaker), key)


def _named(contact: Contact) -> Values:
    return (("buddy", contact.named()),)
