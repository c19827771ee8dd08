"""Coordinators by phone: whose line it is, what they know by which code, and their shifts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql import guards, rota, rows
from checkin.adapters.sql.consents import standing_for
from checkin.adapters.sql.paging import SqlPaging
from checkin.adapters.sql.rows import (
    COORDINATOR,
    DESK_CODE,
    ESCALATION,
    ESCALATION_COLUMNS,
    ESCALATION_EVENT,
    FOLLOW_UP,
    LINE,
    MEMBER,
    MEMBER_COLUMNS,
)
from checkin.domain.consent import Purpose
from checkin.domain.decision import DutyChanged, FollowUpsPlanned
from checkin.domain.duty.scene import Item, OnDuty
from checkin.domain.escalation import EscalationState, Shift, Turn, turns
from checkin.domain.urgency import By

AHEAD = timedelta(days=2)  # how long before it begins a turn may be confirmed
HOLDER = COORDINATOR.id.table.alias("holder")
TAKEN_AT = (
    sa.select(sa.func.max(ESCALATION_EVENT.at))
    .where(
        ESCALATION_EVENT.escalation_id == ESCALATION.id,
        ESCALATION_EVENT.what.in_(["taken", "handed_over"]),
    )
    .scalar_subquery()
)
ITEMS = sa.select(*ESCALATION_COLUMNS, HOLDER.c.name, TAKEN_AT, *MEMBER_COLUMNS).select_from(
    ESCALATION.id.table.outerjoin(MEMBER.id.table, MEMBER.id == ESCALATION.member_id).outerjoin(
        HOLDER, HOLDER.c.id == ESCALATION.taken_by
    )
)
WIDTH = len(ESCALATION_COLUMNS)


class SqlDuty:
    """`Duties` on a connection."""

    def __init__(self, connection: Connection, cipher: Cipher, paging: SqlPaging) -> None:
        self.connection = connection
        self.cipher = cipher
        self.paging = paging

    def on_line(self, line_id: int, said: str, zone: str, now: datetime) -> OnDuty | None:
        """The coordinator whose phone this is; of several, the first. `zone` if they have none."""
        found = self.connection.execute(
            sa.select(*COORDINATOR)
            .where(COORDINATOR.line_id == line_id, COORDINATOR.active)
            .order_by(COORDINATOR.id)
            .limit(1)
        ).one_or_none()
        if found is None:
            return None
        opened = found.desk_open_until
        return OnDuty(
            id=found.id,
            line_id=line_id,
            name=self.cipher.open(found.name),
            language=found.language,
            time_zone=found.time_zone or zone,
            confirmed=found.phone_confirmed_at is not None,
            has_pin=bool(found.desk_pin),
            proven=opened is not None and now < opened,
            pin_fits=bool(found.desk_pin)
            and found.desk_pin == guards.of_coordinator(self.cipher, found.id, said),
            tries=found.desk_tries,
        )

    def items(self, coordinator_id: int, limit: int, now: datetime) -> Sequence[Item]:
        """What is unresolved, each under this coordinator's code.

        First what waits to be taken, then what they have, then what others have; of these the
        most urgent first.
        """
        whose = sa.case(
            (ESCALATION.state == EscalationState.OPEN, 0),
            (ESCALATION.taken_by == coordinator_id, 1),
            else_=2,
        )
        found = self.connection.execute(
            ITEMS.where(ESCALATION.state != sa.literal_column("'resolved'"))
            .order_by(whose, ESCALATION.rank, ESCALATION.opened_at, ESCALATION.id)
            .limit(limit)
        ).all()
        return [self._item(row, self.paging.code(coordinator_id, row[0], now)) for row in found]

    def known_by(self, coordinator_id: int, code: int) -> Item | None:
        """What this coordinator knows by that code, resolved or not; locked until commit."""
        known = sa.select(DESK_CODE.escalation_id).where(
            DESK_CODE.coordinator_id == coordinator_id, DESK_CODE.code == code
        )
        return self._one(ESCALATION.id == known.scalar_subquery(), code)

    def item(self, escalation_id: int, code: int = 0) -> Item | None:
        """One escalation with its member; locked until commit."""
        return self._one(ESCALATION.id == escalation_id, code)

    def _one(self, condition: sa.ColumnElement[bool], code: int) -> Item | None:
        locked = sa.select(ESCALATION.id).where(condition).with_for_update()
        if self.connection.execute(locked).one_or_none() is None:
            return None
        # Only now: what stands beside it is as it was before we waited for the lock.
        found = self.connection.execute(ITEMS.where(condition)).one_or_none()
        return self._reached(self._item(found, code)) if found else None

    def _reached(self, item: Item) -> Item:
        """The item with the roads by which its member may be reached: none once they stop us."""
        if item.member is None:
            return item
        of_line = LINE.id == item.member.line_id
        if self.connection.execute(sa.select(LINE.stopped).where(of_line)).scalar():
            return replace(item, roads=frozenset())
        standing = standing_for(self.connection, [item.member])[item.member.id]
        texts = frozenset({By.TEXT} if Purpose.CHECKIN_TEXT in standing else ())
        return replace(item, roads=texts | {By.CALL})

    def _item(self, row: Sequence[Any], code: int) -> Item:
        holder, taken_at, *member = row[WIDTH:]
        return Item(
            code=code,
            escalation=rows.escalation(row[:WIDTH]),
            member=rows.member(member, self.cipher),
            holder=self.cipher.open(holder) if holder else "",
            taken_at=taken_at,
        )

    def code(self, coordinator_id: int, escalation_id: int, now: datetime) -> int:
        """The number by which this coordinator knows the escalation: theirs, small, and stable."""
        return self.paging.code(coordinator_id, escalation_id, now)

    def next_turn(self, coordinator_id: int, now: datetime) -> Turn | None:
        """Their next turn that is not confirmed, if it begins soon or is under way."""
        mine = [s for s in self.paging.shifts() if s.coordinator_id == coordinator_id]
        confirmed = set(rota.confirmed_after(self.connection, now - AHEAD))
        coming = turns(mine, now, now + AHEAD)
        return next((t for t in coming if (t.shift.id, t.starts_at) not in confirmed), None)

    def change(self, changed: DutyChanged, now: datetime) -> None:
        """Write what a coordinator has said of themselves."""
        values: dict[str, Any] = {}
        if changed.confirmed:
            values["phone_confirmed_at"] = now
        if changed.proven_until is not None:
            values["desk_open_until"] = changed.proven_until
        if changed.tries is not None:
            values["desk_tries"] = changed.tries
        if values:
            theirs = COORDINATOR.id == changed.coordinator_id
            self.connection.execute(sa.update(COORDINATOR.id.table).where(theirs).values(**values))
        if changed.turn:
            rota.confirm(self.connection, *changed.turn, now)

    def confirmed_after(self, since: datetime) -> Sequence[tuple[int, datetime]]:
        """The turns beginning after then that were confirmed: shift id and beginning."""
        return rota.confirmed_after(self.connection, since)

    def add_shift(self, shift: Shift, now: datetime) -> None:
        """Put a shift on the rota; its id means nothing yet."""
        rota.add(self.connection, shift, now)

    def remove_shift(self, shift_id: int) -> bool:
        """Take a shift and its turns off the rota; False if there is none."""
        return rota.remove(self.connection, shift_id)

    def told_after(self, since: datetime) -> Sequence[tuple[int, datetime]]:
        """The turns beginning after then whose coordinator was reminded."""
        return rota.told_after(self.connection, since)

    def told_of(self, shift_id: int, starts_at: datetime, now: datetime) -> bool:
        """Write down that a turn's coordinator was reminded; False if they had been before."""
        return rota.told_of(self.connection, shift_id, starts_at, now)

    def plan(self, planned: FollowUpsPlanned) -> None:
        """Keep when to look in on a member again; what was planned for them before is done."""
        self.end_follow_ups(planned.member_id, min(planned.due))
        values = [
            {"escalation_id": planned.escalation_id, "member_id": planned.member_id, "due_at": at}
            for at in planned.due
        ]
        self.connection.execute(sa.insert(FOLLOW_UP.id.table), values)

    def end_follow_ups(self, member_id: int, now: datetime) -> None:
        """Nobody looks in on this member any more."""
        waiting = sa.and_(FOLLOW_UP.member_id == member_id, FOLLOW_UP.done_at.is_(None))
        self.connection.execute(sa.update(FOLLOW_UP.id.table).where(waiting).values(done_at=now))

    def follow_ups_due(self, now: datetime, limit: int) -> list[tuple[int, int]]:
        """Up to `limit` of them whose time has come, marked as done: member and escalation ids."""
        found = self.connection.execute(
            sa.select(FOLLOW_UP.id, FOLLOW_UP.member_id, FOLLOW_UP.escalation_id)
            .where(FOLLOW_UP.due_at <= now, FOLLOW_UP.done_at.is_(None))
            .order_by(FOLLOW_UP.due_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        ).all()
        if found:
            ids = [row.id for row in found]
            self.connection.execute(
                sa.update(FOLLOW_UP.id.table).where(FOLLOW_UP.id.in_(ids)).values(done_at=now)
            )
        return [(row.member_id, row.escalation_id) for row in found]

    def promises_broken(self, now: datetime, limit: int) -> list[Item]:
        """Up to `limit` unresolved ones whose member was told of a time that has passed, locked."""
        found = self.connection.execute(
            ITEMS.where(
                ESCALATION.contact_by <= now,
                ESCALATION.state != EscalationState.RESOLVED,
            )
            .order_by(ESCALATION.contact_by)
            .limit(limit)
            .with_for_update(of=ESCALATION.id.table, skip_locked=True)
        )
        return [self._item(row, 0) for row in found.all()]
