"""Circles as coordinators make them: seats given, answers held or let pass."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql import rows
from checkin.adapters.sql.circles.sittings import STOPPED, of_circles
from checkin.adapters.sql.consents import standing_for
from checkin.adapters.sql.pairings.sides import ENDANGERED
from checkin.adapters.sql.rows import (
    CIRCLE,
    CIRCLE_ANSWER,
    CIRCLE_ROUND,
    CIRCLE_SEAT,
    LINE,
    MEMBER,
    MEMBER_COLUMNS,
)
from checkin.domain.circle.seat import RoundState, Seat, Sitting
from checkin.domain.member import Channel, MemberState

MOST = 500  # members to choose from


class SqlSeats:
    """What coordinators do with circles, on a connection."""

    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        self.connection = connection
        self.cipher = cipher

    def make(self, by: int, now: datetime, first_at: datetime) -> int:
        """A circle without seats, whose first question comes then; its id."""
        new = sa.insert(CIRCLE.id.table).returning(CIRCLE.id)
        values = {"made_by": by, "made_at": now, "next_round_at": first_at}
        return int(self.connection.execute(new.values(**values)).scalar_one())

    def seat(self, circle_id: int, member_id: int, alias: int) -> None:
        """A seat for this member, theirs once they have said yes."""
        values = {"circle_id": circle_id, "member_id": member_id, "alias": alias}
        self.connection.execute(sa.insert(CIRCLE_SEAT.id.table).values(**values))

    def sittings(self, circle_id: int, now: datetime) -> tuple[Sitting, ...]:
        """Who has a seat there, in the order they were given."""
        return of_circles(self.connection, self.cipher, [circle_id], now).get(circle_id, ())

    def aliases(self, circle_id: int) -> frozenset[int]:
        """The aliases that are taken there, also by those who have left."""
        taken = sa.select(CIRCLE_SEAT.alias).where(CIRCLE_SEAT.circle_id == circle_id)
        return frozenset(self.connection.execute(taken).scalars())

    def without_seat(self, now: datetime) -> list[Sitting]:
        """Members reached by text who are in no circle, each as if they had a seat."""
        seated = sa.select(CIRCLE_SEAT.member_id).where(CIRCLE_SEAT.left_at.is_(None))
        found = self.connection.execute(
            sa.select(STOPPED, ENDANGERED, *MEMBER_COLUMNS)
            .select_from(MEMBER.id.table.join(LINE.id.table, LINE.id == MEMBER.line_id))
            .where(
                MEMBER.state == MemberState.ACTIVE,
                MEMBER.channel == Channel.TEXT,
                MEMBER.id.not_in(seated),
            )
            .order_by(MEMBER.id)
            .limit(MOST)
        ).all()
        people = [rows.member(row[2:], self.cipher) for row in found]
        standing = standing_for(self.connection, [person for person in people if person])
        return [
            Sitting(Seat(0, 0, member.id, 0), member, standing[member.id], *map(bool, row[:2]))
            for row, member in zip(found, people, strict=True)
            if member is not None
        ]

    def judge(self, circle_id: int, answer_id: int, by: int, *, release: bool) -> int | None:
        """Hold this answer or let it pass, while its round is open; whose it is, or None."""
        open_ = sa.select(CIRCLE_ROUND.id).where(
            CIRCLE_ROUND.circle_id == circle_id, CIRCLE_ROUND.state == RoundState.OPEN
        )
        held = {"held_by": by, "released_by": None, "held": "facilitator"}
        return self.connection.execute(
            sa.update(CIRCLE_ANSWER.id.table)
            .where(CIRCLE_ANSWER.id == answer_id, CIRCLE_ANSWER.round_id.in_(open_))
            .values(**({"released_by": by} if release else held))
            .returning(CIRCLE_ANSWER.member_id)
        ).scalar_one_or_none()
