"""A call: who calls and the key that stops it first, a menu, and what follows from each key.

A key counts, being answered does not: a voicemail hears nothing and answers nothing (R52). The
greeting says who is calling and offers the key that stops these calls (R49, R51).
"""

from dataclasses import replace

from checkin.domain.consent import Purpose
from checkin.domain.conversation import Asking, Prompt, Thread
from checkin.domain.decision import Decision, Listen, Reply, Say
from checkin.domain.member import WITH_US, MemberState
from checkin.domain.phrasing import our_name, speaks_openly
from checkin.domain.relaying import bridging, hearing
from checkin.domain.relaying.handing import CALL as WORDS_OF_A_BUDDY
from checkin.domain.talk import (
    buddy_calls,
    choices,
    joining,
    keypad,
    languages,
    message,
    nudges,
    privacy,
    prompts,
    speaking,
)
from checkin.domain.talk.prompts import Said
from checkin.domain.talk.scene import KEYS, Scene
from checkin.domain.talk.verbs import follow
from checkin.domain.vocabulary import Meaning, Verb

EVERYWHERE = frozenset({Verb.STOP_CALLS, Verb.PERSON_NOW})  # whoever it is
PATIENCE = 3  # a menu is said, and repeated twice to those who press nothing (R154)
OPENINGS = {"call.call_back": "call.call_back"}  # calls that say first what they are for
HELPED = "loop.helped"  # a call that asks whether it helped
# Calls that tell who has taken it up, or that words did not arrive: a menu's keys work there, and
# need not.
TELLS = ("loop.", "relay.undelivered")
ENOUGH = frozenset(
    {Asking.STOPPED, Asking.MESSAGE, Asking.HELPED, Asking.TALKED}
)  # to press nothing there is an answer


def greet(scene: Scene, *, machine: bool = False, listens: bool = False) -> Decision:
    """The first thing said. To an answering machine nothing, or that we called, once it `listens`.

    That is said only where messages on voicemail were agreed to, and answers nothing (R52, R148).
    """
    if machine:
        agreed = scene.speaker is not None and Purpose.VOICEMAIL in scene.speaker.standing
        said = (Say("call.voicemail"),) if agreed and listens else ()
        return Decision(reply=Reply(said, scene.language))
    if not scene.conversation.answerable:
        return Decision(reply=Reply((Say("call.hidden"),), scene.language))
    if _several(scene):
        return _opened(scene, speaking.who(scene, ""))
    thread = _caller(scene)
    if thread is None or not (thread.member.state in WITH_US or joining.is_invited(scene, thread)):
        return _opened(scene, _stranger(scene), "" if scene.outgoing else "call.stranger")
    return _opened(scene, _welcomed(speaking.recalled(scene, thread), thread))


def _welcomed(scene: Scene, thread: Thread) -> Decision:
    """The first question, for the one who is speaking: an invitation, or their menu."""
    if scene.opening == HELPED:
        return scene.asked(scene.ask(Asking.HELPED, HELPED, thread.member))
    if scene.opening == WORDS_OF_A_BUDDY:
        return hearing.announced(scene, thread)
    if scene.opening == bridging.READY and (ready := bridging.ready(scene)):
        return ready
    if scene.opening.startswith(TELLS):
        said = scene.ask(Asking.MENU, scene.opening, thread.member, scene.opening_values)
        return scene.asked(said)
    if scene.opening in nudges.CALLS:
        return nudges.greeted(scene, thread)
    if scene.opening in buddy_calls.EVERY:
        return buddy_calls.greeted(scene, thread)
    if not joining.is_invited(scene, thread):
        return scene.asked(scene.menu())
    values = (("name", thread.member.name),)
    return scene.asked(scene.ask(Asking.AGREE, "join.agree", thread.member, values))


def _stranger(scene: Scene) -> Decision:
    """Somebody we do not know, or not any more: they hear nothing about anyone."""
    return scene.asked(scene.ask(Asking.MENU, "call.stranger_menu"))


def _opened(scene: Scene, decision: Decision, key: str = "") -> Decision:
    """The decision with the first words of a call before it."""
    opening = key or OPENINGS.get(scene.opening)
    if decision.reply is None:
        return decision
    said = (Say(opening) if opening else _first_words(scene), *decision.reply.say)
    return replace(decision, reply=replace(decision.reply, say=said))


