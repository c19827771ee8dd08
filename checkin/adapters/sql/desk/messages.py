"""What somebody has said, in a text or on a recording, as a coordinator reads or hears it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql import findings
from checkin.adapters.sql.rows import COORDINATOR, FINDING, MEMBER, MESSAGE, RECORDING
from checkin.adapters.tables.contact import Direction
from checkin.domain.escalation import Escalation
from checkin.domain.risk import Level
from checkin.usecases.ports.desk import Left, Said, Words
from checkin.usecases.ports.findings import Finding

CRISIS = Level.CRISIS.word
LEFT = sa.select(
    RECORDING.id,
    RECORDING.call_id,
    RECORDING.created_at,
    RECORDING.seconds,
    RECORDING.heard_at,
    RECORDING.deleted_at,
    COORDINATOR.name,
).select_from(
    RECORDING.id.table.outerjoin(COORDINATOR.id.table, COORDINATOR.id == RECORDING.heard_by)
)


def in_calls(
    connection: Connection, cipher: Cipher, call_ids: Sequence[int]
) -> Mapping[int, Sequence[Left]]:
    """The recordings of these calls, by call."""
    found: dict[int, list[Left]] = defaultdict(list)
    statement = LEFT.where(RECORDING.call_id.in_(call_ids)).order_by(RECORDING.id)
    for row in connection.execute(statement):
        found[row.call_id].append(_left(row, cipher))
    return found


def since(
    connection: Connection, cipher: Cipher, escalation: Escalation, line_id: int, limit: int
) -> list[Left]:
    """What the escalation's member, or number, has left since it was opened, newest first."""
    statement = LEFT.where(
        RECORDING.line_id == line_id,
        RECORDING.member_id.is_not_distinct_from(escalation.member_id),
        RECORDING.created_at >= escalation.opened_at,
        RECORDING.deleted_at.is_(None),
    )
    newest = statement.order_by(RECORDING.id.desc()).limit(limit)
    return [_left(row, cipher) for row in connection.execute(newest)]


def found_since(
    connection: Connection, cipher: Cipher, escalation: Escalation, line_id: int, limit: int
) -> list[Finding]:
    """What the rules found in its person's texts since it was opened, the worst first."""
    statement = (
        sa.select(*findings.COLUMNS)
        .join_from(MESSAGE.id.table, FINDING.id.table, findings.OF_TEXT)
        .outerjoin(COORDINATOR.id.table, findings.JUDGED)
        .where(
            MESSAGE.line_id == line_id,
            MESSAGE.member_id.is_not_distinct_from(escalation.member_id),
            MESSAGE.created_at >= escalation.opened_at,
        )
        .order_by(sa.case((FINDING.level == CRISIS, 0), else_=1), MESSAGE.id)
        .limit(limit)
    )
    found = (findings.finding(row, cipher) for row in connection.execute(statement))
    return [one for one in found if one]


def words(connection: Connection, cipher: Cipher, said: Said, its_id: int) -> Words | None:
    """One text that came in, or one recording, with whose it is."""
    if said is Said.TEXT:
        which = sa.and_(MESSAGE.id == its_id, MESSAGE.direction == Direction.IN)
        statement = sa.select(MESSAGE.line_id, MESSAGE.member_id, MESSAGE.body).where(which)
    else:
        left = sa.select(RECORDING.line_id, RECORDING.member_id, sa.literal(None).label("body"))
        statement = left.where(RECORDING.id == its_id, RECORDING.deleted_at.is_(None))
    row = connection.execute(statement).one_or_none()
    if row is None:
        return None
    member_id, name = _who(connection, row)
    body = cipher.open(row.body) if row.body else ""
    return Words(row.line_id, member_id, cipher.open(name) if name else "", body)


def _who(connection: Connection, row: Any) -> tuple[int | None, Any]:
    """The member it is from: whom it was found to be from, or the only one on the line."""
    whose = MEMBER.id == row.member_id if row.member_id else MEMBER.line_id == row.line_id
    found = connection.execute(sa.select(MEMBER.id, MEMBER.name).where(whose).limit(2)).all()
    return (found[0].id, found[0].name) if len(found) == 1 else (None, None)


def _left(row: Any, cipher: Cipher) -> Left:
    name = cipher.open(row.name) if row.name else ""
    gone = row.deleted_at is not None
    return Left(row.id, row.created_at, row.seconds, row.heard_at, name, gone)
