"""The audit: one chain, written one row after the other."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.rows import AUDIT, AUDIT_HEAD, COORDINATOR
from checkin.domain.audit import About, Act, Done, Head, Row
from checkin.usecases.ports.audit import Line, Which

NAME = "audit"
HEADS = AUDIT_HEAD.name.table
ROW = (
    *(AUDIT.id, AUDIT.at, AUDIT.coordinator_id, AUDIT.act, AUDIT.about, AUDIT.about_id),
    *(AUDIT.member_id, AUDIT.reason, AUDIT.prev_hash, AUDIT.hash),
)


class SqlAudit:
    """`Audit` on a connection."""

    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        self.connection = connection
        self.cipher = cipher

    def add(self, done: Done, now: datetime) -> None:
        """Append one act, linked to the one before; last in its transaction, for all wait here."""
        head = self._head(lock=True)
        own = done.hash(now, head.hash)
        values: dict[str, Any] = {
            "at": now,
            "coordinator_id": done.by,
            "act": done.act,
            "about": done.about,
            "about_id": done.about_id,
            "member_id": done.member_id,
            "reason": done.reason,
            "prev_hash": head.hash,
            "hash": own,
        }
        self.connection.execute(sa.insert(AUDIT.id.table).values(values))
        moved = sa.update(HEADS).where(AUDIT_HEAD.name == NAME)
        self.connection.execute(moved.values(hash=own, count=head.count + 1))

    def lines(self, which: Which, limit: int) -> Sequence[Line]:
        """Up to `limit` rows, newest first."""
        staff = COORDINATOR.id.table
        wanted = sa.select(*ROW, COORDINATOR.name).select_from(
            AUDIT.id.table.outerjoin(staff, COORDINATOR.id == AUDIT.coordinator_id)
        )
        if which.coordinator_id is not None:
            wanted = wanted.where(AUDIT.coordinator_id == which.coordinator_id)
        if which.member_id is not None:
            wanted = wanted.where(AUDIT.member_id == which.member_id)
        if which.below is not None:
            wanted = wanted.where(AUDIT.id < which.below)
        found = self.connection.execute(wanted.order_by(AUDIT.id.desc()).limit(limit))
        return [Line(_row(row), self.cipher.open(row.name) if row.name else "") for row in found]

    def after(self, row_id: int, limit: int) -> Sequence[Row]:
        """Up to `limit` of the rows that follow, oldest first."""
        following = sa.select(*ROW).where(AUDIT.id > row_id).order_by(AUDIT.id).limit(limit)
        return [_row(row) for row in self.connection.execute(following)]

    def head(self) -> Head:
        """The end of the chain, as it is remembered apart from it."""
        return self._head(lock=False)

    def _head(self, *, lock: bool) -> Head:
        kept = sa.select(AUDIT_HEAD.hash, AUDIT_HEAD.count).where(AUDIT_HEAD.name == NAME)
        return Head(*self.connection.execute(kept.with_for_update() if lock else kept).one())


def _row(values: Any) -> Row:
    done = Done(
        by=values.coordinator_id,
        act=_known(Act, values.act),
        about=_known(About, values.about),
        about_id=values.about_id,
        member_id=values.member_id,
        reason=values.reason,
    )
    return Row(values.id, values.at, done, values.prev_hash, values.hash)


def _known(words: Any, word: str) -> Any:
    """One of `words`; one that another release wrote, or a stranger, stays as it is."""
    return words(word) if word in {one.value for one in words} else word
