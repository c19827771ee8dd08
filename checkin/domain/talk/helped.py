"""Did it help that somebody was in touch? Only a plain yes or no counts as the answer."""

from checkin.domain.decision import Decision
from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.talk.scene import Scene
from checkin.domain.vocabulary import Meaning, Verb


def answered(scene: Scene, meaning: Meaning) -> Decision | None:
    """Yes: thanks. No: a person looks again. None for all else, which has its own meaning."""
    thread = scene.conversation.thread(scene.prompt.member_id) if scene.prompt else None
    if thread is None or meaning.verb not in (Verb.YES, Verb.NO):
        return None
    if meaning.verb is Verb.YES:
        return scene.done("loop.thanks", thread.member)
    again = Raised(EscalationKind.NOT_OK, thread.member.id)
    return scene.done("loop.not_helped", thread.member, again)
