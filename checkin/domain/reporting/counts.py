"""What was counted of one week: the questions that were due, and what went over the network."""

from dataclasses import dataclass
from datetime import date

from checkin.domain.member import Channel


@dataclass(frozen=True, slots=True)
class Asking:
    """The check-ins of one week, of members with one language, by one channel.

    `ripe` of those asked left so long ago that a reply would have come `in_time`, as so many did.
    What is in none of the last six still waits.
    """

    monday: date
    language: str
    channel: Channel
    due: int
    asked: int
    ripe: int
    in_time: int
    answered: int
    missed: int
    unreachable: int
    paused: int
    stopped: int
    not_asked: int

    @property
    def waiting(self) -> int:
        """Those still open."""
        closed = self.answered + self.missed + self.unreachable + self.paused + self.stopped
        return self.due - closed - self.not_asked


@dataclass(frozen=True, slots=True)
class Contact:
    """The texts or calls of one week, one way, to or from people with one language.

    `wording` is the key of what was said first and `version` the beginning of its hash; both are
    empty for what came in. Of the rest the carrier has not told what became of it.
    """

    monday: date
    language: str  # empty: nobody that we know
    channel: Channel
    incoming: bool
    wording: str
    version: str
    count: int
    segments: int
    delivered: int
    undelivered: int
