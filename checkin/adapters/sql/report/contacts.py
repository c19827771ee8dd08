"""Texts and calls by week: which way, in which words, and what the carrier told of them."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.sql.attempts import HANDING, LOST
from checkin.adapters.sql.report.by_week import OF_WEEK, mondays, within
from checkin.adapters.sql.rows import CALL, LINE, MEMBER, MESSAGE
from checkin.adapters.tables.contact import Direction
from checkin.domain.carrier import CALL_OVER, NOT_ARRIVED
from checkin.domain.member import Channel
from checkin.domain.reporting.counts import Contact
from checkin.domain.reporting.weeks import Week

NEVER_LEFT = (HANDING, LOST)
ITS_LANGUAGE: sa.ColumnClause[str] = sa.literal_column("its_language", sa.String)
ARRIVED = ("delivered", "read")
TAKEN_UP = ("completed",)
# The columns, how they arrive, and how they do not.
KINDS: dict[Channel, tuple[Any, Sequence[str], Sequence[str]]] = {
    Channel.TEXT: (MESSAGE, ARRIVED, sorted(NOT_ARRIVED)),
    Channel.CALL: (CALL, TAKEN_UP, sorted(CALL_OVER - {*TAKEN_UP})),
}


def contacts(
    connection: Connection, channel: Channel, weeks: Sequence[Week], after: int
) -> list[Contact]:
    """The texts, or the calls, of these weeks with ids above that."""
    if not weeks:
        return []
    of, arrived, failed = KINDS[channel]
    monday, number = mondays(of.created_at, weeks)
    language = sa.func.coalesce(MEMBER.language, LINE.language, "").label(ITS_LANGUAGE.name)
    by = (number, language, of.direction, of.wording, of.version)
    segments = sa.func.sum(of.segments) if channel is Channel.TEXT else sa.literal_column("0")
    found = connection.execute(
        sa.select(
            *by,
            sa.func.count(),
            segments,
            sa.func.count().filter(of.status.in_(arrived)),
            sa.func.count().filter(of.status.in_(failed)),
        )
        .select_from(
            of.id.table.outerjoin(MEMBER.id.table, MEMBER.id == of.member_id).outerjoin(
                LINE.id.table, LINE.id == of.line_id
            )
        )
        .where(of.id > after, within(of.created_at, weeks), of.status.not_in(NEVER_LEFT))
        .group_by(OF_WEEK, ITS_LANGUAGE, *by[2:])
    )
    return [
        Contact(monday[week], whose, channel, way is Direction.IN, *rest)
        for week, whose, way, *rest in found
    ]
