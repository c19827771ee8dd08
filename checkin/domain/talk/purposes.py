"""One purpose agreed to or refused, after its own question was read or heard (R4, R5).

A no to one of the two ways of asking moves the member to the other, or lets them go; a no to
anything else changes nothing else.
"""

from checkin.domain.consent import Action, Purpose
from checkin.domain.conversation import Asking, Thread
from checkin.domain.decision import Change, Decision, MemberChanged, Reply
from checkin.domain.member import WITH_US, Channel, MemberState
from checkin.domain.schedule import first_slot
from checkin.domain.talk.leaving import CHECK_INS, by_the_other_road
from checkin.domain.talk.scene import Scene
from checkin.domain.vocabulary import Meaning, Verb

YES = frozenset({Verb.YES, Verb.OK})
NO = frozenset({Verb.NO, Verb.NOT_OK})
PREFERRED = "preferred"  # in a question's note: this is how they want to be asked


def is_distress(meaning: Meaning) -> bool:
    """Whether it is "not ok" in words: a person hears that, whatever else we had asked."""
    return meaning.verb is Verb.NOT_OK and not meaning.digits


def question_for(scene: Scene, thread: Thread, purpose: Purpose) -> Reply:
    """The question that must be answered yes before `purpose` is granted."""
    return scene.ask(Asking.PURPOSE, f"allow.{purpose.value}", thread.member, note=purpose.value)


def answered(scene: Scene, meaning: Meaning) -> Decision | None:
    """The answer to "may we also ...?"; None when it is neither yes nor no."""
    thread = scene.speaker
    if thread is None or meaning.verb not in YES | NO or scene.prompt is None:
        return None
    name, *more = scene.prompt.note.split()
    purpose = Purpose(name)
    if meaning.verb in NO:
        refused = ended(scene, thread, purpose, Action.REFUSED)
        return scene.done("choices.refused", thread.member, *refused)
    changes = granted(scene, thread, purpose, preferred=PREFERRED in more)
    return scene.done("choices.allowed", thread.member, *changes)


def granted(
    scene: Scene, thread: Thread, purpose: Purpose, *, preferred: bool = False
) -> tuple[Change, ...]:
    """What follows from a yes: whoever had ended both ways of asking is asked again."""
    event = scene.event(thread, purpose, Action.GRANTED, f"allow.{purpose.value}")
    channel = CHECK_INS.get(purpose)
    if channel and thread.member.state not in WITH_US:
        return (event, _active(scene, thread, channel))
    if channel and preferred:
        return (event, MemberChanged(thread.member.id, channel=channel))
    return (event,)


def _active(scene: Scene, thread: Thread, channel: Channel) -> MemberChanged:
    slot = first_slot(thread.member.rhythm, thread.member.time_zone, scene.now)
    return MemberChanged(
        thread.member.id, state=MemberState.ACTIVE, channel=channel, next_due_at=slot
    )


def ended(scene: Scene, thread: Thread, purpose: Purpose, action: Action) -> tuple[Change, ...]:
    """What follows from a no, for this member alone."""
    event = scene.event(thread, purpose, action, f"allow.{purpose.value}")
    return (event, *by_the_other_road(scene, thread, purpose))
