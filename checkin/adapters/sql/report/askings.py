"""Check-ins by the week in which they were due, the language and the channel."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.sql.engine import elapsed
from checkin.adapters.sql.report.by_week import OF_WEEK, mondays, within
from checkin.adapters.sql.rows import CHECK_IN, MEMBER
from checkin.domain.check_in import CheckInState
from checkin.domain.reporting.counts import Asking
from checkin.domain.reporting.weeks import IN_TIME, Week
from checkin.domain.silence import NEVER_LEAVES

PAUSED = "cancelled.paused"
STOPPED = ("cancelled.stopped", "dropped.stopped")
ANSWERED = CHECK_IN.state == CheckInState.ANSWERED
CANCELLED = CHECK_IN.state == CheckInState.CANCELLED


def askings(
    connection: Connection, weeks: Sequence[Week], after: int, ripe_before: datetime
) -> list[Asking]:
    """The check-ins of these weeks with ids above that."""
    if not weeks:
        return []
    monday, number = mondays(CHECK_IN.due_at, weeks)
    by = (number, MEMBER.language, CHECK_IN.channel)
    found = connection.execute(
        sa.select(*by, sa.func.count(), *_counts(connection.dialect.name, ripe_before))
        .join_from(CHECK_IN.id.table, MEMBER.id.table, MEMBER.id == CHECK_IN.member_id)
        .where(CHECK_IN.id > after, within(CHECK_IN.due_at, weeks))
        .group_by(OF_WEEK, *by[1:])
    )
    return [Asking(monday[row[0]], *row[1:]) for row in found]


def _counts(dialect: str, ripe_before: datetime) -> list[sa.ColumnElement[int]]:
    """From `asked` to `not_asked`, in the order of `Asking`."""
    ripe = CHECK_IN.asked_at <= ripe_before
    soon = elapsed(dialect, CHECK_IN.asked_at, CHECK_IN.closed_at) <= IN_TIME.total_seconds()
    never = sa.and_(CANCELLED, CHECK_IN.reason.in_(sorted(NEVER_LEAVES)))
    told = (PAUSED, *STOPPED, *sorted(NEVER_LEAVES))
    conditions = (
        CHECK_IN.asked_at.is_not(None),
        ripe,
        sa.and_(ripe, ANSWERED, soon),
        ANSWERED,
        CHECK_IN.state == CheckInState.MISSED,
        sa.or_(CHECK_IN.state == CheckInState.UNREACHABLE, never),
        sa.and_(CANCELLED, CHECK_IN.reason == PAUSED),
        sa.and_(CANCELLED, CHECK_IN.reason.in_(STOPPED)),
        sa.and_(CANCELLED, CHECK_IN.reason.not_in(told)),
    )
    return [sa.func.count().filter(condition) for condition in conditions]
