"""What was said: texts and calls in both directions, and what the carrier told us of them."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from checkin.adapters.tables.columns import identity, reference, sealed, short, word


class Direction(StrEnum):
    """Which way a text or call went."""

    IN = "in"
    OUT = "out"


class MessageRow(SQLModel, table=True):
    """One text. A reply names the text it answers, so that a repeat gets it again."""

    __tablename__ = "message"
    __table_args__ = (
        sa.Index("ix_message_line_id", "line_id", "id"),  # the timeline of a line
        sa.Index(  # whether a check-in reached anybody
            "ix_message_check_in_id",
            "check_in_id",
            postgresql_where=sa.text("check_in_id IS NOT NULL"),
            sqlite_where=sa.text("check_in_id IS NOT NULL"),
        ),
        sa.Index(  # the attempts of an outbox row
            "ix_message_outbox_id",
            "outbox_id",
            postgresql_where=sa.text("outbox_id IS NOT NULL"),
            sqlite_where=sa.text("outbox_id IS NOT NULL"),
        ),
    )

    id: int | None = identity()
    line_id: int = reference("line")
    member_id: int | None = reference("member", optional=True)
    check_in_id: int | None = reference("check_in", optional=True)
    outbox_id: int | None = reference("outbox", optional=True)
    reply_to_id: int | None = Field(
        default=None,
        unique=True,
        foreign_key="message.id",
        sa_type=sa.BigInteger().with_variant(sa.Integer, "sqlite"),
    )
    direction: Direction = word(Direction)
    provider_id: str | None = Field(default=None, unique=True, max_length=64)
    body: str = sealed()
    segments: int
    status: str = Field(max_length=24)
    error_code: int | None = None
    created_at: datetime
    wording: str = short(64)  # the key of what it says first, if it is ours
    version: str = short(16)  # which form of that: the beginning of its hash


class CallRow(SQLModel, table=True):
    """One call. Hidden numbers have no line."""

    __tablename__ = "call"
    __table_args__ = (
        sa.Index("ix_call_line_id", "line_id", "id"),  # the timeline of a line
        sa.Index(  # whether a check-in reached anybody
            "ix_call_check_in_id",
            "check_in_id",
            postgresql_where=sa.text("check_in_id IS NOT NULL"),
            sqlite_where=sa.text("check_in_id IS NOT NULL"),
        ),
        sa.Index(  # the attempts of an outbox row
            "ix_call_outbox_id",
            "outbox_id",
            postgresql_where=sa.text("outbox_id IS NOT NULL"),
            sqlite_where=sa.text("outbox_id IS NOT NULL"),
        ),
    )

    id: int | None = identity()
    line_id: int | None = reference("line", optional=True)
    member_id: int | None = reference("member", optional=True)
    check_in_id: int | None = reference("check_in", optional=True)
    outbox_id: int | None = reference("outbox", optional=True)
    direction: Direction = word(Direction)
    provider_id: str | None = Field(default=None, unique=True, max_length=64)
    status: str = Field(max_length=24)
    error_code: int | None = None
    answered_by: str = Field(default="", max_length=24)
    misses: int = 0
    created_at: datetime
    prompt: str = short(16)  # what the call has asked, and waits to hear
    prompt_note: str | None = sealed(default=None)
    wording: str = short(64)  # the key of what we say first, if we called
    version: str = short(16)


class CallTurnRow(SQLModel, table=True):
    """One turn of a call: the key we were told, and what we said, to say it again to a repeat."""

    __tablename__ = "call_turn"
    __table_args__ = (sa.UniqueConstraint("call_id", "step"),)

    id: int | None = identity()
    call_id: int = reference("call")
    step: int
    key: str = Field(max_length=8)
    reply: str = sealed()
    created_at: datetime


class StatusReportRow(SQLModel, table=True):
    """One word of the carrier about a text or a call, kept in the order they came."""

    __tablename__ = "status_report"
    __table_args__ = (
        sa.UniqueConstraint("message_id", "status", "error_code"),
        sa.UniqueConstraint("call_id", "status", "error_code"),
    )

    id: int | None = identity()
    message_id: int | None = reference("message", optional=True)
    call_id: int | None = reference("call", optional=True)
    status: str = Field(max_length=24)
    error_code: int = 0
    received_at: datetime
