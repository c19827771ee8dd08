"""Very many escalations, among members with very many texts, written by the database itself."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from benchmarks.installation import Installation
from benchmarks.seed import fill
from checkin.adapters.sql.rows import ESCALATION, LINE, MEMBER, MESSAGE
from checkin.adapters.tables.contact import Direction
from checkin.domain.escalation import EscalationKind, EscalationState, Level

# One in so many. What is rarest is what a reader of the whole list would look for the longest.
RED, AMBER, RARE, TAKEN, ENDED = 20, 5, 100, 4, 7
RESOLVED = 4  # for each that is open


def said(connection: Connection, installation: Installation, count: int, now: datetime) -> None:
    """`count` texts, as many from each member."""
    counted = sa.select(sa.func.count()).select_from(MEMBER.id.table)
    each = count // connection.execute(counted).scalar_one()
    body = installation.cipher().seal("Hi Ana Maria, how is your week? 1 OK, 2 not OK. - Harbour")
    for number in range(each):
        values = {
            MESSAGE.line_id: MEMBER.line_id,
            MESSAGE.member_id: MEMBER.id,
            MESSAGE.direction: Direction.OUT,
            MESSAGE.body: body,
            MESSAGE.segments: 1,
            MESSAGE.status: "delivered",
            MESSAGE.wording: "",
            MESSAGE.version: "",
            MESSAGE.created_at: now - timedelta(days=number),
        }
        fill(connection, values)


def raised(connection: Connection, count: int, staff: tuple[int, int], now: datetime) -> None:
    """`count` open escalations and four times as many resolved ones, of all kinds and levels.

    `staff` are two coordinators who have taken some; the members are those with the lowest ids.
    """
    moments = _spread(now)
    _fill(connection, _open(moments, staff, now), count)
    for turn in range(RESOLVED):
        _fill(connection, _resolved(moments, staff[turn % 2]), count)
    connection.execute(sa.text("ANALYZE"))


def _fill(connection: Connection, columns: dict[Any, Any], count: int) -> None:
    made = [
        sa.type_coerce(value, column.type)
        if isinstance(value, sa.ColumnElement)
        else sa.literal(value, column.type)
        for column, value in columns.items()
    ]
    chosen = sa.select(*made).where(LINE.id <= count)
    connection.execute(sa.insert(ESCALATION.id.table).from_select(list(columns), chosen))


def _open(moments: Any, staff: tuple[int, int], now: datetime) -> dict[Any, Any]:
    taken = LINE.id % TAKEN == 0
    ended = sa.and_(~taken, LINE.id % ENDED == 0)
    holder = sa.case((LINE.id % (2 * TAKEN) == 0, staff[0]), else_=staff[1])
    return {
        **_any(),
        ESCALATION.rank: _rank() - sa.case((ended, len(Level)), else_=0),
        ESCALATION.state: sa.case(
            (taken, EscalationState.TAKEN.value), else_=EscalationState.OPEN.value
        ),
        ESCALATION.opened_at: moments,
        ESCALATION.act_after: now + timedelta(minutes=7),
        ESCALATION.taken_by: sa.case((taken, holder)),
        ESCALATION.climbs: sa.case((ended, 1), else_=0),
        ESCALATION.contact_by: sa.case((taken, _moment(now + timedelta(minutes=9)))),
        ESCALATION.rung: 2,
        ESCALATION.told: 5,
        ESCALATION.contacts: 1,
        ESCALATION.paged_at: now - timedelta(minutes=3),
        ESCALATION.contacted_at: now - timedelta(minutes=5),
    }


def _resolved(moments: Any, by: int) -> dict[Any, Any]:
    return {
        **_any(),
        ESCALATION.rank: _rank(),
        ESCALATION.state: EscalationState.RESOLVED,
        ESCALATION.opened_at: moments,
        ESCALATION.resolved_at: moments,
        ESCALATION.taken_by: by,
        ESCALATION.outcome: "spoke",
    }


def _any() -> dict[Any, Any]:
    return {
        ESCALATION.member_id: LINE.id,
        ESCALATION.kind: sa.case(
            (LINE.id % RARE == 0, EscalationKind.STOP.value),
            (LINE.id % RED == 0, EscalationKind.DANGER.value),
            (LINE.id % 2 == 0, EscalationKind.NOT_OK.value),
            else_=EscalationKind.SILENCE.value,
        ),
        ESCALATION.level: sa.case(
            (LINE.id % RED == 0, Level.RED.value),
            (LINE.id % AMBER == 0, Level.AMBER.value),
            else_=Level.YELLOW.value,
        ),
    }


def _rank() -> sa.ColumnElement[int]:
    return sa.case((LINE.id % RED == 0, 0), (LINE.id % AMBER == 0, 1), else_=2)


def _moment(at: datetime) -> sa.ColumnElement[Any]:
    return sa.literal(at, ESCALATION.opened_at.type)


def _spread(now: datetime) -> sa.ColumnElement[Any]:
    """A moment of the last days for each row; many share one."""
    hours = [
        (LINE.id % 61 == hour, _moment(now - timedelta(hours=hour, minutes=1)))
        for hour in range(1, 61)
    ]
    return sa.case(*hours, else_=_moment(now - timedelta(minutes=1)))
