"""PAUSE, AWAY and BACK: not being asked for a while, which is never questioned (R120)."""

from datetime import date, datetime, time

from checkin.domain.check_in import CheckIn
from checkin.domain.conversation import Asking, Thread
from checkin.domain.decision import Change, CheckInChanged, Decision, MemberChanged
from checkin.domain.member import Member, MemberState
from checkin.domain.plain import plain
from checkin.domain.schedule import first_slot, instant, zone_named
from checkin.domain.silence import given_up
from checkin.domain.talk.answers import quietly
from checkin.domain.talk.scene import Scene
from checkin.domain.vocabulary import Meaning, Verb
from checkin.domain.vocabulary.dates import until

A_WEEK = "7"
MOST_WEEKS = tuple("123456")


def pause(scene: Scene, meaning: Meaning) -> Decision:
    """A pause of so many days, or until a day: asked for where it was not said."""
    thread = scene.active
    if thread is None:
        return quietly(scene, "unknown_number", None)
    if not meaning.argument and meaning.verb is Verb.AWAY:
        return scene.asked(scene.ask(Asking.AWAY, "pause.until_when", thread.member))
    if not meaning.argument and scene.by_call:
        return scene.asked(scene.ask(Asking.PAUSE, "pause.weeks", thread.member))
    return _pause(scene, thread, meaning.argument or A_WEEK)


def until_when(scene: Scene, said: str) -> Decision | None:
    """The answer to "for how long?" or "until when?"; None when it is not a time to come."""
    thread = scene.active
    if thread is None or _day(scene, thread.member, said) is None:
        return None
    return _pause(scene, thread, said)


def weeks(scene: Scene, meaning: Meaning) -> Decision | None:
    """By key: so many weeks, 1 to 6; None for another key."""
    count = meaning.digits
    return until_when(scene, str(7 * int(count))) if count in MOST_WEEKS else None


def _day(scene: Scene, member: Member, said: str) -> date | None:
    today = scene.now.astimezone(zone_named(member.time_zone)).date()
    return until(plain(said), today, (member.language,))


def _pause(scene: Scene, thread: Thread, said: str) -> Decision:
    member = thread.member
    day = _day(scene, member, said)
    if day is None:
        return scene.asked(scene.ask(Asking.AWAY, "pause.until_when", member))
    changes = paused(member, thread.check_in, day, scene.now)
    return scene.done("pause.begins", member, *changes, values=(("day", day.isoformat()),))


def paused(member: Member, check_in: CheckIn | None, day: date, now: datetime) -> list[Change]:
    """The member is not asked before `day`; a check-in that is open is given up."""
    zone = zone_named(member.time_zone)
    midnight = now.astimezone(zone).replace(year=day.year, month=day.month, day=day.day)
    returns = instant(midnight, time(0), zone)
    changes: list[Change] = [
        MemberChanged(member.id, state=MemberState.PAUSED, unplanned=True, paused_until=returns)
    ]
    if check_in and check_in.is_open:
        changes.append(CheckInChanged(check_in, given_up(check_in, "cancelled.paused", now)))
    return changes


def back(scene: Scene, meaning: Meaning) -> Decision:
    """The pause is over: the next slot is planned again."""
    thread = scene.active
    if thread is None:
        return quietly(scene, "unknown_number", None)
    if thread.member.state is not MemberState.PAUSED:
        return quietly(scene, "no_question", thread.member)
    return scene.done("pause.ends", thread.member, returned(scene.now, thread.member))


def returned(now: datetime, member: Member) -> MemberChanged:
    """The member is asked again from their next slot on."""
    slot = first_slot(member.rhythm, member.time_zone, now)
    return MemberChanged(member.id, state=MemberState.ACTIVE, next_due_at=slot)
