"""Pairings as coordinators see them: lists, a timeline, how many each member has."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.rows import (
    COORDINATOR,
    MEMBER,
    NUDGE,
    PAIRING,
    PAIRING_EVENT,
    PAIRING_SIDE,
)
from checkin.domain.pairing import Ended, PairingState
from checkin.domain.pairing.deadline import RAISED
from checkin.usecases.ports.pairings import PairingLine, Tally, TimelineLine

LINES = sa.select(
    PAIRING.id,
    PAIRING.state,
    PAIRING.shape,
    PAIRING.score,
    sa.func.coalesce(PAIRING.ended_at, PAIRING.active_since, PAIRING.proposed_at).label("since"),
    PAIRING.idle_step,
    PAIRING.ended,
    PAIRING.factors,
)
BEGUN = (PairingState.ACTIVE, PairingState.PAUSED)


class SqlShown:
    """`Shown` on a connection."""

    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        self.connection = connection
        self.cipher = cipher

    def lines(self, state: PairingState, below: int | None, limit: int) -> list[PairingLine]:
        """Up to `limit` pairings in this state with ids below that, newest first."""
        which = LINES.where(PAIRING.state == state).order_by(PAIRING.id.desc()).limit(limit)
        if below is not None:
            which = which.where(PAIRING.id < below)
        return self._lines(self.connection.execute(which).all())

    def line(self, pairing_id: int) -> PairingLine | None:
        """One pairing."""
        found = self._lines(self.connection.execute(LINES.where(PAIRING.id == pairing_id)).all())
        return found[0] if found else None

    def _lines(self, found: Sequence[Any]) -> list[PairingLine]:
        sides = self._sides([row.id for row in found])
        return [
            PairingLine(
                id=row.id,
                state=row.state,
                shape=row.shape,
                score=row.score,
                since=row.since,
                sides=tuple(sides[row.id]),
                quiet=row.idle_step >= RAISED and row.state in BEGUN,
                ended=Ended(row.ended) if row.ended else None,
                factors=tuple(map(tuple, json.loads(self.cipher.open(row.factors) or "[]")))
                if row.factors
                else (),
            )
            for row in found
        ]

    def _sides(self, ids: Sequence[int]) -> Mapping[int, list[tuple[int, str]]]:
        sides: dict[int, list[tuple[int, str]]] = defaultdict(list)
        statement = (
            sa.select(PAIRING_SIDE.pairing_id, MEMBER.id, MEMBER.name)
            .join(MEMBER.id.table, MEMBER.id == PAIRING_SIDE.member_id)
            .where(PAIRING_SIDE.pairing_id.in_(ids))
            .order_by(PAIRING_SIDE.pairing_id, PAIRING_SIDE.place)
        )
        for pairing_id, member_id, name in self.connection.execute(statement):
            sides[pairing_id].append((member_id, self.cipher.open(name)))
        return sides

    def timeline(self, pairing_id: int) -> list[TimelineLine]:
        """What has happened in a pairing, newest first."""
        statement = (
            sa.select(
                PAIRING_EVENT.at,
                PAIRING_EVENT.what,
                PAIRING_EVENT.member_id,
                PAIRING_EVENT.note,
                COORDINATOR.name,
            )
            .select_from(
                PAIRING_EVENT.id.table.outerjoin(
                    COORDINATOR.id.table, COORDINATOR.id == PAIRING_EVENT.coordinator_id
                )
            )
            .where(PAIRING_EVENT.pairing_id == pairing_id)
            .order_by(PAIRING_EVENT.id.desc())
        )
        return [
            TimelineLine(
                at=row.at,
                what=row.what,
                member_id=row.member_id,
                by=self.cipher.open(row.name) if row.name else "",
                note=self.cipher.open(row.note) if row.note else "",
            )
            for row in self.connection.execute(statement)
        ]

    def busiest(self, limit: int) -> list[tuple[int, str, int]]:
        """The members with the most pairs that have begun: id, name and how many."""
        count = sa.func.count()
        statement = (
            _begun(MEMBER.id, MEMBER.name, count)
            .group_by(MEMBER.id, MEMBER.name)
            .order_by(count.desc(), MEMBER.id)
            .limit(limit)
        )
        found = self.connection.execute(statement)
        return [(its, self.cipher.open(name), many) for its, name, many in found]

    def tally(self) -> Tally:
        """What buddies came to."""
        many = sa.func.count()
        states = sa.select(PAIRING.state, many).group_by(PAIRING.state)
        went = sa.select(NUDGE.how_it_went, many).where(NUDGE.how_it_went != "")
        loads = _begun(MEMBER.id, many.label("many")).group_by(MEMBER.id).subquery()
        spread = sa.select(loads.c.many, many).group_by(loads.c.many).order_by(loads.c.many)
        contacts = sa.select(sa.func.coalesce(sa.func.sum(PAIRING.contacts), 0))
        run = self.connection.execute
        return Tally(
            states={row[0]: row[1] for row in run(states)},
            contacts=int(run(contacts).scalar_one()),
            went={row[0]: row[1] for row in run(went.group_by(NUDGE.how_it_went))},
            loads={row[0]: row[1] for row in run(spread)},
        )


def _begun(*columns: Any) -> sa.Select[Any]:
    """These of the members of pairings that have begun and are not over."""
    return (
        sa.select(*columns)
        .select_from(
            PAIRING.id.table.join(
                PAIRING_SIDE.id.table, PAIRING_SIDE.pairing_id == PAIRING.id
            ).join(MEMBER.id.table, MEMBER.id == PAIRING_SIDE.member_id)
        )
        .where(PAIRING.state.in_(BEGUN), PAIRING.active_since.is_not(None))
    )
