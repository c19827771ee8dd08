"""Texts and calls in both directions, and what the carrier told of them."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def word(*words: str, name: str) -> sa.Enum:
    """A word out of a few, checked by the database."""
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=24)


def create_message() -> None:
    op.create_table(
        "message",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("line_id", BIG_ID, nullable=False),
        sa.Column("member_id", BIG_ID),
        sa.Column("check_in_id", BIG_ID),
        sa.Column("outbox_id", BIG_ID),
        sa.Column("reply_to_id", BIG_ID),
        sa.Column("direction", word("in", "out", name="direction"), nullable=False),
        sa.Column("provider_id", sa.String(64)),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("segments", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("error_code", sa.Integer()),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_in_id"], ["check_in.id"], name="fk_message_check_in_id_check_in"
        ),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name="fk_message_line_id_line"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_message_member_id_member"),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name="fk_message_outbox_id_outbox"),
        sa.ForeignKeyConstraint(
            ["reply_to_id"], ["message.id"], name="fk_message_reply_to_id_message"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
        sa.UniqueConstraint("provider_id", name="uq_message_provider_id"),
        sa.UniqueConstraint("reply_to_id", name="uq_message_reply_to_id"),
    )
    op.create_index(
        "ix_message_check_in_id",
        "message",
        ["check_in_id"],
        postgresql_where=sa.text("check_in_id IS NOT NULL"),
        sqlite_where=sa.text("check_in_id IS NOT NULL"),
    )
    op.create_index("ix_message_line_id", "message", ["line_id", "id"])
    op.create_index(
        "ix_message_outbox_id",
        "message",
        ["outbox_id"],
        postgresql_where=sa.text("outbox_id IS NOT NULL"),
        sqlite_where=sa.text("outbox_id IS NOT NULL"),
    )


def create_call() -> None:
    op.create_table(
        "call",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("line_id", BIG_ID),
        sa.Column("member_id", BIG_ID),
        sa.Column("check_in_id", BIG_ID),
        sa.Column("outbox_id", BIG_ID),
        sa.Column("direction", word("in", "out", name="direction"), nullable=False),
        sa.Column("provider_id", sa.String(64)),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("error_code", sa.Integer()),
        sa.Column("answered_by", sa.String(24), nullable=False),
        sa.Column("misses", sa.Integer(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_in_id"], ["check_in.id"], name="fk_call_check_in_id_check_in"
        ),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name="fk_call_line_id_line"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_call_member_id_member"),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name="fk_call_outbox_id_outbox"),
        sa.PrimaryKeyConstraint("id", name="pk_call"),
        sa.UniqueConstraint("provider_id", name="uq_call_provider_id"),
    )
    op.create_index(
        "ix_call_check_in_id",
        "call",
        ["check_in_id"],
        postgresql_where=sa.text("check_in_id IS NOT NULL"),
        sqlite_where=sa.text("check_in_id IS NOT NULL"),
    )
    op.create_index("ix_call_line_id", "call", ["line_id", "id"])
    op.create_index(
        "ix_call_outbox_id",
        "call",
        ["outbox_id"],
        postgresql_where=sa.text("outbox_id IS NOT NULL"),
        sqlite_where=sa.text("outbox_id IS NOT NULL"),
    )


def create_call_turn() -> None:
    op.create_table(
        "call_turn",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("call_id", BIG_ID, nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(8), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name="fk_call_turn_call_id_call"),
        sa.PrimaryKeyConstraint("id", name="pk_call_turn"),
        sa.UniqueConstraint("call_id", "step", name="uq_call_turn_call_id_step"),
    )


def create_status_report() -> None:
    op.create_table(
        "status_report",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("message_id", BIG_ID),
        sa.Column("call_id", BIG_ID),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("error_code", sa.Integer(), nullable=False),
        sa.Column("received_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name="fk_status_report_call_id_call"),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name="fk_status_report_message_id_message"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_status_report"),
        sa.UniqueConstraint(
            "call_id", "status", "error_code", name="uq_status_report_call_id_status_error_code"
        ),
        sa.UniqueConstraint(
            "message_id",
            "status",
            "error_code",
            name="uq_status_report_message_id_status_error_code",
        ),
    )


def upgrade() -> None:
    """Apply."""
    create_message()
    create_call()
    create_call_turn()
    create_status_report()


def downgrade() -> None:
    """Take back."""
    op.drop_table("status_report")
    op.drop_table("call_turn")
    op.drop_table("call")
    op.drop_table("message")
