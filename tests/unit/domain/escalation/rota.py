"""A rota to say in few words: who is on call, from when, for how long."""

from datetime import date, time

from checkin.domain.escalation import OnCall, Shift
from checkin.domain.urgency import Who

CLEO, DOV, EVE = (OnCall(coordinator_id=number, line_id=10 + number) for number in (1, 2, 3))
HOURS = 60


def weekly(weekday: int, starts: str, minutes: int, **changes: object) -> Shift:
    """Cleo is on call first every week on that day (0 is Monday), at that hour of UTC."""
    return _shift(weekday, None, starts, minutes, **changes)


def once(day: str, starts: str, minutes: int, **changes: object) -> Shift:
    """Cleo is on call first on that day, at that hour of UTC."""
    return _shift(None, date.fromisoformat(day), starts, minutes, **changes)


def _shift(
    weekday: int | None, on: date | None, starts: str, minutes: int, **changes: object
) -> Shift:
    given: dict[str, object] = {
        "id": 1,
        "coordinator_id": CLEO.coordinator_id,
        "who": Who.FIRST,
        "time_zone": "UTC",
    }
    return Shift(  # type: ignore[arg-type]
        weekday=weekday,
        on=on,
        starts=time.fromisoformat(starts),
        minutes=minutes,
        **(given | changes),
    )
