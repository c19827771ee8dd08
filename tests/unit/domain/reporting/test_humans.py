"""How soon a person was there, against the goals."""

from datetime import UTC, datetime, time, timedelta

import pytest

from checkin.domain.escalation import Level
from checkin.domain.reporting.humans import Office, Taking, goal_ends, time_to_human

NEW_YORK = Office("America/New_York", closes=time(20))
MONDAY = datetime(2026, 3, 2, 15, tzinfo=UTC)  # ten in the morning there
MINUTE = timedelta(minutes=1)


def local(day: int, hour: int, minute: int = 0, *, summer: bool = False) -> datetime:
    """A moment in March by the clock of New York, which goes forward on the eighth."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC) + timedelta(hours=4 if summer else 5)


@pytest.mark.parametrize(
    ("level", "opened", "ends"),
    [
        (Level.RED, local(7, 3), local(7, 3, 15)),
        (Level.AMBER, local(7, 3), local(7, 4)),
        (Level.YELLOW, local(2, 10), local(3, 0)),
        (Level.YELLOW, local(2, 19, 59), local(3, 0)),
        (Level.YELLOW, local(2, 20), local(4, 0)),  # the office has closed: it is for Tuesday
        (Level.YELLOW, local(6, 10), local(7, 0)),  # a Friday
        (Level.YELLOW, local(6, 21), local(10, 0, summer=True)),  # for Monday
        (Level.YELLOW, local(7, 10), local(10, 0, summer=True)),
        (Level.YELLOW, local(8, 23, summer=True), local(10, 0, summer=True)),
    ],
)
def test_each_level_has_its_goal(level: Level, opened: datetime, ends: datetime) -> None:
    assert goal_ends(level, opened, NEW_YORK) == ends


def taken(level: Level, *minutes: int | None) -> list[Taking]:
    """Escalations of Monday morning, each taken so many minutes later, or never."""
    ends = (None if wait is None else MONDAY + wait * MINUTE for wait in minutes)
    return [Taking(level, MONDAY, end) for end in ends]


def test_half_and_nine_of_ten_are_those_of_the_ones_that_were_taken() -> None:
    takings = [*taken(Level.RED, 3, 15, 16, 40, None), *taken(Level.AMBER, 1)]

    red = time_to_human(Level.RED, takings, NEW_YORK, MONDAY + 60 * MINUTE)

    assert (red.opened, red.never) == (5, 1)
    assert (red.half, red.most) == (15 * MINUTE, 40 * MINUTE)
    assert (red.in_goal, red.late, red.overdue, red.judged) == (2, 2, 1, 5)


@pytest.mark.parametrize(("minutes", "overdue"), [(0, 0), (15, 0), (16, 1)])
def test_what_may_still_be_in_time_is_not_judged(minutes: int, overdue: int) -> None:
    red = time_to_human(Level.RED, taken(Level.RED, None), NEW_YORK, MONDAY + minutes * MINUTE)

    assert (red.never, red.overdue, red.judged) == (1, overdue, overdue)
    assert red.half is red.most is None
