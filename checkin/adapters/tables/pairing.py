"""Members who support one another: their wishes, their bonds, and what passes between them."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from checkin.adapters.tables.columns import (
    BIG_ID,
    count,
    flag,
    identity,
    reference,
    remembered,
    sealed,
    short,
    word,
)
from checkin.domain.pairing import (
    Answered,
    NudgeKind,
    NudgeState,
    PairingState,
    RelayOutcome,
    Shape,
)


class WishesRow(SQLModel, table=True):
    """What a member wishes of a buddy, and can give as one. Few members have all of it."""

    __tablename__ = "wishes"

    member_id: int = Field(primary_key=True, foreign_key="member.id", sa_type=BIG_ID)
    supports: bool = flag()  # looks after others; only once it is signed off (R134)
    capacity: int = Field(default=1, sa_column_kwargs={"server_default": sa.text("1")})
    facts: str | None = sealed(default=None)  # JSON: gender, accepts, born, languages, interests
    household: str = short(64)  # keyed fingerprint; the same one means the same home
    signed_off_at: datetime | None = None
    supervisor_id: int | None = reference("coordinator", optional=True)
    resting_until: datetime | None = None
    waiting_since: datetime | None = None  # for a buddy
    updated_at: datetime


class PairingRow(SQLModel, table=True):
    """A bond of two, or of three."""

    __tablename__ = "pairing"
    __table_args__ = (
        sa.Index(  # the clock: whose deadline has passed
            "ix_pairing_act_after",
            "act_after",
            postgresql_where=sa.text("act_after IS NOT NULL"),
            sqlite_where=sa.text("act_after IS NOT NULL"),
        ),
        sa.Index(  # the clock: whose turn it is
            "ix_pairing_next_nudge_at",
            "next_nudge_at",
            postgresql_where=sa.text("next_nudge_at IS NOT NULL"),
            sqlite_where=sa.text("next_nudge_at IS NOT NULL"),
        ),
        sa.Index("ix_pairing_state", "state", "id"),  # the list on the page
    )

    id: int | None = identity()
    state: PairingState = word(PairingState)
    shape: Shape = word(Shape)
    score: int
    factors: str | None = sealed(default=None)  # JSON: what spoke for it
    proposed_at: datetime
    act_after: datetime | None = None
    offered_until: datetime | None = None
    active_since: datetime | None = None
    turn_id: int | None = remembered()
    next_nudge_at: datetime | None = None
    last_contact_at: datetime | None = None
    contacts: int = count()
    idle_step: int = count()
    reviews: int = count()
    ended_at: datetime | None = None
    ended: str = short(16)


class PairingSideRow(SQLModel, table=True):
    """One member's part in a pairing."""

    __tablename__ = "pairing_side"
    __table_args__ = (
        sa.Index("uq_pairing_side", "pairing_id", "member_id", unique=True),
        sa.Index("ix_pairing_side_member_id", "member_id", "pairing_id"),  # a member's pairings
    )

    id: int | None = identity()
    pairing_id: int = reference("pairing")
    member_id: int = reference("member")
    place: int  # 0 for the one who supports
    alias: int
    answer: Answered = word(Answered)
    norms: str = short(16)


class PairingEventRow(SQLModel, table=True):
    """One line of a pairing's timeline."""

    __tablename__ = "pairing_event"
    __table_args__ = (sa.Index("ix_pairing_event_pairing_id", "pairing_id", "id"),)

    id: int | None = identity()
    pairing_id: int = reference("pairing")
    at: datetime
    what: str = Field(max_length=32)  # the last part of a key of the page's catalog
    member_id: int | None = reference("member", optional=True)
    coordinator_id: int | None = reference("coordinator", optional=True)
    note: str | None = sealed(default=None)


class BlockRow(SQLModel, table=True):
    """One member wants nothing to do with another, or with whoever has a number."""

    __tablename__ = "block"
    __table_args__ = (
        sa.Index("ix_block_member_id", "member_id", "id"),
        sa.Index("ix_block_other_id", "other_id"),
    )

    id: int | None = identity()
    member_id: int = reference("member")
    other_id: int | None = reference("member", optional=True)
    fingerprint: str = short(64)  # of the number, where no member was named
    since: datetime
    lifted_at: datetime | None = None


class NudgeRow(SQLModel, table=True):
    """One request to reach another member."""

    __tablename__ = "nudge"
    __table_args__ = (
        sa.Index(  # each slot asks each buddy once
            "uq_nudge_slot", "pairing_id", "kind", "due_at", "buddy_id", unique=True
        ),
        sa.Index(  # the clock: whose deadline has passed
            "ix_nudge_act_after",
            "act_after",
            postgresql_where=sa.text("act_after IS NOT NULL"),
            sqlite_where=sa.text("act_after IS NOT NULL"),
        ),
        sa.Index("ix_nudge_buddy_id", "buddy_id", "id"),  # what a buddy was asked
    )

    id: int | None = identity()
    pairing_id: int = reference("pairing")
    kind: NudgeKind = word(NudgeKind)
    buddy_id: int = reference("member")
    member_id: int = reference("member")
    state: NudgeState = word(NudgeState)
    due_at: datetime
    act_after: datetime | None = None
    prompt: int = count()
    check_in_id: int | None = reference("check_in", optional=True)
    passed: int = count()
    how_it_went: str = short(16)
    closed_at: datetime | None = None


class RelayedRow(SQLModel, table=True):
    """One text or call from a member of a pairing to another. The words are in `message`."""

    __tablename__ = "relayed"
    __table_args__ = (
        sa.Index("ix_relayed_pairing_id", "pairing_id", "id"),
        sa.Index("ix_relayed_from_id", "from_id", "at"),  # how much somebody sends
    )

    id: int | None = identity()
    pairing_id: int = reference("pairing")
    from_id: int = reference("member")
    to_id: int = reference("member")
    outcome: RelayOutcome = word(RelayOutcome)
    reason: str = short(32)
    by_call: bool = flag()
    evidence: str = short(64)
    at: datetime
