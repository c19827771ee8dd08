"""Weeks that are over, counted once and kept."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.sql.engine import insert_once
from checkin.adapters.sql.rows import (
    CALL,
    CHECK_IN,
    COUNTED_ASKING,
    COUNTED_CONTACT,
    COUNTED_WEEK,
    MESSAGE,
)
from checkin.domain.reporting.counts import Asking, Contact
from checkin.domain.reporting.weeks import Week
from checkin.usecases.ports.reporting import CountedWeek, Mark

NEWEST = sa.select(*COUNTED_WEEK).order_by(COUNTED_WEEK.monday.desc()).limit(1)
MARKED = (CHECK_IN.due_at, MESSAGE.created_at, CALL.created_at)  # in the order of `Mark`


def mark(connection: Connection) -> Mark | None:
    """The mark of the last week that is counted."""
    found = connection.execute(NEWEST).one_or_none()
    return Mark(*found) if found else None


def beyond(connection: Connection, week: Week, after: Mark | None) -> Mark:
    """Of each table the last id before the first row of a later week."""
    marks = (after.check_in_id, after.message_id, after.call_id) if after else (0, 0, 0)
    ids = (
        _last_before(connection, moment, week, above)
        for moment, above in zip(MARKED, marks, strict=True)
    )
    return Mark(week.monday, *ids)


def _last_before(connection: Connection, moment: sa.Column[Any], week: Week, above: int) -> int:
    its_id = moment.table.c.id
    later = sa.select(its_id).where(its_id > above, moment >= week.ends).order_by(its_id).limit(1)
    first = connection.execute(later).scalar()
    if first is not None:
        return int(first) - 1
    last = sa.select(sa.func.max(its_id)).where(its_id > above)
    return int(connection.execute(last).scalar() or above)


def keep(connection: Connection, counted: CountedWeek) -> bool:
    """Keep a week, unless another clock has just done so."""
    once = insert_once(connection, COUNTED_WEEK.monday.table, COUNTED_WEEK.monday)
    if connection.execute(once, asdict(counted.mark)).scalar() is None:
        return False
    for columns, rows in (
        (COUNTED_ASKING, counted.askings),
        (COUNTED_CONTACT, counted.contacts),
    ):
        if rows:
            connection.execute(sa.insert(columns.monday.table), [asdict(row) for row in rows])
    return True


def kept(
    connection: Connection, first: date, last: date
) -> tuple[Sequence[Asking], Sequence[Contact]]:
    """The kept counts of the weeks from that Monday to that one."""
    askings, contacts = (
        connection.execute(sa.select(*columns).where(columns.monday.between(first, last)))
        for columns in (COUNTED_ASKING, COUNTED_CONTACT)
    )
    return [Asking(*row) for row in askings], [Contact(*row) for row in contacts]
