"""BUDDY and CALL BUDDY, by either road: what follows for whoever has a buddy, and for others."""

from dataclasses import replace

from checkin.domain.conversation import Thread
from checkin.domain.decision import Decision
from checkin.domain.plain import plain
from checkin.domain.relaying import bridging, hearing, passing
from checkin.domain.relaying.contacts import (
    Contact,
    contacts_of,
    evidence_in,
    keys_in,
    still_there,
    words_in,
)
from checkin.domain.relaying.handing import CALL
from checkin.domain.talk.scene import Scene
from checkin.domain.vocabulary import Meaning


def buddy(scene: Scene, meaning: Meaning) -> Decision:
    """BUDDY and words, or key 8."""
    thread = scene.speaker
    contacts = contacts_of(thread)
    if thread is None or not contacts:
        return _nobody(scene, thread)
    if not scene.by_call:
        return passing.words(scene, thread, meaning)
    if scene.opening == CALL and meaning == hearing.ALOUD:
        return hearing.aloud(scene, thread)
    return bridging.menu(scene, thread, contacts)


def call_buddy(scene: Scene, meaning: Meaning) -> Decision:
    """CALL BUDDY, perhaps with the number of one of several."""
    thread = scene.speaker
    contacts = contacts_of(thread)
    if thread is None or not contacts:
        return _nobody(scene, thread)
    if scene.by_call:
        return bridging.menu(scene, thread, contacts)
    number = int(meaning.argument[:3]) if meaning.argument else 0
    if 1 <= number <= len(contacts):
        return bridging.call_by_text(scene, thread, contacts[number - 1])
    if len(contacts) > 1:
        return passing.which(scene, thread, contacts)
    return bridging.call_by_text(scene, thread, contacts[0])


def answered(scene: Scene, meaning: Meaning, body: str) -> Decision | None:
    """ "Which buddy?": by key put through, by text passed on or called; None if it is no answer."""
    thread, prompt = scene.speaker, scene.prompt
    if thread is None or prompt is None:
        return None
    if scene.by_call:
        return bridging.pressed(scene, meaning)
    keys, number = keys_in(prompt.note), plain(body)
    if not number.isdecimal() or not 1 <= int(number[:3]) <= len(keys):
        return None
    chosen = still_there(contacts_of(thread), keys[int(number) - 1])
    if chosen is None:
        return _nobody(scene, thread)
    return _wanted(scene, thread, chosen, prompt.note)


def _wanted(scene: Scene, thread: Thread, chosen: Contact, note: str) -> Decision:
    if words := words_in(note):
        before = replace(scene, evidence=evidence_in(note))
        return passing.passed(before, thread, (chosen,), words)
    return bridging.call_by_text(scene, thread, chosen)


def _nobody(scene: Scene, thread: Thread | None) -> Decision:
    return scene.done("buddy.none", thread.member if thread else None)
