"""Who sits in circles, with all that decides whether they may be reached now."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql import rows
from checkin.adapters.sql.consents import standing_for
from checkin.adapters.sql.pairings.sides import ENDANGERED
from checkin.adapters.sql.rows import CIRCLE_SEAT, LINE, MEMBER, MEMBER_COLUMNS
from checkin.domain.circle.seat import Seat, Sitting

SEAT_COLUMNS = (
    CIRCLE_SEAT.id,
    CIRCLE_SEAT.circle_id,
    CIRCLE_SEAT.member_id,
    CIRCLE_SEAT.alias,
    CIRCLE_SEAT.facilitator,
    CIRCLE_SEAT.muted,
    CIRCLE_SEAT.digest_only,
    CIRCLE_SEAT.joined_at,
    CIRCLE_SEAT.left_at,
)
STOPPED = sa.or_(LINE.stopped, LINE.wrong, sa.not_(LINE.dialable))
SEATS = slice(0, len(SEAT_COLUMNS))
REST = len(SEAT_COLUMNS)


def of_circles(
    connection: Connection, cipher: Cipher, circle_ids: Sequence[int], now: datetime
) -> Mapping[int, tuple[Sitting, ...]]:
    """Those who have not left each of these circles, in the order of their seats."""
    busy = sa.and_(LINE.prompt != "", LINE.prompt_until > now)
    found = connection.execute(
        sa.select(*SEAT_COLUMNS, STOPPED, ENDANGERED, busy, *MEMBER_COLUMNS)
        .select_from(
            CIRCLE_SEAT.id.table.join(MEMBER.id.table, MEMBER.id == CIRCLE_SEAT.member_id).join(
                LINE.id.table, LINE.id == MEMBER.line_id
            )
        )
        .where(CIRCLE_SEAT.circle_id.in_(list(circle_ids)), CIRCLE_SEAT.left_at.is_(None))
        .order_by(CIRCLE_SEAT.circle_id, CIRCLE_SEAT.id)
    ).all()
    people = [rows.member(row[REST + 3 :], cipher) for row in found]
    standing = standing_for(connection, [person for person in people if person])
    sitting: dict[int, list[Sitting]] = defaultdict(list)
    for row, member in zip(found, people, strict=True):
        if member is None:
            continue
        flags = map(bool, row[REST : REST + 3])
        sitting[row[1]].append(Sitting(seat(row[SEATS]), member, standing[member.id], *flags))
    return {circle_id: tuple(its) for circle_id, its in sitting.items()}


def seat(values: Sequence[Any]) -> Seat:
    """A seat from `SEAT_COLUMNS`."""
    return Seat(*values)
