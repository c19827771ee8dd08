"""What a person must act on: opened once, joined by what follows, moved on by who holds it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql import rows
from checkin.adapters.sql.engine import insert_once
from checkin.adapters.sql.paging import SqlPaging
from checkin.adapters.sql.rows import (
    ESCALATION,
    ESCALATION_COLUMNS,
)
from checkin.adapters.sql.timeline import SqlTimeline
from checkin.domain.decision import EscalationChanged, EscalationNoted
from checkin.domain.escalation import (
    Cover,
    Escalation,
    EscalationKind,
    EscalationState,
    Level,
    Raised,
    at_deadline,
    climb,
    pages,
)
from checkin.domain.outgoing import Outgoing
from checkin.domain.policy import Policy
from checkin.domain.urgency import Who
from checkin.usecases.ports.unit_of_work import Conflict

LAST_OPENED = sa.select(sa.func.max(ESCALATION.opened_at)).where(
    ESCALATION.kind == sa.bindparam("of")
)
PAGE_SAME_AGAIN = timedelta(minutes=5)  # red, and again: sooner than this is one page
JUST_NOW = timedelta(minutes=10)  # within the same call, which lasts no longer (R155)


class SqlEscalations:
    """`Escalations` on a connection."""

    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        self.connection = connection
        self.cipher = cipher
        self.paging = SqlPaging(connection)
        self.timeline = SqlTimeline(connection, cipher)

    def cover(self) -> Cover:
        """The rota, and the staff who can be reached by phone."""
        return self.paging.cover()

    def last_opened(self, kind: EscalationKind) -> datetime | None:
        """When one of this kind was opened last."""
        opened: datetime | None = self.connection.execute(LAST_OPENED, {"of": kind}).scalar()
        return opened

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
            "act_after": now,
        }
        new = insert_once(self.connection, ESCALATION.id.table, ESCALATION.id)
        opened = self.connection.execute(new, values).scalar()
        if opened is None:
            return self._join(raised, now, policy)
        self.timeline.add(opened, "opened", now)
        return self._climb(self._one(opened), now, policy)

    def _climb(self, escalation: Escalation, now: datetime, policy: Policy) -> Sequence[Outgoing]:
        """The first rung of its ladder, from now on."""
        step = climb(replace(escalation, rung=0), self.cover(), now, policy)
        self._update(step.after)
        if step.what != "paged":
            self.timeline.add(escalation.id, step.what, now)
        return self.paging.ready(step.pages, now, policy)

    def climbs(
        self, before: Escalation, cover: Cover, now: datetime, policy: Policy
    ) -> Sequence[Outgoing]:
        """What follows from a deadline that has passed: the next rung, or a hold that ends.

        Raises `Conflict` if it is not as it was any more.
        """
        step = at_deadline(before, cover, now, policy)
        self.change(EscalationChanged(before, step.after, step.what), now)
        return self.paging.ready(step.pages, now, policy)

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
            self.timeline.add(found, f"also_{raised.kind.value}", now)
        return found is not None

    def _join(self, raised: Raised, now: datetime, policy: Policy) -> Sequence[Outgoing]:
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
            self.timeline.add(before.id, "worse", now)
            return self._worse(replace(before, level=level), now, policy)
        quiet = self.timeline.quiet_for(before.id, now)
        self.timeline.add(before.id, "again", now)
        if level is not Level.RED or quiet < PAGE_SAME_AGAIN:
            return ()
        return self._worse(before, now, policy)

    def _worse(self, escalation: Escalation, now: datetime, policy: Policy) -> Sequence[Outgoing]:
        """Page for it anew. Whoever holds it keeps it, and is told beside those on call."""
        if escalation.state is EscalationState.OPEN:
            return self._climb(escalation, now, policy)
        self._update(escalation)
        cover = self.cover()
        people = [p for p in cover.staff if p.coordinator_id == escalation.taken_by]
        people += cover.reached(Who.FIRST, now)
        told = pages(escalation.id, escalation.kind, people, now)
        return self.paging.ready(told, now, policy)

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
            .values(**_values(after), resolved_at=now if resolved else None)
        )
        if moved.rowcount != 1:
            raise Conflict(f"escalation {before.id} is not {before.state.value} any more")
        self.timeline.add(before.id, changed.what, now, changed.coordinator_id, changed.note)

    def note(self, noted: EscalationNoted, now: datetime) -> None:
        """Write into the timeline of a member's unresolved escalations."""
        found = self.connection.execute(
            sa.select(ESCALATION.id).where(
                ESCALATION.member_id == noted.member_id,
                ESCALATION.state != EscalationState.RESOLVED,
            )
        )
        for row in found.all():
            self.timeline.add(row.id, noted.what, now)

    def _one(self, escalation_id: int) -> Escalation:
        found = self.connection.execute(
            sa.select(*ESCALATION_COLUMNS).where(ESCALATION.id == escalation_id)
        ).one()
        return rows.escalation(found)

    def _update(self, after: Escalation) -> None:
        """Write a change of one that we hold locked."""
        self.connection.execute(
            sa.update(ESCALATION.id.table).where(ESCALATION.id == after.id).values(**_values(after))
        )


def _values(after: Escalation) -> dict[str, Any]:
    """What of an escalation may change, as it is written."""
    return {
        "level": after.level,
        "rank": after.rank,
        "state": after.state,
        "act_after": after.act_after,
        "taken_by": after.taken_by,
        "rung": after.rung,
        "climbs": after.climbs,
        "warned": after.warned,
        "contact_by": after.contact_by,
        "outcome": after.outcome,
        "paged_at": after.paged_at,
        "told": after.told,
        "contacts": after.contacts,
        "contacted_at": after.contacted_at,
    }


def _of(raised: Raised) -> sa.ColumnElement[bool]:
    """Those of the same member, or of the same number that no member has."""
    if raised.member_id is None and raised.line_id is None:  # the service's own
        return sa.and_(ESCALATION.member_id.is_(None), ESCALATION.line_id.is_(None))
    if raised.member_id is None:
        return ESCALATION.line_id == raised.line_id
    return ESCALATION.member_id == raised.member_id
