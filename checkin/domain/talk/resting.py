"""A break from looking after others, which is never questioned (R138): REST, and BACK."""

from checkin.domain.conversation import Thread
from checkin.domain.decision import Decision
from checkin.domain.member import MemberState
from checkin.domain.pairing.changes import RestChanged
from checkin.domain.schedule import zone_named
from checkin.domain.talk import pausing
from checkin.domain.talk.scene import Scene
from checkin.domain.vocabulary import Meaning, Verb


def rest(scene: Scene, meaning: Meaning) -> Decision:
    """Nothing is asked of them for others for a while; who has no buddy means the check-ins."""
    thread = scene.active
    if thread is None or not thread.bonds:
        return pausing.pause(scene, Meaning(Verb.PAUSE))
    until = scene.now + scene.policy.nudging.rest
    day = until.astimezone(zone_named(thread.member.time_zone)).date()
    rests = RestChanged(thread.member.id, until)
    return scene.done("rest.begins", thread.member, rests, values=(("day", day.isoformat()),))


def back(scene: Scene, meaning: Meaning) -> Decision:
    """Their pause is over; else their break from looking after others."""
    thread = scene.active
    if thread is None or thread.member.state is MemberState.PAUSED or not _rests(thread):
        return pausing.back(scene, meaning)
    return scene.done("rest.over", thread.member, RestChanged(thread.member.id, None))


def _rests(thread: Thread) -> bool:
    sides = (bond.side(thread.member.id) for bond in thread.bonds)
    return any(side is not None and side.resting_until is not None for side in sides)
