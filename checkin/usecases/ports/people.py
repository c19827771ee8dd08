"""Members apart from their conversations, what a person must act on for them, and the pulse."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from checkin.domain.budget import Spending
from checkin.domain.escalation import Cover, Escalation, EscalationKind
from checkin.domain.importing.line import LineSeen
from checkin.domain.importing.writing import Kept
from checkin.domain.member import Member
from checkin.domain.outgoing import Outgoing
from checkin.domain.policy import Policy
from checkin.usecases.ports.load import Load
from checkin.usecases.ports.records import Enrolment


class People(Protocol):
    """Members apart from their conversations."""

    def invitations_over(self, now: datetime, limit: int) -> list[Member]:
        """Invited members whose invitation ran out unanswered."""

    def pauses_over(self, now: datetime, limit: int) -> list[Member]:
        """Up to `limit` paused members whose pause is over, locked."""

    def enrol(self, new: Enrolment, now: datetime) -> Member:
        """Store a new invited member on the line of their number."""

    def planned(self, member_id: int) -> datetime | None:
        """The member's next slot, if any; their row is locked until commit."""

    def lines(self, numbers: Sequence[str], now: datetime) -> Mapping[str, LineSeen]:
        """The lines of `numbers`, locked until commit; an unknown number gets one."""

    def enrol_on(self, new: Sequence[tuple[int, Enrolment]], now: datetime) -> list[Member]:
        """Store invited members, each on the line given; they come back in the same order."""

    def kept(self, after: int, limit: int) -> list[Kept]:
        """Up to `limit` members who have not left, on lines that have not stopped, by id."""


class Escalations(Protocol):
    """What a person must act on."""

    def cover(self) -> Cover:
        """The rota, and the staff who can be reached by phone."""

    def last_opened(self, kind: EscalationKind) -> datetime | None:
        """When one of this kind was opened last."""

    def past_deadline(self, now: datetime, limit: int) -> list[Escalation]:
        """Up to `limit` unresolved escalations whose deadline has passed, locked."""

    def climbs(
        self, before: Escalation, cover: Cover, now: datetime, policy: Policy
    ) -> Sequence[Outgoing]:
        """What follows from a deadline that has passed: the next rung, or a hold that ends.

        It is written, and what is to be sent comes back. Raises `Conflict`, as `apply` does.
        """

    def get(self, escalation_id: int) -> Escalation | None:
        """One escalation, locked until commit."""


class Spendings(Protocol):
    """What texts and calls have cost."""

    def so_far(self, now: datetime) -> Spending:
        """What this month has cost, as far as it has been counted."""

    def count(self, now: datetime) -> int:
        """Count on from the last text and call that were counted; how many were new."""


class Awaited(StrEnum):
    """What the clock waits for, of which there may be nothing due for hours."""

    SLOTS = "slots"
    CHECK_INS = "check_ins"
    ESCALATIONS = "escalations"
    PROMISES = "promises"
    FOLLOW_UPS = "follow_ups"
    INVITATIONS = "invitations"
    PAUSES = "pauses"
    ATTEMPTS = "attempts"  # marked, and nobody has written down what became of them
    OUTBOX = "outbox"
    RECORDINGS = "recordings"
    TURNS = "turns"  # of a pair
    NUDGES = "nudges"
    OFFERS = "offers"  # of a buddy, whatever they wait for
    PAIRINGS = "pairings"
    BONDS = "bonds"  # that are not over, whatever they wait for
    ROUNDS = "rounds"  # of a circle
    DIGESTS = "digests"


class Pulse(Protocol):
    """The service's own pulse."""

    def beat(self, now: datetime) -> None:
        """Write down that the clock has come through."""

    def last_beat(self) -> datetime | None:
        """When the clock last came through; None if it never has."""

    def due(self, now: datetime) -> frozenset[Awaited]:
        """What has come to be due by now, in one look that locks nothing."""

    def claim_alarm(self, since: datetime, now: datetime) -> bool:
        """Claim to tell that the clock stands `since` then: true for one alone, and once."""

    def backed_up(self, now: datetime) -> None:
        """Write down that a backup begins, so that it knows its own moment."""

    def restored_to(self) -> datetime | None:
        """The moment of the backup that was restored; None unless stops since may be missing."""

    def restored(self, now: datetime) -> datetime:
        """Mark a restored database: stops since its backup are not known. The backup's moment."""

    def stops_replayed(self) -> bool:
        """Take that mark away; false if there was none."""

    def next_deadline(self) -> datetime | None:
        """The moment at which something is next due; None if nothing is planned."""

    def load(self, now: datetime) -> Load:
        """What waits and what came and went lately, for the metrics."""
