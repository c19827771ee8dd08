"""`Desk` on a connection."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql import rows
from checkin.adapters.sql.desk import concerns, history, listed, messages
from checkin.adapters.sql.rows import CHECK_IN, CHECK_IN_COLUMNS, LINE, MEMBER, MEMBER_COLUMNS
from checkin.domain.escalation import Escalation, Filter, Level, PastDue
from checkin.domain.member import Member
from checkin.usecases.ports.desk import (
    Card,
    Concern,
    Entry,
    Event,
    Left,
    Place,
    Said,
    Source,
    Words,
)
from checkin.usecases.ports.findings import Finding

HEAD = (LINE.number, LINE.stopped, MEMBER.next_due_at, MEMBER.paused_until)
MEMBERS = slice(len(HEAD), len(HEAD) + len(MEMBER_COLUMNS))
CHECK_INS = slice(MEMBERS.stop, MEMBERS.stop + len(CHECK_IN_COLUMNS))
CARD = sa.select(*HEAD, *MEMBER_COLUMNS, *CHECK_IN_COLUMNS).select_from(
    MEMBER.id.table.join(LINE.id.table, LINE.id == MEMBER.line_id).outerjoin(
        CHECK_IN.id.table,
        sa.and_(CHECK_IN.member_id == MEMBER.id, CHECK_IN.closed_at.is_(None)),
    )
)


class SqlDesk:
    """Reads for the coordinators' page; it writes nothing."""

    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        self.connection = connection
        self.cipher = cipher

    def listed(
        self, wanted: Filter, late: PastDue, after: Place | None, limit: int
    ) -> Sequence[Concern]:
        """Up to `limit` escalations after that place, in the order of `Place`."""
        return listed.page(self.connection, self.cipher, wanted, late, after, limit)

    def counts(self) -> Mapping[Level, int]:
        """How many are unresolved at each level."""
        return listed.counts(self.connection)

    def concern(self, escalation_id: int) -> Concern | None:
        """One escalation, resolved or not."""
        return concerns.one(self.connection, self.cipher, escalation_id)

    def concerns_of(self, member_id: int) -> Sequence[Concern]:
        """The member's unresolved escalations."""
        return concerns.of_member(self.connection, self.cipher, member_id)

    def events(self, escalation_id: int) -> Sequence[Event]:
        """The escalation's timeline, newest first."""
        return concerns.events(self.connection, self.cipher, escalation_id)

    def left_since(self, escalation: Escalation, line_id: int, limit: int) -> Sequence[Left]:
        """Up to `limit` messages left by its member since it was opened, newest first."""
        return messages.since(self.connection, self.cipher, escalation, line_id, limit)

    def found_since(self, escalation: Escalation, line_id: int, limit: int) -> Sequence[Finding]:
        """Up to `limit` of what the rules found since it was opened, the worst first."""
        return messages.found_since(self.connection, self.cipher, escalation, line_id, limit)

    def words(self, said: Said, its_id: int) -> Words | None:
        """One text that came in, or one recording that can still be heard."""
        return messages.words(self.connection, self.cipher, said, its_id)

    def card(self, member_id: int) -> Card | None:
        """One member."""
        row = self.connection.execute(CARD.where(MEMBER.id == member_id)).one_or_none()
        member = rows.member(row[MEMBERS], self.cipher) if row else None
        if row is None or member is None:
            return None
        ending = concerns.ending(self.cipher.open(row[0]))
        check_in = rows.check_in(row[CHECK_INS])
        return Card(member, ending, row.stopped, row.next_due_at, check_in, row.paused_until)

    def entries(
        self, source: Source, member: Member, below: int | None, limit: int
    ) -> Sequence[Entry]:
        """Up to `limit` entries of one source with ids below that, newest first."""
        return history.entries(self.connection, self.cipher, source, member, below, limit)
