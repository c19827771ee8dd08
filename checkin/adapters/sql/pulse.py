"""The service's own pulse: the clock's heartbeat, the next deadline, and what is waiting."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.sql.engine import insert_once
from checkin.adapters.sql.rows import (
    CHECK_IN,
    CIRCLE,
    CIRCLE_ROUND,
    CLOCK_PASS,
    ESCALATION,
    FOLLOW_UP,
    MEMBER,
    OUTBOX,
    RECORDING,
)
from checkin.adapters.tables.asking import OutboxState
from checkin.domain.escalation import EscalationState
from checkin.domain.member import MemberState
from checkin.usecases.ports.people import Awaited
from checkin.usecases.ports.records import Load

CLOCK = "clock"
BEAT = (
    sa.update(CLOCK_PASS.name.table)
    .where(CLOCK_PASS.name == CLOCK)
    .values(finished_at=sa.bindparam("at"))
)
NOW = sa.bindparam("now", type_=MEMBER.next_due_at.type)
WAITS = OUTBOX.state == sa.literal_column("'waiting'")
UNRESOLVED = ESCALATION.state != sa.literal_column("'resolved'")
ROUND_IS_OPEN = CIRCLE_ROUND.state == sa.literal_column("'open'")
NEXT = sa.select(
    *(
        sa.select(sa.func.min(column)).where(*conditions).scalar_subquery()
        for column, *conditions in (
            (MEMBER.next_due_at,),
            (MEMBER.paused_until, MEMBER.state == MemberState.PAUSED),
            (CHECK_IN.act_after,),
            (ESCALATION.act_after,),
            (ESCALATION.contact_by, UNRESOLVED),
            (FOLLOW_UP.due_at, FOLLOW_UP.done_at.is_(None)),
            (RECORDING.delete_after,),
            (CIRCLE.next_round_at,),
            (CIRCLE_ROUND.closes_at, ROUND_IS_OPEN),
            (OUTBOX.not_before, WAITS),
        )
    )
)
AWAITED: Mapping[Awaited, sa.ColumnElement[bool]] = {
    Awaited.SLOTS: MEMBER.next_due_at <= NOW,
    Awaited.CHECK_INS: CHECK_IN.act_after <= NOW,
    Awaited.ESCALATIONS: ESCALATION.act_after <= NOW,
    Awaited.PROMISES: sa.and_(ESCALATION.contact_by <= NOW, UNRESOLVED),
    Awaited.FOLLOW_UPS: sa.and_(FOLLOW_UP.due_at <= NOW, FOLLOW_UP.done_at.is_(None)),
    Awaited.INVITATIONS: MEMBER.invited_until < NOW,
    Awaited.PAUSES: MEMBER.paused_until <= NOW,
    Awaited.ATTEMPTS: OUTBOX.state == sa.literal_column("'claimed'"),
    Awaited.OUTBOX: sa.and_(WAITS, OUTBOX.not_before <= NOW),
    Awaited.RECORDINGS: RECORDING.delete_after <= NOW,
}
DUE = sa.select(*(sa.exists().where(condition) for condition in AWAITED.values()))


class SqlPulse:
    """`Pulse` on a connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def beat(self, now: datetime) -> None:
        """Write down that the clock has come through."""
        table = CLOCK_PASS.name.table
        values = {"finished_at": now}
        moved = self.connection.execute(BEAT, {"at": now})
        if moved.rowcount == 0:
            new = insert_once(self.connection, table, table.c.name)
            self.connection.execute(new, {"name": CLOCK, **values})

    def last_beat(self) -> datetime | None:
        """When the clock last came through; None if it never has."""
        statement = sa.select(CLOCK_PASS.finished_at).where(CLOCK_PASS.name == CLOCK)
        return self.connection.execute(statement).scalar()

    def due(self, now: datetime) -> frozenset[Awaited]:
        """What has come to be due by now, in one look that locks nothing."""
        found = self.connection.execute(DUE, {"now": now}).one()
        return frozenset(what for what, there in zip(AWAITED, found, strict=True) if there)

    def next_deadline(self) -> datetime | None:
        """The moment at which something is next due; None if nothing is planned."""
        moments = self.connection.execute(NEXT).one()
        return min((moment for moment in moments if moment is not None), default=None)

    def load(self) -> Load:
        """What is waiting, for the metrics."""
        waiting = sa.select(sa.func.count(), sa.func.min(OUTBOX.not_before)).where(
            OUTBOX.state == OutboxState.WAITING
        )
        count, oldest = self.connection.execute(waiting).one()
        unsettled = sa.select(sa.func.count()).where(OUTBOX.state == OutboxState.CLAIMED)
        unresolved = (
            sa.select(ESCALATION.level, ESCALATION.state, sa.func.count())
            .where(ESCALATION.state != EscalationState.RESOLVED)
            .group_by(ESCALATION.level, ESCALATION.state)
        )
        return Load(
            waiting=count,
            oldest=oldest,
            unsettled=self.connection.execute(unsettled).scalar_one(),
            escalations={
                (row[0].value, row[1].value): row[2] for row in self.connection.execute(unresolved)
            },
        )
