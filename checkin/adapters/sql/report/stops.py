"""Who opted out, and what had last been sent to them before."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.sql.report.contacts import KINDS, NEVER_LEFT
from checkin.adapters.sql.rows import CALL, CONSENT, LINE, MEMBER, MESSAGE
from checkin.adapters.tables.contact import Direction
from checkin.domain.consent import GRANTS, Action, Purpose
from checkin.domain.member import Channel
from checkin.domain.reporting.stops import OptOut

ENDED = (Purpose.ALL, Purpose.CHECKIN_TEXT, Purpose.CHECKIN_CALL)
EARLIER = CONSENT.id.table.alias("earlier")
BETWEEN = CONSENT.id.table.alias("between")


def stops(connection: Connection, since: datetime) -> list[OptOut]:
    """Everybody who has opted out since then. A number that was somebody else's is not counted."""
    text, call = _last(Channel.TEXT), _last(Channel.CALL)
    found = connection.execute(
        sa.select(
            _language().label("language"),
            *(column for of in (MESSAGE, CALL) for column in (of.wording, of.version)),
            MESSAGE.created_at.label("texted_at"),
            CALL.created_at.label("called_at"),
        )
        .select_from(
            CONSENT.id.table.join(LINE.id.table, LINE.id == CONSENT.line_id)
            .outerjoin(MESSAGE.id.table, MESSAGE.id == text)
            .outerjoin(CALL.id.table, CALL.id == call)
        )
        .where(
            CONSENT.occurred_at >= since,
            CONSENT.action == Action.REVOKED,
            CONSENT.purpose.in_(ENDED),
            ~LINE.wrong,
            ~_said_already(),
        )
        .order_by(CONSENT.id)
    )
    return [_opt_out(*row) for row in found]


def _opt_out(
    language: str,
    text: str | None,
    its_version: str | None,
    call: str | None,
    calls_version: str | None,
    texted_at: datetime | None,
    called_at: datetime | None,
) -> OptOut:
    by_call = called_at is not None and (texted_at is None or called_at > texted_at)
    said = (call, calls_version) if by_call else (text, its_version)
    return OptOut(language, said[0] or "", said[1] or "")


def _last(channel: Channel) -> sa.ScalarSelect[Any]:
    """The last text, or call, that reached the line before the event."""
    of, _, failed = KINDS[channel]
    # A call that nobody took may still be what somebody answers with STOP.
    away = (*NEVER_LEFT, *(failed if channel is Channel.TEXT else ()))
    return (
        sa.select(of.id)
        .where(
            of.line_id == CONSENT.line_id,
            of.direction == Direction.OUT,
            of.status.not_in(away),
            _before(channel),
        )
        .order_by(of.id.desc())
        .limit(1)
        .correlate(CONSENT.id.table)
        .scalar_subquery()
    )


def _before(channel: Channel) -> sa.ColumnElement[bool]:
    """Whether it was there before the event: what confirms an opt-out leaves in the same moment."""
    of = KINDS[channel][0]
    then: sa.ColumnElement[bool] = of.created_at <= CONSENT.occurred_at
    if channel is Channel.CALL:
        return then
    return sa.and_(then, sa.or_(of.created_at < CONSENT.occurred_at, of.reply_to_id.is_(None)))


def _language() -> sa.ColumnElement[str]:
    """The language of the one member, or the first, on the line; else the line's own."""
    first = (
        sa.select(MEMBER.language)
        .where(MEMBER.line_id == CONSENT.line_id)
        .order_by(MEMBER.id)
        .limit(1)
        .correlate(CONSENT.id.table)
        .scalar_subquery()
    )
    return sa.func.coalesce(first, LINE.language, "")


def _said_already() -> sa.ColumnElement[bool]:
    """Whether the same had ended before, and nothing was agreed to again since."""
    agreed_again = sa.exists().where(
        BETWEEN.c.line_id == CONSENT.line_id,
        BETWEEN.c.id > EARLIER.c.id,
        BETWEEN.c.id < CONSENT.id,
        BETWEEN.c.action.in_(sorted(GRANTS)),
    )
    return sa.exists().where(
        EARLIER.c.line_id == CONSENT.line_id,
        EARLIER.c.id < CONSENT.id,
        EARLIER.c.action == Action.REVOKED,
        EARLIER.c.purpose.in_((Purpose.ALL, CONSENT.purpose)),
        ~agreed_again.correlate(CONSENT.id.table, EARLIER),
    )
