"""Members apart from their conversations: enrolled, changed one at a time, and read for export."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql import enrolling, guards, rows
from checkin.adapters.sql.conversations import SqlConversations
from checkin.adapters.sql.prompts import sealed_note
from checkin.adapters.sql.rows import CHECK_IN, LINE, MEMBER, MEMBER_COLUMNS, MEMBER_EVENT, OUTBOX
from checkin.adapters.tables.asking import OutboxState
from checkin.domain.decision import (
    GuardChanged,
    LineChanged,
    MemberChanged,
    MemberJoined,
    MemberMoved,
    MemberNoted,
)
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
        """Invited members whose invitation ran out unanswered, locked with their lines."""
        found = self.connection.execute(
            sa.select(*MEMBER_COLUMNS)
            .join_from(MEMBER.id.table, LINE.id.table, LINE.id == MEMBER.line_id)
            .where(MEMBER.invited_until < now, MEMBER.state == MemberState.INVITED)
            .order_by(MEMBER.invited_until)
            .limit(limit)
            .with_for_update(of=(LINE.id.table, MEMBER.id.table), skip_locked=True, key_share=True)
        )
        return [m for row in found if (m := rows.member(row, self.cipher))]

    def pauses_over(self, now: datetime, limit: int) -> list[Member]:
        """Up to `limit` paused members whose pause is over, locked."""
        found = self.connection.execute(
            sa.select(*MEMBER_COLUMNS)
            .where(MEMBER.paused_until <= now, MEMBER.state == MemberState.PAUSED)
            .order_by(MEMBER.paused_until)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return [m for row in found if (m := rows.member(row, self.cipher))]

    def planned(self, member_id: int) -> datetime | None:
        """The member's next slot, if any; their row is locked until commit."""
        mine = sa.select(MEMBER.next_due_at).where(MEMBER.id == member_id).with_for_update()
        found: datetime | None = self.connection.execute(mine).scalar_one()
        return found

    def lines(self, numbers: Sequence[str], now: datetime) -> Mapping[str, LineSeen]:
        """The lines of `numbers`, locked until commit; an unknown number gets one."""
        prints = {self.cipher.fingerprint(number): number for number in numbers}
        found = self.connection.execute(
            sa.select(LINE.id, LINE.fingerprint).where(LINE.fingerprint.in_(list(prints)))
        )
        lines = {row.id: prints.pop(row.fingerprint) for row in found}
        for line_id, fingerprint in enrolling.new_lines(self.connection, self.cipher, prints, now):
            lines[line_id] = prints[fingerprint]
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
        """Write a member's new state, how they are asked from now on, or their next slot."""
        values: dict[str, Any] = {}
        if changed.state is not None:
            values |= {"state": changed.state, "invited_until": None}
            values["paused_until"] = changed.paused_until
        for name in ("channel", "language", "time_zone", "next_due_at"):
            if (value := getattr(changed, name)) is not None:
                values[name] = value
        if changed.rhythm is not None:
            values |= asdict(changed.rhythm)
        if changed.window is not None:
            values |= asdict(changed.window)
        if changed.unplanned:
            values["next_due_at"] = None
        self._update(MEMBER, changed.member_id, values)

    def join(self, joined: MemberJoined, now: datetime) -> int:
        """Store somebody who has joined by themselves; the member's id."""
        return enrolling.join(self.connection, self.cipher, joined, now)

    def move(self, moved: MemberMoved) -> None:
        """Write a member's new line, and that of what is open or waits to leave for them."""
        self._update(MEMBER, moved.member_id, {"line_id": moved.line_id})
        for columns, waits in (
            (OUTBOX, OUTBOX.state == OutboxState.WAITING),
            (CHECK_IN, CHECK_IN.closed_at.is_(None)),
        ):
            self.connection.execute(
                sa.update(columns.id.table)
                .where(columns.member_id == moved.member_id, waits)
                .values(line_id=moved.line_id)
            )

    def note(self, noted: MemberNoted, now: datetime) -> None:
        """Write into a member's history what a coordinator has done."""
        values = {
            "member_id": noted.member_id,
            "at": now,
            "what": noted.what,
            "coordinator_id": noted.coordinator_id,
            "note": self.cipher.seal(noted.note) if noted.note else None,
        }
        self.connection.execute(sa.insert(MEMBER_EVENT.id.table).values(values))

    def change_guard(self, changed: GuardChanged) -> None:
        """Write a new PIN or safe word, or a wrong try."""
        values: dict[str, Any] = {}
        if changed.pin is not None:
            values["pin"] = guards.of_pin(self.cipher, changed.member_id, changed.pin)
        if changed.safe_word is not None:
            word = guards.of_safe_word(self.cipher, changed.member_id, changed.safe_word)
            values["safe_word"] = word
        if changed.tries is not None:
            values |= {"pin_tries": changed.tries, "locked_until": changed.locked_until}
        self._update(MEMBER, changed.member_id, values)

    def change_line(self, changed: LineChanged) -> None:
        """Write what we remember of a line's conversation."""
        names = ("stopped", "wrong", "misunderstood", "language")
        values = {name: value for name in names if (value := getattr(changed, name)) is not None}
        values |= self._remembered(changed)
        if changed.no_prompt:
            values |= {"prompt": "", "prompt_note": None}
        if changed.prompt:
            values |= {
                "prompt": changed.prompt.asking.value,
                "prompt_member_id": changed.prompt.member_id,
                "prompt_note": sealed_note(changed.prompt, self.cipher),
                "prompt_until": changed.prompt.until,
            }
        self._update(LINE, changed.line_id, values)

    def _remembered(self, changed: LineChanged) -> dict[str, Any]:
        """Who speaks, how often we replied and called back, and the last alarm."""
        values: dict[str, Any] = {}
        if changed.speaking:
            values |= {
                "speaking_id": changed.speaking.member_id,
                "speaking_until": changed.speaking.until,
                "speaking_proven": changed.speaking.proven,
            }
        if changed.pace:
            values |= {"paced_since": changed.pace.since, "paced_replies": changed.pace.replies}
        if changed.alarm:
            values |= {"alarmed_level": changed.alarm.level, "alarmed_at": changed.alarm.at}
        if changed.called_back:
            values |= {
                "called_back_at": changed.called_back.at,
                "called_back": changed.called_back.count,
            }
        return values

    def _update(self, columns: Any, which: int, values: dict[str, Any]) -> None:
        if values:
            statement = sa.update(columns.id.table).where(columns.id == which)
            self.connection.execute(statement.values(values))