def _first_words(scene: Scene) -> Say:
    """Who is calling; and what for, to those who have agreed to that and share no phone."""
    if not scene.outgoing:
        return Say("call.you_call")
    speaker, shared = scene.speaker, len(scene.conversation.present) > 1
    if speaker is None or not speaks_openly(speaker.standing, shared=shared):
        return Say("call.we_call")
    return Say("call.we_call_openly", tuple(our_name(scene.policy, openly=True).items()))


def opens_with(wording: str) -> str:
    """The key of the first words of a call that we place; `wording` is its outbox row's."""
    return OPENINGS.get(wording, "call.we_call")


def press(scene: Scene, said: Said) -> Decision:
    """What follows from one key, or several where we asked for them; none when none came."""
    asked = scene.prompt or Prompt(Asking.MENU)
    thread = scene.conversation.thread(asked.member_id) or _caller(scene)
    if thread is not None:
        scene = speaking.recalled(scene, thread)
    if said.safe_word_of:
        return privacy.under_duress(scene, said.safe_word_of)
    if asked.asking is Asking.SPEAKER and not asked.note:
        return _now_known(scene, said)
    if found := prompts.answered(scene, said):
        return found
    if said.meaning.verb in (Verb.NOTHING, Verb.AGAIN, Verb.WORDS):
        return _again(scene, said, asked)
    return _follow(scene, said.meaning, thread)


def meant(scene: Scene, key: str) -> Meaning:
    """What `key` means in this call, where it stands."""
    asked = scene.prompt or Prompt(Asking.MENU)
    thread = scene.conversation.thread(asked.member_id) or _caller(scene)
    stranger = thread is None or thread.member.state not in WITH_US
    return keypad.read(asked.asking, key, stranger=stranger)


def _now_known(scene: Scene, said: Said) -> Decision:
    """Somebody on a shared line has said who they are: their own menu follows."""
    thread = speaking.chosen(scene, said.meaning, "")
    if thread is not None:
        return _welcomed(speaking.recalled(scene, thread), thread)
    if said.meaning.verb in EVERYWHERE:
        return _follow(scene, said.meaning, None)
    return _again(scene, said, scene.prompt or Prompt(Asking.SPEAKER))


def _follow(scene: Scene, meaning: Meaning, thread: Thread | None) -> Decision:
    """A verb of the keypad's own, or one of all roads."""
    if meaning.verb is Verb.MORE:
        member = thread.member if thread else None
        return scene.asked(scene.ask(Asking.MORE, "call.more", member))
    if meaning.verb is Verb.ALLOW:
        return choices.next_choice(scene, None)
    paused = thread is not None and thread.member.state is MemberState.PAUSED
    if meaning.verb is Verb.PAUSE and paused:
        return follow(scene, Meaning(Verb.BACK))
    return follow(scene, meaning)


def _again(scene: Scene, said: Said, asked: Prompt) -> Decision:
    """No key, or one that does nothing here: the question again, and then a goodbye."""
    if asked.asking in ENOUGH and not said.body:
        return Decision(reply=message.goodbye(scene))
    repeats = said.meaning.verb is Verb.AGAIN
    if not repeats and scene.misses + 1 >= PATIENCE:
        return Decision(reply=scene.say("call.we_try_later"))
    question: tuple[Say, ...] = (scene.last or Say("call.menu"),)
    if asked.asking is Asking.LANGUAGE:
        question = languages.options(scene)
    if question == (Say(bridging.WAYS),):
        question = bridging.menu_again(scene)
    named = not repeats and len(said.body) == 1
    first = (Say("call.wrong_key", (("key", said.body),)),) if named else ()
    member_id = asked.member_id or scene.member_id
    keys = KEYS.get(asked.asking, 1)
    reply = Reply((*first, *question), scene.language, member_id, Listen.KEY, asked, keys)
    return Decision(reply=reply, member_id=member_id)


def _several(scene: Scene) -> bool:
    """Whether several people share the line, and we do not know who this is.

    Who is asked for by name is on the phone; who rang, and is called back, may be anyone there.
    """
    anyone = scene.member_id is None or scene.opening in OPENINGS
    here = [t for t in scene.conversation.threads if t.member.state is not MemberState.LEFT]
    return anyone and len(here) > 1


def _caller(scene: Scene) -> Thread | None:
    """Who is on the phone: whom we called, who has said so, or who is alone on the line."""
    line = scene.conversation
    if scene.member_id is not None:
        return line.thread(scene.member_id)
    return line.present[0] if len(line.present) == 1 else None
