"""Ring and hang up: an answer that costs nothing (R150-R152).

While a check-in is open it says "I am here"; otherwise it asks to be called back, soon, once in a
while, and inside the window. It never counts as a yes to anything new.
"""

from datetime import datetime, timedelta

from checkin.domain.answering import answer
from checkin.domain.check_in import Answer
from checkin.domain.consent import Purpose
from checkin.domain.conversation import CalledBack, Thread, open_questions
from checkin.domain.decision import Decision, LineChanged, Listen, Reply
from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.member import WITH_US
from checkin.domain.outgoing import Kind, Outgoing, Subject
from checkin.domain.policy import Ring
from checkin.domain.schedule import next_open
from checkin.domain.talk import joining
from checkin.domain.talk.scene import Scene

SAME = timedelta(minutes=10)  # rings within this are one ring
A_DAY = timedelta(hours=24)
AT_MOST = 3  # calls back to one number in a day
HANG_UP = timedelta(seconds=3)  # until their own phone is free again
USEFUL = timedelta(minutes=30)  # a call back that comes later is none


def turned_away(scene: Scene) -> bool:
    """Whether we leave this call unanswered, because ringing us is how it is meant."""
    here = [t for t in scene.conversation.threads if t.member.state in WITH_US]
    ring = scene.policy.rings if here else scene.policy.strangers_ring
    return ring is not Ring.ANSWER


def rang(scene: Scene) -> Decision:
    """What follows from a ring that was not answered, or hung up on at once."""
    unanswered = Reply((), scene.language, listen=Listen.REJECT)
    line = scene.conversation
    if line.stopped or not line.answerable:
        return Decision(reply=unanswered)
    asked = open_questions((scene.speaker,) if scene.speaker else line.threads)
    if len(asked) == 1:
        return _here(scene, asked[0], unanswered)
    return _call_back(scene, unanswered)


def _here(scene: Scene, thread: Thread, unanswered: Reply) -> Decision:
    """They are there; where the organisation says so, they are OK."""
    if thread.check_in is None:
        raise ValueError("a thread without a check-in has no open question")
    given = Answer.OK if scene.policy.ring_is_ok else Answer.HERE
    changes = answer(thread.check_in, given, scene.now).changes
    counted = _counted(scene, more=0)
    return Decision((*changes, counted), reply=unanswered, member_id=thread.member.id)


def _counted(scene: Scene, more: int) -> LineChanged:
    """That they rang, and how often we have called back since they began to, a day ago at most."""
    back = scene.conversation.called_back
    fresh = back.at is None or scene.now - back.at >= A_DAY
    called_back = CalledBack(scene.now, more if fresh else back.count + more)
    return LineChanged(scene.conversation.line_id, called_back=called_back)


def _call_back(scene: Scene, unanswered: Reply) -> Decision:
    """We call back within two minutes, or a person does where calls were never agreed to."""
    line, counted = scene.conversation, _counted(scene, more=1)
    rang_before = line.called_back.at
    if rang_before is not None and scene.now - rang_before < SAME:
        return Decision(reply=unanswered)
    if counted.called_back and counted.called_back.count > AT_MOST:
        return Decision(reply=unanswered)
    thread = scene.active or _somebody(scene)
    if thread is None:
        return _to_a_stranger(scene, counted, unanswered)
    if Purpose.CHECKIN_CALL not in thread.standing:
        asks = Raised(EscalationKind.CALL_ME, thread.member.id)
        return Decision((counted, asks), reply=unanswered, member_id=thread.member.id)
    member = thread.member
    opens = next_open(member.window, member.time_zone, scene.now + HANG_UP)
    send = (_outgoing(line.line_id, member.id, opens),)
    return Decision((counted,), send, unanswered, member.id)


def _somebody(scene: Scene) -> Thread | None:
    """On a shared line, one who may be called if there is one: who it is, we ask them there."""
    here = [thread for thread in scene.conversation.threads if thread.member.state in WITH_US]
    agreed = (thread for thread in here if Purpose.CHECKIN_CALL in thread.standing)
    return next(agreed, here[0] if here else None)


def _to_a_stranger(scene: Scene, counted: LineChanged, unanswered: Reply) -> Decision:
    """A neutral call back, or nothing, as the organisation chose (R152)."""
    known = scene.conversation.threads
    left = known and not any(joining.is_invited(scene, thread) for thread in known)
    if left or scene.policy.strangers_ring is not Ring.CALL_BACK:
        return Decision(reply=unanswered)
    send = (_outgoing(scene.conversation.line_id, None, scene.now + HANG_UP),)
    return Decision((counted,), send, unanswered)


def _outgoing(line_id: int, member_id: int | None, when: datetime) -> Outgoing:
    return Outgoing(
        kind=Kind.CALL_BACK,
        subject=Subject(line_id, member_id),
        wording="call.call_back",
        not_before=when,
        not_after=when + USEFUL,
    )
