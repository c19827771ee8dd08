"""Joining and coming back: nothing starts before the person themselves has said yes.

A stranger is asked three things, one at a time: whether they are an adult (R17), what to call
them, and whether they want this (R8). An invited member is asked only the last (R9). Each further
purpose is a question of its own, and a no to it changes nothing else (R4, R5).
"""

from dataclasses import replace

from checkin.domain.consent import Action, ConsentEvent, Purpose
from checkin.domain.conversation import Asking, Thread
from checkin.domain.decision import (
    Change,
    Decision,
    LineChanged,
    MemberChanged,
    MemberJoined,
    Reply,
)
from checkin.domain.member import Channel, Member, MemberState
from checkin.domain.schedule import first_slot
from checkin.domain.talk.scene import Scene
from checkin.domain.vocabulary import Meaning, Verb

YES = frozenset({Verb.YES, Verb.OK})
NO = frozenset({Verb.NO, Verb.NOT_OK})
NAME_LIMIT = 20  # characters: what a text's segments are reckoned with (R160)
NOT_YET_KEPT = 0
PREFERRED = "preferred"  # in a question's note: this is how they want to be asked
CHANNELS = {Purpose.CHECKIN_TEXT: Channel.TEXT, Purpose.CHECKIN_CALL: Channel.CALL}


def join(scene: Scene, meaning: Meaning) -> Decision:
    """Somebody wants to join: a stranger is asked the first question, others come back."""
    line = scene.conversation
    if line.threads:
        return start(scene, meaning)
    if scene.policy.adults_only:
        return scene.asked(scene.ask(Asking.AGE, "join.age", note=meaning.argument))
    return _name_or_agree(scene, meaning.argument)


def of_age(scene: Scene, meaning: Meaning) -> Decision | None:
    """The answer to "are you 18 or over?"; None when it is neither yes nor no."""
    if meaning.verb in NO:
        return scene.done("join.too_young", None)
    if meaning.verb not in YES:
        return None
    return _name_or_agree(scene, scene.prompt.note if scene.prompt else "")


def named(scene: Scene, body: str) -> Decision:
    """The answer to "what may we call you?": any words, as short as a name is."""
    return _agree(scene, " ".join(body.split())[:NAME_LIMIT].strip())


def _name_or_agree(scene: Scene, name: str) -> Decision:
    """A keypad cannot spell a name: who joins by call is asked for it by a person later."""
    if name or scene.by_call:
        return _agree(scene, name.title()[:NAME_LIMIT])
    return scene.asked(scene.ask(Asking.NAME, "join.name"))


def _agree(scene: Scene, name: str) -> Decision:
    return scene.asked(scene.ask(Asking.AGREE, "join.agree", values=(("name", name),), note=name))


def agreed(scene: Scene, meaning: Meaning) -> Decision | None:
    """The answer to "may we ask how you are?"; None when it is neither yes nor no."""
    if meaning.verb in NO:
        return scene.done("join.declined", None)
    if meaning.verb not in YES:
        return None
    return _enrolled(scene, scene.prompt.note if scene.prompt else "")


def _enrolled(scene: Scene, name: str) -> Decision:
    """A new member, asked by the road they came on; the other road is the next question."""
    line, policy = scene.conversation, scene.policy
    channel = Channel.CALL if scene.by_call else Channel.TEXT
    member = Member(
        id=NOT_YET_KEPT,
        line_id=line.line_id,
        name=name,
        language=line.language,
        time_zone=line.time_zone,
        channel=channel,
        rhythm=policy.rhythm,
        window=policy.window,
    )
    granted = scene.event(None, road(scene), Action.GRANTED, "join.agree")
    slot = first_slot(member.rhythm, member.time_zone, scene.now)
    changes: tuple[Change, ...] = (MemberJoined(member, (granted,), slot), *_open_again(scene))
    return _welcomed(scene, member, changes)


def road(scene: Scene) -> Purpose:
    """The check-ins that come by the road this was said on."""
    return Purpose.CHECKIN_CALL if scene.by_call else Purpose.CHECKIN_TEXT


def other_road(scene: Scene) -> Purpose:
    """The check-ins that come by the other road."""
    return Purpose.CHECKIN_TEXT if scene.by_call else Purpose.CHECKIN_CALL


