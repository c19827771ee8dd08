"""What `checkin doctor` looks at beside what the service itself uses. Nothing of it is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Overdue:
    """Escalations that wait for too long: how many, and since when the first of them."""

    count: int
    since: datetime | None


class Signs(Protocol):
    """The database, looked at for signs of trouble. May raise `Unavailable`."""

    def pageable(self) -> int:
        """How many active coordinators have a phone that has not stopped us."""

    def unopened(self) -> Sequence[str]:
        """The sealed columns whose newest value no data key opens, as `table.column`."""

    def untaken(self, before: datetime) -> Overdue:
        """Open escalations that nobody has taken, opened before then."""

    def past_deadline(self, before: datetime) -> Overdue:
        """Unresolved escalations whose deadline was before then."""

    def heads(self) -> Sequence[int]:
        """The ids of lines whose last consent events are not those that were written."""


class Outside(Protocol):
    """The world around the service: asked, never told anything."""

    def answers(self) -> int | None:
        """The HTTP status of our own `/healthz` at its public address; None if out of reach."""

    def account(self) -> str:
        """The state of our account at the carrier. May raise `NotHanded`."""
