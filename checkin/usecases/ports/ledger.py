"""The consent ledger, read with everything that is needed to prove or to doubt it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from checkin.domain.consent.chain import Head
from checkin.domain.consent.checking import Row


@dataclass(frozen=True, slots=True)
class Chain:
    """All that the ledger holds of one line, oldest first, and the line's own word for it."""

    line_id: int
    fingerprint: str
    head: Head
    rows: tuple[Row, ...]


class Ledger(Protocol):
    """The ledger as it stands at one moment; nothing is written. May raise `Unavailable`."""

    def of(self, number: str) -> Chain | None:
        """The chain of the line with this number; None if there is no such line."""

    def members_on(self, line_id: int) -> Sequence[int]:
        """The ids of the members on a line, also of those who have left."""

    def lines(self) -> int:
        """How many lines there are to go through."""

    def after(self, line_id: int, limit: int) -> Sequence[Chain]:
        """The chains of the next lines, in order of id; empty when there are none."""
