"""Lines, the members on them, and the ledger of their consent."""

from datetime import datetime, time
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from checkin.adapters.tables.columns import (
    count,
    flag,
    identity,
    reference,
    remembered,
    sealed,
    short,
    word,
)
from checkin.domain.consent import Action, Medium, Purpose
from checkin.domain.member import Cadence, Channel, MemberState


def chained() -> Any:
    """A hash of the ledger's chain, empty where a row came without one."""
    return Field(default="", max_length=64, sa_column_kwargs={"server_default": ""})


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
    consent_head: str = chained()  # the hash of the last row of its ledger, and how many
    consent_count: int = count()
    wrong: bool = flag()  # it is not our members' number any more
    language: str = short(16)  # chosen on this line; empty: the organisation's
    prompt: str = short(16)  # what we have asked beside check-ins, and wait to hear
    prompt_member_id: int | None = remembered()
    prompt_note: str | None = sealed(default=None)
    prompt_until: datetime | None = None
    speaking_id: int | None = remembered()
    speaking_until: datetime | None = None
    speaking_proven: bool = flag()
    paced_since: datetime | None = None
    paced_replies: int = count()
    called_back_at: datetime | None = None
    called_back: int = count()
    alarmed_level: int = count()  # the last text at risk that we answered
    alarmed_at: datetime | None = None


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
        sa.Index(  # the clock: pauses that are over
            "ix_member_paused_until",
            "paused_until",
            postgresql_where=sa.text("paused_until IS NOT NULL"),
            sqlite_where=sa.text("paused_until IS NOT NULL"),
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
    paused_until: datetime | None = None
    pin: str = short(64)  # keyed fingerprints: look-ups, not the words themselves
    safe_word: str = short(64)
    pin_tries: int = count()
    locked_until: datetime | None = None


class ConsentRow(SQLModel, table=True):
    """One event of the ledger. The database itself refuses to change or delete it."""

    __tablename__ = "consent"
    __table_args__ = (
        sa.Index("ix_consent_line_id", "line_id", "id"),  # replay, in order
        sa.Index("ix_consent_member_id", "member_id", "id"),  # the record of a member
    )

    id: int | None = identity()
    line_id: int = reference("line")
    member_id: int | None = reference("member", optional=True)  # none: everyone on the line
    purpose: Purpose = word(Purpose)
    action: Action = word(Action)
    medium: Medium = word(Medium)
    evidence: str = sealed()  # behind its salt, where there is a digest of the two
    wording: str = Field(max_length=64)
    language: str = Field(max_length=16)
    occurred_at: datetime
    wording_hash: str = chained()  # of a row of wording_shown; empty: no text was kept
    evidence_digest: str = chained()  # empty: chained after it was written
    prev_hash: str = chained()
    hash: str = chained()


class WordingShownRow(SQLModel, table=True):
    """A sentence as the organisation says it, once for each form it ever had. Never changed."""

    __tablename__ = "wording_shown"
    __table_args__ = ({"sqlite_with_rowid": False},)  # INSERT OR REPLACE has no way in by a rowid

    hash: str = Field(primary_key=True, max_length=64)
    medium: str = Field(max_length=8)  # text or voice
    key: str = Field(max_length=64)
    language: str = Field(max_length=16)
    text: str  # the catalog's, with its placeholders
    filled: str  # JSON: what the organisation puts into some of them
