"""The door of the coordinators' page: tries to log in, and codes for who has lost their phone."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from checkin.adapters.tables.columns import identity, reference


class LoginTryRow(SQLModel, table=True):
    """The tries at one login since `since`, whether anybody has that login or not."""

    __tablename__ = "login_try"
    __table_args__ = (sa.Index("ix_login_try_last_at", "last_at"),)  # what may be forgotten

    fingerprint: str = Field(primary_key=True, max_length=64)
    count: int
    since: datetime
    last_at: datetime


class EndedSessionRow(SQLModel, table=True):
    """One session that somebody logged out of, as a digest, until its cookie is too old anyway."""

    __tablename__ = "ended_session"

    digest: str = Field(primary_key=True, max_length=64)
    until: datetime


class RecoveryCodeRow(SQLModel, table=True):
    """One recovery code of one coordinator, as a digest; used once."""

    __tablename__ = "recovery_code"
    __table_args__ = (sa.Index("ix_recovery_code_coordinator_id", "coordinator_id"),)

    id: int | None = identity()
    coordinator_id: int = reference("coordinator")
    digest: str = Field(unique=True, max_length=64)
    used_at: datetime | None = None
