"""What a person must act on: opened once, joined by what follows, moved on by who holds it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql import rows
from checkin.adapters.sql.engine import insert_once
from checkin.adapters.sql.rows import (
    COORDINATOR,
    ESCALATION,
    ESCALATION_COLUMNS,
    ESCALATION_EVENT,
)
from checkin.domain.decision import EscalationChanged, EscalationNoted
from checkin.domain.escalation import (
    Escalation,
    EscalationState,
    Level,
    OnCall,
    Raised,
    pages,
)
from checkin.domain.outgoing import Outgoing
from checkin.domain.policy import Policy
from checkin.usecases.ports.unit_of_work import Conflict

PAGE_SAME_AGAIN = timedelta(minutes=5)  # red, and again: sooner than this is one page
JUST_NOW = timedelta(minutes=10)  # within the same call, which lasts no longer (R155)


class SqlEscalations:
    """`Escalations` on a connection."""

    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        self.connection = connection
        self.cipher = cipher

    def on_call(self) -> list[OnCall]:
        """The coordinators who can be paged."""
        found = self.connection.execute(
            sa.select(COORDINATOR.id, COORDINATOR.line_id)
            .where(COORDINATOR.active, COORDINATOR.line_id.is_not(None))
            .order_by(COORDINATOR.id)
        )
        return [OnCall(*row) for row in found]

    def past_deadline(self, now: datetime, limit: int) -> list[Escalation]:
        """Up to `limit` unresolved escalations whose deadline has passed, locked."""
        found = self.connection.execute(
            sa.select(*ESCALATION_COLUMNS)
            .where(ESCALATION.act_after <= now)
            .order_by(ESCALATION.act_after)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return [rows.escalation(row) for row in found]

    def get(self, escalation_id: int) -> Escalation | None:
        """One escalation, locked until commit."""
        found = self.connection.execute(
            sa.select(*ESCALATION_COLUMNS).where(ESCALATION.id == escalation_id).with_for_update()
        ).one_or_none()
        return rows.escalation(found) if found else None

    def open(self, raised: Raised, now: datetime, policy: Policy) -> Sequence[Outgoing]:
        """Open an escalation and say whom to page; one of its kind already open is joined."""
        if raised.joins and self._said_already(raised, now):
            return ()
        level = raised.urgency
        values = {
            "member_id": raised.member_id,
            "line_id": None if raised.member_id else raised.line_id,
            "check_in_id": raised.check_in_id,
            "kind": raised.kind,
            "level": level,
            "rank": level.rank,
            "state": EscalationState.OPEN,
            "opened_at": now,
            "act_after": now + policy.page_again,
        }
        new = insert_once(self.connection, ESCALATION.id.table, ESCALATION.id)
        opened = self.connection.execute(new, values).scalar()
        if opened is not None:
            self._event(opened, "opened", now)
            return pages(opened, raised.kind, self.on_call(), now)
        return self._join(raised, now)

    def _said_already(self, raised: Raised, now: datetime) -> bool:
        """Whether one that says it was opened just now: it gets a line more, and no page."""
        found = self.connection.execute(
            sa.select(ESCALATION.id)
            .where(
                _of(raised),
                ESCALATION.kind.in_(raised.joins),
                ESCALATION.state != EscalationState.RESOLVED,
                ESCALATION.opened_at > now - JUST_NOW,
            )
            .order_by(ESCALATION.rank, ESCALATION.id)
            .limit(1)
            .with_for_update()
        ).scalar()
        if found is not None:
            self._event(found, f"also_{raised.kind.value}", now)
        return found is not None

    def _join(self, raised: Raised, now: datetime) -> Sequence[Outgoing]:
        """Join the one of its kind that is open. One that is worse now is paged again."""
        joined = self.connection.execute(
            sa.select(*ESCALATION_COLUMNS)
            .where(
                _of(raised),
                ESCALATION.kind == raised.kind,
                ESCALATION.state != EscalationState.RESOLVED,
            )
            .with_for_update()
        ).one_or_none()
        if joined is None:
            raise Conflict("the escalation to join was resolved just now")
        before, level = rows.escalation(joined), raised.urgency
        if level.rank < before.level.rank:
            self.connection.execute(
                sa.update(ESCALATION.id.table)
                .where(ESCALATION.id == before.id)
                .values(level=level, rank=level.rank)
            )
            self._event(before.id, "worse", now)
            return pages(before.id, raised.kind, self.on_call(), now)
        quiet = self._quiet_for(before.id, now)
        self._event(before.id, "again", now)
        if level is not Level.RED or quiet < PAGE_SAME_AGAIN:
            return ()
        return pages(before.id, raised.kind, self.on_call(), now)

    def _quiet_for(self, escalation_id: int, now: datetime) -> timedelta:
        """How long nothing has happened to it."""
        last = sa.select(sa.func.max(ESCALATION_EVENT.at)).where(
            ESCALATION_EVENT.escalation_id == escalation_id
        )
        at: datetime | None = self.connection.execute(last).scalar()
        return now - at if at else timedelta()

    def change(self, changed: EscalationChanged, now: datetime) -> None:
        """Move an escalation on; `Conflict` if it is not as it was any more."""
        before, after = changed.before, changed.after
        resolved = after.state is EscalationState.RESOLVED
        moved = self.connection.execute(
            sa.update(ESCALATION.id.table)
            .where(
                ESCALATION.id == before.id,
                ESCALATION.state == before.state,
                ESCALATION.taken_by.is_not_distinct_from(before.taken_by),
                ESCALATION.act_after.is_not_distinct_from(before.act_after),
            )
            .values(
                state=after.state,
                act_after=after.act_after,
                taken_by=after.taken_by,
                resolved_at=now if resolved else None,
            )
        )
        if moved.rowcount != 1:
            raise Conflict(f"escalation {before.id} is not {before.state.value} any more")
        self._event(before.id, changed.what, now, changed.coordinator_id, changed.note)

    def note(self, noted: EscalationNoted, now: datetime) -> None:
        """Write into the timeline of a member's unresolved escalations."""
        found = self.connection.execute(
            sa.select(ESCALATION.id).where(
                ESCALATION.member_id == noted.member_id,
                ESCALATION.state != EscalationState.RESOLVED,
            )
        )
        for row in found.all():
            self._event(row.id, noted.what, now)

    def _event(
        self,
        escalation_id: int,
        what: str,
        now: datetime,
        coordinator_id: int | None = None,
        note: str = "",
    ) -> None:
        values: dict[str, Any] = {
            "escalation_id": escalation_id,
            "at": now,
            "what": what,
            "coordinator_id": coordinator_id,
            "note": self.cipher.seal(note) if note else None,
        }
        self.connection.execute(sa.insert(ESCALATION_EVENT.id.table).values(values))


def _of(raised: Raised) -> sa.ColumnElement[bool]:
    """Those of the same member, or of the same number that no member has."""
    if raised.member_id is None:
        return ESCALATION.line_id == raised.line_id
    return ESCALATION.member_id == raised.member_id
