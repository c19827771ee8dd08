"""Signs of trouble in the database, for `checkin doctor`. It reads only, and names no person."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from checkin.adapters.cipher import CannotOpen, Cipher
from checkin.adapters.sql.resealing import LEDGER, RESEALED
from checkin.adapters.sql.rows import CONSENT, COORDINATOR, ESCALATION, LINE
from checkin.adapters.sql.unit_of_work import SqlUnitOfWork
from checkin.domain.escalation import EscalationState
from checkin.usecases.ports.examining import Overdue

Look = Callable[[], AbstractContextManager[SqlUnitOfWork]]

PAGEABLE = (
    sa.select(sa.func.count(sa.distinct(LINE.id)))
    .join_from(COORDINATOR.id.table, LINE.id.table, LINE.id == COORDINATOR.line_id)
    .where(COORDINATOR.active, sa.not_(LINE.stopped))
)
LAST = (
    sa.select(CONSENT.line_id, sa.func.max(CONSENT.id).label("id"), sa.func.count().label("rows"))
    .group_by(CONSENT.line_id)
    .subquery()
)
# A row that an older release wrote has no hash of its own: then only the number of rows tells.
HEADS = (
    sa.select(LINE.id)
    .select_from(
        LINE.id.table.outerjoin(LAST, LAST.c.line_id == LINE.id).outerjoin(
            CONSENT.id.table, CONSENT.id == LAST.c.id
        )
    )
    .where(
        sa.or_(
            sa.func.coalesce(LAST.c.rows, 0) < LINE.consent_count,
            sa.and_(CONSENT.hash != "", CONSENT.hash != LINE.consent_head),
        )
    )
    .order_by(LINE.id)
)


class SqlSigns:
    """`Signs` over units of work that only read."""

    def __init__(self, look: Look, cipher: Cipher) -> None:
        self.look = look
        self.cipher = cipher

    def pageable(self) -> int:
        """How many active coordinators have a phone that has not stopped us."""
        return int(self._one(PAGEABLE)[0])

    def unopened(self) -> Sequence[str]:
        """The sealed columns whose newest value no data key opens, as `table.column`."""
        return [str(column) for column in (*RESEALED, LEDGER) if not self._opens_newest(column)]

    def untaken(self, before: datetime) -> Overdue:
        """Open escalations that nobody has taken, opened before then."""
        opened = ESCALATION.opened_at
        return self._overdue(opened, ESCALATION.state == EscalationState.OPEN, opened < before)

    def past_deadline(self, before: datetime) -> Overdue:
        """Unresolved escalations whose deadline was before then."""
        return self._overdue(ESCALATION.act_after, ESCALATION.act_after < before)

    def heads(self) -> Sequence[int]:
        """The ids of lines whose last consent events are not those that were written."""
        with self.look() as work:
            return work.connection.execute(HEADS).scalars().all()

    def _opens_newest(self, column: sa.Column[Any]) -> bool:
        (key,) = column.table.primary_key
        newest = sa.select(column).where(column != "").order_by(key.desc()).limit(1)
        with self.look() as work:
            sealed = work.connection.execute(newest).scalar()
        try:
            if sealed is not None:
                self.cipher.open(sealed)
        except CannotOpen:
            return False
        return True

    def _overdue(self, since: sa.Column[Any], *conditions: sa.ColumnElement[bool]) -> Overdue:
        count, first = self._one(sa.select(sa.func.count(), sa.func.min(since)).where(*conditions))
        return Overdue(count, first)

    def _one(self, statement: sa.Executable) -> Any:
        with self.look() as work:
            return work.connection.execute(statement).one()
