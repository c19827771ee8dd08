"""Leaving: everything, or one thing; for everyone on the line; and what may stay.

Stopping never depends on who speaks, on a PIN, or on what is open (R34).
"""

from dataclasses import replace

from checkin.domain.consent import Action, Purpose
from checkin.domain.conversation import Asking, Conversation, Thread
from checkin.domain.decision import (
    Change,
    CheckInChanged,
    Decision,
    LineChanged,
    MemberChanged,
)
from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.member import WITH_US, Channel, MemberState
from checkin.domain.schedule import first_slot
from checkin.domain.silence import given_up
from checkin.domain.talk.scene import Scene
from checkin.domain.vocabulary import Meaning

CHECK_INS = {Purpose.CHECKIN_TEXT: Channel.TEXT, Purpose.CHECKIN_CALL: Channel.CALL}


def stop(scene: Scene, *, for_review: bool = False) -> Decision:
    """Everything stops for everyone on the line, confirmed once (R18, R23, R25, R26, R29).

    On a shared line, or `for_review` when it was said in free words, a coordinator looks (R19,
    R147). Who had agreed to more than one thing may keep the check-ins (R24).
    """
    line = scene.conversation
    changes: list[Change] = [scene.event(None, Purpose.ALL, Action.REVOKED)]
    for thread in line.threads:
        changes += _left(scene, thread)
    here = [t.member for t in line.threads if t.member.state is not MemberState.LEFT]
    if for_review or len(here) > 1:
        changes += [Raised(EscalationKind.STOP, member.id) for member in here]
    kept = line.prompt is not None and line.prompt.asking is Asking.KEEP
    again = line.stopped and kept and scene.told  # what the carrier has stopped, KEEP cannot bring
    stopped = LineChanged(line.line_id, stopped=True, misunderstood=0, no_prompt=not again)
    if not scene.by_call and (line.stopped or not scene.told):
        return Decision((*changes, stopped))
    if not scene.by_call and (keeping := _may_keep(line)):
        reply = scene.ask(Asking.KEEP, "stopped.keep", note=keeping)
        return scene.asked(reply, *changes, stopped)
    return Decision((*changes, stopped), reply=scene.say("stopped"))


def _left(scene: Scene, thread: Thread) -> list[Change]:
    """One member leaves: no slot is planned, and what was open is cancelled."""
    changes: list[Change] = []
    if thread.member.state is not MemberState.LEFT:
        changes.append(MemberChanged(thread.member.id, state=MemberState.LEFT, unplanned=True))
    return changes + _cancelled(scene, thread)


def _cancelled(scene: Scene, thread: Thread) -> list[Change]:
    if not thread.check_in or not thread.check_in.is_open:
        return []
    after = given_up(thread.check_in, "cancelled.stopped", scene.now)
    return [CheckInChanged(thread.check_in, after)]


def _may_keep(line: Conversation) -> str:
    """Who may keep the check-ins: the ids of those who had agreed to texts and to more."""
    several = [
        t for t in line.threads if Purpose.CHECKIN_TEXT in t.standing and len(t.standing) > 1
    ]
    return " ".join(str(t.member.id) for t in several)


def keep(scene: Scene, member_ids: str) -> Decision:
    """KEEP after STOP: the check-in texts stay, and nothing else (R24)."""
    line = scene.conversation
    changes: list[Change] = [LineChanged(line.line_id, stopped=False, no_prompt=True)]
    for thread in line.threads:
        if str(thread.member.id) not in member_ids.split():
            continue
        changes.append(scene.event(thread, Purpose.ALL, Action.SCOPE_CLARIFIED, "stopped.keep"))
        changes.append(scene.event(thread, Purpose.CHECKIN_TEXT, Action.GRANTED, "stopped.keep"))
        slot = first_slot(thread.member.rhythm, thread.member.time_zone, scene.now)
        changes.append(
            MemberChanged(
                thread.member.id,
                state=MemberState.ACTIVE,
                channel=Channel.TEXT,
                next_due_at=slot,
            )
        )
    return Decision(tuple(changes), reply=scene.say("kept"))


def stop_calls(scene: Scene, meaning: Meaning | None = None) -> Decision:
    """No more calls, at once; texts go on where they were agreed to (R24, R51).

    In a call the texts are the next question, unless nobody here gets any: then all is stopped.
    """
    if scene.by_call and _nothing_left(scene, Purpose.CHECKIN_CALL):
        return stop(scene)
    decision = _without(scene, Purpose.CHECKIN_CALL, "stopped.calls")
    if not scene.by_call:
        return decision
    return replace(decision, reply=scene.ask(Asking.STOPPED, "stopped.calls"))


def stop_texts(scene: Scene, meaning: Meaning | None = None) -> Decision:
    """No more texts, at once; calls go on where they were agreed to (R24)."""
    return _without(scene, Purpose.CHECKIN_TEXT, "stopped.texts")


def stop_buddy(scene: Scene, meaning: Meaning | None = None) -> Decision:
    """No more contact with a buddy (R24)."""
    revoked = scene.event(scene.speaker, Purpose.BUDDY_CONTACT, Action.REVOKED)
    return scene.done("stopped.buddy", None, revoked)


def _without(scene: Scene, purpose: Purpose, key: str) -> Decision:
    """One way of asking ends for everyone on the line; who has no other has left."""
    changes: list[Change] = [scene.event(None, purpose, Action.REVOKED)]
    for thread in scene.conversation.threads:
        changes += by_the_other_road(scene, thread, purpose)
    return scene.done(key, None, *changes)


def _nothing_left(scene: Scene, purpose: Purpose) -> bool:
    """Whether nobody on the line can be asked in any other way."""
    others = CHECK_INS.keys() - {purpose}
    with_us = [t for t in scene.conversation.threads if t.member.state in WITH_US]
    return bool(with_us) and not any(others & t.standing for t in with_us)


def by_the_other_road(scene: Scene, thread: Thread, ended: Purpose) -> list[Change]:
    """What becomes of a member who is not asked in this way any more."""
    member = thread.member
    if member.state not in WITH_US or member.channel is not CHECK_INS.get(ended):
        return []
    other = next(p for p in CHECK_INS if p is not ended)
    if other in thread.standing:
        moved: Change = MemberChanged(member.id, channel=CHECK_INS[other])
    else:
        moved = MemberChanged(member.id, state=MemberState.LEFT, unplanned=True)
    return [moved, *_cancelled(scene, thread)]


def wrong_number(scene: Scene) -> Decision:
    """The phone is somebody else's: let go at once, told nothing, and a person looks (R33)."""
    line = scene.conversation
    changes: list[Change] = [scene.event(None, Purpose.ALL, Action.REVOKED)]
    for thread in line.threads:
        changes += _left(scene, thread)
        if thread.member.state is not MemberState.LEFT:
            changes.append(Raised(EscalationKind.WRONG_NUMBER, thread.member.id))
    changes.append(LineChanged(line.line_id, stopped=True, wrong=True, no_prompt=True))
    quiet = line.stopped or not line.answerable
    return Decision(tuple(changes), reply=None if quiet else scene.say("wrong_number"))
