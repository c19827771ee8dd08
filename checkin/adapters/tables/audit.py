"""Who did or saw what on the coordinators' page: ids alone, and never changed."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from checkin.adapters.tables.columns import BIG_ID, identity, remembered


class AuditRow(SQLModel, table=True):
    """One act or look. It refers to nothing by foreign key: what it is about may be erased."""

    __tablename__ = "audit"
    __table_args__ = (
        sa.Index("ix_audit_coordinator_id", "coordinator_id", "id"),  # the page, by who
        sa.Index("ix_audit_member_id", "member_id", "id"),  # the page, by whose
    )

    id: int | None = identity()
    at: datetime
    coordinator_id: int | None = remembered()  # none: nobody who has a login, or the operator
    act: str = Field(max_length=32)
    about: str = Field(max_length=16)
    about_id: int | None = remembered()
    member_id: int | None = remembered()
    reason: str = Field(max_length=16)
    prev_hash: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class AuditHeadRow(SQLModel, table=True):
    """The last hash of the audit and how many rows it has, changed in the commit of each row."""

    __tablename__ = "audit_head"

    name: str = Field(primary_key=True, max_length=16)
    hash: str = Field(max_length=64)
    count: int = Field(sa_type=BIG_ID)
