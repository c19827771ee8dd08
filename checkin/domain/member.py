"""Who is asked, and when they may be reached: members, their windows and their rhythm."""

from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum


class Channel(StrEnum):
    """How a member wants to be asked."""

    TEXT = "text"
    CALL = "call"


class Cadence(StrEnum):
    """How often a member is asked. Monthly is every fourth week, so that the weekday stays."""

    DAILY = "daily"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"

    @property
    def days(self) -> int:
        """Days from one slot to the next."""
        return {"daily": 1, "weekly": 7, "fortnightly": 14, "monthly": 28}[self.value]


class MemberState(StrEnum):
    """Where a member stands with the service."""

    INVITED = "invited"  # imported, not yet confirmed by the person (R9)
    ACTIVE = "active"
    PAUSED = "paused"
    LEFT = "left"


# A paused member is not asked, but what they say is heard.
WITH_US = frozenset({MemberState.ACTIVE, MemberState.PAUSED})


@dataclass(frozen=True, slots=True)
class Window:
    """The hours of a member's own day in which we may contact them (R40: 09:00 to 20:00)."""

    opens: time = time(9)
    closes: time = time(20)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a member is asked: every `cadence`, at `at` on their own clock.

    `weekday` is 0 for Monday to 6 for Sunday; None lets the first slot choose it.
    """

    cadence: Cadence = Cadence.WEEKLY
    at: time = time(10)
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One person enrolled. `time_zone` is an IANA name such as `Africa/Nairobi`."""

    id: int
    line_id: int
    name: str
    language: str = "en"
    time_zone: str = "UTC"
    channel: Channel = Channel.TEXT
    state: MemberState = MemberState.ACTIVE
    rhythm: Rhythm = field(default_factory=Rhythm)
    window: Window = field(default_factory=Window)
