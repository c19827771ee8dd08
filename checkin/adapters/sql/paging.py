"""Who can be paged now, what their phones have had lately, and the codes they know it all by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.sql import missed
from checkin.adapters.sql.attempts import HANDING, LOST
from checkin.adapters.sql.rows import (
    CALL,
    COORDINATOR,
    DESK_CODE,
    ESCALATION,
    LINE,
    MESSAGE,
    OUTBOX,
    SHIFT,
)
from checkin.adapters.tables.asking import OutboxState
from checkin.domain.escalation import Cover, Escalation, EscalationState, OnCall, PageSent, Shift
from checkin.domain.escalation.brake import CALLS_WITHIN, MANY, TEXTS_WITHIN, Recent, braked
from checkin.domain.outgoing import Kind, Outgoing
from checkin.domain.policy import Policy
from checkin.domain.urgency import By

PAGES = (Kind.PAGE, Kind.PAGE_CALL)
UNDER_WAY = sa.or_(
    OUTBOX.state == OutboxState.WAITING,
    sa.and_(
        OUTBOX.state == OutboxState.CLAIMED,
        sa.func.coalesce(MESSAGE.status, CALL.status, HANDING) == HANDING,
    ),
)
SENT = sa.select(  # an attempt that the carrier never had says nothing
    OUTBOX.kind,
    UNDER_WAY,
    sa.func.coalesce(MESSAGE.status, CALL.status, ""),
    sa.func.coalesce(CALL.answered_by, ""),
).select_from(
    OUTBOX.id.table.outerjoin(
        MESSAGE.id.table, sa.and_(MESSAGE.outbox_id == OUTBOX.id, MESSAGE.status != LOST)
    ).outerjoin(CALL.id.table, sa.and_(CALL.outbox_id == OUTBOX.id, CALL.status != LOST))
)
STAFF = (
    sa.select(COORDINATOR.id, COORDINATOR.line_id)
    .join_from(COORDINATOR.id.table, LINE.id.table, LINE.id == COORDINATOR.line_id)
    .where(COORDINATOR.active, LINE.dialable, sa.not_(LINE.stopped))
    .order_by(COORDINATOR.id)
)
ROTA = (
    sa.select(
        SHIFT.id,
        SHIFT.coordinator_id,
        SHIFT.who,
        SHIFT.weekday,
        SHIFT.on_day,
        SHIFT.starts,
        SHIFT.minutes,
        SHIFT.time_zone,
        SHIFT.created_at,
    )
    .join_from(SHIFT.id.table, COORDINATOR.id.table, COORDINATOR.id == SHIFT.coordinator_id)
    .where(COORDINATOR.active)
    .order_by(SHIFT.id)
)
REUSED_AFTER = timedelta(hours=24)  # a code means what it meant for a day after it is resolved


class SqlPaging:
    """Pages on a connection: braked, and with a code for whoever gets them."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def cover(self) -> Cover:
        """The rota, and the staff who can be reached by phone."""
        staff = self.connection.execute(STAFF)
        return Cover(tuple(OnCall(*row) for row in staff), tuple(self.shifts()))

    def shifts(self) -> Sequence[Shift]:
        """The rota of those who are still with us."""
        return [Shift(*row) for row in self.connection.execute(ROTA)]

    def ready(self, pages: Sequence[Outgoing], now: datetime, policy: Policy) -> list[Outgoing]:
        """Those of the pages that leave, each with the code its reader knows it by."""
        lines = {page.subject.line_id for page in pages}
        if not lines:
            return []
        owners = self._owners(lines)
        return [
            self._with_code(page, owners.get(page.subject.line_id), now)
            for page in braked(pages, self._recent(lines, now), now, policy)
        ]

    def code(self, coordinator_id: int, escalation_id: int, now: datetime) -> int:
        """The number by which this coordinator knows the escalation: theirs, small, and stable."""
        known = self._known_code(coordinator_id, escalation_id)
        return known if known is not None else self._new_code(coordinator_id, escalation_id, now)

    def _known_code(self, coordinator_id: int, escalation_id: int) -> int | None:
        return self.connection.execute(
            sa.select(DESK_CODE.code).where(
                DESK_CODE.coordinator_id == coordinator_id,
                DESK_CODE.escalation_id == escalation_id,
            )
        ).scalar()

    def _new_code(self, coordinator_id: int, escalation_id: int, now: datetime) -> int:
        """The smallest number that means nothing else to them any more."""
        mine = DESK_CODE.coordinator_id == coordinator_id
        self.connection.execute(  # one at a time, so that no number is given twice
            sa.select(COORDINATOR.id)
            .where(COORDINATOR.id == coordinator_id)
            .with_for_update(key_share=True)
        )
        known = self._known_code(coordinator_id, escalation_id)
        if known is not None:  # given by another while we waited
            return known
        used = self.connection.execute(
            sa.select(DESK_CODE.code)
            .join_from(
                DESK_CODE.id.table, ESCALATION.id.table, ESCALATION.id == DESK_CODE.escalation_id
            )
            .where(
                mine,
                sa.or_(
                    ESCALATION.state != EscalationState.RESOLVED,
                    ESCALATION.resolved_at > now - REUSED_AFTER,
                ),
            )
        ).scalars()
        taken = set(used)
        code = next(number for number in count(1) if number not in taken)
        self.connection.execute(sa.delete(DESK_CODE.id.table).where(mine, DESK_CODE.code == code))
        values = {
            "coordinator_id": coordinator_id,
            "code": code,
            "escalation_id": escalation_id,
            "given_at": now,
        }
        self.connection.execute(sa.insert(DESK_CODE.id.table).values(values))
        return code

    def about(self, contact_id: int, *, by_call: bool) -> int | None:
        """The escalation that this text or call is a page about; None if it is no page."""
        contact = CALL if by_call else MESSAGE
        return self.connection.execute(
            sa.select(OUTBOX.escalation_id)
            .join_from(OUTBOX.id.table, contact.id.table, contact.outbox_id == OUTBOX.id)
            .where(contact.id == contact_id, OUTBOX.kind.in_(PAGES))
        ).scalar()

    def missed(self, contact_id: int, now: datetime, *, by_call: bool) -> None:
        """Write into the timeline that this page came to nobody: once; of no page, nothing."""
        missed.write_down(self.connection, contact_id, now, by_call=by_call)

    def sent(self, escalation: Escalation) -> list[PageSent]:
        """The pages of its last rung, as far as they have come."""
        found = self.connection.execute(
            SENT.where(
                OUTBOX.escalation_id == escalation.id,
                OUTBOX.kind.in_(PAGES),
                OUTBOX.not_before >= escalation.paged_at,
            )
        )
        return [PageSent(By.CALL if row[0].by_call else By.TEXT, *row[1:]) for row in found]

    def due(self, escalation: Escalation) -> None:
        """Write the deadline of one that we hold locked."""
        self.connection.execute(
            sa.update(ESCALATION.id.table)
            .where(ESCALATION.id == escalation.id)
            .values(act_after=escalation.act_after)
        )

    def _with_code(self, page: Outgoing, owner: int | None, now: datetime) -> Outgoing:
        if owner is None or page.subject.escalation_id is None:
            return page
        code = self.code(owner, page.subject.escalation_id, now)
        return replace(page, values=(*page.values, ("code", str(code))))

    def _owners(self, lines: Iterable[int]) -> dict[int, int]:
        """Who is addressed on each line: of several who share it, the one who came first.

        They are locked until commit, so that pages made at the same moment are counted together.
        """
        found = self.connection.execute(
            sa.select(COORDINATOR.line_id, COORDINATOR.id)
            .where(COORDINATOR.line_id.in_(list(lines)), COORDINATOR.active)
            .order_by(COORDINATOR.id)
            .with_for_update(key_share=True)
        )
        owners: dict[int, int] = {}
        for line_id, coordinator_id in found:
            owners.setdefault(line_id, coordinator_id)
        return owners

    def _recent(self, lines: Iterable[int], now: datetime) -> Mapping[int, Recent]:
        """What each of these lines has been sent lately."""
        text = OUTBOX.kind == Kind.PAGE
        many = sa.and_(text, OUTBOX.wording == MANY)
        waiting = sa.and_(many, OUTBOX.state == OutboxState.WAITING)
        calls = sa.and_(OUTBOX.kind == Kind.PAGE_CALL, OUTBOX.created_at > now - CALLS_WITHIN)
        found = self.connection.execute(
            sa.select(OUTBOX.line_id, _number(text), _number(waiting), _number(calls))
            .where(
                OUTBOX.line_id.in_(list(lines)),
                OUTBOX.kind.in_(PAGES),
                OUTBOX.created_at > now - TEXTS_WITHIN,
            )
            .group_by(OUTBOX.line_id)
        )
        return {row[0]: Recent(row[1], bool(row[2]), row[3]) for row in found}


def _number(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.sum(sa.case((condition, 1), else_=0))
