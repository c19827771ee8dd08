"""`Reporting` on a connection."""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.sql.report import askings, contacts, counted, people, stops
from checkin.adapters.sql.report.counted import MARKED
from checkin.adapters.sql.rows import ESCALATION, ESCALATION_EVENT
from checkin.domain.member import Channel
from checkin.domain.reporting.counts import Asking, Contact
from checkin.domain.reporting.humans import Taking
from checkin.domain.reporting.report import People
from checkin.domain.reporting.stops import OptOut
from checkin.domain.reporting.weeks import Week
from checkin.usecases.ports.reporting import CountedWeek, Mark

TAKEN_AT = (
    sa.select(sa.func.min(ESCALATION_EVENT.at))
    .where(ESCALATION_EVENT.escalation_id == ESCALATION.id, ESCALATION_EVENT.what == "taken")
    .scalar_subquery()
)
FIRSTS = sa.select(
    *(sa.select(moment).order_by(moment.table.c.id).limit(1).scalar_subquery() for moment in MARKED)
)


class SqlReporting:
    """Reads for the report, and the one write that keeps a week."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def began(self) -> datetime | None:
        """When there was first anything to count; None in an empty installation."""
        firsts = self.connection.execute(FIRSTS).one()
        return min((first for first in firsts if first is not None), default=None)

    def mark(self) -> Mark | None:
        """How far weeks are counted for good; None before the first one."""
        return counted.mark(self.connection)

    def askings(
        self, weeks: Sequence[Week], after: Mark | None, ripe_before: datetime
    ) -> Sequence[Asking]:
        """The check-ins of these weeks, all of them later than the mark."""
        above = after.check_in_id if after else 0
        return askings.askings(self.connection, weeks, above, ripe_before)

    def contacts(self, weeks: Sequence[Week], after: Mark | None) -> Sequence[Contact]:
        """The texts and calls of these weeks, all of them later than the mark."""
        texts, calls = (after.message_id, after.call_id) if after else (0, 0)
        return [
            *contacts.contacts(self.connection, Channel.TEXT, weeks, texts),
            *contacts.contacts(self.connection, Channel.CALL, weeks, calls),
        ]

    def beyond(self, week: Week, after: Mark | None) -> Mark:
        """The mark that this week sets once it is counted."""
        return counted.beyond(self.connection, week, after)

    def keep(self, week: CountedWeek) -> bool:
        """Keep a week for good; False, and nothing kept, if that is done already."""
        return counted.keep(self.connection, week)

    def kept(self, first: date, last: date) -> tuple[Sequence[Asking], Sequence[Contact]]:
        """What is kept of the weeks from that Monday to that one."""
        return counted.kept(self.connection, first, last)

    def people(self, since: datetime) -> People:
        """Who was asked and has answered since then, as numbers."""
        return people.people(self.connection, since)

    def takings(self, since: datetime) -> Sequence[Taking]:
        """Every escalation opened since then."""
        opened = sa.select(ESCALATION.level, ESCALATION.opened_at, TAKEN_AT)
        found = self.connection.execute(opened.where(ESCALATION.opened_at >= since))
        return [Taking(*row) for row in found]

    def stops(self, since: datetime) -> Sequence[OptOut]:
        """Everybody who has opted out since then, once for each time they had agreed."""
        return stops.stops(self.connection, since)
