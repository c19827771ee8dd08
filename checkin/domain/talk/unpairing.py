"""CHANGE BUDDY, BLOCK and UNBLOCK: at once, without a reason, whoever else is in it (R129, R130).

Who has several buddies says which by a number, or is asked.
"""

from dataclasses import replace

from checkin.domain.conversation import Asking, Thread
from checkin.domain.decision import Decision
from checkin.domain.pairing.alias import word_for
from checkin.domain.pairing.bond import Ended, Pairing
from checkin.domain.pairing.changes import Unblocked
from checkin.domain.pairing.ending import blocked, over
from checkin.domain.pairing.telling import Values
from checkin.domain.talk.answers import quietly
from checkin.domain.talk.scene import Scene
from checkin.domain.vocabulary import Meaning, Verb

NAMED = ("buddy", "another")  # the values of the question which of them: as many as one has


def change(scene: Scene, meaning: Meaning) -> Decision:
    """It ends now, for both; another buddy is found on request."""
    return _of_one(scene, meaning)


def block(scene: Scene, meaning: Meaning) -> Decision:
    """It ends now, and the two are never brought together again; the other is not told so."""
    return _of_one(scene, meaning)


def unblock(scene: Scene, meaning: Meaning) -> Decision:
    """Whomever they have blocked may be proposed to them again."""
    thread = scene.active
    if thread is None:
        return quietly(scene, "unknown_number", None)
    return scene.done("block.lifted", thread.member, Unblocked(thread.member.id))


def chosen(scene: Scene, meaning: Meaning) -> Decision | None:
    """Which of several was meant; None where the answer names none."""
    wanted = {verb.value: verb for verb in (Verb.CHANGE_BUDDY, Verb.BLOCK)}
    verb = wanted.get(scene.prompt.note) if scene.prompt else None
    if verb is None or not meaning.digits:
        return None
    return _of_one(scene, Meaning(verb, meaning.digits, meaning.digits))


def _of_one(scene: Scene, meaning: Meaning) -> Decision:
    thread = scene.active
    if thread is None:
        return quietly(scene, "unknown_number", None)
    begun = [bond for bond in thread.bonds if bond.active_since is not None]
    said = meaning.argument or meaning.digits
    if len(begun) > 1 and said.isdecimal() and 1 <= int(said[:2]) <= len(begun):
        begun = [begun[int(said[:2]) - 1]]
    if len(begun) > 1:
        return _which(scene, thread, begun, meaning.verb)
    if not begun:
        return _none(scene, thread, meaning.verb)
    return _done(scene, thread, begun[0], meaning.verb)


def _done(scene: Scene, thread: Thread, bond: Pairing, verb: Verb) -> Decision:
    member = thread.member
    if verb is Verb.BLOCK:
        ended = blocked(bond, member.id, scene.now)
        said = scene.done("block.done", member)
    else:
        ended = over(bond, Ended.CHANGED, scene.now, member.id)
        said = scene.asked(scene.ask(Asking.NEW_BUDDY, "buddy.changed", member))
    return replace(said, changes=(*ended.changes, *said.changes), send=ended.send)


def _none(scene: Scene, thread: Thread, verb: Verb) -> Decision:
    """Nobody is there to part from: an offer that waits is declined by its own answer."""
    return scene.done("block.nobody" if verb is Verb.BLOCK else "buddy.none", thread.member)


def _which(scene: Scene, thread: Thread, begun: list[Pairing], verb: Verb) -> Decision:
    values: Values = tuple(
        (name, word_for(bond.others(thread.member.id)[0].alias))
        for name, bond in zip(NAMED, begun, strict=False)
    )
    asked = scene.ask(Asking.WHICH_BUDDY, "buddy.which", thread.member, values, note=verb.value)
    return scene.asked(asked)
