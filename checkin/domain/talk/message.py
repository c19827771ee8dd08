"""Words left for a person in a call: offered, agreed to, announced, and then recorded (R58).

Nothing is recorded without a consent that stands, nor before it was said. Whoever has not agreed
yet hears the question for it in place of the offer, so that it is one key either way.
"""

from dataclasses import replace

from checkin.domain.consent import Action, Purpose
from checkin.domain.conversation import Asking, Thread
from checkin.domain.decision import Change, Decision, Listen, Reply, WordsLeft
from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.member import Member
from checkin.domain.talk import purposes
from checkin.domain.talk.purposes import NO, YES
from checkin.domain.talk.scene import GOODBYE, Scene
from checkin.domain.vocabulary import Verb

# What the note of the question says: what a yes does, or that words are being recorded.
OFFER, AGREE, RECORDS = "offer", "agree", "records"
EVERYWHERE = frozenset({Verb.STOP_CALLS, Verb.PERSON_NOW})
TOLD_ALREADY = frozenset({EscalationKind.CALL_ME, EscalationKind.PERSON_NOW})


def offered(scene: Scene, told: Decision) -> Decision:
    """What was `told`, and in a call the offer to leave a message after it.

    Not while one of several people is speaking and we do not know who: nobody can agree for them.
    """
    nobody_knows = scene.speaker is None and scene.conversation.present
    if not scene.by_call or told.reply is None or nobody_knows:
        return told
    asks = _question(scene)
    return replace(told, reply=replace(asks, say=(told.reply.say[0], *asks.say)))


def _question(scene: Scene) -> Reply:
    if _agreed(scene.speaker):
        return scene.ask(Asking.MESSAGE, "call.message", _member(scene), note=OFFER)
    return scene.ask(Asking.MESSAGE, "allow.recording", _member(scene), note=AGREE)


def answered(scene: Scene, verb: Verb) -> Decision | None:
    """The answer to the offer; None if it is none. After words, or silence, there is no other."""
    note = scene.prompt.note if scene.prompt else ""
    if note == RECORDS and verb not in EVERYWHERE:
        return Decision(reply=goodbye(scene))
    if verb not in YES | NO:
        return None
    if verb in NO:
        return _refused(scene) if note == AGREE else Decision(reply=goodbye(scene))
    if note == AGREE:
        return Decision(_agrees(scene), reply=_notice(scene), member_id=_id(scene))
    if not _agreed(scene.speaker):  # taken back since it was offered
        return Decision(reply=_question(scene), member_id=_id(scene))
    return Decision(reply=_notice(scene), member_id=_id(scene))


def left(scene: Scene, words: WordsLeft) -> Decision:
    """Words were left: a person is told, unless they were told just now why this person calls."""
    prompt = scene.prompt
    if prompt is None or (prompt.asking, prompt.note) != (Asking.MESSAGE, RECORDS):
        return Decision(reply=goodbye(scene))
    thread = scene.conversation.thread(prompt.member_id)
    scene = scene.by(thread) if thread else scene
    line_id, member_id = scene.conversation.line_id, prompt.member_id
    kept = replace(words, line_id=line_id, member_id=member_id)
    raised = Raised(EscalationKind.VOICEMAIL, member_id, line_id=line_id, joins=TOLD_ALREADY)
    return scene.done("call.message_left", thread.member if thread else None, kept, raised)


def goodbye(scene: Scene) -> Reply:
    """The number to reach us at, and nothing else."""
    return replace(scene.say("call.goodbye"), say=(GOODBYE,))


def _notice(scene: Scene) -> Reply:
    """That this is recorded and for whom; the tone follows."""
    asks = scene.ask(Asking.MESSAGE, "call.recorded", _member(scene), note=RECORDS)
    return replace(asks, listen=Listen.VOICE)


def _agrees(scene: Scene) -> tuple[Change, ...]:
    """A yes to recordings. Of somebody we do not know it holds for this one message.

    What stands on a line stands for whoever joins on it, and they were not asked.
    """
    if scene.speaker is not None:
        return purposes.granted(scene, scene.speaker, Purpose.RECORDING)
    granted = scene.event(None, Purpose.RECORDING, Action.GRANTED, "allow.recording")
    return granted, scene.event(None, Purpose.RECORDING, Action.EXPIRED)


def _refused(scene: Scene) -> Decision:
    refused = scene.event(scene.speaker, Purpose.RECORDING, Action.REFUSED, "allow.recording")
    return scene.done("choices.refused", _member(scene), refused)


def _agreed(thread: Thread | None) -> bool:
    return thread is not None and Purpose.RECORDING in thread.standing


def _member(scene: Scene) -> Member | None:
    return scene.speaker.member if scene.speaker else None


def _id(scene: Scene) -> int | None:
    return scene.speaker.member.id if scene.speaker else None
