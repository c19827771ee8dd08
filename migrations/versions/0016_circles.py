"""Circles: their seats, the question of each week, and what members said to it."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("circle_answer", "circle_round", "circle_seat", "circle")


def upgrade() -> None:
    """Apply."""
    circles()
    rounds()


def downgrade() -> None:
    """Take back."""
    for table in TABLES:
        op.drop_table(table)


def circles() -> None:
    """Circles and who sits in them."""
    op.create_table(
        "circle",
        id_("id"),
        id_("made_by"),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        moment("next_round_at"),
        number("rounds"),
        of("circle", "made_by", "coordinator"),
        sa.PrimaryKeyConstraint("id", name="pk_circle"),
    )
    only("ix_circle_next_round_at", "circle", "next_round_at", "next_round_at IS NOT NULL")
    op.create_table(
        "circle_seat",
        id_("id"),
        id_("circle_id"),
        id_("member_id"),
        sa.Column("alias", sa.Integer(), nullable=False),
        flag("facilitator"),
        flag("muted"),
        flag("digest_only"),
        short("evidence", 64),
        moment("joined_at"),
        moment("left_at"),
        of("circle_seat", "circle_id", "circle"),
        of("circle_seat", "member_id", "member"),
        sa.PrimaryKeyConstraint("id", name="pk_circle_seat"),
    )
    op.create_index("uq_circle_seat_alias", "circle_seat", ["circle_id", "alias"], unique=True)
    only("uq_circle_seat_member_id", "circle_seat", "member_id", "left_at IS NULL", unique=True)


def rounds() -> None:
    """Rounds and the answers to them."""
    op.create_table(
        "circle_round",
        id_("id"),
        id_("circle_id"),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("prompt", sa.Integer(), nullable=False),
        word("state", "roundstate", "open", "told", "silent", "dropped"),
        short("reason", 16),
        sa.Column("opens_at", UTCDateTime(), nullable=False),
        sa.Column("closes_at", UTCDateTime(), nullable=False),
        number("told"),
        number("shortened"),
        number("left_out"),
        of("circle_round", "circle_id", "circle"),
        sa.PrimaryKeyConstraint("id", name="pk_circle_round"),
    )
    op.create_index("uq_circle_round_week", "circle_round", ["circle_id", "week"], unique=True)
    only("ix_circle_round_closes_at", "circle_round", "closes_at", "state = 'open'")
    op.create_table(
        "circle_answer",
        id_("id"),
        id_("round_id"),
        id_("member_id"),
        id_("message_id"),
        sa.Column("at", UTCDateTime(), nullable=False),
        short("held", 16),
        id_("held_by", optional=True),
        id_("released_by", optional=True),
        of("circle_answer", "round_id", "circle_round"),
        of("circle_answer", "member_id", "member"),
        of("circle_answer", "message_id", "message"),
        of("circle_answer", "held_by", "coordinator"),
        of("circle_answer", "released_by", "coordinator"),
        sa.PrimaryKeyConstraint("id", name="pk_circle_answer"),
    )
    op.create_index("uq_circle_answer_message_id", "circle_answer", ["message_id"], unique=True)
    op.create_index("ix_circle_answer_round_id", "circle_answer", ["round_id", "id"])


def short(name: str, length: int) -> sa.Column[str]:
    """A few characters, none where nothing is known."""
    return sa.Column(name, sa.String(length), nullable=False, server_default="")


def id_(name: str, *, optional: bool = False) -> sa.Column[int]:
    """The id of a row."""
    return sa.Column(name, BIG_ID, nullable=optional)


def moment(name: str) -> sa.Column[UTCDateTime]:
    """A moment, if it is known."""
    return sa.Column(name, UTCDateTime())


def number(name: str) -> sa.Column[int]:
    """A number that begins at 0."""
    return sa.Column(name, sa.Integer(), nullable=False, server_default=sa.text("0"))


def flag(name: str) -> sa.Column[bool]:
    """A yes or no that begins as no."""
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def word(name: str, check: str, *words: str) -> sa.Column[str]:
    """One of these words."""
    kind = sa.Enum(*words, name=check, native_enum=False, create_constraint=True, length=24)
    return sa.Column(name, kind, nullable=False)


def of(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    """A reference to a row of `other`."""
    name = f"fk_{table}_{column}_{other}"
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)


def only(name: str, table: str, column: str, rows: str, *, unique: bool = False) -> None:
    """An index of those rows alone for which this holds."""
    where = sa.text(rows)
    op.create_index(
        name, table, [column], unique=unique, postgresql_where=where, sqlite_where=where
    )
