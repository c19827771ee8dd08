"""Circles: their seats, the question of each week, and what members said to it."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import SQLModel

from checkin.adapters.tables.columns import count, flag, identity, reference, short, word
from checkin.domain.circle.seat import RoundState


class CircleRow(SQLModel, table=True):
    """Five to eight members around one question a week."""

    __tablename__ = "circle"
    __table_args__ = (
        sa.Index(  # the clock: whose week has come
            "ix_circle_next_round_at",
            "next_round_at",
            postgresql_where=sa.text("next_round_at IS NOT NULL"),
            sqlite_where=sa.text("next_round_at IS NOT NULL"),
        ),
    )

    id: int | None = identity()
    made_by: int = reference("coordinator")
    made_at: datetime
    next_round_at: datetime | None = None
    rounds: int = count()


class CircleSeatRow(SQLModel, table=True):
    """One member's place in a circle: theirs once they have said yes."""

    __tablename__ = "circle_seat"
    __table_args__ = (
        sa.Index("uq_circle_seat_alias", "circle_id", "alias", unique=True),
        sa.Index(  # one circle at a time for each member
            "uq_circle_seat_member_id",
            "member_id",
            unique=True,
            postgresql_where=sa.text("left_at IS NULL"),
            sqlite_where=sa.text("left_at IS NULL"),
        ),
    )

    id: int | None = identity()
    circle_id: int = reference("circle")
    member_id: int = reference("member")
    alias: int
    facilitator: bool = flag()
    muted: bool = flag()
    digest_only: bool = flag()
    evidence: str = short(64)  # of their yes, or of their leaving
    joined_at: datetime | None = None
    left_at: datetime | None = None


class CircleRoundRow(SQLModel, table=True):
    """One week's question, once for each circle and week."""

    __tablename__ = "circle_round"
    __table_args__ = (
        sa.Index("uq_circle_round_week", "circle_id", "week", unique=True),
        sa.Index(  # the clock: whose digest is due
            "ix_circle_round_closes_at",
            "closes_at",
            postgresql_where=sa.text("state = 'open'"),
            sqlite_where=sa.text("state = 'open'"),
        ),
    )

    id: int | None = identity()
    circle_id: int = reference("circle")
    week: int
    prompt: int
    state: RoundState = word(RoundState)
    reason: str = short(16)
    opens_at: datetime
    closes_at: datetime
    told: int = count()
    shortened: int = count()
    left_out: int = count()


class CircleAnswerRow(SQLModel, table=True):
    """A member's answer. The words are in `message`, where they came in."""

    __tablename__ = "circle_answer"
    __table_args__ = (
        sa.Index("uq_circle_answer_message_id", "message_id", unique=True),
        sa.Index("ix_circle_answer_round_id", "round_id", "id"),
    )

    id: int | None = identity()
    round_id: int = reference("circle_round")
    member_id: int = reference("member")
    message_id: int = reference("message")
    at: datetime
    held: str = short(16)  # why it waits for a facilitator; empty where it does not
    held_by: int | None = reference("coordinator", optional=True)
    released_by: int | None = reference("coordinator", optional=True)