def _welcomed(scene: Scene, member: Member, changes: tuple[Change, ...]) -> Decision:
    """The welcome, and the one question that follows it: may we also use the other road?"""
    key = "join.welcome"
    also = other_road(scene)
    wanted = member.channel is (Channel.TEXT if scene.by_call else Channel.CALL)
    note = f"{also.value} {PREFERRED}" if wanted else also.value
    known = member if member.id != NOT_YET_KEPT else None
    values = () if known else (("name", member.name),)
    reply = scene.ask(Asking.PURPOSE, f"allow.{also.value}", known, values, note=note)
    welcome = scene.say(key, known, values).say[0]
    return scene.asked(replace(reply, say=(welcome, *reply.say)), *changes)


def invited(scene: Scene, thread: Thread, meaning: Meaning) -> Decision | None:
    """The answer of an invited member; None if it is none, or the invitation has run out."""
    if not is_invited(scene, thread) or meaning.verb not in YES | NO:
        return None
    member = thread.member
    if meaning.verb in YES:
        asked = "join.agree" if scene.by_call else "invitation"
        changes = joined(scene, thread, Action.CONFIRMED, asked)
        return _welcomed(scene.by(thread), member, changes)
    refused = tuple(
        scene.event(thread, purpose, Action.REFUSED, "invitation")
        for purpose in (Purpose.CHECKIN_TEXT, Purpose.CHECKIN_CALL)
    )
    gone = MemberChanged(member.id, state=MemberState.LEFT, unplanned=True)
    return scene.done("invitation_declined", member, *refused, gone)


def is_invited(scene: Scene, thread: Thread) -> bool:
    """Whether this member has been invited and may still say yes."""
    waiting = thread.member.state is MemberState.INVITED and thread.invited_until
    return bool(waiting and scene.now <= waiting)


def joined(scene: Scene, thread: Thread, action: Action, wording: str) -> tuple[Change, ...]:
    """The member is active from now on, by the road they said yes on, with a slot planned.

    Whoever wants to be called is asked by text until they have agreed to calls.
    """
    member = thread.member
    channel = Channel.CALL if scene.by_call else Channel.TEXT
    slot = first_slot(member.rhythm, member.time_zone, scene.now)
    return (
        scene.event(thread, road(scene), action, wording),
        MemberChanged(member.id, state=MemberState.ACTIVE, channel=channel, next_due_at=slot),
    )


def start(scene: Scene, meaning: Meaning) -> Decision:
    """Check-ins by this road, and nothing else, start again for the one who says so (R28)."""
    line = scene.conversation
    thread = scene.speaker
    if not line.threads:
        return Decision(_open_again(scene), reply=scene.say("unknown_number"))
    if thread is None:
        raise ValueError("START on a shared line needs to know who speaks")
    changes: tuple[Change, ...] = _open_again(scene)
    if thread.member.state is not MemberState.ACTIVE or line.stopped:
        changes += joined(scene, thread, Action.GRANTED, "started")
    return scene.done("started", thread.member, *changes)


def _open_again(scene: Scene) -> tuple[Change, ...]:
    line = scene.conversation
    return (LineChanged(line.line_id, stopped=False),) if line.stopped else ()


def purpose_answered(scene: Scene, meaning: Meaning) -> Decision | None:
    """The answer to "may we also ...?"; None when it is neither yes nor no."""
    thread = scene.speaker
    if thread is None or meaning.verb not in YES | NO or scene.prompt is None:
        return None
    name, *more = scene.prompt.note.split()
    purpose = Purpose(name)
    if meaning.verb in YES:
        changes = granted(scene, thread, purpose)
        if PREFERRED in more:
            changes += (MemberChanged(thread.member.id, channel=CHANNELS[purpose]),)
        return scene.done("choices.allowed", thread.member, *changes)
    refused = scene.event(thread, purpose, Action.REFUSED, f"allow.{purpose.value}")
    return scene.done("choices.refused", thread.member, refused)


def granted(scene: Scene, thread: Thread, purpose: Purpose) -> tuple[Change, ...]:
    """One purpose agreed to, after its own question was read or heard."""
    event: ConsentEvent = scene.event(thread, purpose, Action.GRANTED, f"allow.{purpose.value}")
    return (event,)


def question_for(scene: Scene, thread: Thread, purpose: Purpose) -> Reply:
    """The question that must be answered yes before `purpose` is granted."""
    return scene.ask(Asking.PURPOSE, f"allow.{purpose.value}", thread.member, note=purpose.value)
