"""Sealed columns under a newer data key, batch by batch."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

import sqlalchemy as sa

from checkin.adapters.cipher import CannotOpen, Cipher
from checkin.adapters.sql.rows import (
    CALL,
    CALL_TURN,
    CONSENT,
    COORDINATOR,
    ESCALATION_EVENT,
    LINE,
    MEMBER,
    MEMBER_EVENT,
    MESSAGE,
    OUTBOX,
    PAIRING,
    PAIRING_EVENT,
    WISHES,
)
from checkin.adapters.sql.unit_of_work import SqlUnitOfWork
from checkin.usecases.ports.sealed import Batch

LIMIT = 500
RESEALED: Sequence[sa.Column[Any]] = (
    CALL.prompt_note,
    CALL_TURN.reply,
    LINE.number,
    LINE.prompt_note,
    MEMBER.name,
    MEMBER.topics,
    MEMBER_EVENT.note,
    MESSAGE.body,
    COORDINATOR.name,
    COORDINATOR.secret,
    ESCALATION_EVENT.note,
    OUTBOX.details,
    WISHES.facts,
    PAIRING.factors,
    PAIRING_EVENT.note,
)
LEDGER: sa.Column[Any] = CONSENT.evidence  # append-only: its keys are kept instead

Begin = Callable[[], AbstractContextManager[SqlUnitOfWork]]


class SqlSealedFields:
    """`SealedFields` over units of work. `every` opens with all data keys, `newest` with one."""

    def __init__(self, begin: Begin, every: Cipher, newest: Cipher) -> None:
        self.begin = begin
        self.every = every
        self.newest = newest
        self._columns = {str(column): column for column in RESEALED}

    @property
    def columns(self) -> Sequence[str]:
        """The columns that can be sealed anew, as `table.column`."""
        return tuple(self._columns)

    def rows(self) -> int:
        """How many rows there are to go through, over all columns and the ledger."""
        with self.begin() as work:
            return sum(
                work.connection.execute(sa.select(sa.func.count(column))).scalar_one()
                for column in (*RESEALED, LEDGER)
            )

    def reseal(self, column: str, after: int) -> Batch | None:
        """Seal the next rows anew, in order of id; None if there are none."""
        with self.begin() as work:
            batch, values = self._next(work, self._columns[column], after)
            if values:
                work.connection.execute(_replacing(self._columns[column]), values)
        return batch

    def ledger(self, after: int) -> Batch | None:
        """Look at the next rows of the ledger, in order of id; None if there are none."""
        with self.begin() as work:
            return self._next(work, LEDGER, after)[0]

    def _next(
        self, work: SqlUnitOfWork, column: sa.Column[Any], after: int
    ) -> tuple[Batch | None, list[dict[str, Any]]]:
        """The next rows, and the new values of those that an older key has sealed."""
        key = _key(column)
        found = work.connection.execute(
            sa.select(key, column).where(key > after, column != "").order_by(key).limit(LIMIT)
        ).all()
        if not found:
            return None, []
        newest, values, lost = 0, [], []
        for row_id, sealed in found:
            if _opens(self.newest, sealed):
                newest += 1
                continue
            try:
                values.append({"its": row_id, "old": sealed, "new": self.every.rotate(sealed)})
            except CannotOpen:
                lost.append(row_id)
        return Batch(found[-1][0], newest, len(values), tuple(lost)), values


def _key(column: sa.Column[Any]) -> sa.Column[Any]:
    """What tells the rows of its table apart."""
    (key,) = column.table.primary_key.columns
    return key


def _opens(cipher: Cipher, sealed: Any) -> bool:
    try:
        cipher.open(sealed)
    except CannotOpen:
        return False
    return True


def _replacing(column: sa.Column[Any]) -> sa.Update:
    """Only what was read is replaced: a value written since is newer than ours."""
    mine = (_key(column) == sa.bindparam("its")) & (column == sa.bindparam("old"))
    return sa.update(column.table).where(mine).values({column.name: sa.bindparam("new")})
