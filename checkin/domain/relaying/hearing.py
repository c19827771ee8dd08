"""A buddy's words in a call: announced, and read aloud once a key says that somebody listens.

So no voicemail hears them, and on a shared phone with a PIN nobody but the member does (R143).
"""

from checkin.domain.conversation import Asking, Thread
from checkin.domain.decision import Decision
from checkin.domain.relaying import bridging
from checkin.domain.relaying.contacts import Contact, contacts_of, packed
from checkin.domain.relaying.handing import CALL
from checkin.domain.talk import speaking
from checkin.domain.talk.scene import Scene, Values
from checkin.domain.vocabulary import Meaning, Verb

READ = "relay.read"
ALOUD = Meaning(Verb.BUDDY, "aloud")  # what a PIN leads to, where they have one


def announced(scene: Scene, thread: Thread) -> Decision:
    """Who has sent words; one key to hear them."""
    return scene.asked(scene.ask(Asking.RELAYED, CALL, thread.member, _from(scene)))


def answered(scene: Scene, verb: Verb) -> Decision | None:
    """A key: the words, the words again, or put through; None for any other key."""
    thread = scene.speaker
    if thread is None or verb not in (Verb.YES, Verb.CALL_BUDDY):
        return None
    if verb is Verb.CALL_BUDDY:
        return bridging.through(scene, _sender(scene, thread))
    if thread.guard.pin and not scene.proven:
        return speaking.pin(scene, thread, speaking.pack(ALOUD))
    return aloud(scene, thread)


def aloud(scene: Scene, thread: Thread) -> Decision:
    """The words themselves."""
    values = tuple(pair for pair in scene.opening_values if pair[0] in ("buddy", "words"))
    found = _sender(scene, thread)
    note = packed((found,)) if found else ""
    return scene.asked(scene.ask(Asking.RELAYED, READ, thread.member, values, note=note))


def _sender(scene: Scene, thread: Thread) -> Contact | None:
    sent_by = int(dict(scene.opening_values).get("sent_by", 0))
    return next((c for c in contacts_of(thread) if c.other.member.id == sent_by), None)


def _from(scene: Scene) -> Values:
    return tuple(pair for pair in scene.opening_values if pair[0] == "buddy")
