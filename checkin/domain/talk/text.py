"""A text arrives: what always works first, then the question that is open, then what it says.

The order is fixed (R35): the safe word, stop, wrong number, help and start, then an answer to what
we asked, then a verb. Stopping depends on nothing else (R34), and a YES without an open question
grants nothing (R37).
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from checkin.domain.answering import answer
from checkin.domain.check_in import Answer
from checkin.domain.circle import speaking as circles
from checkin.domain.conversation import Asking, Conversation, Pace, Thread
from checkin.domain.decision import Change, CheckInChanged, Decision, LineChanged
from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.intents import Intent, read
from checkin.domain.policy import Policy
from checkin.domain.relaying import passing
from checkin.domain.relaying.stopping import stopped as stopped_to_a_buddy
from checkin.domain.revocation import Judgement, Scope, Wish, judge
from checkin.domain.risk import Assessment
from checkin.domain.risk import Level as Risk
from checkin.domain.risk.detector import UNKNOWN_SCRIPT
from checkin.domain.talk import answers, danger, leaving, privacy, prompts, speaking
from checkin.domain.talk.prompts import Said
from checkin.domain.talk.scene import Scene
from checkin.domain.talk.verbs import AN_ANSWER, follow
from checkin.domain.vocabulary import Meaning, Verb, is_a_phrase, understand

# The carrier's own reading of a text, where it gives one.
TOLD = {"start": Verb.START, "help": Verb.HELP}
ALWAYS = frozenset({Verb.HELP, Verb.START, Verb.JOIN, Verb.WHO})
SCOPES = {
    Verb.STOP_CALLS: leaving.stop_calls,
    Verb.STOP_TEXTS: leaving.stop_texts,
    Verb.STOP_BUDDY: leaving.stop_buddy,
}
KNOWN = "speaker.known"  # a greeting, and no question
AFTER_STOP = ("help", "join.", "speaker.")  # the first letters of a sentence's key
ONCE = frozenset({"stopped", "stopped.keep", "wrong_number"})
AN_HOUR = timedelta(hours=1)
LONGEST_NAME = 40  # characters


@dataclass(frozen=True, slots=True)
class Heard:
    """One text. `opt_out` is the carrier's own word for it: stop, start or help.

    `pin_of` and `safe_word_of` are the ids of the members whose PIN or safe word it is.
    """

    body: str
    opt_out: str = ""
    pin_of: frozenset[int] = frozenset()
    safe_word_of: frozenset[int] = frozenset()
    assessment: Assessment = Assessment(Risk.NONE)


def touches_consent(conversation: Conversation, body: str, policy: Policy) -> bool:
    """Whether what each member has agreed to must be known to follow this text."""
    meaning = understand(body, conversation.languages, policy.join_words)
    return meaning.verb not in AN_ANSWER or conversation.prompt is not None


def hear(scene: Scene, text: Heard) -> Decision:
    """What follows from one inbound text."""
    if text.safe_word_of:
        return privacy.under_duress(scene, text.safe_word_of)
    meaning = _meaning(scene, text.body)
    stopping = _stopping(scene, text)
    scene = _with_speaker(scene, text.body)
    bare = is_a_phrase(text.body, scene.conversation.languages)
    at_risk = danger.matters(meaning, text.assessment, bare=bare) and not _is_a_name(scene, text)
    decision = stopping or _said(scene, text, meaning, at_risk=at_risk)
    decision = _braked(scene, _hushed(scene, decision))
    return danger.answered(scene, meaning, text.assessment, decision) if at_risk else decision


def _meaning(scene: Scene, body: str) -> Meaning:
    return understand(body, scene.conversation.languages, scene.policy.join_words)


def _is_a_name(scene: Scene, text: Heard) -> bool:
    """Whether what we cannot read is the name we asked for, in another script."""
    prompt = scene.prompt
    asked = prompt is not None and prompt.asking is Asking.NAME and len(text.body) <= LONGEST_NAME
    return asked and set(text.assessment.rules) == {UNKNOWN_SCRIPT}


def _stopping(scene: Scene, text: Heard) -> Decision | None:
    """What follows if this stops something, or the phone is a stranger's."""
    if text.opt_out == "stop" or read(text.body) is Intent.STOP:
        return leaving.stop(scene)
    if stopping := stopped_to_a_buddy(scene, _meaning(scene, text.body)):
        return stopping
    named, rest = speaking.named_in(scene, text.body)
    bodies = (rest, text.body) if named else (text.body,)  # without the name beside it, and with it
    found = [_judged(scene, body) for body in bodies]
    for body, judged in zip(bodies, found, strict=True):
        if stopping := _stops(scene, body, judged):
            return stopping
    return _for_a_person(scene) if any(one.wish is Wish.LIKELY for one in found) else None


def _judged(scene: Scene, body: str) -> Judgement:
    """What words that are none of ours ask of us."""
    line = scene.conversation
    if _meaning(scene, body).verb is not Verb.WORDS:
        return Judgement()
    return judge(body, line.languages, [thread.member.name for thread in line.threads])


