"""The list of escalations, page by page: each filter is read along an index that keeps its order.

The words of states stand in the statements themselves, not in parameters: a prepared plan then
sees that an index which holds only these is enough.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.desk.concerns import CONCERN, ORDER, UNRESOLVED, concern
from checkin.adapters.sql.rows import ESCALATION
from checkin.domain.escalation import Filter, Level, PastDue, Whose
from checkin.usecases.ports.desk import Concern, Place

OPEN = ESCALATION.state == sa.literal_column("'open'")
RESOLVED = ESCALATION.state == sa.literal_column("'resolved'")
NEWEST = (ESCALATION.resolved_at, ESCALATION.id)


def page(
    connection: Connection,
    cipher: Cipher,
    wanted: Filter,
    late: PastDue,
    after: Place | None,
    limit: int,
) -> list[Concern]:
    """Up to `limit` escalations after that place, in the order of `Place`."""
    statement = _resolved(after) if wanted.resolved else _unresolved(after)
    statement = statement.where(*_narrowed(wanted, late)).limit(limit)
    return [concern(row, cipher) for row in connection.execute(statement)]


def counts(connection: Connection) -> dict[Level, int]:
    """How many are unresolved at each level; counted in the index of the list alone."""
    statement = sa.select(ESCALATION.rank, sa.func.count()).where(UNRESOLVED)
    found = dict.fromkeys(Level, 0)
    for rank, count in connection.execute(statement.group_by(ESCALATION.rank)):
        found[Level.of_rank(rank)] += count
    return found


def _unresolved(after: Place | None) -> sa.Select[tuple[object, ...]]:
    statement = CONCERN.where(UNRESOLVED).order_by(*ORDER)
    if after is None:
        return statement
    return statement.where(sa.tuple_(*ORDER) > _at(ORDER, (after.rank, after.at, after.id)))


def _resolved(after: Place | None) -> sa.Select[tuple[object, ...]]:
    statement = CONCERN.where(RESOLVED).order_by(*(column.desc() for column in NEWEST))
    if after is None:
        return statement
    return statement.where(sa.tuple_(*NEWEST) < _at(NEWEST, (after.at, after.id)))


def _at(columns: Sequence[sa.Column[object]], values: Sequence[object]) -> sa.Tuple:
    pairs = zip(values, columns, strict=True)
    return sa.tuple_(*(sa.literal(value, column.type) for value, column in pairs))


def _narrowed(wanted: Filter, late: PastDue) -> list[sa.ColumnElement[bool]]:
    """The conditions of a filter."""
    conditions: list[sa.ColumnElement[bool]] = []
    if wanted.level:
        conditions.append(ESCALATION.level == wanted.level)
    if wanted.kind:
        conditions.append(ESCALATION.kind == wanted.kind)
    if wanted.whose is Whose.MINE:
        conditions.append(ESCALATION.taken_by == wanted.reader_id)
    if wanted.whose is Whose.NOBODY:
        conditions.append(ESCALATION.taken_by.is_(None))
    if wanted.late:
        conditions.append(_late(late))
    return conditions


def _late(late: PastDue) -> sa.ColumnElement[bool]:
    """Nobody has taken it within the time of its level, or a promise is past its time."""
    overdue = (
        sa.and_(ESCALATION.level == level, ESCALATION.opened_at <= at)
        for level, at in late.open_since.items()
    )
    return sa.or_(sa.and_(OPEN, sa.or_(*overdue)), ESCALATION.contact_by <= late.promised_by)
