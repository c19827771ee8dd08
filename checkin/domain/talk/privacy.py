"""A member's own things on a shared phone: their PIN, their safe word, and being forgotten."""

from checkin.domain.consent import Action, Purpose
from checkin.domain.conversation import Asking
from checkin.domain.decision import (
    Change,
    CheckInChanged,
    Decision,
    GuardChanged,
    MemberChanged,
)
from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.member import MemberState
from checkin.domain.plain import plain
from checkin.domain.silence import given_up
from checkin.domain.talk.answers import quietly
from checkin.domain.talk.joining import NO, YES
from checkin.domain.talk.scene import Scene
from checkin.domain.vocabulary import Meaning

PIN_LENGTH = 4  # R143
SHORTEST_WORD = 4  # letters of a safe word


def pin(scene: Scene, meaning: Meaning) -> Decision:
    """PIN and four digits: from now on they guard what is personal (R143)."""
    digits = meaning.argument or meaning.digits
    thread = scene.speaker
    if thread is None:
        return quietly(scene, "unknown_number", None)
    if not (digits.isdecimal() and len(digits) == PIN_LENGTH):
        return scene.asked(scene.ask(Asking.NEW_PIN, "pin.choose", thread.member))
    kept = GuardChanged(thread.member.id, pin=digits, tries=0)
    return scene.done("pin.kept", thread.member, kept)


def safe_word(scene: Scene, meaning: Meaning) -> Decision:
    """SAFE WORD and a word: said later, it looks like nothing and calls a person (R145)."""
    word = plain(meaning.argument or meaning.digits)
    thread = scene.speaker
    if thread is None:
        return quietly(scene, "unknown_number", None)
    if len(word) < SHORTEST_WORD:
        return scene.asked(scene.ask(Asking.SAFE_WORD, "safe_word.choose", thread.member))
    kept = GuardChanged(thread.member.id, safe_word=word)
    return scene.done("safe_word.kept", thread.member, kept)


def under_duress(scene: Scene) -> Decision:
    """The safe word was said: a bland answer for whoever reads along, and a page (R145)."""
    thread = scene.speaker
    raised = (Raised(EscalationKind.DURESS, thread.member.id),) if thread else ()
    return Decision(
        (*raised, *scene.settled()),
        reply=scene.say("safe_word.bland"),
        member_id=thread.member.id if thread else None,
    )


def forget(scene: Scene, meaning: Meaning) -> Decision:
    """FORGET ME: asked once whether it is really meant, because it cannot be taken back."""
    thread = scene.speaker
    if thread is None:
        return quietly(scene, "unknown_number", None)
    return scene.asked(scene.ask(Asking.FORGET, "forget.really", thread.member))


def forgotten(scene: Scene, meaning: Meaning) -> Decision | None:
    """The answer to "really?": everything ends for this member, and a person erases (R73)."""
    thread = scene.speaker
    if thread is None or meaning.verb not in YES | NO:
        return None
    if meaning.verb in NO:
        return scene.done("forget.kept", thread.member)
    member = thread.member
    changes: list[Change] = [
        scene.event(thread, Purpose.ALL, Action.REVOKED, "forget.really"),
        MemberChanged(member.id, state=MemberState.LEFT, unplanned=True),
        Raised(EscalationKind.FORGET, member.id),
    ]
    if thread.check_in and thread.check_in.is_open:
        after = given_up(thread.check_in, "cancelled.stopped", scene.now)
        changes.append(CheckInChanged(thread.check_in, after))
    return scene.done("forget.done", member, *changes)
