"""A circle as a rule knows it: who sits in it, and the question that is open."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from checkin.domain.consent import Purpose
from checkin.domain.member import Channel, Member, MemberState

NEEDED = frozenset({Purpose.CHECKIN_TEXT, Purpose.BUDDY_CONTACT})


class RoundState(StrEnum):
    """How far one week's question has come. The last three are final."""

    OPEN = "open"  # answers are collected
    TOLD = "told"  # the digest is on its way
    SILENT = "silent"  # there was nothing to tell
    DROPPED = "dropped"  # too few to ask, or too late


@dataclass(frozen=True, slots=True)
class Round:
    """One week's question. `reason` says why it was dropped."""

    id: int
    circle_id: int
    week: int
    prompt: int
    closes_at: datetime
    state: RoundState = RoundState.OPEN
    reason: str = ""

    def takes(self, now: datetime) -> bool:
        """Whether it still takes answers."""
        return self.state is RoundState.OPEN and now < self.closes_at


@dataclass(frozen=True, slots=True)
class Seat:
    """One member's place in a circle. `alias` is the number of the word the others know them by."""

    id: int
    circle_id: int
    member_id: int
    alias: int
    facilitator: bool = False
    muted: bool = False
    digest_only: bool = False
    joined_at: datetime | None = None  # their own yes
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A member's seat, and the question of their circle that is open, if any."""

    seat: Seat
    round: Round | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """A seat with all that decides whether its member may be reached now."""

    seat: Seat
    member: Member
    standing: frozenset[Purpose] = frozenset()
    stopped: bool = False
    endangered: bool = False  # a red or amber escalation of theirs is open
    busy: bool = False  # another question of ours is open on their line

    @property
    def willing(self) -> bool:
        """Whether they may be written to about a circle at all, and by text: calls have none."""
        by_text = self.member.channel is Channel.TEXT
        active = self.member.state is MemberState.ACTIVE
        return by_text and active and not self.stopped and self.standing >= NEEDED

    @property
    def sits(self) -> bool:
        """Whether they have said yes, and have not left."""
        return self.willing and self.seat.joined_at is not None and self.seat.left_at is None

    @property
    def reads(self) -> bool:
        """Whether they get the digest."""
        return self.sits and not self.seat.muted

    @property
    def is_asked(self) -> bool:
        """Whether they get the question: not while they are in danger."""
        return self.reads and not self.seat.digest_only and not self.endangered


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle whose next question is due, or whose round is over."""

    id: int
    next_round_at: datetime
    rounds: int  # how many weeks it has had
    sittings: tuple[Sitting, ...]
