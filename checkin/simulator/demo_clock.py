"""A clock that can be moved forward: the machine's, plus an offset kept in a text file."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import requests

from checkin.simulator.time import machine_now

MORNING_HOUR = 9


class NothingDue(RuntimeError):
    """The service was asked what is due next and named nothing."""


class DemoClock:
    """`now` is the machine's clock plus the whole seconds written in `file`.

    Any number of processes may read the file; it is replaced in one step, never half-written.
    `next_due_url` answers GET with `{"at": ISO-8601 or null}`.
    """

    def __init__(
        self,
        file: Path,
        time_zone: str,
        next_due_url: str | None = None,
        machine: Callable[[], datetime] = machine_now,
    ) -> None:
        self._file = file
        self._zone = ZoneInfo(time_zone)
        self._next_due_url = next_due_url
        self._machine = machine

    def offset(self) -> int:
        """Seconds ahead of the machine's clock; 0 while the file is absent or empty."""
        try:
            return int(self._file.read_text(encoding="ascii").strip() or 0)
        except FileNotFoundError:
            return 0

    def now(self) -> datetime:
        """The simulated date and time, aware, in UTC."""
        return self._machine() + timedelta(seconds=self.offset())

    def jump(self, to: str) -> datetime:
        """Move to an `hour` later, the next `morning` at nine, or the `next` thing due.

        Never moves back. Returns the new now. Raises `ValueError` for another word and
        `NothingDue` when `next` finds nothing to go to.
        """
        now = self.now()
        targets = {"hour": self._hour, "morning": self._morning, "next": self._next}
        if to not in targets:
            raise ValueError(f"no such jump: {to}")
        ahead = (targets[to](now) - now).total_seconds()
        # Rounded up, so that what is due at the target is due after the jump.
        self._write(self.offset() + max(0, -int(-ahead // 1)))
        return self.now()

    def _hour(self, now: datetime) -> datetime:
        return now + timedelta(hours=1)

    def _morning(self, now: datetime) -> datetime:
        local = now.astimezone(self._zone)
        nine = local.replace(hour=MORNING_HOUR, minute=0, second=0, microsecond=0)
        if nine <= local:
            nine = (nine + timedelta(days=1)).replace(hour=MORNING_HOUR)
        return nine.astimezone(now.tzinfo)

    def _next(self, now: datetime) -> datetime:
        if self._next_due_url is None:
            raise NothingDue("no next_due_url is configured")
        at = requests.get(self._next_due_url, timeout=10).json().get("at")
        if at is None:
            raise NothingDue("nothing is due")
        return datetime.fromisoformat(at) + timedelta(seconds=1)

    def _write(self, seconds: int) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._file.with_name(f".{self._file.name}.{os.getpid()}")
        fresh.write_text(f"{seconds}\n", encoding="ascii")
        fresh.replace(self._file)
