"""Coordinators, the escalations they work, and the clock's own heartbeat."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from checkin.adapters.tables.columns import (
    count,
    flag,
    identity,
    reference,
    sealed,
    short,
    steps,
    word,
)
from checkin.domain.escalation import EscalationKind, EscalationState, Level

AS_BEFORE = {"server_default": "coordinator"}  # whoever was there before there were roles


def listed(name: str, *first: str) -> sa.Index:
    """An index of the escalations that are not resolved, in the order of the page's list."""
    only = sa.text("state <> 'resolved'")
    columns = (*first, "rank", "opened_at", "id")
    return sa.Index(f"ix_escalation_{name}", *columns, postgresql_where=only, sqlite_where=only)


def resolved(name: str, *first: str) -> sa.Index:
    """An index of the escalations that are resolved, by when."""
    only = sa.text("state = 'resolved'")
    columns = (*first, "resolved_at", "id")
    return sa.Index(f"ix_escalation_{name}", *columns, postgresql_where=only, sqlite_where=only)


class CoordinatorRow(SQLModel, table=True):
    """Staff with a login, and a line to be paged on if they gave one."""

    __tablename__ = "coordinator"
    __table_args__ = (sa.Index("ix_coordinator_line_id", "line_id"),)  # who texts or calls us

    id: int | None = identity()
    login: str = Field(unique=True, max_length=64)
    name: str = sealed()
    password_hash: str = Field(max_length=255)
    language: str = Field(max_length=16)
    line_id: int | None = reference("line", optional=True)
    active: bool = True
    created_at: datetime
    role: str = Field(default="coordinator", max_length=16, sa_column_kwargs=AS_BEFORE)
    secret: str | None = sealed(default=None)  # of their second factor
    secret_since: datetime | None = None  # none: they have not shown yet that they have it
    secret_step: int = steps()  # of the last code that was taken: each is taken once
    sessions: int = count()  # how often all their sessions were ended
    last_login_at: datetime | None = None
    wrong_tries: int = count()  # since then
    time_zone: str = short(64)  # empty: the organisation's
    phone_confirmed_at: datetime | None = None
    desk_pin: str = short(64)  # hashed; empty where they have none
    desk_open_until: datetime | None = None  # how long their PIN holds by text
    desk_tries: int = count()


class EscalationRow(SQLModel, table=True):
    """Something a person must act on."""

    __tablename__ = "escalation"
    __table_args__ = (
        sa.Index(  # one open escalation of a kind for a member: the next one joins it
            "uq_escalation_open",
            "member_id",
            "kind",
            unique=True,
            postgresql_where=sa.text("state <> 'resolved'"),
            sqlite_where=sa.text("state <> 'resolved'"),
        ),
        sa.Index(  # the same for a number that no member has
            "uq_escalation_open_line",
            "line_id",
            "kind",
            unique=True,
            postgresql_where=sa.text("state <> 'resolved' AND member_id IS NULL"),
            sqlite_where=sa.text("state <> 'resolved' AND member_id IS NULL"),
        ),
        # The list on the page, most urgent, then oldest: whole, and by what it is narrowed to.
        listed("list"),
        listed("level", "level"),
        listed("kind", "kind"),
        listed("taken_by", "taken_by"),
        # What is resolved, in the same ways.
        resolved("resolved"),
        resolved("resolved_kind", "kind"),
        resolved("resolved_taken_by", "taken_by"),
        sa.Index(  # the clock: whose deadline has passed
            "ix_escalation_act_after",
            "act_after",
            postgresql_where=sa.text("act_after IS NOT NULL"),
            sqlite_where=sa.text("act_after IS NOT NULL"),
        ),
    )

    id: int | None = identity()
    member_id: int | None = reference("member", optional=True)
    check_in_id: int | None = reference("check_in", optional=True)
    kind: EscalationKind = word(EscalationKind)
    level: Level = word(Level)
    rank: int
    state: EscalationState = word(EscalationState)
    opened_at: datetime
    act_after: datetime | None = None
    taken_by: int | None = reference("coordinator", optional=True)
    resolved_at: datetime | None = None
    line_id: int | None = reference("line", optional=True)  # of a number that no member has
    rung: int = count()
    climbs: int = count()
    warned: bool = flag()
    contact_by: datetime | None = None
    outcome: str = short(16)
    paged_at: datetime | None = None
    told: int = count()
    contacts: int = count()
    contacted_at: datetime | None = None


class EscalationEventRow(SQLModel, table=True):
    """One line of an escalation's timeline."""

    __tablename__ = "escalation_event"
    __table_args__ = (sa.Index("ix_escalation_event_escalation_id", "escalation_id", "id"),)

    id: int | None = identity()
    escalation_id: int = reference("escalation")
    at: datetime
    what: str = Field(max_length=32)  # the last part of a key of the page's catalog
    coordinator_id: int | None = reference("coordinator", optional=True)
    note: str | None = sealed(default=None)


class MemberEventRow(SQLModel, table=True):
    """One line of what coordinators have done about a member, apart from escalations."""

    __tablename__ = "member_event"
    __table_args__ = (sa.Index("ix_member_event_member_id", "member_id", "id"),)

    id: int | None = identity()
    member_id: int = reference("member")
    at: datetime
    what: str = Field(max_length=32)  # the last part of a key of the page's catalog
    coordinator_id: int | None = reference("coordinator", optional=True)
    note: str | None = sealed(default=None)


class ClockPassRow(SQLModel, table=True):
    """When the clock last came through: its age tells whether the clock is alive."""

    __tablename__ = "clock_pass"

    name: str = Field(primary_key=True, max_length=16)
    finished_at: datetime
