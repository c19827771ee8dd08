"""Each row of the ledger holds the hash of the one before it on the same line.

There is one chain for each line. Whoever writes on a line holds its lock anyway, so chains cost
no further lock and writers on different lines never wait for each other. The hash of the last
row and the number of rows stand on the line itself, changed in the same commit: so a last row
that is gone is missed, too.

What the chain proves: since a row was written, nothing in it was changed (line, member, purpose,
action, medium, evidence, wording, language, moment), and no row was taken out, put in, put in
another place or moved to another line; all that by whoever could not, or did not, write
every later row of that line and its head anew.

What it does not prove: that a row was true when it was written; and nothing against somebody who
may write anything in the database, knows this file and writes a whole chain anew. Against that
helps what they cannot reach: an earlier proof, a backup or a printed head, whose hash must be
found again in the chain of today.

The evidence enters as a salted digest. Evidence and salt are sealed together: when their key is
destroyed nobody can read or guess the evidence any more, and every chain still holds (R77).

Rows that were there before the chain have no digest of their evidence (a migration has no data
keys) and no wording: everything else in them is held as of the day they were chained. Rows that
an older release wrote beside a newer one have nothing of the chain at all: the next row of the
line takes them in as they then stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from checkin.domain.consent.canonical import digest
from checkin.domain.consent.events import Action, Medium, Purpose

FORMAT = "checkin-consent-1"
FIRST = "0" * 64  # what the first row of a line holds in place of a hash before it


@dataclass(frozen=True, slots=True)
class Facts:
    """What one row says. `line` is the fingerprint of the line's number, never the number."""

    line: str
    member_id: int | None
    purpose: Purpose
    action: Action
    medium: Medium
    evidence_digest: str  # empty: the row was chained after it was written
    wording: str
    wording_hash: str
    language: str
    occurred_at: datetime

    def hashed(self, prev_hash: str) -> Mapping[str, object]:
        """What the row's hash is taken of, member for member."""
        return {
            "format": FORMAT,
            "line": self.line,
            "member_id": self.member_id,
            "purpose": self.purpose.value,
            "action": self.action.value,
            "medium": self.medium.value,
            "evidence_digest": self.evidence_digest,
            "wording": self.wording,
            "wording_hash": self.wording_hash,
            "language": self.language,
            "occurred_at": moment(self.occurred_at),
            "prev_hash": prev_hash,
        }

    def hash(self, prev_hash: str) -> str:
        """The row's hash, after a row with `prev_hash`."""
        return digest(self.hashed(prev_hash))


@dataclass(frozen=True, slots=True)
class Head:
    """What a line remembers of its chain: the hash of the last row, and how many there are."""

    hash: str = ""
    count: int = 0

    @property
    def next_prev(self) -> str:
        """What the next row holds of the one before it."""
        return self.hash or FIRST

    def then(self, row_hash: str) -> "Head":
        """The head after one more row."""
        return Head(row_hash, self.count + 1)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What proves a consent, in clear, with the salt that keeps its digest from being guessed."""

    text: str
    salt: str = ""  # 32 hex digits; empty in rows without a digest

    @property
    def digest(self) -> str:
        """What the row's hash holds of it."""
        return digest(f"{self.salt}:{self.text}")


def moment(at: datetime) -> str:
    """A moment as it is hashed: UTC, with microseconds, `2026-11-22T09:00:00.000000Z`."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
