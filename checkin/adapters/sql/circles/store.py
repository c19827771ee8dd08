"""Circles as the rules see them, and every change of them written where it belongs."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import singledispatchmethod
from typing import Any

import sqlalchemy as sa

from checkin.adapters.sql.circles import sittings
from checkin.adapters.sql.circles.seats import SqlSeats
from checkin.adapters.sql.circles.shown import SqlShown
from checkin.adapters.sql.rows import (
    CIRCLE,
    CIRCLE_ANSWER,
    CIRCLE_ROUND,
    CIRCLE_SEAT,
    OUTBOX,
)
from checkin.adapters.tables.asking import OutboxState
from checkin.domain.circle.changes import (
    AnswerGiven,
    CircleChange,
    RoundEnded,
    RoundOpened,
    SeatChanged,
)
from checkin.domain.circle.seat import Circle, Place, Round, RoundState
from checkin.domain.outgoing import Kind
from checkin.usecases.ports.unit_of_work import Conflict

ROUND_COLUMNS = (
    CIRCLE_ROUND.id,
    CIRCLE_ROUND.circle_id,
    CIRCLE_ROUND.week,
    CIRCLE_ROUND.prompt,
    CIRCLE_ROUND.closes_at,
    CIRCLE_ROUND.state,
    CIRCLE_ROUND.reason,
)


class SqlCircles(SqlSeats, SqlShown):
    """`Circles` on a connection."""

    def places(self, member_ids: Iterable[int]) -> Mapping[int, Place]:
        """The seats of these members, each with the round of its circle that is open."""
        open_ = sa.and_(
            CIRCLE_ROUND.circle_id == CIRCLE_SEAT.circle_id, CIRCLE_ROUND.state == RoundState.OPEN
        )
        found = self.connection.execute(
            sa.select(*sittings.SEAT_COLUMNS, *ROUND_COLUMNS)
            .select_from(CIRCLE_SEAT.id.table.outerjoin(CIRCLE_ROUND.id.table, open_))
            .where(CIRCLE_SEAT.member_id.in_(list(member_ids)), CIRCLE_SEAT.left_at.is_(None))
            .order_by(CIRCLE_ROUND.id)
        ).all()
        return {
            row[2]: Place(
                sittings.seat(row[sittings.SEATS]),
                Round(*row[sittings.REST :]) if row[sittings.REST] is not None else None,
            )
            for row in found
        }

    def to_open(self, now: datetime, limit: int) -> Sequence[Circle]:
        """Up to `limit` circles whose week has come, locked."""
        return self._circles(CIRCLE.next_round_at <= now, now, limit)

    def to_end(self, now: datetime, limit: int) -> Sequence[tuple[Round, Circle]]:
        """Up to `limit` rounds that are over, locked, each with its circle."""
        due = sa.and_(CIRCLE_ROUND.state == RoundState.OPEN, CIRCLE_ROUND.closes_at <= now)
        found = self.connection.execute(
            sa.select(*ROUND_COLUMNS)
            .where(due)
            .order_by(CIRCLE_ROUND.closes_at, CIRCLE_ROUND.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        ).all()
        over = [Round(*row) for row in found]
        its = {
            circle.id: circle
            for circle in self._circles(CIRCLE.id.in_([one.circle_id for one in over]), now)
        }
        return [(one, its[one.circle_id]) for one in over]

    def answers(self, round_id: int) -> Sequence[tuple[int, str]]:
        """The alias and the words of each answer that may be told, in the order they came."""
        return [
            (each.alias, each.words)
            for each in self.given(round_id)
            if each.released or not each.held
        ]

    @singledispatchmethod
    def write(self, change: CircleChange, now: datetime) -> None:
        """Write one change; `Conflict` if what it was decided on is not there any more."""
        raise TypeError(f"nobody knows how to write a {type(change).__name__}")

    @write.register
    def _(self, change: SeatChanged, now: datetime) -> None:
        before, after = change.before, change.after
        spoken = after.joined_at != before.joined_at or after.left_at != before.left_at
        evidence = {"evidence": change.evidence} if spoken else {}
        self._moved(
            sa.update(CIRCLE_SEAT.id.table)
            .where(
                CIRCLE_SEAT.id == before.id,
                CIRCLE_SEAT.joined_at.is_not_distinct_from(before.joined_at),
                CIRCLE_SEAT.left_at.is_(None),
                CIRCLE_SEAT.muted == before.muted,
                CIRCLE_SEAT.digest_only == before.digest_only,
            )
            .values(
                muted=after.muted,
                digest_only=after.digest_only,
                joined_at=after.joined_at,
                left_at=after.left_at,
                **evidence,
            )
        )
        if after.muted or after.left_at is not None:
            self._unsent(before.member_id)

    @write.register
    def _(self, change: AnswerGiven, now: datetime) -> None:
        self.connection.execute(
            sa.insert(CIRCLE_ANSWER.id.table).values(
                round_id=change.round_id,
                member_id=change.member_id,
                message_id=change.message_id,
                at=now,
                held=change.held,
            )
        )

    @write.register
    def _(self, change: RoundOpened, now: datetime) -> None:
        circle, week = change.before, change.before.rounds + 1
        self._moved(
            sa.update(CIRCLE.id.table)
            .where(CIRCLE.id == circle.id, CIRCLE.next_round_at == circle.next_round_at)
            .values(next_round_at=change.next_round_at, rounds=week)
        )
        self.connection.execute(
            sa.insert(CIRCLE_ROUND.id.table).values(
                circle_id=circle.id,
                week=week,
                prompt=change.prompt,
                state=RoundState.DROPPED if change.reason else RoundState.OPEN,
                reason=change.reason,
                opens_at=now,
                closes_at=change.closes_at,
            )
        )

    @write.register
    def _(self, change: RoundEnded, now: datetime) -> None:
        self._moved(
            sa.update(CIRCLE_ROUND.id.table)
            .where(CIRCLE_ROUND.id == change.before.id, CIRCLE_ROUND.state == RoundState.OPEN)
            .values(
                state=change.state,
                reason=change.reason,
                told=change.told,
                shortened=change.shortened,
                left_out=change.left_out,
            )
        )

    def _moved(self, statement: sa.Update) -> None:
        if self.connection.execute(statement).rowcount != 1:
            raise Conflict("a circle is not as the rule saw it any more")

    def _unsent(self, member_id: int) -> None:
        """What waits to leave to them from a circle does not leave any more."""
        self.connection.execute(
            sa.update(OUTBOX.id.table)
            .where(
                OUTBOX.member_id == member_id,
                OUTBOX.kind == Kind.CIRCLE,
                OUTBOX.state == OutboxState.WAITING,
            )
            .values(state=OutboxState.DROPPED, reason="dropped.stopped")
        )

    def _circles(
        self, which: sa.ColumnElement[bool], now: datetime, limit: int | None = None
    ) -> list[Circle]:
        found: Sequence[Any] = self.connection.execute(
            sa.select(CIRCLE.id, CIRCLE.next_round_at, CIRCLE.rounds)
            .where(which)
            .order_by(CIRCLE.id)
            .limit(limit)
            .with_for_update(skip_locked=limit is not None)
        ).all()
        its = sittings.of_circles(self.connection, self.cipher, [row[0] for row in found], now)
        return [Circle(row[0], row[1], row[2], its.get(row[0], ())) for row in found]
