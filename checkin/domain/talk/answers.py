"""OK, not OK, a number, later: answers to the check-in that is open, by text or by key."""

from dataclasses import replace

from checkin.domain.answering import answer
from checkin.domain.check_in import Answer, CheckInState
from checkin.domain.conversation import Thread, question
from checkin.domain.decision import Change, CheckInChanged, Decision, LineChanged
from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.member import WITH_US, Member
from checkin.domain.schedule import wait, zone_named
from checkin.domain.talk.scene import Scene
from checkin.domain.vocabulary import Meaning, Verb

ANSWERS = {
    Verb.OK: Answer.OK,
    Verb.YES: Answer.OK,
    Verb.NOT_OK: Answer.NOT_OK,
    Verb.NO: Answer.NOT_OK,
}
SCALE = ("1", "2", "3", "4", "5")


def asked_of(scene: Scene) -> Thread | None:
    """Whose check-in this answers: the speaker's own, or the one asked last on the line."""
    threads = (scene.speaker,) if scene.speaker else scene.conversation.threads
    return question(threads, scene.now, scene.policy)


def answered(scene: Scene, meaning: Meaning) -> Decision:
    """An answer to the check-in asked last, or words without a question."""
    asked = asked_of(scene)
    if asked is None or asked.check_in is None:
        return _unasked(scene, meaning)
    given, score = _given(scene, meaning)
    outcome = answer(asked.check_in, given, scene.now, score)
    return scene.done(f"answer.{outcome.wording}", asked.member, *outcome.changes)


def _given(scene: Scene, meaning: Meaning) -> tuple[Answer, int | None]:
    """What was answered; on the scale also the number."""
    score = int(meaning.digits) if _scaled(scene, meaning) else None
    return ANSWERS.get(on_the_scale(scene, meaning).verb, Answer.UNCLEAR), score


def on_the_scale(scene: Scene, meaning: Meaning) -> Meaning:
    """A number from 1, very good, to 5, very bad, as the answer it is where we asked for one."""
    if not _scaled(scene, meaning) or asked_of(scene) is None:
        return meaning
    bad = int(meaning.digits) >= scene.policy.not_ok_from
    return Meaning(Verb.NOT_OK if bad else Verb.OK, digits=meaning.digits)


def _scaled(scene: Scene, meaning: Meaning) -> bool:
    return scene.policy.scale and not scene.by_call and meaning.digits in SCALE


def _unasked(scene: Scene, meaning: Meaning) -> Decision:
    """Words without a question: kept, and read by a person; answered once, then quietly."""
    active = [t.member for t in scene.conversation.threads if t.member.state in WITH_US]
    thread = scene.active or scene.speaker
    person = thread.member if thread else next(iter(active), scene.conversation.speaker)
    if meaning.verb is Verb.NOT_OK and person:
        return _not_ok(scene, person)
    if not active or person is None:
        return quietly(scene, "unknown_number", None)
    if meaning.verb in ANSWERS or meaning.verb is Verb.KEEP:
        return quietly(scene, "no_question", person)
    return quietly(scene, "answer.unclear", person, Raised(EscalationKind.UNCLEAR, person.id))


def _not_ok(scene: Scene, person: Member) -> Decision:
    """Somebody we know is not OK, asked or not, with us or not any more: a person is told (R32)."""
    return scene.done("answer.not_ok", person, Raised(EscalationKind.NOT_OK, person.id))


def quietly(scene: Scene, key: str, member: Member | None, *changes: Change) -> Decision:
    """Say `key` to the first text we did not expect, and nothing to those right after it.

    In a call it is always said.
    """
    line = scene.conversation
    if scene.by_call:
        member_id = member.id if member else None
        return Decision(changes, reply=scene.say(key, member), member_id=member_id)
    quiet = line.misunderstood or not line.answerable
    return Decision(
        changes=(*changes, LineChanged(line.line_id, misunderstood=line.misunderstood + 1)),
        reply=None if quiet else scene.say(key, member),
        member_id=member.id if member else None,
    )


def later(scene: Scene, meaning: Meaning) -> Decision:
    """Not now: the next asking of the open check-in comes later, inside the window."""
    asked = asked_of(scene)
    if asked is None or asked.check_in is None or not asked.check_in.is_open:
        active = scene.active
        if active is None:
            return quietly(scene, "unknown_number", None)
        return quietly(scene, "no_question", active.member)
    again = wait(asked.member, scene.now, scene.policy.later)
    after = replace(asked.check_in, act_after=again, clarified=False)
    if after.state is not CheckInState.DUE:  # what comes next asks once more, and does not give up
        after = replace(after, state=CheckInState.ASKED)
    at = again.astimezone(zone_named(asked.member.time_zone))
    said = (("day", at.date().isoformat()), ("time", f"{at:%H:%M}"))
    return scene.done("later", asked.member, CheckInChanged(asked.check_in, after), values=said)
