"""Asking for people: a call from a person, a person now, help, one's own data."""

from checkin.domain.decision import Decision
from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.talk import message
from checkin.domain.talk.answers import quietly
from checkin.domain.talk.scene import Scene
from checkin.domain.vocabulary import Meaning, Verb

ASKS_FOR = {
    Verb.CALL_ME: EscalationKind.CALL_ME,
    Verb.PERSON_NOW: EscalationKind.PERSON_NOW,
    Verb.DATA: EscalationKind.DATA,
}


def ask_for(scene: Scene, meaning: Meaning) -> Decision:
    """A person is told what this member wants; somebody we do not know hears where help is.

    Who wants a person, and not their data, may leave words for them in a call.
    """
    kind = ASKS_FOR[meaning.verb]
    thread = scene.speaker or next(iter(scene.conversation.present), None)
    if thread is None:
        told = quietly(scene, "unknown_number", None)
    else:
        told = scene.done(f"asked.{kind.value}", thread.member, Raised(kind, thread.member.id))
    return told if kind is EscalationKind.DATA else message.offered(scene, told)


def help_(scene: Scene, meaning: Meaning) -> Decision:
    """Who we are and where help is, for everyone; of a member a person hears as well (R36, R60)."""
    thread = scene.active or next(iter(scene.conversation.present), None)
    raised = (Raised(EscalationKind.HELP, thread.member.id),) if thread else ()
    return Decision(raised, reply=scene.say("help") if scene.told else None)


def who(scene: Scene, meaning: Meaning) -> Decision:
    """Who we are, in words that say nothing about anyone."""
    return Decision(reply=scene.say("who"))
