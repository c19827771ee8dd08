"""Check-ins, and the outbox of what is decided but not yet handed to the carrier."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from checkin.adapters.tables.columns import identity, reference, sealed, word
from checkin.domain.check_in import Answer, CheckInState
from checkin.domain.member import Channel
from checkin.domain.outgoing import Kind


class CheckInRow(SQLModel, table=True):
    """One asking of one member."""

    __tablename__ = "check_in"
    __table_args__ = (
        sa.UniqueConstraint("member_id", "due_at"),  # one due slot asks once
        sa.Index(  # one open question a member
            "uq_check_in_open",
            "member_id",
            unique=True,
            postgresql_where=sa.text("closed_at IS NULL"),
            sqlite_where=sa.text("closed_at IS NULL"),
        ),
        sa.Index(  # the clock: whose deadline has passed
            "ix_check_in_act_after",
            "act_after",
            postgresql_where=sa.text("act_after IS NOT NULL"),
            sqlite_where=sa.text("act_after IS NOT NULL"),
        ),
    )

    id: int | None = identity()
    member_id: int = reference("member")
    line_id: int = reference("line")
    channel: Channel = word(Channel)
    state: CheckInState = word(CheckInState)
    due_at: datetime
    act_after: datetime | None = None
    asked_at: datetime | None = None
    answer: Answer | None = word(Answer, default=None, nullable=True)
    clarified: bool = False
    closed_at: datetime | None = None
    reason: str = Field(default="", max_length=48)
    score: int | None = None


class OutboxState(StrEnum):
    """How far an outbox row has come. The last three are final."""

    WAITING = "waiting"
    CLAIMED = "claimed"  # an attempt is marked, and its outcome is not known yet
    HANDED = "handed"
    DROPPED = "dropped"
    FAILED = "failed"


class OutboxRow(SQLModel, table=True):
    """One text or call that was decided in the same commit as the state that caused it."""

    __tablename__ = "outbox"
    __table_args__ = (
        sa.Index(  # each step of a check-in is sent once
            "uq_outbox_check_in_id_kind",
            "check_in_id",
            "kind",
            unique=True,
            postgresql_where=sa.text("check_in_id IS NOT NULL"),
            sqlite_where=sa.text("check_in_id IS NOT NULL"),
        ),
        sa.Index(  # the clock: what is ready to leave
            "ix_outbox_waiting",
            "not_before",
            postgresql_where=sa.text("state = 'waiting'"),
            sqlite_where=sa.text("state = 'waiting'"),
        ),
        sa.Index(  # the clock: attempts whose outcome is not known
            "ix_outbox_claimed",
            "claimed_at",
            postgresql_where=sa.text("state = 'claimed'"),
            sqlite_where=sa.text("state = 'claimed'"),
        ),
        sa.Index("ix_outbox_member_id", "member_id", "id"),  # the timeline of a member
        sa.Index("ix_outbox_escalation_id", "escalation_id", "id"),  # who was paged for it
    )

    id: int | None = identity()
    kind: Kind = word(Kind)
    urgent: bool
    line_id: int = reference("line")
    member_id: int | None = reference("member", optional=True)
    check_in_id: int | None = reference("check_in", optional=True)
    escalation_id: int | None = reference("escalation", optional=True)
    wording: str = Field(max_length=48)
    not_before: datetime
    not_after: datetime | None = None
    state: OutboxState = word(OutboxState, default=OutboxState.WAITING)
    reason: str = Field(default="", max_length=48)
    attempts: int = 0
    queued_at: datetime | None = None
    claimed_at: datetime | None = None
    created_at: datetime
    details: str | None = sealed(default=None)  # values that its words need
    pairing_id: int | None = reference("pairing", optional=True)
