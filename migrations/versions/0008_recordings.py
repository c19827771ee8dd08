"""Words left in a call, and who has listened to them."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def reference(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    """A foreign key, named as ours are."""
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "recording",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("call_id", BIG_ID, nullable=False),
        sa.Column("line_id", BIG_ID, nullable=False),
        sa.Column("member_id", BIG_ID),
        sa.Column("provider_id", sa.String(64), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("heard_by", BIG_ID),
        sa.Column("heard_at", UTCDateTime()),
        sa.Column("delete_after", UTCDateTime()),
        sa.Column("deleted_at", UTCDateTime()),
        reference("recording", "call_id", "call"),
        reference("recording", "line_id", "line"),
        reference("recording", "member_id", "member"),
        reference("recording", "heard_by", "coordinator"),
        sa.PrimaryKeyConstraint("id", name="pk_recording"),
        sa.UniqueConstraint("provider_id", name="uq_recording_provider_id"),
    )
    op.create_index("ix_recording_call_id", "recording", ["call_id"])
    op.create_index("ix_recording_line_id", "recording", ["line_id", "id"])
    waiting = sa.text("delete_after IS NOT NULL")
    op.create_index(
        "ix_recording_delete_after",
        "recording",
        ["delete_after"],
        postgresql_where=waiting,
        sqlite_where=waiting,
    )
    op.create_table(
        "hearing",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("recording_id", BIG_ID, nullable=False),
        sa.Column("coordinator_id", BIG_ID, nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        reference("hearing", "recording_id", "recording"),
        reference("hearing", "coordinator_id", "coordinator"),
        sa.PrimaryKeyConstraint("id", name="pk_hearing"),
    )
    op.create_index("ix_hearing_recording_id", "hearing", ["recording_id", "id"])


def downgrade() -> None:
    """Take back. Which recordings lie at the carrier is not known afterwards."""
    op.drop_table("hearing")
    op.drop_table("recording")
