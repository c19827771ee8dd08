"""What a run must have left in the database, so that no short cut is measured."""

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.sql.rows import CHECK_IN, MESSAGE
from checkin.adapters.tables.contact import Direction
from checkin.domain.check_in import Answer, CheckInState


def all_heard(connection: Connection, sent: int) -> None:
    """Every one of `sent` texts is stored, has its reply, and answered a check-in.

    Raises RuntimeError otherwise.
    """
    arrived = sa.select(MESSAGE.id).where(MESSAGE.direction == Direction.IN)
    replied = sa.select(MESSAGE.id).where(MESSAGE.reply_to_id.is_not(None))
    answered = sa.select(CHECK_IN.id).where(
        CHECK_IN.state == CheckInState.ANSWERED, CHECK_IN.answer == Answer.OK
    )
    for what, rows in (("stored", arrived), ("replied to", replied), ("answered", answered)):
        found = _count(connection, rows)
        if found != sent:
            raise RuntimeError(f"{sent} texts were sent, and {found} are {what}")


def texts(connection: Connection) -> int:
    """How many texts are stored, in both directions."""
    return _count(connection, sa.select(MESSAGE.id))


def _count(connection: Connection, rows: sa.Select[tuple[int]]) -> int:
    counted = sa.select(sa.func.count()).select_from(rows.subquery())
    return int(connection.execute(counted).scalar_one())
