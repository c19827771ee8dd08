"""What a month has cost: counted on in small steps, so that no text waits for a sum."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.sql.engine import insert_once
from checkin.adapters.sql.rows import CALL, MESSAGE, SPENDING
from checkin.domain.budget import Spending, month_of

SETTLED = timedelta(minutes=1)  # younger rows may not all be committed yet
TABLE = SPENDING.month.table


class SqlSpendings:
    """`Spendings` on a connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def so_far(self, now: datetime) -> Spending:
        """What this month has cost, as far as it has been counted."""
        month = month_of(now)
        found = self.connection.execute(
            sa.select(SPENDING.segments, SPENDING.calls).where(SPENDING.month == month)
        ).one_or_none()
        return Spending(month, *found) if found else Spending(month)

    def count(self, now: datetime) -> int:
        """Count on from the last text and call that were counted; how many were new."""
        month, start = month_of(now), now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        new = {"month": month, "segments": 0, "calls": 0, "message_id": 0, "call_id": 0}
        self.connection.execute(insert_once(self.connection, TABLE, SPENDING.month), new)
        kept = self.connection.execute(
            sa.select(TABLE).where(SPENDING.month == month).with_for_update()
        ).one()
        texts, segments, message_id = self._since(
            MESSAGE.id, sa.func.sum(MESSAGE.segments), kept.message_id, (start, now)
        )
        calls, _, call_id = self._since(CALL.id, sa.literal(0), kept.call_id, (start, now))
        values = {
            "segments": kept.segments + (segments or 0),
            "calls": kept.calls + calls,
            "message_id": message_id or kept.message_id,
            "call_id": call_id or kept.call_id,
        }
        self.connection.execute(sa.update(TABLE).where(SPENDING.month == month).values(values))
        return int(texts + calls)

    def _since(
        self,
        ids: sa.Column[int],
        total: sa.ColumnElement[int],
        after: int,
        between: tuple[datetime, datetime],
    ) -> tuple[int, int | None, int | None]:
        """How many rows there are after that id, their total, and the last id."""
        created_at = ids.table.c.created_at
        found = self.connection.execute(
            sa.select(sa.func.count(ids), total, sa.func.max(ids)).where(
                ids > after, created_at >= between[0], created_at < between[1] - SETTLED
            )
        ).one()
        return found[0], found[1], found[2]
