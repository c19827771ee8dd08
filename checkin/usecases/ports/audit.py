"""The audit, as the use cases see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from checkin.domain.audit import Done, Head, Row


@dataclass(frozen=True, slots=True)
class Which:
    """Which rows are wanted: by whom, about whom, and those before which id."""

    coordinator_id: int | None = None
    member_id: int | None = None
    below: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it is shown; `name` is empty when nobody with a login did it."""

    row: Row
    name: str


class Audit(Protocol):
    """Who did or saw what. Nothing of it is ever changed."""

    def add(self, done: Done, now: datetime) -> None:
        """Append one act, linked to the one before; last in its transaction, for all wait here."""

    def lines(self, which: Which, limit: int) -> Sequence[Line]:
        """Up to `limit` rows, newest first."""

    def after(self, row_id: int, limit: int) -> Sequence[Row]:
        """Up to `limit` of the rows that follow, oldest first."""

    def head(self) -> Head:
        """The end of the chain, as it is remembered apart from it."""
