"""Who is on call when: shifts that come round every week or once, each in its own time zone."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from checkin.domain.schedule import instant, zone_named
from checkin.domain.urgency import Who

DAY = timedelta(days=1)
AHEAD = timedelta(days=8)  # every weekly shift begins once within it
REMINDED = timedelta(hours=12)  # how long before a turn its coordinator is reminded of it


@dataclass(frozen=True, slots=True)
class OnCall:
    """A coordinator who can be paged, and the line to do it on."""

    coordinator_id: int
    line_id: int


@dataclass(frozen=True, slots=True)
class Shift:
    """A time in which somebody is on call: every week on `weekday` (0 is Monday), or `on` a day."""

    id: int
    coordinator_id: int
    who: Who  # first, or second who stands in
    weekday: int | None
    on: date | None
    starts: time
    minutes: int
    time_zone: str
    added_at: datetime | None = None  # to the rota


@dataclass(frozen=True, slots=True)
class Turn:
    """One time that a shift comes round: from `starts_at` up to, not including, `ends_at`."""

    shift: Shift
    starts_at: datetime
    ends_at: datetime

    @property
    def key(self) -> tuple[int, datetime]:
        """What it is known by: its shift and when it begins."""
        return self.shift.id, self.starts_at

    @property
    def reminded_from(self) -> datetime:
        """When its coordinator is to be reminded of it: at once, if it was added late."""
        early = self.starts_at - REMINDED
        return max(early, self.shift.added_at) if self.shift.added_at else early


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which nobody is on call first."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Cover:
    """The rota and the staff. Without any shift, all of the staff are on call at all times."""

    staff: tuple[OnCall, ...]
    shifts: tuple[Shift, ...] = ()

    def reached(self, who: Who, now: datetime) -> tuple[OnCall, ...]:
        """Whom a rung reaches now; who has no phone is not among them."""
        if who is Who.EVERYBODY:
            return self.staff
        if not self.shifts:
            return self.staff if who is Who.FIRST else ()
        here = {turn.shift.coordinator_id for turn in self._turns_at(now) if turn.shift.who is who}
        return tuple(person for person in self.staff if person.coordinator_id in here)

    def stands(self, now: datetime) -> bool:
        """Whether somebody is on call now, first or second, and can be paged."""
        return bool(self.reached(Who.FIRST, now) or self.reached(Who.SECOND, now))

    def again_at(self, now: datetime) -> datetime | None:
        """When somebody is on call next; None while somebody is, and if it is not known."""
        if self.stands(now):
            return None
        known = {person.coordinator_id for person in self.staff}
        coming = turns(self.shifts, now, now + AHEAD)
        starts = (t.starts_at for t in coming if t.shift.coordinator_id in known)
        return min((at for at in starts if at > now), default=None)

    def to_remind_of(
        self, told: Container[tuple[int, datetime]], now: datetime, ahead: timedelta = AHEAD
    ) -> list[Turn]:
        """The turns that begin within `ahead`, of whoever can be told, and were not told of."""
        phones = {person.coordinator_id for person in self.staff}
        return [
            turn
            for turn in turns(self.shifts, now, now + ahead)
            if turn.starts_at > now and turn.shift.coordinator_id in phones
            if turn.key not in told
        ]

    def _turns_at(self, now: datetime) -> Iterator[Turn]:
        return (t for t in turns(self.shifts, now, now + timedelta(microseconds=1)))


def turns(shifts: Iterable[Shift], start: datetime, end: datetime) -> list[Turn]:
    """Every turn that overlaps the time from `start` to `end`, in the order they begin.

    A turn begins at its shift's hour as the clocks of its zone show it, and lasts its minutes of
    real time. An hour that the clocks leave out begins when they have moved on (R44).
    """
    found = [
        turn
        for shift in shifts
        for turn in _of_days(shift, start, end)
        if turn.starts_at < end and turn.ends_at > start
    ]
    return sorted(found, key=lambda turn: (turn.starts_at, turn.shift.id))


def gaps(cover: Cover, start: datetime, end: datetime) -> list[Gap]:
    """When nobody is on call first between `start` and `end`; none where there are no shifts."""
    if not cover.shifts:
        return []
    reachable = {person.coordinator_id for person in cover.staff}
    first = [s for s in cover.shifts if s.who is Who.FIRST and s.coordinator_id in reachable]
    found, covered = [], start
    for turn in turns(first, start, end):
        if turn.starts_at > covered:
            found.append(Gap(covered, turn.starts_at))
        covered = max(covered, turn.ends_at)
    return [*found, Gap(covered, end)] if covered < end else found


def _of_days(shift: Shift, start: datetime, end: datetime) -> Iterator[Turn]:
    """The turns of one shift on the days around a time: one may have begun long before it."""
    zone = zone_named(shift.time_zone)
    length = timedelta(minutes=shift.minutes)
    day = (start - length).astimezone(zone).date() - DAY
    last = end.astimezone(zone).date()
    for each in _days(day, last) if shift.on is None else [shift.on]:
        if shift.on is None and each.weekday() != shift.weekday:
            continue
        starts_at = instant(each, shift.starts, zone)
        yield Turn(shift, starts_at, starts_at + length)


def _days(first: date, last: date) -> Sequence[date]:
    return [first + DAY * number for number in range((last - first).days + 1)]
