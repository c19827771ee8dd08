"""Everything sealed with an older data key sealed anew with the newest.

It can be stopped at any time and run again: what is done is passed over. The consent ledger is
append-only (R1), so its rows keep the key they were sealed with; how many those are is told.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.ports.sealed import Batch, SealedFields


@dataclass(slots=True)
class Resealed:
    """How many values were sealed anew, how many needed it not, and what no key opens."""

    resealed: int = 0
    newest: int = 0
    in_ledger: int = 0  # rows of the ledger that need an older key
    lost: dict[str, list[int]] = field(default_factory=dict)  # ids by table and column

    def note_lost(self, column: str, batch: Batch) -> None:
        """Keep the ids of rows that nobody can open."""
        if batch.lost:
            self.lost.setdefault(column, []).extend(batch.lost)


def reseal(fields: SealedFields, done: Callable[[int], None] = lambda count: None) -> Resealed:
    """Seal every column anew, and look through the ledger; `done` hears how many rows are through.

    Raises `Unavailable` when the database goes away: what was done stays done.
    """
    outcome = Resealed()
    for column in fields.columns:
        after = 0
        while batch := again_on_conflict(partial(fields.reseal, column, after)):
            outcome.resealed += batch.older
            outcome.newest += batch.newest
            outcome.note_lost(column, batch)
            done(batch.older + batch.newest + len(batch.lost))
            after = batch.last_id
    _look_through_ledger(fields, outcome, done)
    return outcome


def _look_through_ledger(
    fields: SealedFields, outcome: Resealed, done: Callable[[int], None]
) -> None:
    after = 0
    while batch := fields.ledger(after):
        outcome.in_ledger += batch.older
        outcome.note_lost("consent.evidence", batch)
        done(batch.older + batch.newest + len(batch.lost))
        after = batch.last_id
