"""Texts in both directions."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql import reports
from checkin.adapters.sql.engine import insert_once
from checkin.adapters.sql.reports import Report
from checkin.adapters.sql.rows import FINDING, MESSAGE
from checkin.adapters.tables.contact import Direction
from checkin.adapters.tables.findings import LONGEST_RULES
from checkin.domain.risk import Assessment
from checkin.usecases.ports.records import InboundText, ReplyKept

ABOUT = (
    sa.update(MESSAGE.id.table)
    .where(MESSAGE.id == sa.bindparam("which"))
    .values(member_id=sa.bindparam("whose"))
)
REPORTED = (
    sa.select(MESSAGE.id, MESSAGE.line_id, MESSAGE.status, MESSAGE.provider_id)
    .where(MESSAGE.id == sa.bindparam("which"), MESSAGE.direction == Direction.OUT)
    .with_for_update()
)
NEW_REPLY = sa.insert(MESSAGE.id.table).returning(MESSAGE.id)
REPLIES = MESSAGE.id.table.alias("reply")
REPLY_TOLD = (
    sa.select(REPLIES.c.id, REPLIES.c.body)
    .join_from(MESSAGE.id.table, REPLIES, REPLIES.c.reply_to_id == MESSAGE.id)
    .where(MESSAGE.provider_id == sa.bindparam("provider_id"))
)

JUST_BEFORE = timedelta(minutes=30)  # texts that belong together come soon after one another
RECENT = (
    sa.select(MESSAGE.body)
    .where(
        MESSAGE.line_id == sa.bindparam("line_id"),
        MESSAGE.id < sa.bindparam("before_id"),
        MESSAGE.direction == Direction.IN,
        MESSAGE.created_at >= sa.bindparam("since"),
    )
    .order_by(MESSAGE.id.desc())
    .limit(3)
)


class SqlTexts:
    """`Texts` on a connection."""

    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        self.connection = connection
        self.cipher = cipher

    def said(self, message_id: int) -> str:
        """The words of one text; empty if it is gone."""
        body = self.connection.execute(
            sa.select(MESSAGE.body).where(MESSAGE.id == message_id)
        ).scalar()
        return self.cipher.open(body) if body else ""

    def recent(self, line_id: int, before_id: int, now: datetime) -> Sequence[str]:
        """The last few texts that came on this line just before that one, oldest first."""
        since = {"line_id": line_id, "before_id": before_id, "since": now - JUST_BEFORE}
        found = self.connection.execute(RECENT, since).scalars().all()
        return [self.cipher.open(body) for body in reversed(found)]

    def found(self, message_id: int, assessment: Assessment) -> None:
        """Keep which rules found what kind of danger in a text, for a person to judge."""
        values = {
            "message_id": message_id,
            "level": assessment.level.word,
            "rules": " ".join(assessment.rules)[:LONGEST_RULES],
            "verdict": "",
        }
        self.connection.execute(sa.insert(FINDING.id.table).values(values))

    def keep(self, text: InboundText, line_id: int, now: datetime) -> int | None:
        """Store an inbound text byte for byte; None if its provider id is already there."""
        values = {
            "line_id": line_id,
            "direction": Direction.IN,
            "provider_id": text.provider_id,
            "body": self.cipher.seal(text.body),
            "segments": text.segments,
            "status": "received",
            "created_at": now,
        }
        statement = insert_once(self.connection, MESSAGE.id.table, MESSAGE.id)
        return self.connection.execute(statement, values).scalar()

    def about(self, message_id: int, member_id: int) -> None:
        """Write down whom a text turned out to be from."""
        self.connection.execute(ABOUT, {"which": message_id, "whose": member_id})

    def reply(self, reply_to: int, line_id: int, body: ReplyKept, now: datetime) -> int:
        """Store the reply to an inbound text; its id."""
        values = {
            "line_id": line_id,
            "member_id": body.member_id,
            "reply_to_id": reply_to,
            "direction": Direction.OUT,
            "body": self.cipher.seal(body.body),
            "segments": body.segments,
            "wording": body.wording,
            "version": body.version,
            "status": "replied",
            "created_at": now,
        }
        return int(self.connection.execute(NEW_REPLY, values).scalar_one())

    def reply_told(self, provider_id: str) -> tuple[int, str] | None:
        """The id and body of the reply to a text already answered, if it had one."""
        found = self.connection.execute(REPLY_TOLD, {"provider_id": provider_id}).one_or_none()
        return (found[0], self.cipher.open(found[1])) if found else None

    def reported(
        self, message_id: int, provider_id: str, status: str, error_code: int, now: datetime
    ) -> int | None:
        """Write down a status of the carrier; the line's id, None if we do not know the text."""
        known = self.connection.execute(REPORTED, {"which": message_id}).one_or_none()
        report = Report(provider_id, status, error_code, now)
        if known is None or not reports.of_text(self.connection, known, report):
            return None
        return int(known.line_id)
