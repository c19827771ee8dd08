"""A text arrives: what always works first, then the question that is open, then what it says.

The order is fixed (R35): the safe word, stop, wrong number, help and start, then an answer to what
we asked, then a verb. Stopping depends on nothing else (R34), and a YES without an open question
grants nothing (R37).
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from checkin.domain.conversation import Conversation, Pace
from checkin.domain.decision import Change, CheckInChanged, Decision, LineChanged
from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.intents import Intent, read
from checkin.domain.policy import Policy
from checkin.domain.revocation import Scope, Wish, judge
from checkin.domain.risk import Assessment
from checkin.domain.risk import Level as Risk
from checkin.domain.talk import danger, leaving, privacy, prompts, speaking
from checkin.domain.talk.prompts import Said
from checkin.domain.talk.scene import Scene
from checkin.domain.talk.verbs import AN_ANSWER, follow
from checkin.domain.vocabulary import Meaning, Verb, understand

# The carrier's own reading of a text, where it gives one.
TOLD = {"start": Verb.START, "help": Verb.HELP}
ALWAYS = frozenset({Verb.HELP, Verb.START, Verb.JOIN, Verb.WHO})
SCOPES = {
    Verb.STOP_CALLS: leaving.stop_calls,
    Verb.STOP_TEXTS: leaving.stop_texts,
    Verb.STOP_BUDDY: leaving.stop_buddy,
}
AFTER_STOP = ("help", "join.", "speaker.")  # the first letters of a sentence's key
AN_HOUR = timedelta(hours=1)


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
    return understand(body, conversation.languages, policy.join_words).verb not in AN_ANSWER


def hear(scene: Scene, text: Heard) -> Decision:
    """What follows from one inbound text."""
    line = scene.conversation
    for member_id in text.safe_word_of:
        return privacy.under_duress(replace(scene, member_id=member_id))
    meaning = understand(text.body, line.languages, scene.policy.join_words)
    decision = _decided(scene, text, meaning)
    if danger.matters(meaning, text.assessment):
        return danger.answered(_with_speaker(scene), text.assessment, decision)
    return decision


def _decided(scene: Scene, text: Heard, meaning: Meaning) -> Decision:
    """What follows apart from any danger in it."""
    if stopping := _stopping(scene, text, meaning):
        return stopping
    meaning = danger.heard_as(meaning, text.assessment)
    decision = _said(_with_speaker(scene), text, meaning)
    return _braked(scene, _hushed(scene, decision))


def _stopping(scene: Scene, text: Heard, meaning: Meaning) -> Decision | None:
    """What follows if this stops something, or the phone is a stranger's."""
    if text.opt_out == "stop":
        return leaving.stop(scene)
    if meaning.verb in SCOPES:
        return SCOPES[meaning.verb](scene)
    if meaning.verb is not Verb.WORDS:
        return None
    line = scene.conversation
    names = [thread.member.name for thread in line.threads]
    judged = judge(text.body, line.languages, names)
    if judged.wish is Wish.CERTAIN:
        return _stopped(scene, text, judged.scope)
    if judged.wrong_number:
        return leaving.wrong_number(scene)
    return _for_a_person(scene) if judged.wish is Wish.LIKELY else None


def _stopped(scene: Scene, text: Heard, scope: Scope) -> Decision:
    if scope is Scope.CALLS:
        return leaving.stop_calls(scene)
    if scope is Scope.TEXTS:
        return leaving.stop_texts(scene)
    return leaving.stop(scene, for_review=read(text.body) is not Intent.STOP)


def _for_a_person(scene: Scene) -> Decision:
    """It may have been a stop: nothing is stopped, and a person looks."""
    thread = scene.active or next(iter(scene.conversation.present), None)
    if thread is None:
        return leaving.stop(scene)
    return scene.done(
        "answer.unclear", thread.member, Raised(EscalationKind.STOP, thread.member.id)
    )


def _said(scene: Scene, text: Heard, meaning: Meaning) -> Decision:
    """Help and start, an answer to what is open, a name, or a verb."""
    meaning = _as_told(meaning, text.opt_out)
    if meaning.verb in ALWAYS:
        return follow(scene, meaning)
    if found := prompts.answered(scene, Said(meaning, text.body, text.pin_of)):
        return found
    named, rest = speaking.named_in(scene, text.body)
    if named is None:
        return follow(scene, meaning)
    known = speaking.speaks(scene, named)
    scene = speaking.recalled(scene, named)
    if not rest:
        decision = scene.done("speaker.known", named.member)
    else:
        again = understand(rest, scene.conversation.languages, scene.policy.join_words)
        decision = follow(scene, again)
    return replace(decision, changes=(*known, *decision.changes))


def _as_told(meaning: Meaning, opt_out: str) -> Meaning:
    """The carrier's word where it has one. It counts a plain YES as START; to us it answers."""
    told = TOLD.get(opt_out)
    if told is None or (meaning.verb, told) == (Verb.YES, Verb.START):
        return meaning
    return Meaning(told)


def _with_speaker(scene: Scene) -> Scene:
    """Who has said that they speak, while that sticks."""
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
    if decision.reply.say[0].key.startswith(AFTER_STOP):
        return decision
    return replace(decision, reply=None)


def _braked(scene: Scene, decision: Decision) -> Decision:
    """No more than so many replies an hour on one line: a loop of machines ends (R26)."""
    answers = any(isinstance(change, CheckInChanged) for change in decision.changes)
    if decision.reply is None or answers:  # a check-in is answered once: no loop is made of it
        return decision
    pace = scene.conversation.pace
    fresh = pace.since is None or scene.now - pace.since >= AN_HOUR
    replies = 1 if fresh else pace.replies + 1
    since = scene.now if fresh else pace.since
    if replies > scene.policy.replies_an_hour:
        return replace(decision, reply=None)
    counted: Change = LineChanged(scene.conversation.line_id, pace=Pace(since, replies))
    return replace(decision, changes=(*decision.changes, counted))
