"""How long it takes until a person has an escalation in hand, against the goals (R100)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from checkin.domain.escalation import Level
from checkin.domain.reporting.arithmetic import percentile
from checkin.domain.schedule import instant, zone_named

GOALS = {Level.RED: timedelta(minutes=15), Level.AMBER: timedelta(minutes=60)}
WORKING_DAYS = 5  # from Monday on


@dataclass(frozen=True, slots=True)
class Office:
    """When a working day is: in this zone, and no more of it after that hour."""

    time_zone: str
    closes: time


@dataclass(frozen=True, slots=True)
class Taking:
    """One escalation: when it was opened, and when somebody first took it."""

    level: Level
    opened_at: datetime
    taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class TimeToHuman:
    """All escalations of one level.

    `half` and `most` are the times within which 50 and 90 of a hundred that were taken had been.
    """

    level: Level
    opened: int
    never: int
    half: timedelta | None
    most: timedelta | None
    in_goal: int
    late: int  # taken after the goal
    overdue: int  # not taken, and the goal has passed

    @property
    def judged(self) -> int:
        """Those of which the goal tells something; one that may still be in time is left out."""
        return self.in_goal + self.late + self.overdue


def goal_ends(level: Level, opened_at: datetime, office: Office) -> datetime:
    """Until when it should be taken. Yellow: until midnight of the same working day.

    What opens on a weekend, or when the office has closed, belongs to the next working day.
    """
    if level in GOALS:
        return opened_at + GOALS[level]
    zone = zone_named(office.time_zone)
    day = opened_at.astimezone(zone)
    if day.time() >= office.closes:
        day += timedelta(days=1)
    while day.weekday() >= WORKING_DAYS:
        day += timedelta(days=1)
    return instant(day + timedelta(days=1), time(), zone)


def time_to_human(
    level: Level, takings: Iterable[Taking], office: Office, now: datetime
) -> TimeToHuman:
    """What became of the escalations of this level."""
    its = [taking for taking in takings if taking.level is level]
    waits = sorted(t.taken_at - t.opened_at for t in its if t.taken_at)
    ends = [(t.taken_at, goal_ends(level, t.opened_at, office)) for t in its]
    return TimeToHuman(
        level=level,
        opened=len(its),
        never=len(its) - len(waits),
        half=percentile(waits, 0.5),
        most=percentile(waits, 0.9),
        in_goal=sum(1 for taken, end in ends if taken and taken <= end),
        late=sum(1 for taken, end in ends if taken and taken > end),
        overdue=sum(1 for taken, end in ends if not taken and end < now),
    )
