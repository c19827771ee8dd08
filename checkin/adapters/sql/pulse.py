"""The service's own pulse: the clock's heartbeat, the next deadline, and what is waiting."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.sql.engine import insert_once
from checkin.adapters.sql.rows import (
    CHECK_IN,
    CLOCK_PASS,
    ESCALATION,
    FOLLOW_UP,
    MEMBER,
    OUTBOX,
    PAIRING,
    RECORDING,
)
from checkin.adapters.tables.asking import OutboxState
from checkin.domain.escalation import EscalationState
from checkin.domain.member import MemberState
from checkin.usecases.ports.records import Load

CLOCK = "clock"


class SqlPulse:
    """`Pulse` on a connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def beat(self, now: datetime) -> None:
        """Write down that the clock has come through."""
        table = CLOCK_PASS.name.table
        values = {"finished_at": now}
        moved = self.connection.execute(
            sa.update(table).where(table.c.name == CLOCK).values(values)
        )
        if moved.rowcount == 0:
            new = insert_once(self.connection, table, table.c.name)
            self.connection.execute(new, {"name": CLOCK, **values})

    def last_beat(self) -> datetime | None:
        """When the clock last came through; None if it never has."""
        statement = sa.select(CLOCK_PASS.finished_at).where(CLOCK_PASS.name == CLOCK)
        return self.connection.execute(statement).scalar()

    def next_deadline(self) -> datetime | None:
        """The moment at which something is next due; None if nothing is planned."""
        moments = [
            self.connection.execute(sa.select(sa.func.min(column)).where(*conditions)).scalar()
            for column, *conditions in (
                (MEMBER.next_due_at,),
                (MEMBER.paused_until, MEMBER.state == MemberState.PAUSED),
                (CHECK_IN.act_after,),
                (ESCALATION.act_after,),
                (ESCALATION.contact_by, ESCALATION.state != EscalationState.RESOLVED),
                (FOLLOW_UP.due_at, FOLLOW_UP.done_at.is_(None)),
                (RECORDING.delete_after,),
                (PAIRING.act_after,),
                (OUTBOX.not_before, OUTBOX.state == OutboxState.WAITING),
            )
        ]
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
