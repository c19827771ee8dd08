"""Which language we speak: chosen by word or key, and remembered across texts and calls."""

from dataclasses import replace

from checkin.domain.conversation import Asking
from checkin.domain.decision import Change, Decision, LineChanged, MemberChanged, Say
from checkin.domain.plain import plain
from checkin.domain.talk.joining import asked_again
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
    question = reply.say if not scene.by_call else ()
    return scene.asked(replace(reply, say=(*question, *options(scene))))


def options(scene: Scene) -> tuple[Say, ...]:
    """Each language on offer, in its own words."""
    offered = enumerate(scene.policy.languages, 1)
    return tuple(Say("language.option", (("key", str(at)),), code) for at, code in offered)


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
    found = {known.names.get(spoken) for known in spoken_in(scene.conversation.languages)}
    return next((code for code in offered if {code, code.partition("_")[0]} & found), None)


def speaks(scene: Scene, code: str) -> Decision:
    """From now on this language, which the words that say so are in.

    A call goes on in it, and what we were asking somebody who joins is asked in it once more.
    """
    thread = scene.speaker
    line = LineChanged(scene.conversation.line_id, language=code, misunderstood=0)
    own: tuple[Change, ...] = (MemberChanged(thread.member.id, language=code),) if thread else ()
    changed = scene.say("language.changed").say[0]
    following = scene.menu() if scene.by_call else asked_again(scene)
    if following is None:
        done = scene.done("language.changed", thread.member if thread else None, *own, line)
        return replace(done, reply=done.reply and replace(done.reply, language=code))
    reply = replace(following, say=(changed, *following.say), language=code)
    asked = scene.asked(reply, *own, line)
    return replace(asked, member_id=thread.member.id if thread else None)
