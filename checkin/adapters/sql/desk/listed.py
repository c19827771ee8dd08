"""The list of escalations, page by page: each filter is read along an index that keeps its order.

The words of states stand in the statements themselves, not in parameters: a prepared plan then
sees that an index which holds only these is enough. Each shape of a statement is made once.
"""

from functools import cache
from typing import Any

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
COUNTS = (
    sa.select(ESCALATION.rank, sa.func.count()).where(UNRESOLVED).group_by(ESCALATION.rank)
)  # counted in the index of the list alone


def page(
    connection: Connection,
    cipher: Cipher,
    wanted: Filter,
    late: PastDue,
    after: Place | None,
    limit: int,
) -> list[Concern]:
    """Up to `limit` escalations after that place, in the order of `Place`."""
    given: dict[str, Any] = {"most": limit}
    if after:
        given |= {"rank": after.rank, "at": after.at, "id": after.id}
    shape = (bool(wanted.level), bool(wanted.kind), wanted.whose, wanted.late, wanted.resolved)
    statement = _statement(*shape, further=after is not None)
    given |= {"level": wanted.level, "kind": wanted.kind, "reader": wanted.reader_id}
    given |= {level.value: at for level, at in late.open_since.items()}
    given["promised_by"] = late.promised_by
    return [concern(row, cipher) for row in connection.execute(statement, given)]


def counts(connection: Connection) -> dict[Level, int]:
    """How many are unresolved at each level."""
    found = dict.fromkeys(Level, 0)
    for rank, count in connection.execute(COUNTS):
        found[Level.of_rank(rank)] += count
    return found


@cache
def _statement(
    level: bool, kind: bool, whose: Whose, late: bool, resolved: bool, *, further: bool
) -> sa.Select[Any]:
    """The list narrowed by these, from its beginning or further on."""
    statement = _resolved(further=further) if resolved else _unresolved(further=further)
    if level:
        statement = statement.where(ESCALATION.level == _given("level", ESCALATION.level))
    if kind:
        statement = statement.where(ESCALATION.kind == _given("kind", ESCALATION.kind))
    if whose is Whose.MINE:
        statement = statement.where(ESCALATION.taken_by == _given("reader", ESCALATION.taken_by))
    if whose is Whose.NOBODY:
        statement = statement.where(ESCALATION.taken_by.is_(None))
    if late:
        statement = statement.where(_late())
    return statement.limit(sa.bindparam("most", type_=sa.Integer))


def _unresolved(*, further: bool) -> sa.Select[Any]:
    statement = CONCERN.where(UNRESOLVED).order_by(*ORDER)
    if not further:
        return statement
    at = zip(("rank", "at", "id"), ORDER, strict=True)
    return statement.where(sa.tuple_(*ORDER) > sa.tuple_(*(_given(*one) for one in at)))


def _resolved(*, further: bool) -> sa.Select[Any]:
    statement = CONCERN.where(RESOLVED).order_by(*(column.desc() for column in NEWEST))
    if not further:
        return statement
    at = zip(("at", "id"), NEWEST, strict=True)
    return statement.where(sa.tuple_(*NEWEST) < sa.tuple_(*(_given(*one) for one in at)))


def _late() -> sa.ColumnElement[bool]:
    """Nobody has taken it within the time of its level, or a promise is past its time."""
    overdue = (
        sa.and_(
            ESCALATION.level == level, ESCALATION.opened_at <= _given(level, ESCALATION.opened_at)
        )
        for level in Level
    )
    promised = ESCALATION.contact_by <= _given("promised_by", ESCALATION.contact_by)
    return sa.or_(sa.and_(OPEN, sa.or_(*overdue)), promised)


def _given(name: str, column: sa.Column[Any]) -> sa.BindParameter[Any]:
    return sa.bindparam(name, type_=column.type)
