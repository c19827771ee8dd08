"""What a member says to an offer of a buddy, to its norms and to a review, on either road.

Everything is found by the bonds of the one who speaks, so that a late key or an old question does
nothing that does not hold any more.
"""

from dataclasses import replace

from checkin.domain.conversation import Asking, Thread, open_questions
from checkin.domain.decision import Change, Decision, Reply
from checkin.domain.pairing.alias import one_more
from checkin.domain.pairing.bond import Answered, Ended, Pairing, PairingState
from checkin.domain.pairing.changes import PairingChanged, PairingNoted, SideAdded, WishesChanged
from checkin.domain.pairing.ending import over
from checkin.domain.pairing.offering import (
    accepted,
    answered,
    introduction,
    offer_words,
    ready_for_norms,
)
from checkin.domain.talk.purposes import NO, YES
from checkin.domain.talk.scene import Scene
from checkin.domain.vocabulary import Meaning

PARTS = 3  # of the norms, when they are spoken
GO_ON, CHANGE, END = "1", "2", "3"


def buddy(scene: Scene, meaning: Meaning) -> Decision:
    """BUDDY, or key 8, of who is in touch with nobody yet: what is open about a buddy."""
    thread, bond = scene.speaker, to_come(scene)
    side = bond.side(thread.member.id) if thread and bond else None
    if thread is None or bond is None or side is None or side.answer is Answered.DECLINED:
        return _nobody(scene)
    if bond.state is PairingState.OFFERED and side.answer is Answered.WAITING:
        return scene.asked(_offer(scene, thread, bond))
    if side.answer is Answered.AGREED and ready_for_norms(bond):
        return scene.asked(_norms(scene, thread, bond, 1))
    return scene.done("offer.wait", thread.member)


def _nobody(scene: Scene) -> Decision:
    return scene.done("buddy.none", scene.speaker.member if scene.speaker else None)


def to_come(scene: Scene) -> Pairing | None:
    """The speaker's first bond that has not begun."""
    bonds = scene.speaker.bonds if scene.speaker else ()
    return next((bond for bond in bonds if bond.active_since is None), None)


def bond_of(scene: Scene, pairing_id: str = "") -> Pairing | None:
    """The speaker's bond with this id; without one the first that has begun, else the first."""
    bonds = scene.speaker.bonds if scene.speaker else ()
    if pairing_id:
        return next((bond for bond in bonds if str(bond.id) == pairing_id), None)
    return next((bond for bond in bonds if bond.active_since), next(iter(bonds), None))


def _offer(scene: Scene, thread: Thread, bond: Pairing) -> Reply:
    side = bond.side(thread.member.id)
    key, values = offer_words(bond, side or bond.sides[0], scene.now)
    return scene.ask(Asking.OFFER, key, thread.member, values, note=str(bond.id))


def _norms(scene: Scene, thread: Thread, bond: Pairing, part: int) -> Reply:
    """The norms: whole in a text, part by part in a call (R135)."""
    key = f"norms.{part}" if scene.by_call else "norms"
    return scene.ask(Asking.NORMS, key, thread.member, note=f"{bond.id} {part}")


def to_offer(scene: Scene, meaning: Meaning) -> Decision | None:
    """Yes or no to an offer; None for anything else."""
    thread, yes = scene.speaker, meaning.verb in YES
    if thread is None or scene.prompt is None or meaning.verb not in YES | NO:
        return None
    bond = bond_of(scene, scene.prompt.note)
    if bond is None or bond.active_since is not None:
        return scene.done("offer.over", thread.member)
    decision = answered(bond, thread.member.id, scene.now, yes=yes)
    if not yes:
        return _then(scene, decision, "offer.declined", thread)
    if _moved(decision, "all_agreed"):
        return _with(scene.asked(_norms(scene, thread, bond, 1)), decision)
    return _then(scene, decision, "offer.wait", thread)


