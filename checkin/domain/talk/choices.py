"""What a member has agreed to, purpose by purpose: said yes or no to at any time (R4, R12)."""

from checkin.domain.consent import Action, Purpose
from checkin.domain.conversation import Asking
from checkin.domain.decision import Decision
from checkin.domain.plain import plain
from checkin.domain.talk.answers import quietly
from checkin.domain.talk.purposes import ended, question_for
from checkin.domain.talk.scene import Scene
from checkin.domain.vocabulary import Meaning
from checkin.domain.vocabulary.words import spoken_in

# Asked for one after the other to a member who goes through their choices by key.
OPTIONAL = (
    Purpose.CHECKIN_TEXT,
    Purpose.CHECKIN_CALL,
    Purpose.BUDDY_CONTACT,
    Purpose.BUDDY_FIRST_NAME,
    Purpose.VOICEMAIL,
    Purpose.OVERT_WORDING,
    Purpose.RECORDING,
    Purpose.RESEARCH,
)


def choices(scene: Scene, meaning: Meaning) -> Decision:
    """How to say yes or no to each purpose: by word, or by a menu of keys."""
    thread = scene.speaker
    if thread is None:
        return quietly(scene, "unknown_number", None)
    if scene.by_call:
        return scene.asked(scene.ask(Asking.CHOICES, "choices.menu", thread.member))
    return scene.done("choices.menu", thread.member)


def allow(scene: Scene, meaning: Meaning) -> Decision:
    """ALLOW and a purpose: its own question comes first, so that what was agreed to is known."""
    thread, purpose = scene.active, purpose_named(scene, meaning.argument)
    if thread is None or purpose is None:
        return choices(scene, meaning)
    return scene.asked(question_for(scene, thread, purpose))


def refuse(scene: Scene, meaning: Meaning) -> Decision:
    """REFUSE and a purpose: it ends at once for this member, and nothing else does."""
    thread, purpose = scene.active, purpose_named(scene, meaning.argument)
    if thread is None or purpose is None:
        return choices(scene, meaning)
    revoked = ended(scene, thread, purpose, Action.REVOKED)
    return scene.done("choices.refused", thread.member, *revoked)


def purpose_named(scene: Scene, said: str) -> Purpose | None:
    """The purpose that these words name, in any of our languages."""
    for known in spoken_in(scene.conversation.languages):
        if name := known.purposes.get(plain(said)):
            return Purpose(name)
    return None


def next_choice(scene: Scene, after: Purpose | None) -> Decision:
    """By key: the question for the next purpose, or a goodbye after the last."""
    thread = scene.active
    at = OPTIONAL.index(after) + 1 if after else 0
    if thread is None or at >= len(OPTIONAL):
        return scene.done("choices.done", thread.member if thread else None)
    reply = scene.ask(
        Asking.PURPOSE,
        f"allow.{OPTIONAL[at].value}",
        thread.member,
        note=f"{OPTIONAL[at].value} and_next",
    )
    return scene.asked(reply)
