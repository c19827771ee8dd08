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


@dataclass(frozen=True, slots=True)
class Account:
    """Our account at the carrier."""

    state: str
    trial: bool  # texts go only to numbers that were shown to the carrier before


@dataclass(frozen=True, slots=True)
class Webhooks:
    """Where the carrier turns to; None for what it does not know at all."""

    texts: str | None
    calls: str | None


@dataclass(frozen=True, slots=True)
class Knocked:
    """The HTTP statuses of a request that changes nothing; None if out of reach."""

    signed: int | None
    unsigned: int | None


class Outside(Protocol):
    """The world around the service: asked, never told anything."""

    def answers(self) -> int | None:
        """The HTTP status of our own `/healthz` at its public address; None if out of reach."""

    def knocks(self) -> Knocked:
        """What the door for webhooks says to a signed request, and to one that is not."""

    def account(self) -> Account:
        """Our account at the carrier. May raise `NotHanded`."""

    def webhooks(self) -> Webhooks:
        """Where our number and our messaging service turn to. May raise `NotHanded`."""
