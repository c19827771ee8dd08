"""The numbers of `/metrics`: a handful of statements, each over an index and a bounded part of it.

Texts and calls are read from the newest backwards by id, what waits through the partial indexes of
the outbox and of unresolved escalations: none grows with the years a service has run.
"""

from collections import Counter
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.sql.rows import CALL, ESCALATION, MESSAGE, OUTBOX
from checkin.adapters.tables.asking import OutboxState
from checkin.adapters.tables.contact import Direction
from checkin.domain.escalation import EscalationState
from checkin.usecases.ports.load import LATELY, Heap, Lately, Load

MOST = 5_000  # rows that one statement reads

FIRST_WAITING = (
    sa.select(OUTBOX.kind, OUTBOX.not_before)
    .where(OUTBOX.state == OutboxState.WAITING)
    .order_by(OUTBOX.not_before)
    .limit(MOST)
    .subquery()
)
WAITING = sa.select(
    FIRST_WAITING.c.kind, sa.func.count(), sa.func.min(FIRST_WAITING.c.not_before)
).group_by(FIRST_WAITING.c.kind)
UNSETTLED = sa.select(sa.func.count(), sa.func.min(OUTBOX.claimed_at)).where(
    OUTBOX.state == OutboxState.CLAIMED
)
UNRESOLVED = (
    sa.select(
        ESCALATION.level, ESCALATION.state, sa.func.count(), sa.func.min(ESCALATION.opened_at)
    )
    .where(ESCALATION.state != EscalationState.RESOLVED)
    .group_by(ESCALATION.level, ESCALATION.state)
)


def load(
    connection: Connection,
    now: datetime,
    clock_passed: datetime | None,
    restored_to: datetime | None,
) -> Load:
    """What the service carries now."""
    unresolved = connection.execute(UNRESOLVED).all()
    return Load(
        outbox={row[0].value: Heap(row[1], row[2]) for row in connection.execute(WAITING)},
        unsettled=Heap(*connection.execute(UNSETTLED).one()),
        escalations={(row[0].value, row[1].value): row[2] for row in unresolved},
        oldest={(row[0].value, row[1].value): row[3] for row in unresolved},
        texts=_lately(connection, MESSAGE, now),
        calls=_lately(connection, CALL, now),
        clock_passed=clock_passed,
        restored_to=restored_to,
    )


def _lately(connection: Connection, contact: Any, now: datetime) -> Lately:
    """What came and went on one road, from the newest row backwards."""
    newest = (
        sa.select(contact.direction, contact.status, contact.created_at)
        .order_by(contact.id.desc())
        .limit(MOST)
        .subquery()
    )
    begin, earliest = now - LATELY, sa.func.min(newest.c.created_at)
    counted = (
        sa.select(newest.c.direction, newest.c.status, sa.func.count(), earliest)
        .where(newest.c.created_at > begin)
        .group_by(newest.c.direction, newest.c.status)
    )
    received, total, firsts = 0, 0, []
    sent: Counter[str] = Counter()
    for direction, status, count, first in connection.execute(counted):
        total += count
        firsts.append(first)
        if direction is Direction.IN:
            received += count
        else:
            sent[status] += count
    return Lately(received, sent, min(firsts) if total >= MOST else begin)
