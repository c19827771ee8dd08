"""A page that came to nobody, in the timeline of what it was about: once, whatever is repeated."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.sql.rows import CALL, COORDINATOR, ESCALATION_EVENT, MESSAGE, OUTBOX
from checkin.domain.outgoing import Kind

TEXT_MISSED = "page_not_delivered"
CALL_MISSED = "page_not_answered"
MISSED = (TEXT_MISSED, CALL_MISSED)
PAGES = (Kind.PAGE, Kind.PAGE_CALL)


def write_down(connection: Connection, contact_id: int, now: datetime, *, by_call: bool) -> None:
    """Write who did not get this text or call, if it is a page about somebody."""
    contact = CALL if by_call else MESSAGE
    whose = (
        sa.select(sa.func.min(COORDINATOR.id))
        .where(COORDINATOR.line_id == OUTBOX.line_id, COORDINATOR.active)
        .scalar_subquery()
    )
    page = connection.execute(
        sa.select(OUTBOX.escalation_id, OUTBOX.created_at, whose.label("coordinator_id"))
        .join_from(OUTBOX.id.table, contact.id.table, contact.outbox_id == OUTBOX.id)
        .where(contact.id == contact_id, OUTBOX.kind.in_(PAGES), OUTBOX.escalation_id.is_not(None))
    ).one_or_none()
    if page is None:
        return
    what = CALL_MISSED if by_call else TEXT_MISSED
    written = sa.select(ESCALATION_EVENT.id).where(
        ESCALATION_EVENT.escalation_id == page.escalation_id,
        ESCALATION_EVENT.what == what,
        ESCALATION_EVENT.coordinator_id.is_not_distinct_from(page.coordinator_id),
        ESCALATION_EVENT.at >= page.created_at,
    )
    if connection.execute(written.limit(1)).one_or_none() is not None:
        return
    values = {
        "escalation_id": page.escalation_id,
        "at": now,
        "what": what,
        "coordinator_id": page.coordinator_id,
    }
    connection.execute(sa.insert(ESCALATION_EVENT.id.table).values(values))


def count_of(escalation_id: sa.ColumnElement[int]) -> sa.ScalarSelect[int]:
    """How many pages about an escalation came to nobody."""
    words: list[sa.ColumnClause[str]] = [
        sa.literal_column(f"'{what}'") for what in MISSED
    ]  # none of the list's parameters
    missed = ESCALATION_EVENT.what.in_(words)
    counted = sa.select(sa.func.count()).where(ESCALATION_EVENT.escalation_id == escalation_id)
    return counted.where(missed).scalar_subquery()
