"""The statements of the outbox: what leaves, with all that the gate and the words need."""

import sqlalchemy as sa

from checkin.adapters.sql.rows import (
    CHECK_IN,
    CHECK_IN_COLUMNS,
    COORDINATOR,
    ESCALATION,
    LINE,
    MEMBER,
    MEMBER_COLUMNS,
    OUTBOX,
    OUTGOING_COLUMNS,
)
from checkin.adapters.tables.asking import OutboxState
from checkin.domain.member import MemberState

NEWEST = 300  # rows that tell how sending goes
STAFF_LANGUAGE = (
    sa.select(COORDINATOR.language)
    .where(COORDINATOR.line_id == OUTBOX.line_id)
    .order_by(COORDINATOR.id)
    .limit(1)
    .scalar_subquery()
)
OTHER = MEMBER.id.table.alias("other")
SHARED = (
    sa.select(OTHER.c.id)
    .where(
        OTHER.c.line_id == OUTBOX.line_id,
        OTHER.c.id != OUTBOX.member_id,
        OTHER.c.state != MemberState.LEFT,
    )
    .exists()
)
HEAD = (
    OUTBOX.id,
    OUTBOX.attempts,
    LINE.number,
    LINE.dialable,
    LINE.stopped,
    ESCALATION.state,
    STAFF_LANGUAGE,
    SHARED,
    MEMBER.next_due_at,
)
OUTGOING = slice(len(HEAD), len(HEAD) + len(OUTGOING_COLUMNS))
MEMBERS = slice(OUTGOING.stop, OUTGOING.stop + len(MEMBER_COLUMNS))
CHECK_INS = slice(MEMBERS.stop, MEMBERS.stop + len(CHECK_IN_COLUMNS))

WHOLE = (
    sa.select(*HEAD, *OUTGOING_COLUMNS, *MEMBER_COLUMNS, *CHECK_IN_COLUMNS)
    .select_from(
        OUTBOX.id.table.join(LINE.id.table, LINE.id == OUTBOX.line_id)
        .outerjoin(MEMBER.id.table, MEMBER.id == OUTBOX.member_id)
        .outerjoin(CHECK_IN.id.table, CHECK_IN.id == OUTBOX.check_in_id)
        .outerjoin(ESCALATION.id.table, ESCALATION.id == OUTBOX.escalation_id)
    )
    .where(OUTBOX.id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(OUTBOX.id)
)
CLAIM = WHOLE.where(
    OUTBOX.state == OutboxState.WAITING, OUTBOX.not_before <= sa.bindparam("now")
).with_for_update(of=OUTBOX.id.table, skip_locked=True)
CLAIMED = WHOLE.where(OUTBOX.state == OutboxState.CLAIMED)
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
