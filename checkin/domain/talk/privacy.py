"""A member's own things on a shared phone: their PIN, their safe word, and being forgotten."""

from checkin.domain.answering import answer
from checkin.domain.check_in import Answer
from checkin.domain.consent import Action, Purpose
from checkin.domain.conversation import Asking, Thread
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
from checkin.domain.revocation import Wish, judge
from checkin.domain.silence import given_up
from checkin.domain.talk.answers import quietly
from checkin.domain.talk.purposes import NO, YES
from checkin.domain.talk.scene import Scene
from checkin.domain.vocabulary import Meaning, Verb, understand

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
    if len(word) < SHORTEST_WORD or _means_something(scene, word):
        return scene.asked(scene.ask(Asking.SAFE_WORD, "safe_word.choose", thread.member))
    kept = GuardChanged(thread.member.id, safe_word=word)
    return scene.done("safe_word.kept", thread.member, kept)


def _means_something(scene: Scene, word: str) -> bool:
    """Whether a word means something to us already: STOP must stay a STOP (R34)."""
    languages = scene.conversation.languages
    known = understand(word, languages, scene.policy.join_words).verb is not Verb.WORDS
    return known or judge(word, languages).wish is not Wish.NONE


def under_duress(scene: Scene, member_ids: frozenset[int]) -> Decision:
    """Their safe word was said: a bland answer for whoever reads along, and a page (R145).

    What we had asked them is over, too: nothing more is to reach that phone by itself.
    """
    said = [thread for thread in scene.conversation.threads if thread.member.id in member_ids]
    changes: list[Change] = [Raised(EscalationKind.DURESS, thread.member.id) for thread in said]
    for thread in said:
        if thread.check_in and thread.check_in.is_open:
            changes.append(answer(thread.check_in, Answer.NOT_OK, scene.now).changes[0])
    scene = scene.by(said[0])
    hushed = scene.conversation.stopped and not scene.by_call
    return Decision(
        (*changes, *scene.settled()),
        reply=None if hushed else scene.say("safe_word.bland"),
        member_id=said[0].member.id,
    )


def forget(scene: Scene, meaning: Meaning) -> Decision:
    """FORGET ME: asked once whether it is really meant, because it cannot be taken back."""
    thread = scene.speaker
    if scene.conversation.stopped and not scene.by_call:  # no question goes there: a person asks
        return _erase(scene, thread or next(iter(scene.conversation.present), None))
    if thread is None:
        return quietly(scene, "unknown_number", None)
    return scene.asked(scene.ask(Asking.FORGET, "forget.really", thread.member))


def _erase(scene: Scene, thread: Thread | None) -> Decision:
    """All has ended already, and a person erases."""
    if thread is None:
        return quietly(scene, "unknown_number", None)
    raised = Raised(EscalationKind.FORGET, thread.member.id)
    return scene.done("forget.done", thread.member, raised)


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
