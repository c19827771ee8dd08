"""What a member has agreed to, event by event, with the words they had before them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from checkin.domain.consent import Action, Medium, Purpose
from checkin.domain.consent.shown import WordingShown
from checkin.domain.member import Member


@dataclass(frozen=True, slots=True)
class Agreed:
    """One event of the ledger. `evidence` is None where no key opens it any more."""

    id: int
    at: datetime
    purpose: Purpose
    action: Action
    medium: Medium
    evidence: str | None
    for_everybody: bool  # on the phone, not for this member alone
    wording_hash: str  # names the version of the words; empty where none were kept
    shown: WordingShown | None


class Consents(Protocol):
    """Reads of the ledger for one member's record; it writes nothing."""

    def of(self, member: Member, below: int | None, limit: int) -> Sequence[Agreed]:
        """Up to `limit` events with ids below that, newest first, of every number they had."""

    def standing(self, member: Member) -> frozenset[Purpose]:
        """What stands now."""
