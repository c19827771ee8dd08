"""Answers to what we have asked beside the check-in: one rule for each question."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from checkin.domain.check_in import CheckInState
from checkin.domain.circle import speaking as circles
from checkin.domain.consent import Purpose
from checkin.domain.conversation import Asking, Prompt, Thread, open_questions
from checkin.domain.decision import Decision
from checkin.domain.policy import Policy
from checkin.domain.relaying import bridging, hearing
from checkin.domain.relaying import buddies as relay
from checkin.domain.schedule import wait
from checkin.domain.talk import (
    buddies,
    choices,
    helped,
    joining,
    languages,
    leaving,
    message,
    nudges,
    pausing,
    privacy,
    purposes,
    speaking,
    unpairing,
)
from checkin.domain.talk.scene import KEYS, Scene
from checkin.domain.talk.verbs import AN_ANSWER, follow
from checkin.domain.vocabulary import Meaning, Verb


@dataclass(frozen=True, slots=True)
class Said:
    """What came: its meaning, its words, and whose PIN and safe word it is."""

    meaning: Meaning
    body: str
    pin_of: frozenset[int] = frozenset()
    safe_word_of: frozenset[int] = frozenset()


Rule = Callable[[Scene, Said], Decision | None]

# These ask for YES or NO: a plain 1 or "fine" answers the check-in that is open beside them.
YES_OR_NO = frozenset(
    {Asking.AGE, Asking.AGREE, Asking.PURPOSE, Asking.FORGET}
    | {Asking.OFFER, Asking.NORMS, Asking.NEW_BUDDY, Asking.TRIO}
)


def answered(scene: Scene, said: Said) -> Decision | None:
    """What follows if this answers the question that is open; None if it does not."""
    prompt = scene.prompt
    if prompt is None or (prompt.until and scene.now > prompt.until):
        return None
    if said.meaning.verb in AN_ANSWER and _answers_a_check_in(scene, prompt, said.meaning):
        return None
    rule = RULES.get(prompt.asking)
    thread = scene.conversation.thread(prompt.member_id)
    if rule is None or thread is None and prompt.member_id is not None:
        return None  # whom we asked has another number now
    return rule(scene.by(thread) if thread else scene, said)


def _answers_a_check_in(scene: Scene, prompt: Prompt, meaning: Meaning) -> bool:
    """Whether an answer by text belongs to a check-in, and not to what we asked beside it."""
    asked = open_questions(scene.conversation.threads)
    yes_or_no = prompt.asking in YES_OR_NO
    if yes_or_no and purposes.is_distress(meaning):
        return True
    if prompt.until is None or not asked:
        return False
    if yes_or_no and meaning.verb in (Verb.OK, Verb.NOT_OK):
        return True
    opened = prompt.until - scene.lasts(prompt)
    return any(_asked_since(thread, opened, scene.policy) for thread in asked)


def _asked_since(thread: Thread, opened: datetime, policy: Policy) -> bool:
    """Whether a check-in was asked, or asked again, after this: its deadline tells when."""
    check_in, patience = thread.check_in, policy.patience[thread.member.rhythm.cadence]
    if check_in is None:
        return False
    waits = {CheckInState.ASKED: patience.remind, CheckInState.REMINDED: patience.call}
    ends = wait(thread.member, opened, waits.get(check_in.state, patience.miss))
    again = check_in.act_after is not None and check_in.act_after > ends
    return again or check_in.due_at > opened


def _agreed(scene: Scene, said: Said) -> Decision | None:
    """ "May we ask how you are?": of an invited member, or of a stranger."""
    thread = scene.speaker
    if thread is None:
        return joining.agreed(scene, said.meaning)
    if joining.is_invited(scene, thread):
        return joining.invited(scene, thread, said.meaning)
    return joining.comes_back(scene, thread, said.meaning)


def _purpose(scene: Scene, said: Said) -> Decision | None:
    """ "May we also ...?"; by key, the next question follows."""
    note = scene.prompt.note.split() if scene.prompt else []
    decision = purposes.answered(scene, said.meaning)
    if decision is None or "and_next" not in note:
        return decision
    following = choices.next_choice(scene, Purpose(note[0]))
    return replace(following, changes=(*decision.changes, *following.changes))


def _language(scene: Scene, said: Said) -> Decision | None:
    return languages.chosen(scene, said.meaning, said.body)


def _speaker(scene: Scene, said: Said) -> Decision | None:
    """ "Which of you is this?": they say so, and what they wanted follows."""
    thread = speaking.chosen(scene, said.meaning, said.body)
    return goes_on(scene, thread) if thread else None


def goes_on(scene: Scene, thread: Thread, *, proven: bool = False) -> Decision:
    """Now that we know who it is, what they wanted follows."""
    known = (*scene.settled(), *speaking.speaks(scene, thread, proven=proven))
    wanted = speaking.unpack(scene.prompt.note if scene.prompt else "")
    line = replace(scene.conversation, prompt=None, misunderstood=0)
    scene = replace(scene, prompt=None, conversation=line).by(thread, proven=proven, sure=True)
    if wanted is None:
        following = scene.done("speaker.known", thread.member)
    else:
        following = follow(scene, wanted)
    return replace(following, changes=(*known, *following.changes))


def _pin(scene: Scene, said: Said) -> Decision | None:
    """ "Your PIN?": what they wanted follows if it is right."""
    thread = scene.speaker
    if thread is None or len(said.meaning.digits) != privacy.PIN_LENGTH:
        return None
    if thread.guard.locked(scene.now):
        return scene.done("pin.locked", thread.member)
    if thread.member.id in said.pin_of:
        return goes_on(scene, thread, proven=True)
    return speaking.wrong_pin(scene, thread)


def _new_pin(scene: Scene, said: Said) -> Decision | None:
    """Four digits of their choice."""
    digits = said.meaning.digits
    if len(digits) != privacy.PIN_LENGTH:
        return None
    return privacy.pin(scene, Meaning(Verb.PIN, digits))


def _away(scene: Scene, said: Said) -> Decision | None:
    """ "Until when?": by key four digits, so that 9 alone still stops."""
    if scene.by_call and len(said.meaning.digits) != KEYS[Asking.AWAY]:
        return None
    return pausing.until_when(scene, said.meaning.digits or said.body)


def _safe_word(scene: Scene, said: Said) -> Decision | None:
    """A word of their choice; by key, four digits."""
    if scene.by_call and len(said.body) != privacy.PIN_LENGTH:
        return None
    if said.pin_of:  # their PIN would call a person from then on
        return scene.asked(scene.ask(Asking.SAFE_WORD, "safe_word.choose"))
    return privacy.safe_word(scene, Meaning(Verb.SAFE_WORD, said.body))


def _kept(scene: Scene, said: Said) -> Decision | None:
    """ "Reply KEEP to keep the check-ins": nothing else counts as that (R24)."""
    stopped = scene.conversation.stopped
    if said.meaning.verb is not Verb.KEEP or scene.prompt is None or not stopped:
        return None
    return leaving.keep(scene, scene.prompt.note)


def _stopped(scene: Scene, said: Said) -> Decision | None:
    """Calls have stopped: 9 once more stops everything, 1 leaves it at that."""
    if said.meaning.verb is Verb.STOP_CALLS:
        return leaving.stop(scene)
    return scene.done("kept", None) if said.meaning.verb is Verb.KEEP else None


RULES: Mapping[Asking, Rule] = {
    Asking.AGE: lambda scene, said: joining.of_age(scene, said.meaning),
    Asking.NAME: lambda scene, said: joining.named(scene, said.meaning, said.body),
    Asking.AGREE: _agreed,
    Asking.PURPOSE: _purpose,
    Asking.LANGUAGE: _language,
    Asking.SPEAKER: _speaker,
    Asking.PIN: _pin,
    Asking.NEW_PIN: _new_pin,
    Asking.SAFE_WORD: _safe_word,
    Asking.PAUSE: lambda scene, said: pausing.weeks(scene, said.meaning),
    Asking.AWAY: _away,
    Asking.FORGET: lambda scene, said: privacy.forgotten(scene, said.meaning),
    Asking.KEEP: _kept,
    Asking.STOPPED: _stopped,
    Asking.HELPED: lambda scene, said: helped.answered(scene, said.meaning),
    Asking.BUDDY: lambda scene, said: relay.answered(scene, said.meaning, said.body),
    Asking.RELAYED: lambda scene, said: hearing.answered(scene, said.meaning.verb),
    Asking.TALKED: lambda scene, said: bridging.talked(scene, said.meaning.verb),
    Asking.CIRCLE: lambda scene, said: circles.answered(scene, said.meaning, said.body),
    Asking.HAPPENED: lambda scene, said: nudges.happened(scene, said.meaning),
    Asking.HOW_IT_WENT: lambda scene, said: nudges.how_it_went(scene, said.meaning),
    Asking.REACH: lambda scene, said: nudges.reach(scene, said.meaning),
    Asking.OFFER: lambda scene, said: buddies.to_offer(scene, said.meaning),
    Asking.NORMS: lambda scene, said: buddies.to_norms(scene, said.meaning),
    Asking.REVIEW: lambda scene, said: buddies.to_review(scene, said.meaning),
    Asking.NEW_BUDDY: lambda scene, said: buddies.to_another(scene, said.meaning),
    Asking.TRIO: lambda scene, said: buddies.to_trio(scene, said.meaning),
    Asking.WHICH_BUDDY: lambda scene, said: unpairing.chosen(scene, said.meaning),
    Asking.MESSAGE: lambda scene, said: message.answered(scene, said.meaning.verb),
}
