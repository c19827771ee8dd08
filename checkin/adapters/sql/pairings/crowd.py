"""Everybody who has agreed to a buddy, with all that decides whom they fit: a few statements."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher, Sealed
from checkin.adapters.sql import rows
from checkin.adapters.sql.consents import standing_for
from checkin.adapters.sql.pairings import wishes
from checkin.adapters.sql.pairings.sides import ENDANGERED, SHARED
from checkin.adapters.sql.rows import (
    BLOCK,
    CONSENT,
    LINE,
    MEMBER,
    MEMBER_COLUMNS,
    OUTBOX,
    PAIRING,
    PAIRING_SIDE,
    WISHES,
)
from checkin.domain.consent import GRANTS, Purpose
from checkin.domain.member import Member, MemberState
from checkin.domain.pairing import Ended
from checkin.domain.pairing.remaining import TOLD
from checkin.domain.pairing.wishes import Bond, Known

MOST = 1000  # members whose consent is read in one statement
AGREED = (
    sa.select(CONSENT.member_id, sa.func.max(CONSENT.occurred_at).label("at"))
    .where(CONSENT.purpose == Purpose.BUDDY_CONTACT, CONSENT.action.in_(GRANTS))
    .group_by(CONSENT.member_id)
    .subquery()
)
HEAD = (
    sa.or_(LINE.stopped, LINE.wrong, sa.not_(LINE.dialable)).label("stopped"),
    SHARED.label("shared"),
    ENDANGERED.label("endangered"),
    AGREED.c.at,
    MEMBER.topics,
    *wishes.COLUMNS,
)
EVERYBODY = (
    sa.select(*HEAD, *MEMBER_COLUMNS)
    .select_from(
        MEMBER.id.table.join(AGREED, AGREED.c.member_id == MEMBER.id)
        .join(LINE.id.table, LINE.id == MEMBER.line_id)
        .outerjoin(WISHES.member_id.table, WISHES.member_id == MEMBER.id)
    )
    .where(MEMBER.state != MemberState.LEFT)
    .order_by(MEMBER.id)
)
BONDS = (
    sa.select(
        PAIRING_SIDE.pairing_id,
        PAIRING_SIDE.member_id,
        PAIRING.state,
        PAIRING.active_since,
        PAIRING.ended,
        PAIRING.ended_at,
    )
    .join(PAIRING.id.table, PAIRING.id == PAIRING_SIDE.pairing_id)
    .order_by(PAIRING_SIDE.pairing_id, PAIRING_SIDE.place)
)


class SqlCrowd:
    """Those who have agreed to a buddy, on a connection."""

    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        self.connection = connection
        self.cipher = cipher

    def everybody(self) -> Sequence[Known]:
        """Who is with us or invited, and has agreed to a buddy at some time, by id."""
        found = self.connection.execute(EVERYBODY).all()
        people = [rows.member(row[len(HEAD) :], self.cipher) for row in found]
        members = [person for person in people if person]
        standing = self._standing(members)
        bonds, blocked = self._bonds(), self._blocked()
        return [
            Known(
                member=member,
                wishes=wishes.wishes(row, self.cipher),
                standing=standing[member.id],
                stopped=bool(row.stopped),
                endangered=bool(row.endangered),
                shared=bool(row.shared),
                topics=_topics(row.topics, self.cipher),
                agreed_at=row.at,
                bonds=tuple(bonds[member.id]),
                blocked=frozenset(blocked[member.id]),
            )
            for row, member in zip(found, members, strict=True)
        ]

    def _standing(self, members: Sequence[Member]) -> Mapping[int, frozenset[Purpose]]:
        standing: dict[int, frozenset[Purpose]] = {}
        for start in range(0, len(members), MOST):
            standing |= standing_for(self.connection, members[start : start + MOST])
        return standing

    def _bonds(self) -> Mapping[int, list[Bond]]:
        sides: dict[int, list[Any]] = defaultdict(list)
        for row in self.connection.execute(BONDS):
            sides[row.pairing_id].append(row)
        bonds: dict[int, list[Bond]] = defaultdict(list)
        for its in sides.values():
            for row in its:
                bonds[row.member_id].append(_bond(row, its))
        return bonds

    def _blocked(self) -> Mapping[int, set[int]]:
        blocked: dict[int, set[int]] = defaultdict(set)
        standing = sa.select(BLOCK.member_id, BLOCK.other_id).where(
            BLOCK.lifted_at.is_(None), BLOCK.other_id.is_not(None)
        )
        for member_id, other_id in self.connection.execute(standing):
            blocked[member_id].add(other_id)
        return blocked

    def told_since(self, moment: datetime) -> frozenset[int]:
        """Whom we have told since then that nobody was left for them."""
        told = sa.select(OUTBOX.member_id).where(
            OUTBOX.wording.in_(TOLD), OUTBOX.created_at >= moment, OUTBOX.member_id.is_not(None)
        )
        return frozenset(self.connection.execute(told).scalars())


def _bond(row: Any, sides: Sequence[Any]) -> Bond:
    return Bond(
        pairing_id=row.pairing_id,
        others=tuple(side.member_id for side in sides if side.member_id != row.member_id),
        state=row.state,
        began=row.active_since is not None,
        ended=Ended(row.ended) if row.ended else None,
        ended_at=row.ended_at,
    )


def _topics(sealed: Sealed | None, cipher: Cipher) -> frozenset[str]:
    """The topics that a member named, as they can be compared."""
    if not sealed:
        return frozenset()
    return frozenset(topic.casefold() for topic in cipher.open(sealed).split("; "))
