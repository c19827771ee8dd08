"""Every sealed column that can be sealed anew, and the ledger, which cannot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of some rows of one column, or what was found in some rows of the ledger."""

    last_id: int
    newest: int  # values sealed with the newest key already
    older: int  # values that were sealed with an older one
    lost: tuple[int, ...] = ()  # ids of the rows whose value no key opens


class SealedFields(Protocol):
    """Sealed values, read and written in batches that each are a transaction of their own."""

    @property
    def columns(self) -> Sequence[str]:
        """The columns that can be sealed anew, as `table.column`."""

    def rows(self) -> int:
        """How many rows there are to go through, over all columns and the ledger."""

    def reseal(self, column: str, after: int) -> Batch | None:
        """Seal the next rows anew, in order of id; None if there are none.

        A value that somebody changed in between stays as they sealed it. May raise `Conflict`.
        """

    def ledger(self, after: int) -> Batch | None:
        """Look at the next rows of the ledger, in order of id; None if there are none."""
