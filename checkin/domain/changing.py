"""What a coordinator changes for a member, each written into the member's history with their name.

The member is told where it changes when or where they hear from us; nothing else of it is sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256

from checkin.domain.check_in import CheckIn
from checkin.domain.consent import Purpose
from checkin.domain.decision import Change, Decision, MemberChanged, MemberNoted, NoticesReplaced
from checkin.domain.importing.enrolment import Wrong
from checkin.domain.importing.rhythm import written
from checkin.domain.member import WITH_US, Cadence, Channel, Member, MemberState, Rhythm, Window
from checkin.domain.outgoing import Kind, Outgoing, Subject
from checkin.domain.schedule import first_slot, instant, slot_after, zone_named
from checkin.domain.talk.pausing import paused, returned
from checkin.domain.vocabulary.dates import LONGEST

STILL_NEWS = timedelta(days=3)  # after that, word of a change is left out
RHYTHMS = tuple(f"notice.{cadence}" for cadence in Cadence)
NEEDED = {Channel.TEXT: Purpose.CHECKIN_TEXT, Channel.CALL: Purpose.CHECKIN_CALL}


@dataclass(frozen=True, slots=True)
class Known:
    """A member as a change finds them: what stands, what is planned, and the latest check-in."""

    member: Member
    standing: frozenset[Purpose]
    next_due_at: datetime | None
    check_in: CheckIn | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """How the member is to be asked from now on."""

    language: str
    time_zone: str
    channel: Channel
    rhythm: Rhythm
    window: Window


def stamp(member: Member) -> str:
    """A mark of what can be changed about `member`: another one once somebody has changed it."""
    return sha256(repr(member).encode()).hexdigest()[:16]


def note(member: Member, words: str, coordinator_id: int) -> Decision:
    """A coordinator's own words for whoever comes next. Raises `Wrong`."""
    if not words.strip():
        raise Wrong("is missing", "wrong.note")
    return Decision((MemberNoted(member.id, "noted", coordinator_id, words.strip()),))


def pause(known: Known, until: date, now: datetime, coordinator_id: int) -> Decision:
    """Nothing is asked before that day, as if they had asked for it themselves. Raises `Wrong`."""
    member = known.member
    today = now.astimezone(zone_named(member.time_zone)).date()
    if member.state not in WITH_US:
        raise Wrong("is not with us", "wrong.not_with_us")
    if not 0 < (until - today).days <= LONGEST:
        raise Wrong("is no day of the next weeks", "wrong.until", days=str(LONGEST))
    noted = MemberNoted(member.id, "paused", coordinator_id, until.isoformat())
    return Decision((*paused(member, known.check_in, until, now), noted))


def end_pause(known: Known, now: datetime, coordinator_id: int) -> Decision:
    """They are asked again from their next slot on. Raises `Wrong`."""
    if known.member.state is not MemberState.PAUSED:
        raise Wrong("has no pause", "wrong.no_pause")
    noted = MemberNoted(known.member.id, "back", coordinator_id)
    return Decision((returned(now, known.member), noted))


def ask_otherwise(known: Known, wish: Wish, now: datetime, coordinator_id: int) -> Decision:
    """The member is asked as `wish` says from now on; nothing at all if that is so already.

    Raises `Wrong` for a channel to which they have not agreed.
    """
    before = known.member
    changed = {name: (was, new) for name, was, new in _compared(before, wish) if was != new}
    if not changed:
        return Decision()
    agreed = before.state not in WITH_US or NEEDED[wish.channel] in known.standing
    if "channel" in changed and not agreed:
        raise Wrong("is not agreed to", "wrong.not_agreed")
    after = replace(
        before,
        language=wish.language,
        time_zone=wish.time_zone,
        channel=wish.channel,
        rhythm=wish.rhythm,
        window=wish.window,
    )
    slot = None
    if before.state is MemberState.ACTIVE and changed.keys() & {"rhythm", "time_zone"}:
        slot = _next_slot(known, after, now)
    changes: list[Change] = [_written(after, slot)]
    changes += _noted(before, changed, coordinator_id)
    if slot is None:
        return Decision(tuple(changes))
    changes.append(NoticesReplaced(after.id, RHYTHMS))
    return Decision(tuple(changes), (notice(after, f"notice.{wish.rhythm.cadence}", now),))


def notice(member: Member, wording: str, now: datetime) -> Outgoing:
    """A text that tells the member of a change; it passes the gate like everything else."""
    subject = Subject(member.line_id, member.id)
    return Outgoing(Kind.NOTICE, subject, wording, now, now + STILL_NEWS)


def _compared(member: Member, wish: Wish) -> list[tuple[str, object, object]]:
    return [(name, getattr(member, name), getattr(wish, name)) for name in Wish.__slots__]


def _written(after: Member, slot: datetime | None) -> MemberChanged:
    return MemberChanged(
        after.id,
        language=after.language,
        time_zone=after.time_zone,
        channel=after.channel,
        rhythm=after.rhythm,
        window=after.window,
        next_due_at=slot,
    )


def _noted(
    member: Member, changed: Mapping[str, tuple[object, object]], coordinator_id: int
) -> list[Change]:
    """A line of the history for each thing that is another now: what it was, and what it is."""
    return [
        MemberNoted(member.id, name, coordinator_id, f"{_said(was)} → {_said(new)}")
        for name, (was, new) in changed.items()
    ]


def _said(value: object) -> str:
    if isinstance(value, Rhythm):
        return f"{value.cadence} {written(value)}"
    if isinstance(value, Window):
        return f"{value.opens:%H:%M}-{value.closes:%H:%M}"
    return str(value)


def _next_slot(known: Known, after: Member, now: datetime) -> datetime:
    """When they are asked next: on the day that was planned if the rhythm's days stay the same.

    Nobody is asked twice on one day, and nobody waits a round longer because an hour that is past
    already was chosen: then the slot of that day stays as it was.
    """
    zone, rhythm = zone_named(after.time_zone), after.rhythm
    was, planned = known.member.rhythm, known.next_due_at
    if planned is not None and (was.cadence, was.weekday) == (rhythm.cadence, rhythm.weekday):
        slot = instant(planned.astimezone(zone), rhythm.at, zone)
        return slot if slot > now else planned
    slot = first_slot(rhythm, after.time_zone, now)
    last = known.check_in.due_at.astimezone(zone).date() if known.check_in else None
    if slot.astimezone(zone).date() == last:
        return slot_after(rhythm, after.time_zone, slot, now)
    return slot
