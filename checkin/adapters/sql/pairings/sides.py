"""The sides of pairings: the members in them, with all that decides how they may be reached."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql import rows
from checkin.adapters.sql.consents import standing_for
from checkin.adapters.sql.rows import (
    ESCALATION,
    LINE,
    MEMBER,
    MEMBER_COLUMNS,
    PAIRING_SIDE,
    WISHES,
)
from checkin.domain.escalation import EscalationState, Level
from checkin.domain.member import MemberState
from checkin.domain.pairing import Ended, Pairing, Side

OTHER = MEMBER.id.table.alias("other")
SHARED = (
    sa.select(OTHER.c.id)
    .where(
        OTHER.c.line_id == MEMBER.line_id,
        OTHER.c.id != MEMBER.id,
        OTHER.c.state != MemberState.LEFT,
    )
    .exists()
)
ENDANGERED = (
    sa.select(ESCALATION.id)
    .where(
        ESCALATION.member_id == MEMBER.id,
        ESCALATION.state != EscalationState.RESOLVED,
        ESCALATION.level.in_((Level.RED, Level.AMBER)),
    )
    .exists()
)
HEAD = (
    PAIRING_SIDE.pairing_id,
    PAIRING_SIDE.alias,
    PAIRING_SIDE.answer,
    PAIRING_SIDE.norms,
    sa.or_(LINE.stopped, LINE.wrong, sa.not_(LINE.dialable)),
    SHARED,
    ENDANGERED,
    WISHES.resting_until,
)
OF_PAIRINGS = (
    sa.select(*HEAD, *MEMBER_COLUMNS)
    .select_from(
        PAIRING_SIDE.id.table.join(MEMBER.id.table, MEMBER.id == PAIRING_SIDE.member_id)
        .join(LINE.id.table, LINE.id == MEMBER.line_id)
        .outerjoin(WISHES.member_id.table, WISHES.member_id == MEMBER.id)
    )
    .where(PAIRING_SIDE.pairing_id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(PAIRING_SIDE.pairing_id, PAIRING_SIDE.place)
)


def of_pairings(
    connection: Connection, cipher: Cipher, pairing_ids: Sequence[int], now: datetime
) -> Mapping[int, tuple[Side, ...]]:
    """The sides of each of these pairings, the one who supports first."""
    found = connection.execute(OF_PAIRINGS, {"ids": list(pairing_ids)}).all()
    people = {row[0:1] + (row[len(HEAD)],): rows.member(row[len(HEAD) :], cipher) for row in found}
    standing = standing_for(connection, [person for person in people.values() if person])
    sides: dict[int, list[Side]] = defaultdict(list)
    for row in found:
        pairing_id, alias, answer, norms, stopped, shared, endangered, resting = row[: len(HEAD)]
        member = people[row[0:1] + (row[len(HEAD)],)]
        if member is None:
            continue
        side = Side(
            member=member,
            alias=alias,
            answer=answer,
            norms=norms,
            standing=standing[member.id],
            stopped=bool(stopped),
            shared=bool(shared),
            endangered=bool(endangered),
            resting_until=resting if resting and resting > now else None,
        )
        sides[pairing_id].append(side)
    return {pairing_id: tuple(its) for pairing_id, its in sides.items()}


def pairing(row: Any, its: tuple[Side, ...], cipher: Cipher) -> Pairing:
    """A pairing from its row and its sides."""
    factors = json.loads(cipher.open(row.factors)) if row.factors else []
    common = {name: tuple(filter(None, values.split("; "))) for name, _, values in factors}
    return Pairing(
        id=row.id,
        state=row.state,
        shape=row.shape,
        sides=its,
        act_after=row.act_after,
        offered_until=row.offered_until,
        active_since=row.active_since,
        turn=row.turn_id,
        next_nudge_at=row.next_nudge_at,
        last_contact_at=row.last_contact_at,
        contacts=row.contacts,
        idle_step=row.idle_step,
        reviews=row.reviews,
        ended=Ended(row.ended) if row.ended else None,
        topics=common.get("experience", ()),
        languages=common.get("language", ()),
    )
