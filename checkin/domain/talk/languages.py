"""Which language we speak: chosen by word or key, and remembered across texts and calls."""

from dataclasses import replace

from checkin.domain.conversation import Asking
from checkin.domain.decision import Change, Decision, LineChanged, Listen, MemberChanged, Say
from checkin.domain.plain import plain
from checkin.domain.talk.scene import Scene
from checkin.domain.vocabulary import Meaning
from checkin.domain.vocabulary.words import spoken_in


def language(scene: Scene, meaning: Meaning) -> Decision:
    """The language from now on: named, or asked for. The list names each in its own words."""
    code = named(scene, meaning.argument)
    if code:
        return speaks(scene, code)
    return which(scene)


def which(scene: Scene) -> Decision:
    """Ask which of our languages, each in its own words and with its number."""
    reply = scene.ask(Asking.LANGUAGE, "language.which")
    offered = enumerate(scene.policy.languages, 1)
    options = tuple(Say("language.option", (("key", str(at)),), code) for at, code in offered)
    question = reply.say if not scene.by_call else ()
    return scene.asked(replace(reply, say=(*question, *options)))


def chosen(scene: Scene, meaning: Meaning, body: str) -> Decision | None:
    """The answer to "which language?": a number on our list, or a name; None for neither."""
    offered = scene.policy.languages
    if meaning.digits and 1 <= int(meaning.digits[:3]) <= len(offered):
        return speaks(scene, offered[int(meaning.digits[:3]) - 1])
    code = named(scene, body)
    return speaks(scene, code) if code else None


def named(scene: Scene, said: str) -> str | None:
    """The code of the language that these words name, if the organisation offers it."""
    spoken, offered = plain(said), scene.policy.languages
    if spoken in offered:
        return spoken
    found = (known.names.get(spoken) for known in spoken_in(scene.conversation.languages))
    return next((code for code in found if code in offered), None)


def speaks(scene: Scene, code: str) -> Decision:
    """From now on this language, which the words that say so are in. A call goes on in it."""
    thread = scene.speaker
    line = LineChanged(
        scene.conversation.line_id, language=code, misunderstood=0, no_prompt=not scene.by_call
    )
    own: tuple[Change, ...] = (MemberChanged(thread.member.id, language=code),) if thread else ()
    member_id = thread.member.id if thread else None
    reply = replace(scene.say("language.changed"), language=code)
    if scene.by_call:
        menu = scene.ask(Asking.MENU, "call.menu" if thread else "call.stranger_menu")
        reply = replace(menu, say=(reply.say[0], *menu.say), language=code, listen=Listen.KEY)
    return Decision((*own, line), reply=reply, member_id=member_id)
