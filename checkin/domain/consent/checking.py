"""Whether the chain of a line still holds: rows in, verdict out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from checkin.domain.consent.chain import FIRST, Evidence, Facts, Head
from checkin.domain.consent.shown import WordingShown


class Fault(StrEnum):
    """What is wrong with one row."""

    CHANGED = "changed"  # its own hash does not fit what it says
    UNLINKED = "unlinked"  # it does not hold the hash of the row before it
    EVIDENCE = "evidence"  # its evidence is not the one that was written
    WORDING = "wording"  # the text it names is not there, or is another


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the ledger as it stands now.

    `evidence` is None where no key opens it any more, `shown` where no text is kept under the
    hash that the row names.
    """

    id: int
    facts: Facts
    evidence: Evidence | None
    shown: WordingShown | None
    prev_hash: str
    hash: str

    @property
    def is_late(self) -> bool:
        """Whether it came without a chain, from a release that knew of none."""
        return not (self.hash or self.prev_hash or self.facts.evidence_digest)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of checking one line.

    `links` holds the two hashes of each row as they count: for a late row they are reckoned.
    `waiting` are late rows at the end, which the next row takes in. `unread` are rows whose
    evidence nobody can read any more: no fault, since erasing does that.
    """

    links: Mapping[int, tuple[str, str]]
    faults: Mapping[int, tuple[Fault, ...]]
    head_holds: bool
    waiting: tuple[int, ...]
    unread: tuple[int, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing at all is wrong."""
        return self.head_holds and not self.faults

    @property
    def first_broken(self) -> int | None:
        """The id of the first row with a fault."""
        return next(iter(self.faults), None)


def verify(rows: Sequence[Row], head: Head) -> Verdict:
    """Check all rows of one line, oldest first, against each other and against the line's head."""
    links: dict[int, tuple[str, str]] = {}
    faults: dict[int, tuple[Fault, ...]] = {}
    before = FIRST
    for row in rows:
        links[row.id] = _link(row, before)
        if found := tuple(_faults(row, before)):
            faults[row.id] = found
        before = links[row.id][1]
    count = len(rows)
    while count and rows[count - 1].is_late:
        count -= 1
    last = links[rows[count - 1].id][1] if count else ""
    return Verdict(
        links=links,
        faults=faults,
        head_holds=head == Head(last, count),
        waiting=tuple(row.id for row in rows[count:]),
        unread=tuple(row.id for row in rows if row.evidence is None),
    )


def _link(row: Row, before: str) -> tuple[str, str]:
    """The row's two hashes as they count."""
    return (before, row.facts.hash(before)) if row.is_late else (row.prev_hash, row.hash)


def _faults(row: Row, before: str) -> Iterator[Fault]:
    """What is wrong with one row that stands after a row with the hash `before`."""
    facts = row.facts
    if not row.is_late and row.hash != facts.hash(row.prev_hash):
        yield Fault.CHANGED
    if not row.is_late and row.prev_hash != before:
        yield Fault.UNLINKED
    if facts.evidence_digest and row.evidence and row.evidence.digest != facts.evidence_digest:
        yield Fault.EVIDENCE
    if facts.wording_hash and (row.shown is None or row.shown.hash != facts.wording_hash):
        yield Fault.WORDING
