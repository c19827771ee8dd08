"""One transaction: what can be loaded in it, kept in it, and how a decision is applied.

Leaving the block commits; an exception rolls back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from checkin.domain.check_in import CheckIn
from checkin.domain.conversation import Conversation
from checkin.domain.decision import Decision
from checkin.domain.escalation import Escalation, OnCall
from checkin.domain.importing.line import LineSeen
from checkin.domain.importing.writing import Kept
from checkin.domain.member import Member
from checkin.domain.outgoing import Outgoing
from checkin.domain.policy import Policy
from checkin.domain.silence import Silence
from checkin.usecases.ports.desk import Desk
from checkin.usecases.ports.records import (
    Attempt,
    CallSeen,
    Claim,
    Enrolment,
    InboundText,
    Load,
    Outcome,
    ReplyKept,
    Unsettled,
    Waiting,
)
from checkin.usecases.ports.staff import Coordinators


class Conflict(Exception):
    """Someone else changed what the rule saw. Nothing was written: load and decide again."""


class Unavailable(Exception):
    """The database cannot be reached. Nothing was stored: the asker must try again."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying a decision led to."""

    routine: tuple[int, ...]  # ids of new outbox rows
    urgent: tuple[int, ...]


class Conversations(Protocol):
    """Lines and what is open on them."""

    def on(self, number: str, now: datetime) -> Conversation:
        """The conversation on `number`, locked until commit; an unknown number gets a line."""

    def number_of(self, line_id: int) -> str:
        """The number of a line, in clear."""


class Texts(Protocol):
    """Texts in both directions."""

    def keep(self, text: InboundText, line_id: int, now: datetime) -> int | None:
        """Store an inbound text byte for byte; None if its provider id is already there."""

    def about(self, message_id: int, member_id: int) -> None:
        """Write down whom a text turned out to be from."""

    def reply(self, reply_to: int, line_id: int, body: ReplyKept, now: datetime) -> int:
        """Store the reply to an inbound text; its id."""

    def reply_told(self, provider_id: str) -> tuple[int, str] | None:
        """The id and body of the reply to a text already answered, if it had one."""

    def reported(
        self, message_id: int, provider_id: str, status: str, error_code: int, now: datetime
    ) -> int | None:
        """Write down a status of the carrier; the line's id, None if we do not know the text."""


class Calls(Protocol):
    """Calls in both directions, turn by turn."""

    def arrived(self, provider_id: str, line_id: int | None, now: datetime) -> CallSeen:
        """The inbound call with this provider id, new or seen before; locked until commit."""

    def under_way(self, call_id: int, provider_id: str) -> CallSeen | None:
        """The call with this id and provider id, locked until commit; None if unknown."""

    def turn(self, call_id: int, step: int) -> str | None:
        """What we said at this step already, as it was kept; None if it is new."""

    def keep_turn(self, call: CallSeen, step: int, key: str, said: str, now: datetime) -> None:
        """Keep what was said at this step, and the call as it now stands."""

    def reported(
        self, call_id: int, provider_id: str, status: str, error_code: int, now: datetime
    ) -> None:
        """Write down a status of the carrier; unknown calls and words do no harm."""


class Outbox(Protocol):
    """What is decided and not yet handed over."""

    def ready(self, now: datetime, limit: int) -> list[Waiting]:
        """Mark up to `limit` rows that may leave and are not on a queue as queued; their ids."""

    def unqueue(self, outbox_ids: Sequence[int]) -> None:
        """Take the mark off again: they could not be queued."""

    def claim(self, outbox_ids: Sequence[int], now: datetime) -> list[Claim]:
        """The waiting rows among these that nobody else holds, locked until commit."""

    def claimed(self, outbox_ids: Sequence[int]) -> list[Claim]:
        """The rows among these for which an attempt is marked, as they stand now."""

    def mark(self, attempts: Sequence[Attempt], now: datetime) -> list[int]:
        """Mark an attempt for each claim and store its text or call; the ids of those."""

    def hold(self, outbox_id: int, until: datetime) -> None:
        """Not before then."""

    def drop(self, outbox_id: int, reason: str) -> None:
        """Never; `reason` is a key of the page's catalog."""

    def settle(self, outcomes: Sequence[Outcome], now: datetime) -> None:
        """Write down what became of attempts."""

    def unsettled(self, before: datetime, limit: int) -> list[Unsettled]:
        """Attempts marked before then whose outcome is still unknown."""


