"""The one reader of the machine's clock in the simulator."""

import time
from datetime import UTC, datetime


def machine_now() -> datetime:
    """The machine's date and time, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251


def wall_seconds() -> float:
    """Seconds on a clock that never goes back; only differences mean anything."""
    return time.monotonic()
