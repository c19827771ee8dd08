"""Joining and coming back: nothing starts before the person themselves has said yes.

A stranger is asked three things, one at a time: whether they are an adult (R17), what to call
them, and whether they want this (R8). An invited member is asked only the last (R9). Each further
purpose is a question of its own, and a no to it changes nothing else (R4, R5).
"""

from dataclasses import replace

from checkin.domain.consent import Action, Purpose
from checkin.domain.conversation import Asking, Thread
from checkin.domain.decision import (
    Change,
    Decision,
    LineChanged,
    MemberChanged,
    MemberJoined,
    Reply,
)
from checkin.domain.member import WITH_US, Channel, Member, MemberState
from checkin.domain.schedule import first_slot
from checkin.domain.talk.purposes import NO, PREFERRED, YES, is_distress, question_for
from checkin.domain.talk.scene import Scene
from checkin.domain.vocabulary import Meaning, Verb

NAME_LIMIT = 20  # characters: what a text's segments are reckoned with (R160)
JOINERS = "\u200c\u200d"  # invisible, and part of names in the scripts of India
NOT_YET_KEPT = 0
NO_NAMES = frozenset({*YES, *NO, Verb.KEEP})  # what answers some other question of ours


def join(scene: Scene, meaning: Meaning) -> Decision:
    """Somebody wants to join: a stranger is asked the first question, others come back."""
    thread = scene.speaker
    if scene.by_call and thread and thread.member.state not in WITH_US:
        values = (("name", thread.member.name),)
        return scene.asked(scene.ask(Asking.AGREE, "join.agree", thread.member, values))
    if scene.conversation.threads:
        return start(scene, meaning)
    if scene.policy.adults_only:
        return scene.asked(_age(scene, meaning.argument))
    return _name_or_agree(scene, meaning.argument)


def _age(scene: Scene, name: str) -> Reply:
    return scene.ask(Asking.AGE, "join.age", note=name)


def of_age(scene: Scene, meaning: Meaning) -> Decision | None:
    """The answer to "are you 18 or over?"; None when it is neither yes nor no."""
    if meaning.verb in NO:
        return scene.done("join.too_young", None)
    if meaning.verb not in YES:
        return None
    return _name_or_agree(scene, scene.prompt.note if scene.prompt else "")


def named(scene: Scene, meaning: Meaning, body: str) -> Decision | None:
    """The answer to "what may we call you?": words with a letter in them, as short as a name is.

    None when it is one of our commands.
    """
    name = "".join(mark if mark.isprintable() or mark in JOINERS else " " for mark in body)
    name = " ".join(name.split())[:NAME_LIMIT].strip()
    if meaning.verb in NO_NAMES or not any(map(str.isalpha, name)):
        return scene.asked(_name(scene))
    return scene.asked(_agree(scene, name)) if meaning.verb is Verb.WORDS else None


def _name_or_agree(scene: Scene, name: str) -> Decision:
    """A keypad cannot spell a name: who joins by call is asked for it by a person later."""
    if name or scene.by_call:
        return scene.asked(_agree(scene, name.title()[:NAME_LIMIT]))
    return scene.asked(_name(scene))


def _name(scene: Scene) -> Reply:
    return scene.ask(Asking.NAME, "join.name")


def _agree(scene: Scene, name: str) -> Reply:
    return scene.ask(Asking.AGREE, "join.agree", values=(("name", name),), note=name)


def asked_again(scene: Scene) -> Reply | None:
    """The question of consent that is open by text, once more: in another language, say."""
    prompt, thread = scene.prompt, scene.speaker
    if thread is not None and is_invited(scene, thread):
        return scene.say("invitation", thread.member)
    if prompt is None or scene.by_call:
        return None
    if prompt.asking is Asking.PURPOSE and thread is not None:
        reply = question_for(scene, thread, Purpose(prompt.note.split()[0]))
        return replace(reply, prompt=replace(prompt, until=None))
    stranger = {Asking.AGE: _age(scene, prompt.note), Asking.NAME: _name(scene)}
    stranger[Asking.AGREE] = _agree(scene, prompt.note)
    return stranger.get(prompt.asking)


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
    return _welcomed(scene, member, (MemberJoined(member, (granted,), slot), *_open_again(scene)))


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
    if not is_invited(scene, thread) or meaning.verb not in YES | NO or is_distress(meaning):
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


def comes_back(scene: Scene, thread: Thread, meaning: Meaning) -> Decision | None:
    """By call: the answer of somebody who had left to "may we call you?", which is asked anew."""
    if meaning.verb in NO:
        return scene.done("join.declined", thread.member)
    if meaning.verb not in YES:
        return None
    changes = (*_open_again(scene), *joined(scene, thread, Action.GRANTED, "join.agree"))
    return _welcomed(scene.by(thread), thread.member, changes)


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
    thread = scene.speaker
    if thread is None:  # nobody we know has this number now
        return Decision(_open_again(scene), reply=scene.say("unknown_number"))
    member, again = thread.member, _open_again(scene)
    if member.state is not MemberState.ACTIVE or again:
        changes = joined(scene, thread, Action.GRANTED, "started")
        return scene.done("started", member, *again, *changes)
    if road(scene) in thread.standing:
        return scene.done("no_question", member)
    granted = scene.event(thread, road(scene), Action.GRANTED, "started")
    channel = MemberChanged(member.id, channel=Channel.CALL if scene.by_call else Channel.TEXT)
    return scene.done("choices.allowed", member, granted, channel)


def _open_again(scene: Scene) -> tuple[Change, ...]:
    """The line hears from us again; what stands for each on it says what they hear (R28)."""
    line = scene.conversation
    return (LineChanged(line.line_id, stopped=False, no_prompt=True),) if line.stopped else ()
