"""The rota as it is kept: shifts, and which of their turns were told of and confirmed."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.sql.engine import insert_once
from checkin.adapters.sql.rows import SHIFT, SHIFT_TURN
from checkin.domain.escalation import Shift


def add(connection: Connection, shift: Shift, now: datetime) -> None:
    """Keep a new shift."""
    values = {
        "coordinator_id": shift.coordinator_id,
        "who": shift.who,
        "weekday": shift.weekday,
        "on_day": shift.on,
        "starts": shift.starts,
        "minutes": shift.minutes,
        "time_zone": shift.time_zone,
        "created_at": now,
    }
    connection.execute(sa.insert(SHIFT.id.table).values(values))


def remove(connection: Connection, shift_id: int) -> bool:
    """Remove a shift and its turns; False if there is none."""
    connection.execute(sa.delete(SHIFT_TURN.id.table).where(SHIFT_TURN.shift_id == shift_id))
    gone = connection.execute(sa.delete(SHIFT.id.table).where(SHIFT.id == shift_id))
    return gone.rowcount == 1


def confirmed_after(connection: Connection, since: datetime) -> Sequence[tuple[int, datetime]]:
    """The turns beginning after then that were confirmed."""
    found = connection.execute(
        sa.select(SHIFT_TURN.shift_id, SHIFT_TURN.starts_at).where(
            SHIFT_TURN.confirmed_at.is_not(None), SHIFT_TURN.starts_at > since
        )
    )
    return [(row.shift_id, row.starts_at) for row in found]


def told_after(connection: Connection, since: datetime) -> Sequence[tuple[int, datetime]]:
    """The turns beginning after then whose coordinator was reminded."""
    found = connection.execute(
        sa.select(SHIFT_TURN.shift_id, SHIFT_TURN.starts_at).where(SHIFT_TURN.starts_at > since)
    )
    return [(row.shift_id, row.starts_at) for row in found]


def told_of(connection: Connection, shift_id: int, starts_at: datetime, now: datetime) -> bool:
    """Keep that a turn's coordinator was reminded; False if they had been before."""
    values = {"shift_id": shift_id, "starts_at": starts_at, "reminded_at": now}
    statement = insert_once(connection, SHIFT_TURN.id.table, SHIFT_TURN.id)
    return connection.execute(statement, values).scalar() is not None


def confirm(connection: Connection, shift_id: int, starts_at: datetime, now: datetime) -> None:
    """Keep that its coordinator will be there."""
    told_of(connection, shift_id, starts_at, now)
    turn = sa.and_(SHIFT_TURN.shift_id == shift_id, SHIFT_TURN.starts_at == starts_at)
    connection.execute(sa.update(SHIFT_TURN.id.table).where(turn).values(confirmed_at=now))
