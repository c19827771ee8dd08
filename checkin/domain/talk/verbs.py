"""Every verb and the rule that follows it, whichever road it came on."""

from collections.abc import Callable, Mapping

from checkin.domain.circle import speaking as circles
from checkin.domain.conversation import Thread, open_questions
from checkin.domain.decision import Decision
from checkin.domain.relaying import buddies as relay
from checkin.domain.talk import (
    answers,
    buddy_calls,
    choices,
    joining,
    languages,
    leaving,
    pausing,
    people,
    privacy,
    resting,
    speaking,
    unpairing,
)
from checkin.domain.talk.scene import Scene
from checkin.domain.vocabulary import Meaning, Verb

Rule = Callable[[Scene, Meaning], Decision]

VERBS: Mapping[Verb, Rule] = {
    Verb.OK: answers.answered,
    Verb.NOT_OK: answers.answered,
    Verb.YES: answers.answered,
    Verb.NO: answers.answered,
    Verb.WORDS: answers.answered,
    Verb.KEEP: answers.answered,  # it means something only right after a STOP
    Verb.LATER: answers.later,
    Verb.PAUSE: pausing.pause,
    Verb.AWAY: pausing.pause,
    Verb.BACK: resting.back,
    Verb.REST: resting.rest,
    Verb.LANGUAGE: languages.language,
    Verb.CALL_ME: people.ask_for,
    Verb.PERSON_NOW: people.ask_for,
    Verb.DATA: people.ask_for,
    Verb.HELP: people.help_,
    Verb.WHO: people.who,
    Verb.CALL_BUDDY: relay.call_buddy,
    Verb.BUDDY: buddy_calls.buddy,
    Verb.CHANGE_BUDDY: unpairing.change,
    Verb.BLOCK: unpairing.block,
    Verb.UNBLOCK: unpairing.unblock,
    Verb.CIRCLE: circles.circle,
    Verb.CHOICES: choices.choices,
    Verb.ALLOW: choices.allow,
    Verb.REFUSE: choices.refuse,
    Verb.FORGET: privacy.forget,
    Verb.PIN: privacy.pin,
    Verb.SAFE_WORD: privacy.safe_word,
    Verb.JOIN: joining.join,
    Verb.START: joining.start,
    Verb.STOP: lambda scene, meaning: leaving.stop(scene),
    Verb.STOP_CALLS: leaving.stop_calls,
    Verb.STOP_TEXTS: leaving.stop_texts,
    Verb.STOP_BUDDY: leaving.stop_buddy,
}
AN_ANSWER = frozenset({Verb.OK, Verb.NOT_OK, Verb.YES, Verb.NO})


def follow(scene: Scene, meaning: Meaning) -> Decision:
    """What follows from a verb: asked first who is speaking, and for their PIN, where it matters.

    Every verb has a rule but those that only the keypad knows; they are an error here.
    """
    if meaning.verb in AN_ANSWER:
        return _answer(scene, meaning)
    thread = scene.speaker
    if _after_stop(scene, meaning):
        return VERBS[meaning.verb](scene, meaning)
    if thread is None and _matters_who(scene, meaning):
        return speaking.who(scene, speaking.pack(meaning))
    guarded = meaning.verb in speaking.PERSONAL and thread and thread.guard.pin
    if guarded and thread and not scene.proven:
        return speaking.pin(scene, thread, speaking.pack(meaning))
    return VERBS[meaning.verb](scene, meaning)


def _after_stop(scene: Scene, meaning: Meaning) -> bool:
    """By text after a STOP we ask nothing, but of those who want to come back."""
    comes_back = meaning.verb in (Verb.START, Verb.JOIN)
    return scene.conversation.stopped and not scene.by_call and not comes_back


def _answer(scene: Scene, meaning: Meaning) -> Decision:
    """An answer goes to the one who was asked; where we cannot tell, we ask who this is.

    Who says who they are answers for themselves, and for nobody else.
    """
    asked = _asked(scene, meaning.verb)
    speaker = scene.speaker
    if asked and speaker not in asked and not (scene.sure or scene.by_call):
        if speaker is not None or len(asked) > 1:
            return speaking.who(scene, speaking.pack(meaning))
        speaker, scene = asked[0], scene.by(asked[0])
    if speaker is not None and joining.is_invited(scene, speaker):
        invited = joining.invited(scene, speaker, meaning)
        if invited:
            return invited
    return VERBS[meaning.verb](scene, meaning)


def _asked(scene: Scene, verb: Verb) -> list[Thread]:
    """Whom this may answer: YES and NO an invitation first, OK and not OK a check-in first."""
    threads = scene.conversation.threads
    open_ = open_questions(threads)
    invited = [thread for thread in threads if joining.is_invited(scene, thread)]
    return (invited or open_) if verb in (Verb.YES, Verb.NO) else (open_ or invited)


def _matters_who(scene: Scene, meaning: Meaning) -> bool:
    """Whether several people share the line and this is about only one of them."""
    if len(scene.conversation.present) < 2:
        return False
    return meaning.verb in speaking.NEEDS_SPEAKER or meaning.verb is Verb.JOIN
