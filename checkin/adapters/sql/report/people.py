"""How many members were asked and have answered: a look along the index for each, no rows read."""

from collections import Counter
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.sql.rows import CHECK_IN, MEMBER
from checkin.domain.check_in import CheckInState
from checkin.domain.member import WITH_US, Channel
from checkin.domain.reporting.report import People, Reach


def people(connection: Connection, since: datetime) -> People:
    """Who was asked, in which language and by which channels, and who has answered."""
    asked, answered, here = 0, 0, 0
    languages: Counter[str] = Counter()
    channels: Counter[str] = Counter()
    for language, is_here, has_answered, *by, count in connection.execute(_statement(since)):
        here += count if is_here else 0
        if any(by):
            asked += count
            answered += count if has_answered else 0
            languages[language] += count
            channels.update({c.value: count for c, was in zip(Channel, by, strict=True) if was})
    return People(Reach(asked, answered, here), languages, channels)


def _statement(since: datetime) -> sa.Select[Any]:
    """Members by language and what happened to them, with how many of each."""
    by_channel = (
        _one(since, CHECK_IN.asked_at.is_not(None), CHECK_IN.channel == channel).label(
            f"by_{channel}"
        )
        for channel in Channel
    )
    each = sa.select(
        MEMBER.language,
        MEMBER.state.in_(sorted(WITH_US)).label("here"),
        _one(since, CHECK_IN.state == CheckInState.ANSWERED).label("answered"),
        *by_channel,
    ).subquery("each")
    return sa.select(*each.c, sa.func.count()).group_by(*each.c)


def _one(since: datetime, *conditions: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Whether the member has such a check-in."""
    return sa.exists().where(CHECK_IN.member_id == MEMBER.id, CHECK_IN.due_at >= since, *conditions)
