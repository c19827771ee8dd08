"""Lines, the members on them, and the ledger of their consent."""

from datetime import datetime, time

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from checkin.adapters.tables.columns import identity, reference, sealed, word
from checkin.domain.consent import Action, Medium, Purpose
from checkin.domain.member import Cadence, Channel, MemberState


class LineRow(SQLModel, table=True):
    """One phone number as the network knows it, apart from who uses it."""

    __tablename__ = "line"

    id: int | None = identity()
    fingerprint: str = Field(unique=True, max_length=64)  # keyed HMAC: look-up by number
    number: str = sealed()
    dialable: bool = True  # false for short codes and hidden or odd senders
    stopped: bool = False
    misunderstood: int = 0
    created_at: datetime


class MemberRow(SQLModel, table=True):
    """One person enrolled on a line."""

    __tablename__ = "member"
    __table_args__ = (
        sa.Index("ix_member_line_id", "line_id"),  # who shares this line
        sa.Index(  # the planner: who is due
            "ix_member_next_due_at",
            "next_due_at",
            postgresql_where=sa.text("next_due_at IS NOT NULL"),
            sqlite_where=sa.text("next_due_at IS NOT NULL"),
        ),
        sa.Index(  # the clock: invitations that ran out
            "ix_member_invited_until",
            "invited_until",
            postgresql_where=sa.text("invited_until IS NOT NULL"),
            sqlite_where=sa.text("invited_until IS NOT NULL"),
        ),
    )

    id: int | None = identity()
    line_id: int = reference("line")
    name: str = sealed()
    language: str = Field(max_length=16)
    time_zone: str = Field(max_length=64)
    state: MemberState = word(MemberState)
    channel: Channel = word(Channel)
    cadence: Cadence = word(Cadence)
    at: time
    weekday: int | None = None
    opens: time
    closes: time
    next_due_at: datetime | None = None
    invited_until: datetime | None = None
    buddy_ok: bool = False
    topics: str | None = sealed(default=None)
    created_at: datetime


class ConsentRow(SQLModel, table=True):
    """One event of the ledger. The database itself refuses to change or delete it."""

    __tablename__ = "consent"
    __table_args__ = (sa.Index("ix_consent_line_id", "line_id", "id"),)  # replay, in order

    id: int | None = identity()
    line_id: int = reference("line")
    member_id: int | None = reference("member", optional=True)  # none: everyone on the line
    purpose: Purpose = word(Purpose)
    action: Action = word(Action)
    medium: Medium = word(Medium)
    evidence: str = sealed()
    wording: str = Field(max_length=64)
    language: str = Field(max_length=16)
    occurred_at: datetime
