"""A stop among the words for a buddy: the sender's own contact ends, and nothing passes.

A stop that only may be one is held, and a person looks. STOP alone is the general stop, and never
comes here.
"""

from checkin.domain.decision import Decision
from checkin.domain.intents import Intent, read
from checkin.domain.relaying import passing
from checkin.domain.relaying.contacts import contacts_of
from checkin.domain.revocation import Scope, Wish, judge
from checkin.domain.talk import leaving
from checkin.domain.talk.scene import Scene
from checkin.domain.vocabulary import Meaning, Verb, understand

STOPS = frozenset({Verb.STOP, Verb.STOP_BUDDY, Verb.STOP_CALLS, Verb.STOP_TEXTS})


def stopped(scene: Scene, meaning: Meaning) -> Decision | None:
    """What follows if the words for a buddy ask to stop; None if they do not."""
    words, line = meaning.argument, scene.conversation
    if meaning.verb is not Verb.BUDDY or not words:
        return None
    if read(words) is Intent.STOP or understand(words, line.languages).verb in STOPS:
        return leaving.stop_buddy(scene)
    judged = judge(words, line.languages, [thread.member.name for thread in line.threads])
    if judged.wish is Wish.CERTAIN and judged.scope is not Scope.CALLS:
        return leaving.stop_buddy(scene)
    thread = scene.speaker
    if judged.wish is Wish.NONE or not contacts_of(thread) or thread is None:
        return None
    return passing.doubtful(scene, thread)