def _stops(scene: Scene, body: str, judged: Judgement) -> Decision | None:
    """What follows if this is certain."""
    if by_scope := SCOPES.get(_meaning(scene, body).verb):
        return by_scope(scene)
    if judged.wrong_number:
        return leaving.wrong_number(scene)
    return _stopped(scene, body, judged.scope) if judged.wish is Wish.CERTAIN else None


def _stopped(scene: Scene, body: str, scope: Scope) -> Decision:
    if scope is Scope.CALLS:
        return leaving.stop_calls(scene)
    if scope is Scope.TEXTS:
        return leaving.stop_texts(scene)
    return leaving.stop(scene, for_review=read(body) is not Intent.STOP)


def _for_a_person(scene: Scene) -> Decision:
    """It may have been a stop: nothing is stopped, a person looks, and we ask no more till then."""
    asked = answers.asked_of(scene)
    thread = scene.active or asked or next(iter(scene.conversation.present), None)
    if thread is None:
        return leaving.stop(scene)
    changes: list[Change] = [Raised(EscalationKind.STOP, thread.member.id)]
    if asked is not None and asked.check_in is not None:
        outcome = answer(asked.check_in, Answer.UNCLEAR, scene.now, asks_again=False)
        changes += [change for change in outcome.changes if not isinstance(change, Raised)]
    return scene.done("answer.unclear", thread.member, *changes)


def _said(scene: Scene, text: Heard, meaning: Meaning, *, at_risk: bool) -> Decision:
    """Help and start, an answer to what is open, a name, or a verb.

    Words at risk answer the check-in that is open and nothing else: they are not OK, and no
    answer to any question of ours.
    """
    if not scene.conversation.answerable:
        return answers.quietly(scene, "unknown_number", None)
    if at_risk and meaning.verb is Verb.WORDS:
        return answers.answered(scene, replace(meaning, verb=Verb.NOT_OK))
    if at_risk and meaning.verb is Verb.BUDDY:
        return passing.at_risk(scene, meaning)
    if at_risk and meaning.verb is Verb.CIRCLE:
        return circles.at_risk(scene, meaning)
    meaning = answers.on_the_scale(scene, _as_told(meaning, text.opt_out))
    if meaning.verb not in TOLD.values():  # the carrier has said nothing about the rest
        scene = replace(scene, told=True)
    if meaning.verb in ALWAYS:
        return follow(scene, meaning)
    if found := prompts.answered(scene, Said(meaning, text.body, text.pin_of)):
        return found
    named, rest = speaking.named_in(scene, text.body)
    return _named(scene, named, rest) if named else follow(scene, meaning)


def _named(scene: Scene, named: Thread, rest: str) -> Decision:
    """Who speaks has said so; what they want, if anything, follows."""
    known = speaking.speaks(scene, named)
    if not rest:
        decision = scene.done(KNOWN, named.member)
    else:
        decision = follow(scene, answers.on_the_scale(scene, _meaning(scene, rest)))
    return replace(decision, changes=(*known, *decision.changes))


def _as_told(meaning: Meaning, opt_out: str) -> Meaning:
    """The carrier's word where it has one. It counts a plain YES as START; to us it answers."""
    told = TOLD.get(opt_out)
    if told is None or (meaning.verb, told) == (Verb.YES, Verb.START):
        return meaning
    return Meaning(told)


def _with_speaker(scene: Scene, body: str) -> Scene:
    """Who says in this text that they speak, or has said so a moment ago."""
    named, _ = speaking.named_in(scene, body)
    if named is not None:
        return replace(speaking.recalled(scene, named), sure=True)
    speaking_ = scene.conversation.speaking
    if speaking_ is None or scene.now > speaking_.until:
        return scene
    thread = scene.conversation.thread(speaking_.member_id)
    return speaking.recalled(scene, thread) if thread else scene


def _hushed(scene: Scene, decision: Decision) -> Decision:
    """After a STOP nothing is said but help, and what follows from wanting to come back."""
    opened = any(isinstance(c, LineChanged) and c.stopped is False for c in decision.changes)
    if not scene.conversation.stopped or opened or decision.reply is None:
        return decision
    first = decision.reply.say[0].key
    belongs = first.startswith(AFTER_STOP) and first != KNOWN
    return decision if belongs else _unsaid(decision)


def _braked(scene: Scene, decision: Decision) -> Decision:
    """No more than so many replies an hour on one line: a loop of machines ends (R26).

    What can be said only once makes no loop: that a check-in is answered, that all has stopped.
    """
    answered = any(
        isinstance(c, CheckInChanged) and (c.after.clarified or not c.after.is_open)
        for c in decision.changes
    )
    if decision.reply is None or answered or decision.reply.say[0].key in ONCE:
        return decision
    pace = scene.conversation.pace
    fresh = pace.since is None or scene.now - pace.since >= AN_HOUR
    replies = 1 if fresh else pace.replies + 1
    since = scene.now if fresh else pace.since
    if replies > scene.policy.replies_an_hour:
        return _unsaid(decision)
    counted: Change = LineChanged(scene.conversation.line_id, pace=Pace(since, replies))
    return replace(decision, changes=(*decision.changes, counted))


def _unsaid(decision: Decision) -> Decision:
    """The decision without its reply. What was not asked is not open either: no yes fits it."""
    return replace(decision, changes=tuple(map(danger.unasked, decision.changes)), reply=None)
