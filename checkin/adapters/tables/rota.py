"""The rota, the codes that escalations have by phone, and whom to look in on again."""

from datetime import date, datetime, time

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from checkin.adapters.tables.columns import BIG_ID, identity, reference, word
from checkin.domain.urgency import Who


class ShiftRow(SQLModel, table=True):
    """A time in which a coordinator is on call, every week or on one day."""

    __tablename__ = "shift"

    id: int | None = identity()
    coordinator_id: int = reference("coordinator")
    who: Who = word(Who)
    weekday: int | None = None
    on_day: date | None = None
    starts: time
    minutes: int
    time_zone: str = Field(max_length=64)
    created_at: datetime


class ShiftTurnRow(SQLModel, table=True):
    """One turn of a shift that its coordinator was told of, and may have confirmed."""

    __tablename__ = "shift_turn"
    __table_args__ = (sa.Index("uq_shift_turn", "shift_id", "starts_at", unique=True),)

    id: int | None = identity()
    shift_id: int = Field(foreign_key="shift.id", sa_type=BIG_ID, ondelete="CASCADE")
    starts_at: datetime
    reminded_at: datetime
    confirmed_at: datetime | None = None


class DeskCodeRow(SQLModel, table=True):
    """What one coordinator calls an escalation by in a text: a small number of their own."""

    __tablename__ = "desk_code"
    __table_args__ = (
        sa.Index("uq_desk_code_code", "coordinator_id", "code", unique=True),
        sa.Index("uq_desk_code_escalation", "coordinator_id", "escalation_id", unique=True),
    )

    id: int | None = identity()
    coordinator_id: int = reference("coordinator")
    code: int
    escalation_id: int = reference("escalation")
    given_at: datetime


class FollowUpRow(SQLModel, table=True):
    """A member to look in on again after a red or amber escalation was resolved."""

    __tablename__ = "follow_up"
    __table_args__ = (
        sa.Index(
            "ix_follow_up_due_at",
            "due_at",
            postgresql_where=sa.text("done_at IS NULL"),
            sqlite_where=sa.text("done_at IS NULL"),
        ),
    )

    id: int | None = identity()
    escalation_id: int = reference("escalation")
    member_id: int = reference("member")
    due_at: datetime
    done_at: datetime | None = None  # opened, or not wanted any more
