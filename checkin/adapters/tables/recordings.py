"""Words left in a call. The sound itself lies at the carrier until it is deleted there."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from checkin.adapters.tables.columns import identity, reference


class RecordingRow(SQLModel, table=True):
    """One recording. `heard_by` and `heard_at` are of the first hearing."""

    __tablename__ = "recording"
    __table_args__ = (
        sa.Index("ix_recording_call_id", "call_id"),  # the history of a line, call by call
        sa.Index("ix_recording_line_id", "line_id", "id"),  # what was left since an escalation
        sa.Index(  # the clock: what is to be deleted
            "ix_recording_delete_after",
            "delete_after",
            postgresql_where=sa.text("delete_after IS NOT NULL"),
            sqlite_where=sa.text("delete_after IS NOT NULL"),
        ),
    )

    id: int | None = identity()
    call_id: int = reference("call")
    line_id: int = reference("line")
    member_id: int | None = reference("member", optional=True)
    provider_id: str = Field(unique=True, max_length=64)
    seconds: int
    created_at: datetime
    heard_by: int | None = reference("coordinator", optional=True)
    heard_at: datetime | None = None
    delete_after: datetime | None = None  # none once it is deleted
    deleted_at: datetime | None = None


class HearingRow(SQLModel, table=True):
    """Somebody listened to a recording: each time is kept, and nothing of it is changed."""

    __tablename__ = "hearing"
    __table_args__ = (sa.Index("ix_hearing_recording_id", "recording_id", "id"),)

    id: int | None = identity()
    recording_id: int = reference("recording")
    coordinator_id: int = reference("coordinator")
    at: datetime
