"""Every verb and the rule that follows it, whichever road it came on."""

from collections.abc import Callable, Mapping

from checkin.domain.conversation import open_questions
from checkin.domain.decision import Decision
from checkin.domain.talk import (
    answers,
    choices,
    joining,
    languages,
    leaving,
    pausing,
    people,
    privacy,
    speaking,
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
    Verb.BACK: pausing.back,
    Verb.LANGUAGE: languages.language,
    Verb.CALL_ME: people.ask_for,
    Verb.PERSON_NOW: people.ask_for,
    Verb.DATA: people.ask_for,
    Verb.HELP: people.help_,
    Verb.WHO: people.who,
    Verb.BUDDY: people.buddy,
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
    thread = scene.speaker
    if thread is None and _matters_who(scene, meaning):
        return speaking.who(scene, speaking.pack(meaning))
    guarded = meaning.verb in speaking.PERSONAL and thread and thread.guard.pin
    if guarded and thread and not scene.proven:
        return speaking.pin(scene, thread, speaking.pack(meaning))
    return VERBS[meaning.verb](scene, meaning)


def _matters_who(scene: Scene, meaning: Meaning) -> bool:
    """Whether several people share the line and this is about only one of them."""
    line = scene.conversation
    if len(line.present) < 2:
        return False
    if meaning.verb in AN_ANSWER:
        return len(open_questions(line.threads)) > 1
    joins_again = meaning.verb is Verb.JOIN
    return meaning.verb in speaking.NEEDS_SPEAKER or joins_again
