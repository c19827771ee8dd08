"""The service's own pulse: the clock's heartbeat, the next deadline, and what is waiting."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.sql import measures
from checkin.adapters.sql.engine import insert_once
from checkin.adapters.sql.rows import (
    CHECK_IN,
    CIRCLE,
    CIRCLE_ROUND,
    CLOCK_PASS,
    ESCALATION,
    FOLLOW_UP,
    MEMBER,
    NUDGE,
    OUTBOX,
    PAIRING,
    RECORDING,
)
from checkin.domain.member import MemberState
from checkin.domain.pairing import OPEN, PairingState
from checkin.usecases.ports.load import Load
from checkin.usecases.ports.people import Awaited

CLOCK = "clock"
ALARM = "alarm"  # when it was last told that the clock stands
BACKUP = "backup"  # when the newest backup was begun
RESTORED = "restored"  # the moment of the backup that this database comes from
TABLE = CLOCK_PASS.name.table
NOW = sa.bindparam("now", type_=MEMBER.next_due_at.type)
WAITS = OUTBOX.state == sa.literal_column("'waiting'")
UNRESOLVED = ESCALATION.state != sa.literal_column("'resolved'")
ROUND_IS_OPEN = CIRCLE_ROUND.state == sa.literal_column("'open'")
PAIRING_IS_ACTIVE = PAIRING.state == PairingState.ACTIVE
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
            (PAIRING.act_after,),
            (PAIRING.next_nudge_at, PAIRING_IS_ACTIVE),
            (NUDGE.act_after,),
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
    Awaited.TURNS: sa.and_(PAIRING.next_nudge_at <= NOW, PAIRING_IS_ACTIVE),
    Awaited.NUDGES: NUDGE.act_after <= NOW,
    Awaited.OFFERS: PAIRING.state == PairingState.OFFERED,
    Awaited.PAIRINGS: PAIRING.act_after <= NOW,
    Awaited.BONDS: PAIRING.state.in_((PairingState.PROPOSED, *OPEN)),
    Awaited.ROUNDS: CIRCLE.next_round_at <= NOW,
    Awaited.DIGESTS: sa.and_(CIRCLE_ROUND.closes_at <= NOW, ROUND_IS_OPEN),
}
DUE = sa.select(*(sa.exists().where(condition) for condition in AWAITED.values()))


class SqlPulse:
    """`Pulse` on a connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def beat(self, now: datetime) -> None:
        """Write down that the clock has come through."""
        self._mark(CLOCK, now)

    def claim_alarm(self, since: datetime, now: datetime) -> bool:
        """Claim to tell that the clock stands `since` then: true for one alone, and once."""
        if self._first(ALARM, now):
            return True
        earlier = sa.and_(TABLE.c.name == ALARM, TABLE.c.finished_at <= since)
        claimed = self.connection.execute(sa.update(TABLE).where(earlier).values(finished_at=now))
        return claimed.rowcount == 1

    def _marked(self, name: str) -> datetime | None:
        statement = sa.select(CLOCK_PASS.finished_at).where(CLOCK_PASS.name == name)
        return self.connection.execute(statement).scalar()

    def _mark(self, name: str, moment: datetime) -> None:
        named = sa.update(TABLE).where(TABLE.c.name == name)
        if self.connection.execute(named.values(finished_at=moment)).rowcount == 0:
            self._first(name, moment)

    def _first(self, name: str, now: datetime) -> bool:
        """Write a mark that was never made; false if it was."""
        new = insert_once(self.connection, TABLE, TABLE.c.name)
        return self.connection.execute(new, {"name": name, "finished_at": now}).scalar() is not None

    def last_beat(self) -> datetime | None:
        """When the clock last came through; None if it never has."""
        return self._marked(CLOCK)

    def backed_up(self, now: datetime) -> None:
        """Write down that a backup begins, so that it knows its own moment."""
        self._mark(BACKUP, now)

    def restored_to(self) -> datetime | None:
        """The moment of the backup that was restored; None unless stops since may be missing."""
        return self._marked(RESTORED)

    def restored(self, now: datetime) -> datetime:
        """Mark a restored database: stops since its backup are not known. The backup's moment.

        The earliest mark in it counts: that of a backup by this program, the clock's last pass,
        which was by another machine's time perhaps, and a mark of this kind never taken away.
        """
        marks = [self._marked(name) for name in (RESTORED, BACKUP, CLOCK)]
        since = min((moment for moment in marks if moment is not None), default=now)
        self._mark(RESTORED, since)
        return since

    def stops_replayed(self) -> bool:
        """Take that mark away; false if there was none."""
        gone = self.connection.execute(sa.delete(TABLE).where(TABLE.c.name == RESTORED))
        return gone.rowcount == 1

    def due(self, now: datetime) -> frozenset[Awaited]:
        """What has come to be due by now, in one look that locks nothing."""
        found = self.connection.execute(DUE, {"now": now}).one()
        return frozenset(what for what, there in zip(AWAITED, found, strict=True) if there)

    def next_deadline(self) -> datetime | None:
        """The moment at which something is next due; None if nothing is planned."""
        moments = self.connection.execute(NEXT).one()
        return min((moment for moment in moments if moment is not None), default=None)

    def load(self, now: datetime) -> Load:
        """What waits and what came and went lately, for the metrics."""
        return measures.load(self.connection, now, self.last_beat(), self.restored_to())
