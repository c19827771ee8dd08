"""CIRCLE and words, by text: an answer to the week's question, or how much of it somebody wants.

What shows how to reach somebody, asks for money, threatens or is sexual is held until a facilitator
lets it pass. What is said in danger goes to the team and never to the circle.
"""

from dataclasses import replace

from checkin.domain.circle.changes import AnswerGiven, SeatChanged
from checkin.domain.circle.seat import Place
from checkin.domain.circle.wishes import Wish, wish_in
from checkin.domain.conversation import Asking, Thread, open_questions
from checkin.domain.decision import Decision
from checkin.domain.intents import Intent, read
from checkin.domain.relaying.judging import judge_words
from checkin.domain.revocation import Wish as Revoked
from checkin.domain.revocation import judge
from checkin.domain.talk.purposes import NO, YES
from checkin.domain.talk.scene import Scene
from checkin.domain.vocabulary import Meaning, Verb, understand

SAYS = {
    Wish.MUTE: "circle.muted",
    Wish.LEAVE: "circle.left",
    Wish.DIGEST: "circle.digest_only",
    Wish.BACK: "circle.back",
}


def circle(scene: Scene, meaning: Meaning) -> Decision:
    """CIRCLE, with or without words, of whoever is speaking."""
    thread = scene.speaker
    place = thread.place if thread else None
    if thread is None or place is None:
        return scene.done("circle.none", thread.member if thread else None)
    if wish := _wish(scene, meaning.argument):
        return _wished(scene, thread, place, wish)
    if place.seat.joined_at is None:
        said = understand(meaning.argument, scene.conversation.languages).verb
        asks = scene.ask(Asking.CIRCLE, "circle.invite", thread.member)
        return _invited(scene, thread, place, said) or scene.asked(asks)
    if not meaning.argument:
        return scene.done("circle.how", thread.member)
    return _answered(scene, thread, place, meaning.argument)


def answered(scene: Scene, meaning: Meaning, body: str) -> Decision | None:
    """Plain words, or a yes or no to joining, while the circle's question is open on the line.

    A check-in that is open comes first: words to it are read by a person. On a shared phone only
    whoever has said who they are may answer so.
    """
    thread = scene.speaker
    place = thread.place if thread else None
    if thread is None or place is None or open_questions(scene.conversation.threads):
        return None
    if place.seat.joined_at is None:
        return _invited(scene, thread, place, meaning.verb)
    alone = len(scene.conversation.present) == 1 or scene.sure
    if meaning.verb is not Verb.WORDS or meaning.digits or not alone or not body.strip():
        return None
    if place.round is None or not place.round.takes(scene.now):
        return None
    return _answered(scene, thread, place, body)


def at_risk(scene: Scene, meaning: Meaning) -> Decision:
    """Words in danger stay with the team and are no answer; what stops or mutes is done."""
    thread = scene.speaker
    if thread is None or thread.place is None or _wish(scene, meaning.argument):
        return circle(scene, meaning)
    return scene.done("circle.at_risk", thread.member)


def _invited(scene: Scene, thread: Thread, place: Place, verb: Verb) -> Decision | None:
    """What follows from a yes or a no to joining; None if it is neither."""
    if verb in YES:
        joined = replace(place.seat, joined_at=scene.now)
        changed = SeatChanged(place.seat, joined, scene.evidence)
        known_as = (("buddy", f"alias.{place.seat.alias}"),)
        return scene.done("circle.joined", thread.member, changed, values=known_as)
    if verb in NO:
        return _left(scene, thread, place, "circle.declined")
    return None


def _left(scene: Scene, thread: Thread, place: Place, says: str) -> Decision:
    gone = SeatChanged(place.seat, replace(place.seat, left_at=scene.now), scene.evidence)
    return scene.done(says, thread.member, gone)


def _wish(scene: Scene, words: str) -> Wish | None:
    """How much of the circle they want; a stop among the words leaves it, and goes no further."""
    if read(words) is Intent.STOP or _revokes(scene, words) is Revoked.CERTAIN:
        return Wish.LEAVE
    return wish_in(words)


def _revokes(scene: Scene, words: str) -> Revoked:
    line = scene.conversation
    return judge(words, line.languages, [thread.member.name for thread in line.threads]).wish


def _wished(scene: Scene, thread: Thread, place: Place, wish: Wish) -> Decision:
    seat = place.seat
    if wish is Wish.LEAVE:
        return _left(scene, thread, place, SAYS[wish])
    after = {
        Wish.MUTE: replace(seat, muted=True),
        Wish.DIGEST: replace(seat, digest_only=True, muted=False),
        Wish.BACK: replace(seat, digest_only=False, muted=False),
    }[wish]
    changes = (SeatChanged(seat, after, scene.evidence),) if after != seat else ()
    return scene.done(SAYS[wish], thread.member, *changes)


def _answered(scene: Scene, thread: Thread, place: Place, words: str) -> Decision:
    """Kept for the digest; held where the rules of content or a likely stop say so."""
    if place.round is None or not place.round.takes(scene.now):
        return scene.done("circle.closed", thread.member)
    verdict = judge_words(words, scene.conversation.languages, scene.policy.relaying)
    held = verdict.held or verdict.refused
    if not held and _revokes(scene, words) is not Revoked.NONE:
        held = "stop"
    message_id = int(scene.evidence.removeprefix("message "))
    given = AnswerGiven(place.round.id, thread.member.id, message_id, held)
    return scene.done("circle.held" if held else "circle.heard", thread.member, given)