class CheckIns(Protocol):
    """Askings."""

    def plan(self, now: datetime, policy: Policy, limit: int) -> int:
        """Open a check-in for up to `limit` members who are due, with its outbox row.

        Each gets the next slot in the same commit. The number of members planned.
        """

    def past_deadline(self, now: datetime, limit: int) -> list[Silence]:
        """Up to `limit` open check-ins whose deadline has passed, locked; others' are left out."""

    def change(self, before: CheckIn, after: CheckIn) -> None:
        """Move a check-in on; `Conflict` if it is not as `before` says any more."""

    def asked(self, check_ins: Sequence[CheckIn], now: datetime) -> None:
        """Write down that these have now been asked."""


class Escalations(Protocol):
    """What a person must act on."""

    def on_call(self) -> list[OnCall]:
        """The coordinators who can be paged."""

    def past_deadline(self, now: datetime, limit: int) -> list[Escalation]:
        """Up to `limit` unresolved escalations whose deadline has passed, locked."""

    def get(self, escalation_id: int) -> Escalation | None:
        """One escalation, locked until commit."""


class People(Protocol):
    """Members apart from their conversations."""

    def invitations_over(self, now: datetime, limit: int) -> list[Member]:
        """Invited members whose invitation ran out unanswered."""

    def enrol(self, new: Enrolment, now: datetime) -> Member:
        """Store a new invited member on the line of their number."""

    def lines(self, numbers: Sequence[str], now: datetime) -> Mapping[str, LineSeen]:
        """The lines of `numbers`, locked until commit; an unknown number gets one."""

    def enrol_on(self, new: Sequence[tuple[int, Enrolment]], now: datetime) -> list[Member]:
        """Store invited members, each on the line given; they come back in the same order."""

    def kept(self, after: int, limit: int) -> list[Kept]:
        """Up to `limit` members who have not left, on lines that have not stopped, by id."""


class Pulse(Protocol):
    """The service's own pulse."""

    def beat(self, now: datetime) -> None:
        """Write down that the clock has come through."""

    def last_beat(self) -> datetime | None:
        """When the clock last came through; None if it never has."""

    def next_deadline(self) -> datetime | None:
        """The moment at which something is next due; None if nothing is planned."""

    def load(self) -> Load:
        """What is waiting, for the metrics."""


class UnitOfWork(Protocol):
    """One transaction over all of it."""

    @property
    def conversations(self) -> Conversations:
        """Lines and what is open on them."""

    @property
    def texts(self) -> Texts:
        """Texts in both directions."""

    @property
    def calls(self) -> Calls:
        """Calls, turn by turn."""

    @property
    def outbox(self) -> Outbox:
        """What is not yet handed over."""

    @property
    def check_ins(self) -> CheckIns:
        """Askings."""

    @property
    def escalations(self) -> Escalations:
        """What a person must act on."""

    @property
    def people(self) -> People:
        """Members apart from their conversations."""

    @property
    def pulse(self) -> Pulse:
        """The service's own pulse."""

    @property
    def desk(self) -> Desk:
        """What coordinators look at."""

    @property
    def coordinators(self) -> Coordinators:
        """The staff."""

    def apply(self, decision: Decision, now: datetime, policy: Policy) -> Applied:
        """Write a decision: its changes, what it sends, the escalations it raises and their pages.

        Raises `Conflict` when the state a change was decided on is not there any more.
        """

    def send(self, outgoing: Sequence[Outgoing], now: datetime) -> Applied:
        """Put these into the outbox."""
