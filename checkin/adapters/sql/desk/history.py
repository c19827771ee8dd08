"""A member's history, source by source, each read downwards along the ids of its own index.

On a shared phone what belongs to nobody in particular belongs to everyone's history.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Row

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql import findings
from checkin.adapters.sql.desk import messages
from checkin.adapters.sql.rows import (
    CALL,
    CALL_TURN,
    CHECK_IN,
    CONSENT,
    COORDINATOR,
    FINDING,
    MEMBER_EVENT,
    MESSAGE,
    OUTBOX,
)
from checkin.adapters.tables.asking import OutboxState
from checkin.adapters.tables.contact import Direction
from checkin.domain.member import Member
from checkin.usecases.ports.desk import (
    CallEntry,
    CheckInEntry,
    ConsentEntry,
    DoneEntry,
    Entry,
    Source,
    TextEntry,
    UnsentEntry,
)

# What has left shows as its text or call; so does what was tried and failed for good.
UNSENT = (OutboxState.WAITING, OutboxState.DROPPED)

COLUMNS: Mapping[Source, tuple[sa.Column[Any], ...]] = {
    Source.TEXT: (
        MESSAGE.id,
        MESSAGE.created_at,
        MESSAGE.direction,
        MESSAGE.body,
        MESSAGE.status,
    ),
    Source.CALL: (CALL.id, CALL.created_at, CALL.direction, CALL.status, CALL.answered_by),
    Source.CHECK_IN: (
        CHECK_IN.id,
        CHECK_IN.due_at,
        CHECK_IN.state,
        CHECK_IN.channel,
        CHECK_IN.answer,
        CHECK_IN.reason,
    ),
    Source.CONSENT: (
        CONSENT.id,
        CONSENT.occurred_at,
        CONSENT.purpose,
        CONSENT.action,
        CONSENT.medium,
    ),
    Source.UNSENT: (
        OUTBOX.id,
        OUTBOX.created_at,
        OUTBOX.kind,
        OUTBOX.reason,
        OUTBOX.state,
        OUTBOX.not_before,
    ),
    Source.DONE: (
        MEMBER_EVENT.id,
        MEMBER_EVENT.at,
        MEMBER_EVENT.what,
        MEMBER_EVENT.note,
    ),
}


TEXTS = MESSAGE.id.table.outerjoin(FINDING.id.table, findings.OF_TEXT).outerjoin(
    COORDINATOR.id.table, findings.JUDGED
)


DONE = MEMBER_EVENT.id.table.outerjoin(
    COORDINATOR.id.table, COORDINATOR.id == MEMBER_EVENT.coordinator_id
)


def entries(
    connection: Connection,
    cipher: Cipher,
    source: Source,
    member: Member,
    below: int | None,
    limit: int,
) -> list[Entry]:
    """Up to `limit` entries of one source with ids below that, newest first."""
    columns = COLUMNS[source]
    statement = (
        sa.select(*columns).where(_of(member, source)).order_by(columns[0].desc()).limit(limit)
    )
    if source is Source.TEXT:
        statement = statement.add_columns(*findings.COLUMNS).select_from(TEXTS)
    if source is Source.DONE:
        statement = statement.add_columns(COORDINATOR.name).select_from(DONE)
    if below is not None:
        statement = statement.where(columns[0] < below)
    found = connection.execute(statement).all()
    if source is Source.CALL:
        return _calls(connection, cipher, found)
    if source is Source.TEXT:
        return [_text(row, cipher) for row in found]
    if source is Source.DONE:
        return [_done(row, cipher) for row in found]
    return [PLAIN[source](row) for row in found]


def _of(member: Member, source: Source) -> sa.ColumnElement[bool]:
    """What belongs to `member`."""
    if source is Source.CHECK_IN:
        return CHECK_IN.member_id == member.id
    if source is Source.DONE:
        return MEMBER_EVENT.member_id == member.id
    if source is Source.UNSENT:
        return sa.and_(OUTBOX.member_id == member.id, OUTBOX.state.in_(UNSENT))
    c = COLUMNS[source][0].table.c
    theirs = sa.or_(c.member_id == member.id, c.member_id.is_(None))
    return sa.and_(c.line_id == member.line_id, theirs)


def _text(row: Row[Any], cipher: Cipher) -> Entry:
    return TextEntry(
        id=row.id,
        at=row.created_at,
        incoming=row.direction is Direction.IN,
        body=cipher.open(row.body),
        status=row.status,
        finding=findings.finding(row, cipher),
    )


def _calls(connection: Connection, cipher: Cipher, found: Sequence[Row[Any]]) -> list[Entry]:
    """The calls with what was pressed and said in them: two more statements for all of them."""
    pressed: dict[int, list[str]] = defaultdict(list)
    turns = (
        sa.select(CALL_TURN.call_id, CALL_TURN.key)
        .where(CALL_TURN.call_id.in_([row.id for row in found]), CALL_TURN.key != "")
        .order_by(CALL_TURN.call_id, CALL_TURN.step)
    )
    for call_id, key in connection.execute(turns) if found else ():
        pressed[call_id].append(key)
    left = messages.in_calls(connection, cipher, [row.id for row in found]) if found else {}
    return [
        CallEntry(
            id=row.id,
            at=row.created_at,
            incoming=row.direction is Direction.IN,
            status=row.status,
            by_machine=row.answered_by.startswith("machine"),
            keys=tuple(pressed[row.id]),
            left=left.get(row.id, ()),
        )
        for row in found
    ]


def _done(row: Row[Any], cipher: Cipher) -> Entry:
    by = cipher.open(row.name) if row.name else ""
    return DoneEntry(row.id, row.at, row.what, by, cipher.open(row.note) if row.note else "")


def _unsent(row: Row[Any]) -> Entry:
    waits = row.not_before if row.state is OutboxState.WAITING else None
    return UnsentEntry(row.id, row.created_at, row.kind, row.reason, waits)


PLAIN: Mapping[Source, Callable[[Any], Entry]] = {
    Source.CHECK_IN: lambda row: CheckInEntry(*row),
    Source.CONSENT: lambda row: ConsentEntry(*row),
    Source.UNSENT: _unsent,
}
