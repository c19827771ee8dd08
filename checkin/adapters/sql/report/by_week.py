"""Which week a moment falls in. Weeks come as their own moments, so that no clock is asked here."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import sqlalchemy as sa

from checkin.domain.reporting.weeks import Week

# Grouped by name: with the moments as parameters no database sees that the two are one.
OF_WEEK: sa.ColumnClause[int] = sa.literal_column("of_week", sa.Integer)


def mondays(
    moment: sa.Column[datetime], weeks: Sequence[Week]
) -> tuple[Mapping[int, date], sa.ColumnElement[int]]:
    """The Mondays by number, and the number of the week of `moment`, which is in one of them.

    The newest weeks are looked at first: they are most of what is counted day by day.
    """
    newest = list(enumerate(weeks))[::-1]
    cases: list[tuple[sa.ColumnElement[bool], sa.ColumnElement[int]]] = [
        (moment >= week.begins, sa.literal_column(str(place))) for place, week in newest[:-1]
    ]
    number = sa.case(*cases, else_=sa.literal_column("0")) if cases else sa.literal_column("0")
    return {place: week.monday for place, week in newest}, number.label(OF_WEEK.name)


def within(moment: sa.Column[datetime], weeks: Sequence[Week]) -> sa.ColumnElement[bool]:
    """Whether `moment` is in one of these weeks, which follow one another."""
    return sa.and_(moment >= weeks[0].begins, moment < weeks[-1].ends)
