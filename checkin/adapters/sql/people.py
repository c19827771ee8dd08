"""Members apart from their conversations: enrolled, changed one at a time, and read for export."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql import enrolling, rows
from checkin.adapters.sql.conversations import SqlConversations
from checkin.adapters.sql.rows import LINE, MEMBER, MEMBER_COLUMNS
from checkin.domain.decision import LineChanged, MemberChanged
from checkin.domain.importing.enrolment import Enrolment
from checkin.domain.importing.line import LineSeen
from checkin.domain.importing.writing import Kept
from checkin.domain.member import Member, MemberState


class SqlPeople:
    """`People` on a connection."""

    def __init__(
        self, connection: Connection, cipher: Cipher, conversations: SqlConversations
    ) -> None:
        self.connection = connection
        self.cipher = cipher
        self.conversations = conversations

    def invitations_over(self, now: datetime, limit: int) -> list[Member]:
        """Invited members whose invitation ran out unanswered, locked."""
        found = self.connection.execute(
            sa.select(*MEMBER_COLUMNS)
            .where(MEMBER.invited_until < now, MEMBER.state == MemberState.INVITED)
            .order_by(MEMBER.invited_until)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return [m for row in found if (m := rows.member(row, self.cipher))]

    def lines(self, numbers: Sequence[str], now: datetime) -> Mapping[str, LineSeen]:
        """The lines of `numbers`, locked until commit; an unknown number gets one."""
        prints = {self.cipher.fingerprint(number): number for number in numbers}
        found = self.connection.execute(
            sa.select(LINE.id, LINE.fingerprint).where(LINE.fingerprint.in_(list(prints)))
        )
        lines = {row.id: prints.pop(row.fingerprint) for row in found}
        for _, number in sorted(prints.items()):  # alike for everybody, so that nobody deadlocks
            lines[self.conversations.line_for(number, now)] = number
        return enrolling.seen(self.connection, self.cipher, lines)

    def enrol(self, new: Enrolment, now: datetime) -> Member:
        """Store a new invited member on the line of their number."""
        line_id = self.conversations.line_for(new.number, now)
        (member,) = self.enrol_on([(line_id, new)], now)
        return member

    def enrol_on(self, new: Sequence[tuple[int, Enrolment]], now: datetime) -> list[Member]:
        """Store invited members, each on the line given; they come back in the same order."""
        return enrolling.enrol(self.connection, self.cipher, new, now)

    def kept(self, after: int, limit: int) -> list[Kept]:
        """Up to `limit` members who have not left, on lines that have not stopped, by id."""
        return enrolling.kept(self.connection, self.cipher, after, limit)

    def change(self, changed: MemberChanged) -> None:
        """Write a member's new state, channel or next slot."""
        values: dict[str, Any] = {}
        if changed.state is not None:
            values |= {"state": changed.state, "invited_until": None}
        if changed.channel is not None:
            values["channel"] = changed.channel
        if changed.next_due_at is not None:
            values["next_due_at"] = changed.next_due_at
        if changed.unplanned:
            values["next_due_at"] = None
        self._update(MEMBER, changed.member_id, values)

    def change_line(self, changed: LineChanged) -> None:
        """Write what we remember of a line's conversation."""
        values: dict[str, Any] = {}
        if changed.stopped is not None:
            values["stopped"] = changed.stopped
        if changed.misunderstood is not None:
            values["misunderstood"] = changed.misunderstood
        self._update(LINE, changed.line_id, values)

    def _update(self, columns: Any, which: int, values: dict[str, Any]) -> None:
        if values:
            statement = sa.update(columns.id.table).where(columns.id == which)
            self.connection.execute(statement.values(values))
