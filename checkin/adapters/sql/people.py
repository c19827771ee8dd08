"""Members apart from their conversations: enrolled, and changed one at a time."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql import rows
from checkin.adapters.sql.conversations import SqlConversations
from checkin.adapters.sql.rows import LINE, MEMBER, MEMBER_COLUMNS
from checkin.domain.decision import LineChanged, MemberChanged
from checkin.domain.member import Member, MemberState
from checkin.usecases.ports.records import Enrolment


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

    def enrol(self, new: Enrolment, now: datetime) -> Member:
        """Store a new invited member on the line of their number."""
        line_id = self.conversations.line_for(new.number, now)
        values: dict[str, Any] = {
            "line_id": line_id,
            "name": self.cipher.seal(new.name),
            "language": new.language,
            "time_zone": new.time_zone,
            "state": MemberState.INVITED,
            "channel": new.channel,
            "cadence": new.rhythm.cadence,
            "at": new.rhythm.at,
            "weekday": new.rhythm.weekday,
            "opens": new.window.opens,
            "closes": new.window.closes,
            "invited_until": new.invited_until,
            "buddy_ok": new.buddy_ok,
            "topics": self.cipher.seal(new.topics) if new.topics else None,
            "created_at": now,
        }
        insert = sa.insert(MEMBER.id.table).values(values).returning(*MEMBER_COLUMNS)
        member = rows.member(self.connection.execute(insert).one(), self.cipher)
        assert member is not None  # noqa: S101 - the row was just written
        return member

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
