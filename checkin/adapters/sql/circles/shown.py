"""Circles as the page shows them."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.rows import (
    CIRCLE,
    CIRCLE_ANSWER,
    CIRCLE_ROUND,
    CIRCLE_SEAT,
    MEMBER,
    MESSAGE,
)
from checkin.domain.circle.seat import RoundState
from checkin.domain.circle.words import words_in
from checkin.usecases.ports.circles import Given, Listed, Week

SEATS = (
    sa.select(sa.func.count())
    .where(CIRCLE_SEAT.circle_id == CIRCLE.id, CIRCLE_SEAT.left_at.is_(None))
    .scalar_subquery()
)
HELD = (
    sa.select(sa.func.count())
    .select_from(
        CIRCLE_ANSWER.id.table.join(
            CIRCLE_ROUND.id.table, CIRCLE_ROUND.id == CIRCLE_ANSWER.round_id
        )
    )
    .where(
        CIRCLE_ROUND.circle_id == CIRCLE.id,
        CIRCLE_ROUND.state == RoundState.OPEN,
        CIRCLE_ANSWER.held != "",
        CIRCLE_ANSWER.released_by.is_(None),
    )
    .scalar_subquery()
)
WEEK = (
    CIRCLE_ROUND.id,
    CIRCLE_ROUND.week,
    CIRCLE_ROUND.prompt,
    CIRCLE_ROUND.state,
    CIRCLE_ROUND.reason,
    CIRCLE_ROUND.opens_at,
    CIRCLE_ROUND.closes_at,
    CIRCLE_ROUND.told,
    CIRCLE_ROUND.shortened,
    CIRCLE_ROUND.left_out,
)


class SqlShown:
    """What coordinators look at of circles, on a connection."""

    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        self.connection = connection
        self.cipher = cipher

    def listing(self, limit: int) -> Sequence[Listed]:
        """Up to `limit` circles, the newest first."""
        found = self.connection.execute(
            sa.select(
                *(CIRCLE.id, CIRCLE.made_at, CIRCLE.rounds, CIRCLE.next_round_at), SEATS, HELD
            )
            .order_by(CIRCLE.id.desc())
            .limit(limit)
        )
        return [Listed(*row) for row in found]

    def weeks(self, circle_id: int, limit: int) -> Sequence[Week]:
        """Up to `limit` of the weeks of a circle, the newest first."""
        found: Any = self.connection.execute(
            sa.select(*WEEK)
            .where(CIRCLE_ROUND.circle_id == circle_id)
            .order_by(CIRCLE_ROUND.week.desc())
            .limit(limit)
        )
        return [Week(*row) for row in found]

    def given(self, round_id: int) -> Sequence[Given]:
        """Every answer to a round, also those that are held, in the order they came."""
        seat = sa.and_(
            CIRCLE_SEAT.circle_id == CIRCLE_ROUND.circle_id,
            CIRCLE_SEAT.member_id == CIRCLE_ANSWER.member_id,
            CIRCLE_SEAT.left_at.is_(None),
        )
        found = self.connection.execute(
            sa.select(
                *(CIRCLE_ANSWER.id, CIRCLE_ANSWER.member_id, CIRCLE_SEAT.alias, CIRCLE_ANSWER.at),
                *(CIRCLE_ANSWER.held, CIRCLE_ANSWER.released_by),
                *(MESSAGE.body, MEMBER.language, MEMBER.name),
            )
            .select_from(CIRCLE_ANSWER.id.table)
            .join(CIRCLE_ROUND.id.table, CIRCLE_ROUND.id == CIRCLE_ANSWER.round_id)
            .join(CIRCLE_SEAT.id.table, seat)
            .join(MESSAGE.id.table, MESSAGE.id == CIRCLE_ANSWER.message_id)
            .join(MEMBER.id.table, MEMBER.id == CIRCLE_ANSWER.member_id)
            .where(CIRCLE_ANSWER.round_id == round_id)
            .order_by(CIRCLE_ANSWER.id)
        )
        opened = self.cipher.open
        return [
            Given(*row[:5], row[5] is not None, words_in(opened(row[6]), row[7], opened(row[8])))
            for row in found
        ]