def to_norms(scene: Scene, meaning: Meaning) -> Decision | None:
    """Yes or no to the norms; by key, on to their next part first. None for anything else."""
    thread, yes = scene.speaker, meaning.verb in YES
    if thread is None or scene.prompt is None or meaning.verb not in YES | NO:
        return None
    pairing_id, _, said = scene.prompt.note.partition(" ")
    part = int(said) if said.isdecimal() else 1
    bond = bond_of(scene, pairing_id)
    if bond is None or bond.active_since is not None:
        return scene.done("offer.over", thread.member)
    if yes and scene.by_call and part < PARTS:
        return scene.asked(_norms(scene, thread, bond, part + 1))
    decision = accepted(bond, thread.member.id, scene.now, yes=yes)
    if not yes:
        return _then(scene, decision, "offer.declined", thread)
    if begun := _moved(decision, "begun"):
        key, values = introduction(begun, thread.member)
        return _with(scene.done(key, thread.member, values=values), decision)
    return _then(scene, decision, "offer.wait", thread)


def to_review(scene: Scene, meaning: Meaning) -> Decision | None:
    """1 goes on, 2 asks for another buddy, 3 ends it (R128, R133); None for anything else.

    By text 3 is a wish for a call while a check-in waits for an answer.
    """
    thread, key = scene.speaker, meaning.digits
    if thread is None or scene.prompt is None or key not in (GO_ON, CHANGE, END):
        return None
    if key == END and not scene.by_call and open_questions([thread]):
        return None
    bond = bond_of(scene, scene.prompt.note)
    if bond is None or bond.active_since is None:
        return _nobody(scene)
    if key == GO_ON:
        noted = PairingNoted(bond.id, "goes_on_with", thread.member.id)
        return scene.done("review.thanks", thread.member, noted)
    why = Ended.ROTATED if key == CHANGE else Ended.CHANGED
    decision = over(bond, why, scene.now, thread.member.id)
    if key == END:
        return _then(scene, decision, "buddy.ended", thread)
    again = WishesChanged(thread.member.id, scene.now)
    return _then(scene, decision, "buddy.waits", thread, again)


def to_another(scene: Scene, meaning: Meaning) -> Decision | None:
    """Yes or no to another buddy, after one has ended; None for anything else."""
    thread = scene.speaker
    if thread is None or meaning.verb not in YES | NO:
        return None
    if meaning.verb in NO:
        return scene.done("buddy.not_now", thread.member)
    waits = WishesChanged(thread.member.id, scene.now)
    return scene.done("buddy.waits", thread.member, waits)


def to_trio(scene: Scene, meaning: Meaning) -> Decision | None:
    """Yes or no to a group of three with two others; None for anything else.

    The note holds the proposal of the two, and the numbers of their aliases.
    """
    thread = scene.speaker
    if thread is None or scene.prompt is None or meaning.verb not in YES | NO:
        return None
    if meaning.verb in NO:
        return scene.done("trio.next", thread.member)
    pairing_id, *taken = [int(part) for part in scene.prompt.note.split() if part.isdecimal()] or [
        0
    ]
    joins = SideAdded(pairing_id, thread.member.id, one_more(taken))
    return scene.done("trio.noted", thread.member, joins)


def _moved(decision: Decision, what: str) -> Pairing | None:
    """The pairing after a change of that name, if the decision has one."""
    found = (c for c in decision.changes if isinstance(c, PairingChanged) and c.what == what)
    changed = next(found, None)
    return changed.after if changed else None


def _then(scene: Scene, decision: Decision, key: str, thread: Thread, *changes: Change) -> Decision:
    """The decision, with `key` as the last word."""
    return _with(scene.done(key, thread.member, *changes), decision)


def _with(reply: Decision, decision: Decision) -> Decision:
    """What is said, and all else that follows."""
    return replace(
        reply, changes=(*decision.changes, *reply.changes), send=(*decision.send, *reply.send)
    )
