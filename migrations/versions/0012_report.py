"""Which words a text or call said, and what the clock counts of each week for the report."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OF_CHECK_INS = (
    *("due", "asked", "ripe", "in_time", "answered", "missed"),
    *("unreachable", "paused", "stopped", "not_asked"),
)
OF_CONTACTS = ("count", "segments", "delivered", "undelivered")


def short(name: str, length: int) -> sa.Column[str]:
    """A few plain characters, none for the rows that are there."""
    return sa.Column(name, sa.String(length), nullable=False, server_default="")


def channel() -> sa.Column[str]:
    """By text or by call."""
    kind = sa.Enum(
        "text", "call", name="channel", native_enum=False, create_constraint=True, length=24
    )
    return sa.Column("channel", kind, nullable=False)


def numbers(names: tuple[str, ...]) -> list[sa.Column[int]]:
    """Counts, by these names."""
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def upgrade() -> None:
    """Apply."""
    for table in ("message", "call"):
        op.add_column(table, short("wording", 64))
        op.add_column(table, short("version", 16))
    op.create_table(
        "counted_week",
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("check_in_id", BIG_ID, nullable=False),
        sa.Column("message_id", BIG_ID, nullable=False),
        sa.Column("call_id", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("monday", name="pk_counted_week"),
    )
    op.create_table(
        "counted_asking",
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        channel(),
        *numbers(OF_CHECK_INS),
        sa.PrimaryKeyConstraint("monday", "language", "channel", name="pk_counted_asking"),
    )
    op.create_table(
        "counted_contact",
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        channel(),
        sa.Column("incoming", sa.Boolean(), nullable=False),
        sa.Column("wording", sa.String(64), nullable=False),
        sa.Column("version", sa.String(16), nullable=False),
        *numbers(OF_CONTACTS),
        sa.PrimaryKeyConstraint(
            *("monday", "language", "channel", "incoming", "wording", "version"),
            name="pk_counted_contact",
        ),
    )


def downgrade() -> None:
    """Take back. What was counted is counted again; which words were said is forgotten."""
    for table in ("counted_contact", "counted_asking", "counted_week"):
        op.drop_table(table)
    for table in ("message", "call"):
        op.drop_column(table, "version")
        op.drop_column(table, "wording")
