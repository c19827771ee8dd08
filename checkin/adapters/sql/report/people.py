"""How many members were asked and have answered: a look along the index for each, and no more."""

from collections import Counter
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.sql.rows import CHECK_IN, MEMBER
from checkin.domain.check_in import CheckInState
from checkin.domain.member import WITH_US
from checkin.domain.reporting.report import People, Reach


def people(connection: Connection, since: datetime) -> People:
    """Who was asked and who has answered; those asked by their language and channel of today."""
    asked, answered, here = 0, 0, 0
    languages: Counter[str] = Counter()
    channels: Counter[str] = Counter()
    for row in connection.execute(_statement(since)):
        here += row.count_ if row.here else 0
        if row.asked:
            asked += row.count_
            answered += row.count_ if row.answered else 0
            languages[row.language] += row.count_
            channels[row.channel.value] += row.count_
    return People(Reach(asked, answered, here), languages, channels)


def _statement(since: datetime) -> sa.Select[Any]:
    """Members by what they are and what happened to them, with how many of each."""
    each = sa.select(
        MEMBER.language,
        MEMBER.channel,
        MEMBER.state.in_(sorted(WITH_US)).label("here"),
        _one(since, CHECK_IN.asked_at.is_not(None)).label("asked"),
        _one(since, CHECK_IN.state == CheckInState.ANSWERED).label("answered"),
    ).subquery("each")
    return sa.select(*each.c, sa.func.count().label("count_")).group_by(*each.c)


def _one(since: datetime, condition: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Whether the member has such a check-in."""
    return sa.exists().where(CHECK_IN.member_id == MEMBER.id, CHECK_IN.due_at >= since, condition)
