"""Pairings as the rules see them, and every change of them written where it belongs."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import singledispatchmethod
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.pairings import rest, sides
from checkin.adapters.sql.pairings.between import SqlBetween
from checkin.adapters.sql.pairings.bonds import SqlBonds
from checkin.adapters.sql.pairings.crowd import SqlCrowd
from checkin.adapters.sql.pairings.nudges import SqlNudges
from checkin.adapters.sql.pairings.shown import SqlShown
from checkin.adapters.sql.pairings.wishes import SqlWishes
from checkin.adapters.sql.rows import LINE, MEMBER, PAIRING, PAIRING_SIDE
from checkin.domain.member import MemberState
from checkin.domain.pairing import (
    OPEN,
    Blocked,
    Held,
    HeldJudged,
    Nudge,
    NudgeChanged,
    NudgePlanned,
    Pairing,
    PairingChange,
    PairingChanged,
    PairingNoted,
    PairingProposed,
    PairingState,
    Relayed,
    RestChanged,
    SideAdded,
    SideChanged,
    Traffic,
    Unblocked,
    WishesChanged,
)

COLUMNS = (
    PAIRING.id,
    PAIRING.state,
    PAIRING.shape,
    PAIRING.act_after,
    PAIRING.offered_until,
    PAIRING.active_since,
    PAIRING.turn_id,
    PAIRING.next_nudge_at,
    PAIRING.last_contact_at,
    PAIRING.contacts,
    PAIRING.idle_step,
    PAIRING.reviews,
    PAIRING.ended,
    PAIRING.factors,
)


class SqlPairings:
    """`Pairings` on a connection."""

    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        self.connection = connection
        self.cipher = cipher
        self.bonds = SqlBonds(connection, cipher)
        self.nudges = SqlNudges(connection)
        self.between = SqlBetween(connection, cipher)
        self.wishes = SqlWishes(connection, cipher)
        self.crowd = SqlCrowd(connection, cipher)
        self.shown = SqlShown(connection, cipher)

    @singledispatchmethod
    def write(self, change: PairingChange, now: datetime) -> None:
        """Write one change; `Conflict` if what it was decided on is not there any more."""
        raise TypeError(f"nobody knows how to write a {type(change).__name__}")

    @write.register
    def _(self, change: PairingProposed, now: datetime) -> None:
        self.bonds.propose(change, now)

    @write.register
    def _(self, change: PairingChanged, now: datetime) -> None:
        self.bonds.change(change, now)

    @write.register
    def _(self, change: SideChanged, now: datetime) -> None:
        self.bonds.change_side(change)

    @write.register
    def _(self, change: PairingNoted, now: datetime) -> None:
        self.bonds.note(change, now)

    @write.register
    def _(self, change: SideAdded, now: datetime) -> None:
        self.bonds.add_side(change, now)

    @write.register
    def _(self, change: WishesChanged, now: datetime) -> None:
        self.wishes.change(change, now)

    @write.register
    def _(self, change: NudgePlanned, now: datetime) -> None:
        self.nudges.plan(change)

    @write.register
    def _(self, change: NudgeChanged, now: datetime) -> None:
        self.nudges.change(change, now)

    @write.register
    def _(self, change: Blocked, now: datetime) -> None:
        self.between.block(change, now)

    @write.register
    def _(self, change: Unblocked, now: datetime) -> None:
        self.between.unblock(change, now)

    @write.register
    def _(self, change: Relayed, now: datetime) -> None:
        self.between.relayed(change, now)

    @write.register
    def _(self, change: HeldJudged, now: datetime) -> None:
        self.between.judge(change)

    @write.register
    def _(self, change: RestChanged, now: datetime) -> None:
        rest.change(self.connection, change, now)

    def get(self, pairing_id: int, now: datetime) -> Pairing | None:
        """One pairing with all that decides about its sides, locked until commit."""
        found = self._found(PAIRING.id == pairing_id, now)
        return found[0] if found else None

    def of(self, member_ids: Iterable[int], now: datetime) -> list[Pairing]:
        """The offered, active and paused pairings of these members, oldest first, locked."""
        theirs = sa.select(PAIRING_SIDE.pairing_id).where(
            PAIRING_SIDE.member_id.in_(list(member_ids))
        )
        return self._found(sa.and_(PAIRING.id.in_(theirs), PAIRING.state.in_(OPEN)), now)

    def past_deadline(self, now: datetime, limit: int) -> list[Pairing]:
        """Up to `limit` pairings whose deadline has passed, locked."""
        return self._found(PAIRING.act_after <= now, now, PAIRING.act_after, limit)

    def nudges_due(self, now: datetime, limit: int) -> list[Pairing]:
        """Up to `limit` active pairings in which somebody is to get in touch now, locked."""
        due = sa.and_(PAIRING.next_nudge_at <= now, PAIRING.state == PairingState.ACTIVE)
        return self._found(due, now, PAIRING.next_nudge_at, limit)

    def _found(
        self,
        which: sa.ColumnElement[bool],
        now: datetime,
        order: sa.ColumnElement[Any] = PAIRING.id,
        limit: int | None = None,
    ) -> list[Pairing]:
        found = self.connection.execute(
            sa.select(*COLUMNS)
            .where(which)
            .order_by(order)
            .limit(limit)
            .with_for_update(skip_locked=limit is not None)
        ).all()
        both = sides.of_pairings(self.connection, self.cipher, [row[0] for row in found], now)
        return [sides.pairing(row, both.get(row[0], ()), self.cipher) for row in found]

    def to_hold(self, now: datetime, limit: int) -> list[Pairing]:
        """Up to `limit` offered pairings in which somebody is in danger now, locked."""
        danger = _some_side(sides.ENDANGERED)
        which = sa.and_(PAIRING.state == PairingState.OFFERED, danger)
        return self._found(which, now, PAIRING.id, limit)

    def to_part(self, now: datetime, limit: int) -> list[Pairing]:
        """Up to `limit` proposed and open pairings in which somebody is not with us, locked."""
        gone = _some_side(sa.or_(MEMBER.state == MemberState.LEFT, LINE.stopped, LINE.wrong))
        which = sa.and_(PAIRING.state.in_((PairingState.PROPOSED, *OPEN)), gone)
        return self._found(which, now, PAIRING.id, limit)

    def propose(self, proposed: PairingProposed, now: datetime) -> int | None:
        """Keep a proposal; its id, or None where these members have an open pairing together."""
        return self.bonds.propose(proposed, now)

    def aliases(self, member_ids: Iterable[int]) -> frozenset[int]:
        """The numbers that all sides have in the pairings of these members that are not over."""
        return self.bonds.aliases(member_ids)

    def blocks(self, member_ids: Iterable[int]) -> frozenset[tuple[int, int]]:
        """Who of all members has blocked whom, where these are among the two."""
        return self.between.blocks(member_ids)

    def traffic(self, member_id: int, buddy_ids: Iterable[int], now: datetime) -> Traffic:
        """What a member sent to these in the last day, and what decides about more of it."""
        return self.between.traffic(member_id, list(buddy_ids), now)

    def held(self, member_id: int) -> Sequence[Held]:
        """This member's words that wait for a coordinator to look at them, oldest first."""
        return self.between.held(member_id)

    def nudge(self, nudge_id: int) -> Nudge | None:
        """One nudge, locked until commit."""
        return self.nudges.get(nudge_id)

    def nudges_of(self, buddy_id: int) -> Sequence[Nudge]:
        """The nudges that this member was asked or has taken and not answered yet, newest first."""
        return self.nudges.of(buddy_id)

    def nudges_past(self, now: datetime, limit: int) -> Sequence[Nudge]:
        """Up to `limit` nudges whose deadline has passed, locked."""
        return self.nudges.past_deadline(now, limit)

    def last_prompt(self, pairing_id: int) -> int:
        """The number of the tip that came with this pairing's last turn; 0 if there was none."""
        return self.nudges.last_prompt(pairing_id)

    def asked_lately(self, buddy_ids: Iterable[int], since: datetime) -> Mapping[int, int]:
        """How many nudges each of these has had since then, where it is any."""
        return self.nudges.asked_lately(buddy_ids, since)

    def asked_about(self, member_id: int, since: datetime) -> frozenset[int]:
        """Who was asked since then to reach this member, who was silent or not ok."""
        return self.nudges.asked_about(member_id, since)


def _some_side(holds: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Whether something holds of the member of any side."""
    return (
        sa.select(PAIRING_SIDE.id)
        .join(MEMBER.id.table, MEMBER.id == PAIRING_SIDE.member_id)
        .join(LINE.id.table, LINE.id == MEMBER.line_id)
        .where(PAIRING_SIDE.pairing_id == PAIRING.id, holds)
        .exists()
    )
