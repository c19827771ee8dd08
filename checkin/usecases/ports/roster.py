"""The list of members, as coordinators look through it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from checkin.domain.escalation import EscalationKind, Level
from checkin.domain.member import Member
from checkin.domain.roster import Sought


@dataclass(frozen=True, slots=True)
class Listed:
    """A member as the list shows them. Of the number only the last two digits."""

    member: Member
    ending: str
    stopped: bool
    next_due_at: datetime | None
    paused_until: datetime | None
    waits: Sequence[tuple[Level, EscalationKind]] = ()  # unresolved escalations, the worst first

    @property
    def state(self) -> str:
        """Where they stand, in one word: the last part of a key of the page's catalog."""
        return "stopped" if self.stopped else self.member.state.value


@dataclass(frozen=True, slots=True)
class Named:
    """Members of that name; `looked_at` is the last id that was looked at, if there are more."""

    members: Sequence[Listed]
    looked_at: int | None


class Roster(Protocol):
    """Reads of the list of members; it writes nothing."""

    def page(self, sought: Sought, below: int | None, limit: int) -> Sequence[Listed]:
        """Up to `limit` members with ids below that, the latest enrolled first."""

    def on_number(self, number: str) -> Sequence[Listed]:
        """Everybody on the line of `number`, in E.164."""

    def named(self, said: str, below: int | None, limit: int) -> Named:
        """Up to `limit` members whose names begin so, with ids below that."""
