"""Check-ins, coordinators and their escalations, the outbox and the clock's heartbeat."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def word(*words: str, name: str) -> sa.Enum:
    """A word out of a few, checked by the database."""
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=24)


def create_coordinator() -> None:
    op.create_table(
        "coordinator",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("login", sa.String(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.String(255), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("line_id", BIG_ID),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name="fk_coordinator_line_id_line"),
        sa.PrimaryKeyConstraint("id", name="pk_coordinator"),
        sa.UniqueConstraint("login", name="uq_coordinator_login"),
    )


def create_check_in() -> None:
    op.create_table(
        "check_in",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("member_id", BIG_ID, nullable=False),
        sa.Column("line_id", BIG_ID, nullable=False),
        sa.Column("channel", word("text", "call", name="channel"), nullable=False),
        sa.Column(
            "state",
            word(
                "due",
                "asked",
                "reminded",
                "called",
                "answered",
                "missed",
                "unreachable",
                "cancelled",
                name="checkinstate",
            ),
            nullable=False,
        ),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("act_after", UTCDateTime()),
        sa.Column("asked_at", UTCDateTime()),
        sa.Column("answer", word("ok", "not_ok", "unclear", name="answer")),
        sa.Column("clarified", sa.Boolean(), nullable=False),
        sa.Column("closed_at", UTCDateTime()),
        sa.Column("reason", sa.String(48), nullable=False),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name="fk_check_in_line_id_line"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_check_in_member_id_member"),
        sa.PrimaryKeyConstraint("id", name="pk_check_in"),
        sa.UniqueConstraint("member_id", "due_at", name="uq_check_in_member_id_due_at"),
    )
    op.create_index(
        "ix_check_in_act_after",
        "check_in",
        ["act_after"],
        postgresql_where=sa.text("act_after IS NOT NULL"),
        sqlite_where=sa.text("act_after IS NOT NULL"),
    )
    op.create_index(
        "uq_check_in_open",
        "check_in",
        ["member_id"],
        unique=True,
        postgresql_where=sa.text("closed_at IS NULL"),
        sqlite_where=sa.text("closed_at IS NULL"),
    )


def create_escalation() -> None:
    op.create_table(
        "escalation",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("member_id", BIG_ID, nullable=False),
        sa.Column("check_in_id", BIG_ID),
        sa.Column(
            "kind",
            word("not_ok", "silence", "unreachable", "unclear", name="escalationkind"),
            nullable=False,
        ),
        sa.Column("level", word("red", "amber", "yellow", name="level"), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column(
            "state", word("open", "taken", "resolved", name="escalationstate"), nullable=False
        ),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
        sa.Column("act_after", UTCDateTime()),
        sa.Column("taken_by", BIG_ID),
        sa.Column("resolved_at", UTCDateTime()),
        sa.ForeignKeyConstraint(
            ["check_in_id"], ["check_in.id"], name="fk_escalation_check_in_id_check_in"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name="fk_escalation_member_id_member"
        ),
        sa.ForeignKeyConstraint(
            ["taken_by"], ["coordinator.id"], name="fk_escalation_taken_by_coordinator"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_escalation"),
    )
    op.create_index(
        "ix_escalation_act_after",
        "escalation",
        ["act_after"],
        postgresql_where=sa.text("act_after IS NOT NULL"),
        sqlite_where=sa.text("act_after IS NOT NULL"),
    )
    op.create_index(
        "ix_escalation_list",
        "escalation",
        ["rank", "opened_at", "id"],
        postgresql_where=sa.text("state <> 'resolved'"),
        sqlite_where=sa.text("state <> 'resolved'"),
    )
    op.create_index(
        "uq_escalation_open",
        "escalation",
        ["member_id", "kind"],
        unique=True,
        postgresql_where=sa.text("state <> 'resolved'"),
        sqlite_where=sa.text("state <> 'resolved'"),
    )


def create_escalation_event() -> None:
    op.create_table(
        "escalation_event",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("escalation_id", BIG_ID, nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("coordinator_id", BIG_ID),
        sa.Column("note", sa.Text()),
        sa.ForeignKeyConstraint(
            ["coordinator_id"],
            ["coordinator.id"],
            name="fk_escalation_event_coordinator_id_coordinator",
        ),
        sa.ForeignKeyConstraint(
            ["escalation_id"],
            ["escalation.id"],
            name="fk_escalation_event_escalation_id_escalation",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_escalation_event"),
    )
    op.create_index(
        "ix_escalation_event_escalation_id", "escalation_event", ["escalation_id", "id"]
    )


def create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column(
            "kind",
            word("ask", "ask_call", "reminder", "call", "invitation", "page", name="kind"),
            nullable=False,
        ),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("line_id", BIG_ID, nullable=False),
        sa.Column("member_id", BIG_ID),
        sa.Column("check_in_id", BIG_ID),
        sa.Column("escalation_id", BIG_ID),
        sa.Column("wording", sa.String(48), nullable=False),
        sa.Column("not_before", UTCDateTime(), nullable=False),
        sa.Column("not_after", UTCDateTime()),
        sa.Column(
            "state",
            word("waiting", "claimed", "handed", "dropped", "failed", name="outboxstate"),
            nullable=False,
        ),
        sa.Column("reason", sa.String(48), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("queued_at", UTCDateTime()),
        sa.Column("claimed_at", UTCDateTime()),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_in_id"], ["check_in.id"], name="fk_outbox_check_in_id_check_in"
        ),
        sa.ForeignKeyConstraint(
            ["escalation_id"], ["escalation.id"], name="fk_outbox_escalation_id_escalation"
        ),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name="fk_outbox_line_id_line"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_outbox_member_id_member"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
    )
    op.create_index(
        "ix_outbox_claimed",
        "outbox",
        ["claimed_at"],
        postgresql_where=sa.text("state = 'claimed'"),
        sqlite_where=sa.text("state = 'claimed'"),
    )
    op.create_index("ix_outbox_member_id", "outbox", ["member_id", "id"])
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["not_before"],
        postgresql_where=sa.text("state = 'waiting'"),
        sqlite_where=sa.text("state = 'waiting'"),
    )
    op.create_index(
        "uq_outbox_check_in_id_kind",
        "outbox",
        ["check_in_id", "kind"],
        unique=True,
        postgresql_where=sa.text("check_in_id IS NOT NULL"),
        sqlite_where=sa.text("check_in_id IS NOT NULL"),
    )


def create_clock_pass() -> None:
    op.create_table(
        "clock_pass",
        sa.Column("name", sa.String(16), nullable=False),
        sa.Column("finished_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_clock_pass"),
    )


def upgrade() -> None:
    """Apply."""
    create_coordinator()
    create_check_in()
    create_escalation()
    create_escalation_event()
    create_outbox()
    create_clock_pass()


def downgrade() -> None:
    """Take back."""
    op.drop_table("clock_pass")
    op.drop_table("outbox")
    op.drop_table("escalation_event")
    op.drop_table("escalation")
    op.drop_table("check_in")
    op.drop_table("coordinator")
