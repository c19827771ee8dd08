"""Askings, and the outbox of what is decided but not yet handed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from checkin.domain.check_in import CheckIn
from checkin.domain.outgoing import Outgoing
from checkin.domain.policy import Policy
from checkin.domain.silence import Silence
from checkin.usecases.ports.records import Attempt, Claim, Outcome, Unsettled, Waiting


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


@dataclass(frozen=True, slots=True)
class Tried:
    """How many texts and calls were tried lately, and how many of them the carrier refused."""

    all: int
    failed: int


class Outbox(Protocol):
    """What is decided and not yet handed over."""

    def tried(self, since: datetime) -> Tried:
        """How the newest attempts since then went; of very many, the last few hundred."""

    def ready(self, now: datetime, limit: int) -> list[Waiting]:
        """Mark up to `limit` rows that may leave and are not on a queue as queued; their ids."""

    def urgent(self, now: datetime, limit: int) -> list[int]:
        """The ids of urgent rows that may leave now, the oldest first."""

    def unqueue(self, outbox_ids: Sequence[int]) -> None:
        """Take the mark off again: they could not be queued."""

    def words_between(self, contact_id: int, *, by_call: bool) -> Outgoing | None:
        """A member's words to another that this text or call brings; None if it is another one."""

    def told_since(self, wording: str, member_id: int, since: datetime) -> bool:
        """Whether such a row to this member was written since then."""

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

    def known(self, provider_ids: Sequence[str], *, by_call: bool) -> frozenset[str]:
        """Those of the carrier's ids that one of our texts or calls has already."""

    def unsettled(self, before: datetime, limit: int) -> list[Unsettled]:
        """Attempts marked before then whose outcome is still unknown."""
