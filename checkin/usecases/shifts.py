"""The rota: who is on call when, where nobody is, and how that is changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from checkin.domain.audit import About, Act, Done
from checkin.domain.escalation import Gap, Shift, Turn, gaps, turns
from checkin.domain.schedule import zone_named
from checkin.domain.urgency import Who
from checkin.usecases.ports import Services
from checkin.usecases.ports.staff import Holder

AHEAD = timedelta(days=14)  # how far the rota and its gaps are shown
LONGEST = 24 * 60  # minutes of one shift
ONCE = "once"  # in place of a weekday


class NotAdded(ValueError):
    """The shift was not added; the message is a key of the page's catalog."""


@dataclass(frozen=True, slots=True)
class Rota:
    """What the page shows: the turns to come, the gaps, every shift, and the names."""

    turns: Sequence[Turn]
    gaps: Sequence[Gap]
    shifts: Sequence[Shift]
    names: Mapping[int, str]
    confirmed: frozenset[tuple[int, datetime]]
    staff: Sequence[Holder]
    phones: frozenset[int]  # of whom we know a phone


@dataclass(frozen=True, slots=True)
class NewShift:
    """A shift as somebody typed it."""

    coordinator_id: int
    who: str
    day: str  # a weekday as 0 to 6, or `ONCE`
    on: str  # a date, where it is once
    starts: str
    ends: str
    time_zone: str


def rota(services: Services) -> Rota:
    """The next two weeks."""
    now = services.now()
    with services.look() as work:
        cover = work.escalations.cover()
        staff = work.coordinators.holders()
        confirmed = work.duty.confirmed_after(now - AHEAD)
    return Rota(
        turns=turns(cover.shifts, now, now + AHEAD),
        gaps=gaps(cover, now, now + AHEAD),
        shifts=cover.shifts,
        names={each.id: each.name for each in staff},
        confirmed=frozenset(confirmed),
        staff=staff,
        phones=frozenset(person.coordinator_id for person in cover.staff),
    )


def add(services: Services, new: NewShift, by: int) -> None:
    """Add a shift; `by` is who does. Raises `NotAdded` with what is not right about it."""
    shift = _shift(new)
    with services.begin() as work:
        if work.coordinators.get(shift.coordinator_id) is None:
            raise NotAdded("shift.fault_who")
        work.duty.add_shift(shift, services.now())
        done = Done(by, Act.SHIFT_ADDED, About.COORDINATOR, shift.coordinator_id)
        work.audit.add(done, services.now())


def remove(services: Services, shift_id: int, by: int) -> bool:
    """Take a shift off the rota; False if it is gone already."""
    with services.begin() as work:
        removed = work.duty.remove_shift(shift_id)
        if removed:
            work.audit.add(Done(by, Act.SHIFT_REMOVED), services.now())
        return removed


def _shift(new: NewShift) -> Shift:
    try:
        starts, ends = time.fromisoformat(new.starts), time.fromisoformat(new.ends)
    except ValueError:
        raise NotAdded("shift.fault_hours") from None
    try:
        zone_named(new.time_zone)
    except (ValueError, OSError, KeyError):
        raise NotAdded("shift.fault_zone") from None
    if new.who not in (Who.FIRST, Who.SECOND):
        raise NotAdded("shift.fault_who")
    weekday, on = _day(new)
    return Shift(
        id=0,
        coordinator_id=new.coordinator_id,
        who=Who(new.who),
        weekday=weekday,
        on=on,
        starts=starts.replace(second=0, microsecond=0, tzinfo=None),
        minutes=_minutes(starts, ends),
        time_zone=new.time_zone,
    )


def _day(new: NewShift) -> tuple[int | None, date | None]:
    if new.day in tuple("0123456"):
        return int(new.day), None
    try:
        return None, date.fromisoformat(new.on)
    except ValueError:
        raise NotAdded("shift.fault_day") from None


def _minutes(starts: time, ends: time) -> int:
    """How long it lasts: over midnight where it ends before it begins, a day where both are one."""
    begun = starts.hour * 60 + starts.minute
    return (ends.hour * 60 + ends.minute - begun) % LONGEST or LONGEST
