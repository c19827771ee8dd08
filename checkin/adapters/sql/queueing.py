"""The statements of the outbox's queue, each made once: what may leave, and how it is marked."""

import sqlalchemy as sa

from checkin.adapters.sql.rows import OUTBOX
from checkin.adapters.tables.asking import OutboxState

NEWEST = 300  # rows that tell how sending goes
LONG_AGO = sa.case(
    (OUTBOX.urgent, sa.bindparam("urgent_again", type_=OUTBOX.queued_at.type)),
    else_=sa.bindparam("again", type_=OUTBOX.queued_at.type),
)
READY = (
    sa.select(OUTBOX.id, OUTBOX.urgent, OUTBOX.queued_at)
    .where(
        OUTBOX.state == OutboxState.WAITING,
        OUTBOX.not_before <= sa.bindparam("now"),
        sa.or_(OUTBOX.queued_at.is_(None), OUTBOX.queued_at < LONG_AGO),
    )
    .order_by(OUTBOX.urgent.desc(), OUTBOX.not_before)
    .limit(sa.bindparam("many"))
    .with_for_update(skip_locked=True)
)
LATEST = (
    sa.select(OUTBOX.state, OUTBOX.claimed_at)
    .order_by(OUTBOX.id.desc())
    .limit(NEWEST)
    .subquery("latest")
)
MARK = (
    sa.update(OUTBOX.id.table)
    .where(OUTBOX.id.in_(sa.bindparam("ids", expanding=True)))
    .values(state=OutboxState.CLAIMED, claimed_at=sa.bindparam("at"), attempts=OUTBOX.attempts + 1)
)
QUEUED = (
    sa.update(OUTBOX.id.table)
    .where(OUTBOX.id.in_(sa.bindparam("ids", expanding=True)))
    .values(queued_at=sa.bindparam("at"))
)
TRIED = sa.select(LATEST.c.state).where(LATEST.c.claimed_at > sa.bindparam("since"))
