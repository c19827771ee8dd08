"""Until when a member rests from looking after others."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.sql.engine import insert_once
from checkin.adapters.sql.rows import WISHES
from checkin.domain.pairing import RestChanged

NO_WISHES = {"supports": False, "capacity": 1, "household": ""}


def change(connection: Connection, changed: RestChanged, now: datetime) -> None:
    """Write it beside the member's wishes, whether they have any or not."""
    table, values = WISHES.member_id.table, {"resting_until": changed.until, "updated_at": now}
    moved = connection.execute(
        sa.update(table).where(WISHES.member_id == changed.member_id).values(**values)
    )
    if moved.rowcount == 0:
        new = {"member_id": changed.member_id, **NO_WISHES, **values}
        connection.execute(insert_once(connection, table, WISHES.member_id), new)
