"""A call: who calls and the key that stops it first, a menu, and what follows from each key.

A key counts, being answered does not: a voicemail hears nothing and answers nothing (R52). The
greeting says who is calling and offers the key that stops these calls (R49, R51).
"""

from dataclasses import replace

from checkin.domain.conversation import Asking, Prompt, Thread, open_questions
from checkin.domain.decision import Decision, Listen, Reply, Say
from checkin.domain.member import WITH_US, MemberState
from checkin.domain.talk import choices, joining, keypad, privacy, prompts, speaking
from checkin.domain.talk.prompts import Said
from checkin.domain.talk.scene import GOODBYE, KEYS, Scene
from checkin.domain.talk.verbs import follow
from checkin.domain.vocabulary import Meaning, Verb

PATIENCE = 3  # a menu is said, and repeated twice to those who press nothing (R154)
OPENINGS = {"call.call_back": "call.call_back"}  # calls that say first what they are for
ENOUGH = frozenset({Asking.STOPPED, Asking.MESSAGE})  # nothing pressed there is an answer


def greet(scene: Scene, *, machine: bool = False) -> Decision:
    """The first thing said. Nothing at all to an answering machine."""
    if machine:
        return Decision(reply=Reply((), scene.language))
    if not scene.conversation.answerable:
        return Decision(reply=Reply((Say("call.hidden"),), scene.language))
    thread = _caller(scene)
    if thread is None and _several(scene):
        return _opened(scene, speaking.who(scene, ""))
    if thread is None or thread.member.state is MemberState.LEFT:
        return _stranger(scene)
    scene = speaking.recalled(scene, thread)
    if joining.is_invited(scene, thread):
        values = (("name", thread.member.name),)
        asks = scene.ask(Asking.AGREE, "join.agree", thread.member, values)
        return _opened(scene, Decision(reply=asks, member_id=thread.member.id))
    if thread.member.state not in WITH_US:
        return _stranger(scene)
    return _opened(scene, _menu(scene, thread))


def _menu(scene: Scene, thread: Thread | None) -> Decision:
    """The first menu, for the one who is speaking."""
    member = thread.member if thread else None
    key = "call.menu" if member else "call.stranger_menu"
    if member and member.state is MemberState.PAUSED:
        key = "call.paused_menu"
    reply = scene.ask(Asking.MENU, key, member)
    return Decision(reply=reply, member_id=member.id if member else None)


def _stranger(scene: Scene) -> Decision:
    """Somebody we do not know, or not any more: they hear nothing about anyone."""
    return _opened(scene, _menu(replace(scene, member_id=None), None), "call.stranger")


def _opened(scene: Scene, decision: Decision, key: str = "") -> Decision:
    """The decision with the first words of a call before it."""
    opening = key or OPENINGS.get(scene.opening) or _first_words(scene)
    if decision.reply is None:
        return decision
    said = (Say(opening), *decision.reply.say)
    return replace(decision, reply=replace(decision.reply, say=said))


def _first_words(scene: Scene) -> str:
    return "call.we_call" if scene.outgoing else "call.you_call"


def press(scene: Scene, said: Said) -> Decision:
    """What follows from one key, or several where we asked for them; none when none came."""
    asked = scene.prompt or Prompt(Asking.MENU)
    thread = scene.conversation.thread(asked.member_id) or _caller(scene)
    if thread is not None:
        scene = speaking.recalled(scene, thread)
    if scene.member_id in said.safe_word_of:
        return privacy.under_duress(scene)
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
    if thread is None:
        return _again(scene, said, scene.prompt or Prompt(Asking.SPEAKER))
    return _menu(speaking.recalled(scene, thread), thread)


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
    if asked.asking in ENOUGH:
        return Decision(reply=replace(scene.say("call.goodbye"), say=(GOODBYE,)))
    repeats = said.meaning.verb is Verb.AGAIN
    if not repeats and scene.misses + 1 >= PATIENCE:
        return Decision(reply=scene.say("call.we_try_later"))
    question_ = scene.last or Say("call.menu")
    named = not repeats and len(said.body) == 1
    first = (Say("call.wrong_key", (("key", said.body),)),) if named else ()
    member_id = asked.member_id or scene.member_id
    keys = KEYS.get(asked.asking, 1)
    again = (*first, question_)
    reply = Reply(again, scene.language, member_id, Listen.KEY, asked, keys)
    return Decision(reply=reply, member_id=member_id)


def _several(scene: Scene) -> bool:
    """Whether several people share the line, and we do not know who this is."""
    return scene.member_id is None and len(scene.conversation.present) > 1


def _caller(scene: Scene) -> Thread | None:
    """Who is on the phone: whom we called, who is alone, or whose question alone is open."""
    line = scene.conversation
    if scene.member_id is not None:
        return line.thread(scene.member_id)
    if len(line.present) == 1:
        return line.present[0]
    asked = open_questions(line.threads)
    return asked[0] if len(asked) == 1 else None
