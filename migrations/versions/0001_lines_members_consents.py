"""Lines, the members on them, and the ledger of their consent."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def word(*words: str, name: str) -> sa.Enum:
    """A word out of a few, checked by the database."""
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=24)


def create_line() -> None:
    op.create_table(
        "line",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("dialable", sa.Boolean(), nullable=False),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.Column("misunderstood", sa.Integer(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_line"),
        sa.UniqueConstraint("fingerprint", name="uq_line_fingerprint"),
    )


def create_member() -> None:
    op.create_table(
        "member",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("line_id", BIG_ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("time_zone", sa.String(64), nullable=False),
        sa.Column(
            "state", word("invited", "active", "paused", "left", name="memberstate"), nullable=False
        ),
        sa.Column("channel", word("text", "call", name="channel"), nullable=False),
        sa.Column(
            "cadence",
            word("daily", "weekly", "fortnightly", "monthly", name="cadence"),
            nullable=False,
        ),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("weekday", sa.Integer()),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.Column("next_due_at", UTCDateTime()),
        sa.Column("invited_until", UTCDateTime()),
        sa.Column("buddy_ok", sa.Boolean(), nullable=False),
        sa.Column("topics", sa.Text()),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name="fk_member_line_id_line"),
        sa.PrimaryKeyConstraint("id", name="pk_member"),
    )
    op.create_index(
        "ix_member_invited_until",
        "member",
        ["invited_until"],
        postgresql_where=sa.text("invited_until IS NOT NULL"),
        sqlite_where=sa.text("invited_until IS NOT NULL"),
    )
    op.create_index("ix_member_line_id", "member", ["line_id"])
    op.create_index(
        "ix_member_next_due_at",
        "member",
        ["next_due_at"],
        postgresql_where=sa.text("next_due_at IS NOT NULL"),
        sqlite_where=sa.text("next_due_at IS NOT NULL"),
    )


def create_consent() -> None:
    op.create_table(
        "consent",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("line_id", BIG_ID, nullable=False),
        sa.Column("member_id", BIG_ID),
        sa.Column(
            "purpose",
            word(
                "checkin_text",
                "checkin_call",
                "buddy_contact",
                "buddy_first_name",
                "voicemail",
                "overt_wording",
                "recording",
                "research",
                "all",
                name="purpose",
            ),
            nullable=False,
        ),
        sa.Column(
            "action",
            word(
                "offered",
                "imported",
                "granted",
                "confirmed",
                "refused",
                "revoked",
                "scope_clarified",
                "expired",
                "renewed",
                "erased",
                name="action",
            ),
            nullable=False,
        ),
        sa.Column(
            "medium",
            word("text", "call", "import", "page", "carrier", name="medium"),
            nullable=False,
        ),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("wording", sa.String(64), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("occurred_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name="fk_consent_line_id_line"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_consent_member_id_member"),
        sa.PrimaryKeyConstraint("id", name="pk_consent"),
    )
    op.create_index("ix_consent_line_id", "consent", ["line_id", "id"])


def upgrade() -> None:
    """Apply."""
    create_line()
    create_member()
    create_consent()


def downgrade() -> None:
    """Take back."""
    op.drop_table("consent")
    op.drop_table("member")
    op.drop_table("line")
