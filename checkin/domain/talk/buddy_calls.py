"""BUDDY by either road, and our calls about one: who is there comes first on a shared phone.

What is asked is read off the bonds as they are now: an offer that lapsed meanwhile is not made.
"""

from checkin.domain.conversation import Asking, Thread
from checkin.domain.decision import Decision
from checkin.domain.relaying import buddies as relay
from checkin.domain.talk import buddies, speaking
from checkin.domain.talk.scene import Scene
from checkin.domain.vocabulary import Meaning, Verb

# Wordings that are questions of their own; all others are said, and the menu's keys follow.
ASKS = {
    "buddy.over": Asking.NEW_BUDDY,
    "buddy.quiet_over": Asking.NEW_BUDDY,
    "buddy.review": Asking.REVIEW,
}
OPEN = ("offer.one", "offer.openly", "offer.three", "norms")  # as they stand now
SAID = ("offer.over", "buddy.begun", "buddy.begun_at", "buddy.quiet", "trio.next")
TRIO = "trio.offer"
EVERY = frozenset({*ASKS, *OPEN, *SAID, TRIO})
WANTED = Meaning(Verb.BUDDY)


def greeted(scene: Scene, thread: Thread) -> Decision:
    """The first question of such a call."""
    if len(scene.conversation.present) > 1 and not scene.sure:
        return speaking.who(scene, speaking.pack(WANTED))
    if thread.guard.pin and not scene.proven:
        return speaking.pin(scene, thread, speaking.pack(WANTED))
    return told(scene, thread)


def told(scene: Scene, thread: Thread) -> Decision:
    """What the call is for, now that it is this member who hears it."""
    opening, values = scene.opening, scene.opening_values
    if opening in OPEN:
        what_stands = buddies.buddy if buddies.to_come(scene) else relay.buddy
        return what_stands(scene, WANTED)
    asking = ASKS.get(opening, Asking.TRIO if opening == TRIO else Asking.MENU)
    note = _note(scene) if asking in (Asking.REVIEW, Asking.TRIO) else ""
    said = tuple(pair for pair in values if pair[0] != "note")
    return scene.asked(scene.ask(asking, opening, thread.member, said, note=note))


def _note(scene: Scene) -> str:
    """What the question is about, for its answer."""
    if given := dict(scene.opening_values).get("note"):
        return given
    bond = buddies.bond_of(scene)
    return str(bond.id) if bond else ""


def buddy(scene: Scene, meaning: Meaning) -> Decision:
    """BUDDY: words for the one they are in touch with, or what is open about one to come.

    In a call about a buddy it is what the call is for, once they have said who they are.
    """
    if scene.by_call and scene.opening in EVERY and scene.speaker and scene.sure:
        return told(scene, scene.speaker)
    bond = buddies.bond_of(scene)
    if bond is not None and bond.active_since is not None:
        return relay.buddy(scene, meaning)
    return buddies.buddy(scene, meaning)
